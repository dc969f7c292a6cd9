package packet

// sources is the list of references of a packet: each source once, in the order
// in which the passages first need it.
type sources struct {
	Entries []string
	// of holds the number of each passage's source, from 1; 0 for a passage
	// that says nothing of where it comes from.
	of []int
}

// sourcesOf lists the sources. Two documents that would be listed in the same
// words are one source.
func sourcesOf(p Packet, style Style) sources {
	var out sources
	numbers := map[string]int{}
	for _, item := range p.Items {
		if item.Passage == nil {
			continue
		}
		entry := Reference(item.Passage.Fields, style)
		if entry == "" {
			out.of = append(out.of, 0)
			continue
		}
		if numbers[entry] == 0 {
			out.Entries = append(out.Entries, entry)
			numbers[entry] = len(out.Entries)
		}
		out.of = append(out.of, numbers[entry])
	}
	return out
}
