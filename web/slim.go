package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// An answer of twenty hits weighs some 40 kB, most of which a program that only
// wants addresses throws away. It may say what it wants.

// hitMembers are the members of a hit that may be chosen; those of alwaysMembers are
// there in any case.
var hitMembers = []corpus.Term{{Value: "document", Label: "文献"}, {Value: "passage", Label: "段落"}, {Value: "matches", Label: "命中位置"},
	{Value: "snippet", Label: "摘要"}, {Value: "also", Label: "相同的段落"}}

// alwaysMembers of a hit are what it is.
var alwaysMembers = []string{"address", "citation", "score", "why"}

// noFacets asks for none.
const noFacets = "none"

// slimParameters are those of a search by the API that say what its answer holds.
func slimParameters(facets search.FacetTable) []parameter {
	nothing := func(*search.Query, string) string { return "" }
	return []parameter{
		{name: "fields", sort: "string", repeats: true, values: hitMembers, set: nothing, doc: "hits 的每一条只要这些成员（address、citation、score 总在）；缺省为全部"},
		{name: "facets", sort: "string", repeats: true, values: countedFacets(facets), set: nothing, doc: "只要这些分面；none 为不要；缺省为全部"},
		{name: "snippet", sort: "boolean", set: func(_ *search.Query, v string) string { return setBool(new(bool), v) }, doc: "false 为不要摘要（snippet 为空表）；缺省为要"},
	}
}

// countedFacets are what may be asked for of facets.
func countedFacets(facets search.FacetTable) []corpus.Term {
	out := []corpus.Term{{Value: noFacets, Label: "不要分面"}}
	for _, f := range facets {
		out = append(out, corpus.Term{Value: f.Name, Label: f.Label})
	}
	return out
}

// slim leaves of an answer what the values of those parameters ask for.
func (a *SearchAnswer) slim(values url.Values, facets search.FacetTable) {
	if wanted := given(values["facets"], countedFacets(facets)); wanted != nil {
		a.Facets = slices.DeleteFunc(a.Facets, func(f Facet) bool { return !slices.Contains(wanted, f.Field) })
	}
	snippet := true
	_ = setBool(&snippet, values.Get("snippet")) // it was read before
	only := given(values["fields"], hitMembers)
	lists := [][]Hit{a.Hits, a.Nearest}
	for _, lane := range a.Lanes {
		lists = append(lists, lane.Hits)
	}
	for _, hits := range lists {
		for i := range hits {
			if !snippet {
				hits[i].Snippet, hits[i].Cut = []Fragment{}, false
			}
			hits[i].only = only
		}
	}
}

// given are the values of a closed list that say something, by whatever they were
// named; they were checked before.
func given(values []string, of []corpus.Term) (out []string) {
	p := parameter{values: of}
	for _, v := range values {
		if v = strings.TrimSpace(clean(v)); v != "" && p.check(&v) == "" {
			out = append(out, v)
		}
	}
	return out
}

// MarshalJSON leaves out the members that were not asked for.
func (h Hit) MarshalJSON() ([]byte, error) {
	type whole Hit // without this method
	text, err := json.Marshal(whole(h))
	if err != nil || h.only == nil {
		return text, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, err
	}
	for name := range members {
		wanted := name
		if name == "snippet_cut" { // says how the snippet is shown
			wanted = "snippet"
		}
		if !slices.Contains(h.only, wanted) && !slices.Contains(alwaysMembers, name) {
			delete(members, name)
		}
	}
	return json.Marshal(members)
}
