package web

import (
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

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
	a.only = given(values["fields"], hitMembers)
	if snippet {
		return
	}
	lists := [][]Hit{a.Hits, a.Nearest}
	for _, lane := range a.Lanes {
		lists = append(lists, lane.Hits)
	}
	for _, hits := range lists {
		for i := range hits {
			hits[i].Snippet, hits[i].Cut = []Fragment{}, false
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

// writeJSON writes an answer. One of whose hits only some members were asked for goes
// another way than all others, for whom that way would double the work.
func writeJSON(w io.Writer, answer any) error {
	if a, ok := answer.(SearchAnswer); ok && a.only != nil {
		answer = a.slimmed()
	}
	return huma.DefaultJSONFormat.Marshal(w, answer)
}

// slimAnswer is an answer with slim hits, slimLane one of its lanes.
type slimAnswer struct {
	SearchAnswer
	Hits    []slimHit           `json:"hits"`
	Nearest []slimHit           `json:"nearest"`
	Lanes   map[string]slimLane `json:"lanes,omitempty"`
}

type slimLane struct {
	Total int       `json:"total"`
	Hits  []slimHit `json:"hits"`
}

// slimHit is a hit of which only some members are told.
type slimHit struct {
	hit  *Hit
	only []string
}

func (a *SearchAnswer) slimmed() slimAnswer {
	out := slimAnswer{SearchAnswer: *a, Hits: slimHits(a.Hits, a.only), Nearest: slimHits(a.Nearest, a.only), Lanes: map[string]slimLane{}}
	for kind, lane := range a.Lanes {
		out.Lanes[kind] = slimLane{lane.Total, slimHits(lane.Hits, a.only)}
	}
	return out
}

func slimHits(hits []Hit, only []string) []slimHit {
	out := make([]slimHit, 0, len(hits))
	for i := range hits {
		out = append(out, slimHit{&hits[i], only})
	}
	return out
}

// MarshalJSON leaves out the members that were not asked for.
func (h slimHit) MarshalJSON() ([]byte, error) {
	text, err := json.Marshal(h.hit)
	if err != nil {
		return nil, err
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
