package duty

import (
	"cmp"
	"slices"

	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// count counts one under its own values, of a facet whose filter it does not pass under
// that facet alone.
func (f *finder) count(a ask, not failing) {
	if a.bearer >= 0 && not.only(byBearer) {
		f.ofBearer[a.bearer]++
	}
	if a.kind >= 0 && not.only(byKind) {
		f.ofKind[a.kind]++
	}
	if a.modality >= 0 && not.only(byModality) {
		f.ofModality[a.modality]++
	}
}

// only reports whether nothing fails, or one filter of that name.
func (f failing) only(name string) bool { return f.n == 0 || f.n == 1 && f.name == name }

// countDocument counts as many requirements under the values of their document.
func (f *finder) countDocument(s *sheet, not failing, passed int) {
	if passed == 0 {
		return
	}
	if not.only(byTopic) {
		for _, t := range s.topics {
			f.counts[byTopic][t] += passed
		}
	}
	if not.only(byDocument) {
		f.counts[byDocument][s.titled.ID] += passed
	}
	if not.only(byStatus) {
		f.counts[byStatus][string(s.titled.Standing.Timeline.On(f.q.day()))] += passed
	}
}

// named puts what was counted by number under its names.
func (f *finder) named() {
	put := func(name string, counts []int, value func(int) string) {
		for i, n := range counts {
			if n > 0 {
				f.counts[name][value(i)] = n
			}
		}
	}
	put(byBearer, f.ofBearer, func(i int) string { return f.table.names[i] })
	put(byKind, f.ofKind, func(i int) string { return requirement.Kinds[i].Value })
	put(byModality, f.ofModality, func(i int) string { return requirement.Modalities[i].Value })
}

// facets are the counts as they are shown: the most frequent first, what is chosen in any
// case; what has an order of its own in it.
func (f *finder) facets(title func(id string) string) []search.FacetCounts {
	var out []search.FacetCounts
	for _, facet := range Facets {
		counts, chosen := f.counts[facet.Name], f.q.Filter[facet.Name]
		for _, v := range chosen {
			counts[v] += 0
		}
		of := search.FacetCounts{Field: facet.Name}
		for v, n := range counts {
			label := facet.LabelOf(v)
			if facet.Name == byDocument {
				label = title(v)
			}
			of.Values = append(of.Values, search.FacetValue{Value: v, Label: label, Count: n, Selected: slices.Contains(chosen, v)})
		}
		slices.SortFunc(of.Values, func(a, b search.FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		of.Values, of.Other = listed(of.Values)
		out = append(out, of)
	}
	return out
}

// listed are the first values and those that are chosen, and how many requirements stand
// under the others.
func listed(values []search.FacetValue) (out []search.FacetValue, other int) {
	for i, v := range values {
		if i < search.MaxFacetValues || v.Selected {
			out = append(out, v)
		} else {
			other += v.Count
		}
	}
	return out, other
}
