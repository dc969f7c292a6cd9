package bleve

import (
	"cmp"
	"math/bits"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// facets counts the documents that hold a hit by the values of each facet. A
// document that fails the filter of one facet only is counted in that facet:
// it would be found if another value were chosen.
func (c *collector) facets() []search.Facet {
	t := c.table
	counts := make([]int, t.base[facetCount])
	for o := range c.about {
		if c.about[o].held == 0 {
			continue
		}
		codes, fails := t.codes[t.starts[o]:t.starts[o+1]], c.about[o].fails
		switch {
		case fails == 0:
			for _, code := range codes {
				counts[code]++
			}
			counts[t.base[facetStatus]+c.statuses[o]]++
		case fails&failsOther == 0 && bits.OnesCount8(fails) == 1:
			c.countFailed(counts, o, bits.TrailingZeros8(fails))
		}
	}
	out := make([]search.Facet, facetCount)
	for f, chosen := range selections(c.q.Filter) {
		out[f] = facet(f, t.names[f], counts[t.base[f]:t.base[f+1]], chosen)
	}
	return out
}

// countFailed counts a document in the only facet whose filter it fails.
func (c *collector) countFailed(counts []int, ordinal, facet int) {
	if facet == facetStatus {
		counts[c.table.base[facet]+c.statuses[ordinal]]++
	}
	for _, code := range c.table.rows[ordinal].codes[facet] {
		counts[c.table.base[facet]+code]++
	}
}

// facet lists the values of a facet, most frequent first.
func facet(f int, names []string, counts []int, chosen []string) search.Facet {
	out := search.Facet{Field: search.FacetFields[f], Values: []search.FacetValue{}}
	add := func(value string, count int, selected bool) {
		out.Values = append(out.Values, search.FacetValue{Value: value, Label: labelOf(f, value), Count: count, Selected: selected})
	}
	for code, n := range counts {
		if selected := slices.Contains(chosen, names[code]); n > 0 || selected {
			add(names[code], n, selected)
		}
	}
	for _, v := range chosen {
		if !slices.Contains(names, v) {
			add(v, 0, true)
		}
	}
	slices.SortFunc(out.Values, func(a, b search.FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	if len(out.Values) <= search.MaxFacetValues {
		return out
	}
	rest := out.Values[search.MaxFacetValues:]
	out.Values = slices.Clip(out.Values[:search.MaxFacetValues])
	for _, v := range rest {
		if v.Selected {
			out.Values = append(out.Values, v)
		} else {
			out.Other += v.Count
		}
	}
	return out
}

// labelOf is what a reader sees of a value.
func labelOf(f int, value string) string {
	switch f {
	case facetKind:
		return corpus.Label(corpus.Kinds, value)
	case facetGenre:
		return corpus.Label(corpus.Genres, value)
	case facetRank:
		return corpus.Label(corpus.Ranks, value)
	case facetStatus:
		return corpus.Label(corpus.Statuses, value)
	}
	return value
}
