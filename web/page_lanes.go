package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/suggest"
)

// laneView is one of 依据, 论述, 做法: the best hits of one kind.
type laneView struct {
	Kind string
	Name string
	Of   string // the kind in words, with how much there is of it
	Hits []hitView
	All  *link
}

// laneHits is how many a lane shows: three lanes side by side are for seeing
// what there is, the whole of one is a list.
const laneHits = 5

// viewLanes lays out the lanes; nil if they were not asked for, or if nothing
// bears on the question.
func viewLanes(at state, q search.Query, r search.Result) []laneView {
	if r.Total == 0 {
		return nil
	}
	count, all := msgHits, msgAllHits
	if q.Group == search.GroupDocument {
		count, all = msgTexts, msgAllTexts
	}
	var out []laneView
	for _, l := range r.Lanes {
		kind := string(l.Kind)
		v := laneView{Kind: kind, Name: corpus.Label(laneLabels, kind), Of: corpus.Label(laneOf, kind) + " " + fmt.Sprintf(count, l.Total)}
		for _, h := range l.Hits[:min(len(l.Hits), laneHits)] {
			hit := viewSame([]search.Hit{h}, q)
			hit.Deep = true
			v.Hits = append(v.Hits, hit)
		}
		gather(v.Hits)
		if l.Total > 0 {
			v.All = allOfLane(at, l, fmt.Sprintf(all, l.Total), hasOfficial(r))
		}
		out = append(out, v)
	}
	return out
}

// allOfLane leads to the list of a lane's kinds. No filter says which official
// papers stand in it, so where there are any the list holds more and no number is
// promised.
func allOfLane(at state, l search.Lane, words string, official bool) *link {
	kinds := []string{string(l.Kind)}
	if official && l.Kind != corpus.Speech {
		kinds, words = append(kinds, string(corpus.Official)), msgAllLane
	}
	to := at.set("lanes", "").edit(func(v url.Values) { v["kind"] = kinds })
	return &link{Label: words, Href: to.href()}
}

// hasOfficial reports whether official papers are among the hits.
func hasOfficial(r search.Result) bool {
	for _, f := range r.Facets {
		if f.Field == "kind" {
			return slices.ContainsFunc(f.Values, func(v search.FacetValue) bool { return v.Value == string(corpus.Official) && v.Count > 0 })
		}
	}
	return false
}

// The layouts beside the list.
const (
	layoutDocuments = "documents"
	layoutLanes     = "lanes"
)

// layouts are the ways to lay out the hits, as links. Lanes are the kinds, so a
// filter by kind is left behind.
func layouts(at state, q search.Query) []choice {
	current := ""
	switch {
	case q.Lanes:
		current = layoutLanes
	case byDocument(q):
		current = layoutDocuments
	}
	var out []choice
	for _, l := range layoutLabels {
		if l.Value == layoutDocuments && strings.TrimSpace(q.Text) == "" {
			continue // browsing is among documents anyway
		}
		to := at.edit(func(v url.Values) {
			v.Del("lanes")
			v.Del("group")
			switch l.Value {
			case layoutLanes:
				v.Set("lanes", "1")
				v.Del("kind")
			case layoutDocuments:
				v.Set("group", string(search.GroupDocument))
			}
		})
		out = append(out, choice{Label: l.Label, Href: to.href(), Current: l.Value == current})
	}
	return out
}

// searchedToo says what was searched beside the words typed, or instead of
// them, and why: never in silence.
func searchedToo(expansions []search.Expansion) []string {
	var out, also []string
	for i, e := range expansions {
		like := func(o search.Expansion) bool { return o.From == e.From && o.Why == e.Why }
		why := corpus.Label(whyLabels, e.Why)
		switch {
		case e.Why == suggest.WhyCorrection || e.Why == suggest.WhyPinyin:
			out = append(out, fmt.Sprintf(msgInstead, e.From, e.To, why))
		case slices.IndexFunc(expansions, like) == i: // with all others of its kind
			var to strings.Builder
			for _, o := range expansions {
				if like(o) {
					fmt.Fprintf(&to, msgQuoted, o.To)
				}
			}
			also = append(also, fmt.Sprintf(msgAlsoOne, to.String(), e.From, why))
		}
	}
	if len(also) > 0 {
		out = append(out, msgAlso+strings.Join(also, "、"))
	}
	return out
}

// explainLink turns the reasons on or off, on the same page of hits; nil where
// nothing was asked that a hit could answer.
func explainLink(at state, q search.Query, r search.Result) *link {
	if strings.TrimSpace(q.Text) == "" || len(r.Hits)+len(r.Nearest) == 0 {
		return nil
	}
	if q.Explain {
		return &link{Label: msgUnexplain, Href: at.here("explain", "").href()}
	}
	return &link{Label: msgExplain, Href: at.here("explain", "1").href()}
}

// explainAddress says of the hits that an address named why they come first: no
// score put them there.
func (v *searchView) explainAddress(hits []search.Hit, found search.Resolution) {
	for i, h := range hits {
		for _, p := range found.Provisions {
			if h.Document.ID == p.Document && h.Passage.Locator == p.Locator && len(h.Why) == 0 {
				v.Hits[i].Why = []string{msgWhyAddress}
			}
		}
	}
}
