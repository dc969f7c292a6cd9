package bleve

import (
	"cmp"
	"slices"

	"tiaowen/search"
)

// countFacets counts the documents that hold a hit by the values of each facet. A
// document that fails the filter of one facet only is counted in that facet:
// it would be found if another value were chosen.
func (t *table) countFacets(by search.Filter, docs documents, perDocument []int32) []search.FacetCounts {
	of := facetTally{make([]int, t.base[len(t.facets)]), make([]int, t.base[len(t.facets)])}
	for o, passages := range perDocument {
		if passages == 0 {
			continue
		}
		row := t.rows[o]
		if row == nil {
			continue // it was removed, and its passages are in the index until they are merged away
		}
		counts, law := of.all, row.law
		switch fails := docs.fails[o]; fails {
		case failsNone:
			for _, code := range t.codes[t.starts[o]:t.starts[o+1]] {
				counts[code]++
			}
			for _, f := range t.daily { // as codesOf, which costs when all are browsed
				if code := docs.codes[f][o]; code != noCode {
					counts[t.base[f]+code]++
					if law {
						of.law[t.base[f]+code]++
					}
				}
			}
			if law {
				count(of.law, t.codes[t.starts[o]:t.starts[o+1]])
			}
		case failsMore:
		default:
			f := int(fails) - 1
			count(counts[t.base[f]:], docs.codesOf(t, f, o))
			if law {
				count(of.law[t.base[f]:], docs.codesOf(t, f, o))
			}
		}
	}
	out := make([]search.FacetCounts, len(t.facets))
	for f, facet := range t.facets {
		from, to := t.base[f], t.base[f+1]
		out[f] = countsOf(facet, t.names[f], facetTally{of.all[from:to], of.law[from:to]}, by[facet.Name])
	}
	return out
}

// facetTally counts documents by code: all, and those among them that are law of the
// state.
type facetTally struct{ all, law []int }

func count(counts []int, codes []uint32) {
	for _, code := range codes {
		counts[code]++
	}
}

// countsOf lists the values of a facet, most frequent first.
func countsOf(f search.Facet, names []string, counts facetTally, chosen []string) search.FacetCounts {
	out := search.FacetCounts{Field: f.Name, Values: []search.FacetValue{}}
	add := func(value string, count, law int, selected bool) {
		out.Values = append(out.Values, search.FacetValue{Value: value, Label: f.LabelOf(value), Count: count, Law: law, Selected: selected})
	}
	for code, n := range counts.all {
		if selected := slices.Contains(chosen, names[code]); n > 0 || selected {
			add(names[code], n, counts.law[code], selected)
		}
	}
	for _, v := range chosen {
		if !slices.Contains(names, v) {
			add(v, 0, 0, true)
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
