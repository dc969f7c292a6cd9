package search

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// Instead is a query with another string, or none, in place of one of its terms, with
// the quotation marks about it; false if that is no query of the same kind.
func Instead(text, term, to string) (string, bool) {
	before, err := Parse(text)
	if err != nil {
		return "", false
	}
	want := replaced(before.Terms(), term, to)
	for _, marked := range []string{`"` + term + `"`, "“" + term + "”", term} {
		for at := 0; ; {
			i := strings.Index(before.Text[at:], marked)
			if i < 0 {
				break
			}
			at += i
			out := strings.Trim(strings.Join(strings.Fields(before.Text[:at]+to+before.Text[at+len(marked):]), " "), "、，,；;/ ")
			if after, err := Parse(out); err == nil && slices.Equal(after.Terms(), want) && len(after.Not) == len(before.Not) {
				return out, true
			}
			at += len(marked)
		}
	}
	return "", false
}

func replaced(terms []string, term, to string) []string {
	var out []string
	for _, t := range terms {
		if t != term {
			out = append(out, t)
		} else if to != "" {
			out = append(out, to)
		}
	}
	return out
}

// Of are the other names of a word: 政治审查 for 政审. None for a way of asking.
func (s *Synonyms) Of(word string) []string {
	if s == nil {
		return nil
	}
	if w, ok := s.at(corpus.Fold(word), General); ok && w.key == corpus.Fold(word) && !w.manner {
		return w.as
	}
	return nil
}
