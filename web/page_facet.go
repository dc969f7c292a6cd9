package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"tiaowen/corpus"
	"tiaowen/search"
)

// topFacetValues are shown without unfolding: enough to choose from, few enough
// that all facets are seen on one screen.
const topFacetValues = 6

// weighed are the facets whose values stand in the order of what a library of the Party
// is for; the others by count.
var weighed = []string{"topic", "genre", "rank", "issuer"}

// inOrder are the values of a facet as pages list them: by the share of documents that
// are not law of the state, which in most libraries is many and seldom what is asked
// for. Of few documents a share says little, so half a law is added to all.
func inOrder(f search.FacetCounts) []search.FacetValue {
	if !slices.Contains(weighed, f.Field) {
		return f.Values
	}
	share := func(v search.FacetValue) float64 { return float64(v.Count-v.Law) / (float64(v.Count) + .5) }
	return slices.SortedStableFunc(slices.Values(f.Values), func(a, b search.FacetValue) int { return cmp.Compare(share(b), share(a)) })
}

// viewFacet puts what is chosen first and folds what is beyond the first few.
func viewFacet(facet search.Facet, f search.FacetCounts) facetView {
	values := make([]facetValue, 0, len(f.Values))
	ordered := inOrder(f)
	for _, chosen := range []bool{true, false} {
		for _, v := range ordered {
			if v.Selected == chosen {
				values = append(values, facetValue{f.Field, v.Value, facet.Words(v.Value), strconv.Itoa(v.Count), msgUnitTexts, chosen})
			}
		}
	}
	top := min(len(values), topFacetValues)
	for top < len(values) && values[top].Selected {
		top++
	}
	if len(values) == top+1 {
		top++ // a fold for one value hides more than it saves
	}
	return facetView{Field: f.Field, Label: facet.Label, Top: values[:top], More: values[top:], Other: f.Other, Unit: msgUnitTexts}
}

// lists reports whether there is a box for a value.
func (f facetView) lists(value string) bool {
	is := func(v facetValue) bool { return v.Value == value }
	return slices.ContainsFunc(f.Top, is) || slices.ContainsFunc(f.More, is)
}

// chips are the filters that are on, each with the address without it.
func chips(at state) []link {
	var out []link
	for _, f := range at.filters() {
		words := f.words
		if f.facet != "" {
			words = f.facet + "：" + words
		}
		out = append(out, link{Label: words, Href: f.without.href()})
	}
	return out
}

func boundWords(name, value string) string {
	date := corpus.Date(value).Chinese()
	if date == "" {
		date = value
	}
	switch name {
	case "from":
		return fmt.Sprintf(msgFrom, date)
	case "to":
		return fmt.Sprintf(msgTo, date)
	case "as_of":
		return fmt.Sprintf(msgAsOf, date)
	}
	return fmt.Sprintf(msgInside, value)
}
