package web

import (
	"fmt"
	"slices"
	"strconv"

	"tiaowen/corpus"
	"tiaowen/search"
)

// topFacetValues are shown without unfolding: enough to choose from, few enough
// that all facets are seen on one screen.
const topFacetValues = 6

// viewFacet puts what is chosen first and folds what is beyond the first few.
func viewFacet(f search.Facet) facetView {
	values := make([]facetValue, 0, len(f.Values))
	for _, chosen := range []bool{true, false} {
		for _, v := range f.Values {
			if v.Selected == chosen {
				values = append(values, facetValue{f.Field, v.Value, valueLabel(f.Field, v), strconv.Itoa(v.Count), chosen})
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
	return facetView{Field: f.Field, Label: corpus.Label(facetLabels, f.Field), Top: values[:top], More: values[top:], Other: f.Other}
}

// lists reports whether there is a box for a value.
func (f facetView) lists(value string) bool {
	is := func(v facetValue) bool { return v.Value == value }
	return slices.ContainsFunc(f.Top, is) || slices.ContainsFunc(f.More, is)
}

func valueLabel(field string, v search.FacetValue) string {
	if v.Label != "" && v.Label != v.Value {
		return v.Label
	}
	switch field {
	case "kind":
		return corpus.Label(corpus.Kinds, v.Value)
	case "genre":
		return corpus.Label(corpus.Genres, v.Value)
	case "rank":
		return corpus.Label(corpus.Ranks, v.Value)
	case "status":
		return corpus.Label(corpus.Statuses, v.Value)
	case "year":
		return fmt.Sprintf(msgYear, v.Value)
	}
	return v.Value
}

// chips are the filters that are on, each with the address without it.
func chips(at state, facets []search.Facet) []link {
	var out []link
	for _, name := range facetNames {
		for _, value := range at.values[name] {
			words := valueLabel(name, findValue(facets, name, value))
			out = append(out, link{Label: corpus.Label(facetLabels, name) + "：" + words, Href: at.without(name, value).href()})
		}
	}
	for _, name := range boundNames {
		if value := at.values.Get(name); value != "" {
			out = append(out, link{Label: boundWords(name, value), Href: at.set(name, "").href()})
		}
	}
	return out
}

func findValue(facets []search.Facet, field, value string) search.FacetValue {
	for _, f := range facets {
		if f.Field != field {
			continue
		}
		for _, v := range f.Values {
			if v.Value == value {
				return v
			}
		}
	}
	return search.FacetValue{Value: value}
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
