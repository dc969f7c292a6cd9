package packet

import "cmp"

// sources is the list of references of a packet: each source once, in the order
// in which the passages first need it.
type sources struct {
	Entries []string
	// of holds the number of each passage's source, from 1.
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
		entry := entryOf(*item.Passage, style)
		if numbers[entry] == 0 {
			out.Entries = append(out.Entries, entry)
			numbers[entry] = len(out.Entries)
		}
		out.of = append(out.of, numbers[entry])
	}
	return out
}

// entryOf is the entry of a passage's source. One that says nothing of where it
// comes from still has its address in the library.
func entryOf(p Passage, style Style) string {
	if entry := Reference(p.Fields, style); entry != "" {
		return entry
	}
	return cmp.Or(oneLine(p.Citation), oneLine(p.Address)) + "."
}

// listPlace is where in its source a passage stands; nothing where the entry says
// that already.
func (p Passage) listPlace() string {
	if oneLine(p.Fields.Title) == "" {
		return ""
	}
	return p.barePlace()
}
