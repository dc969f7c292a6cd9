package formula

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// comparison is what a list has of a wording.
type comparison struct {
	status Status
	// equal is how many members of the wording it has.
	equal int
	// at are its members that are not as they should be.
	at []corpus.Span
	// span is of the list without the words before its first member and behind its
	// last.
	span corpus.Span
}

// compare holds a list against a wording; beside says that the text leads from the
// name to the list.
func compare(text string, l list, members []string, beside bool) comparison {
	out := comparison{span: l.span()}
	seen := make([]bool, len(members))
	before, ordered, doubled, alien := -1, true, false, false
	for i, m := range l.members {
		first, last := i == 0, i == len(l.members)-1
		k, own := find(m.In(text), members, first || beside, last)
		if first {
			out.span.Start = m.Start + own.Start
		}
		if last {
			out.span.End = m.Start + own.End
		}
		m = own.Shift(m.Start)
		switch {
		case k < 0:
			alien = true
		case seen[k]:
			doubled = true
		default:
			seen[k] = true
			out.equal++
			if k > before {
				before = k
				continue
			}
			ordered = false
		}
		out.at = append(out.at, m)
	}
	switch {
	case doubled:
		out.status = Repeated
	case alien:
		out.status = WrongMember
	case out.equal < len(members):
		out.status = Missing
	case !ordered:
		out.status = Order
	default:
		out.status = OK
	}
	return out
}

// find is which member a text is, -1 for none, and what of the text that is. Words
// may stand before the first (增强政治意识), before each in a list that is meant to be
// one (党委主体责任), and behind the last.
func find(s string, members []string, before, last bool) (int, corpus.Span) {
	folded := corpus.Fold(s)
	for k, m := range members {
		want := corpus.Fold(m)
		switch {
		case folded == want:
			return k, corpus.Span{End: len(s)}
		case before && strings.HasSuffix(folded, want):
			for i := range s {
				if corpus.Fold(s[i:]) == want {
					return k, corpus.Span{Start: i, End: len(s)}
				}
			}
		case last && strings.HasPrefix(folded, want):
			for i := range s {
				if corpus.Fold(s[:i]) == want {
					return k, corpus.Span{End: i}
				}
			}
		}
	}
	for k, m := range members { // or before the source's own
		if n := utf8.RuneCountInString(folded); n > 3 && before && strings.HasSuffix(corpus.Fold(m), folded) {
			return k, corpus.Span{End: len(s)}
		}
	}
	return -1, corpus.Span{End: len(s)}
}
