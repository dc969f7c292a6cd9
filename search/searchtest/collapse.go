package searchtest

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Collapse is what a list of hits, best first, comes to when those that say the same
// take one place: the rule of search.Query.Apart in a few lines, for an engine to be
// compared with. asFound is search.Query.AsFound.
func Collapse(hits []search.Hit, asFound bool) []search.Hit {
	var groups [][]search.Hit
	at := map[string]int{}
	for _, h := range hits {
		said := corpus.Fold(corpus.WithoutLabel(h.Text[:min(len(h.Text), h.Passage.Span.Len())], h.Passage.Label))
		if i, there := at[said]; there {
			groups[i] = append(groups[i], h)
			continue
		}
		if utf8.RuneCountInString(said) > search.ShortText {
			at[said] = len(groups)
		}
		groups = append(groups, []search.Hit{h})
	}
	var out []search.Hit
	for _, g := range groups {
		out = append(out, placeOf(g, asFound))
	}
	return out
}

// placeOf shows one of some hits that say the same, and tells of the others.
func placeOf(same []search.Hit, asFound bool) search.Hit {
	found := same[0]
	claim := func(h search.Hit) corpus.Claim {
		return corpus.Claim{Status: h.Document.Status, Date: h.Document.Fields.VersionDate(), ID: h.Document.ID}
	}
	slices.SortStableFunc(same, func(a, b search.Hit) int {
		return cmp.Or(claim(a).Compare(claim(b)), cmp.Compare(a.Passage.Span.Start, b.Passage.Span.Start))
	})
	out := same[0]
	if asFound {
		out = found
	}
	out.Score, out.Also = found.Score, nil
	for _, h := range same {
		if h.Address() != out.Address() {
			out.Also = append(out.Also, h.Equal())
		}
	}
	return out
}
