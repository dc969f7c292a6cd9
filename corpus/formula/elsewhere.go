package formula

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// elsewhere draws the formulas that a text names and spells in another sentence:
// the one list in it with as many members of one length that all end with what
// the name counts. Of two such lists that differ nobody can say which is meant.
func elsewhere(text string, all []name, have []Drawn) []Drawn {
	const most = 50 // names of one text; a list of them spells none
	wanted := map[string]name{}
	for _, n := range all {
		if len(wanted) < most && utf8.RuneCountInString(n.counted) >= 2 && (n.quoted || n.number > 2) {
			wanted[Key(n.span.In(text))] = n
		}
	}
	for _, d := range have {
		delete(wanted, Key(d.Name))
	}
	if len(wanted) == 0 {
		return nil
	}
	found := map[string][]Drawn{}
	sentences(text, func(s corpus.Span) {
		for key, n := range wanted {
			if strings.Count(s.In(text), n.counted) < n.number {
				continue
			}
			for _, l := range byCommas(text, s) {
				if equal, ok := ending(text, l, n); ok {
					found[key] = append(found[key], drawn(text, n, equal))
				}
			}
		}
	})
	var out []Drawn
	for _, list := range found {
		if sameMembers(list) {
			out = append(out, list[0])
		}
	}
	return out
}

// ending reports whether a list's members all end with what a name counts and are
// as many. What stands before the first (增强政治意识) is cut off: members are of
// one length.
func ending(text string, l list, n name) (list, bool) {
	if len(l.members) != n.number || l.unfinished {
		return l, false
	}
	length := utf8.RuneCountInString(l.members[len(l.members)-1].In(text))
	for i, m := range l.members {
		in := m.In(text)
		if i > 0 && utf8.RuneCountInString(in) != length || !strings.HasSuffix(in, n.counted) {
			return l, false
		}
	}
	first := l.members[0]
	in := []rune(first.In(text))
	if length <= utf8.RuneCountInString(n.counted) || len(in) < length {
		return l, false
	}
	l.members[0].Start = first.End - len(string(in[len(in)-length:]))
	return l, true
}

func sameMembers(list []Drawn) bool {
	for _, d := range list[1:] {
		if strings.Join(d.Members, "、") != strings.Join(list[0].Members, "、") {
			return false
		}
	}
	return true
}
