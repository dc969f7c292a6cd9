package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"tiaowen/search"
)

// searchView is the search page.
type searchView struct {
	Q       string
	Hidden  []label // parameters that the form carries on
	Welcome *welcome
	Summary string
	Took    string
	Lines   []string // what else was searched, and what was left out
	Wider   []link   // what would find more
	Unit    string   // what is counted
	Suggest *link    // what was probably meant
	Chips   []link
	Clear   string
	Facets  []facetView
	From    string
	To      string
	AsOf    string
	Jump    *jumpView // the words are an address
	Sorts   []choice
	Layouts []choice // a list, or a lane for each kind
	Lanes   []laneView
	Answers []answerView
	Hits    []hitView
	Nearest bool // Hits are only the nearest
	Pager   *pager
	Takings []link // the list as a table
	Faults  pageFaults
	Beside  []string // faults of what has no control
	Shut    bool     // what was asked cannot be searched at all
	Explain *link    // turns the reasons of the hits on or off
	Empty   *emptyView
	Address string // for the printed page, to be read and typed
	Today   string
}

// maxLatest is how many of the newest documents the first page names.
const maxLatest = 8

type link struct {
	Label, Href string
	Count       int
}

type choice struct {
	Label, Href string
	Current     bool
}

// facetView is one facet: Top is always shown, More unfolds.
type facetView struct {
	Field, Label string
	Top, More    []facetValue
	Other        int
	Unit         string // what is counted
}

// facetValue is one checkbox of a facet. A page has some hundred of them, so they
// are as the template writes them: it need not look anything up, nor print a number.
type facetValue struct {
	Field, Value, Label, Count, Unit string
	Selected                         bool
}

// search shows the results for the address, or the first page of all.
func (st *site) search(c echo.Context) error {
	given, changed := newState(c.QueryParams(), st.known)
	if changed {
		return c.Redirect(http.StatusSeeOther, given.href())
	}
	started := st.cfg.Now()
	q, at, faults := st.understood(given)
	v, result, err := st.results(c.Request().Context(), at, q, faults)
	if err != nil {
		return err
	}
	v.Took = fmt.Sprintf(msgTook, milliseconds(st.cfg.Now().Sub(started)))
	v.Address, v.Today = c.Scheme()+"://"+c.Request().Host+at.href(), q.Today.Chinese()
	v.From, v.To, v.AsOf = given.values.Get("from"), given.values.Get("to"), given.values.Get("as_of")
	v.Faults, v.Beside = faults, faults.beside(at.known)
	st.linkSimilar(v)
	status := http.StatusOK
	switch {
	case len(faults) > 0:
		status = http.StatusUnprocessableEntity
	case at.empty():
		v.Welcome = viewWelcome(result)
		v.Welcome.Things = st.things(v.Welcome.Sample)
		v.Hits = v.Hits[:min(len(v.Hits), maxLatest)]
	}
	if len(result.Hits) == 0 && v.Welcome == nil && !v.Shut {
		if v.Empty, err = st.nothing(c.Request().Context(), at, q, result); err != nil {
			return err
		}
	}
	return st.show(c, status, "search", page{Title: searchTitle(q.Text), Nav: "search", Query: q.Text, Body: v})
}

// results finds what a page shows. What the engine refuses of the words is one more of
// the faults.
func (st *site) results(ctx context.Context, at state, q search.Query, faults pageFaults) (*searchView, search.Result, error) {
	switch {
	case q.Lanes:
		q.Limit, q.Cursor = laneHits, "" // what a lane leaves out its own list shows
	case strings.TrimSpace(q.Text) == "" && q.Document == "":
		q.Group = search.GroupDocument // browsing is among documents
	case byDocument(q) && q.Limit == 0:
		q.Limit = groupedDocuments
	}
	result, page, err := st.onPage(ctx, q, pageNumber(at))
	var wrong *search.QueryError
	if errors.As(err, &wrong) {
		faults["q"] = named(at.known, "q").faultWords(wrong.Reason, q.Text)
		v := viewSearch(at, q, result)
		v.Shut = true
		return v, result, nil
	}
	if err != nil {
		return nil, result, err
	}
	rest := map[string]int{}
	listed := result
	if byDocument(q) {
		if listed.Hits, rest, err = st.clauses(ctx, q, result.Hits); err != nil {
			return nil, result, err
		}
	}
	v := viewSearch(at, q, listed)
	v.more(at, rest)
	if v.Lanes == nil {
		v.Takings = takings(at)
		v.Pager = viewPager(at, page, cmp.Or(q.Limit, search.DefaultLimit), result)
	}
	return v, result, nil
}

func searchTitle(q string) string {
	if q == "" {
		return titleSearch
	}
	return q + " · " + titleSearch
}

func milliseconds(d time.Duration) string {
	if d < 10*time.Millisecond {
		return strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', 1, 64)
	}
	return strconv.FormatInt(d.Milliseconds(), 10)
}

// viewSearch decides what the page says of a result.
func viewSearch(at state, q search.Query, r search.Result) *searchView {
	v := &searchView{Q: q.Text, Chips: chips(at), Clear: at.unfiltered().href(),
		Jump: viewJump(r.Query.Resolved, q.AsOf), Sorts: orders(at, q), Layouts: layouts(at, q), Summary: summary(q, r),
		Lines: slices.Concat(leftOut(q, r), searchedToo(r.Query.Expansions), meantLess(q, r)), Wider: wider(at, r.Query.Relaxations), Lanes: viewLanes(at, q, r)}
	for _, f := range r.Facets {
		// Lanes are the kinds: a filter by kind would only empty the others.
		if fv := viewFacet(at.facet(f.Field), f); len(fv.Top) > 0 && (v.Lanes == nil || f.Field != "kind" || len(q.Filter["kind"]) > 0) {
			v.Facets = append(v.Facets, fv)
		}
	}
	v.Hidden = carried(at, v.Facets)
	if v.Lanes == nil {
		v.list(at, q, r)
	}
	if s := r.Query.Suggestion; s != "" {
		v.Suggest = &link{Label: s, Href: at.set("q", s).href()}
	}
	v.Unit = msgUnitHits
	if q.Group == search.GroupDocument {
		v.Unit = msgUnitTexts
	}
	for _, a := range r.Answers {
		v.Answers = append(v.Answers, viewAnswer(a, q.AsOf))
	}
	v.Explain = explainLink(at, q, r)
	return v
}

// list shows the hits one below another, by the page.
func (v *searchView) list(at state, q search.Query, r search.Result) {
	hits := r.Hits
	if r.Verdict == search.NoBasis && len(hits) == 0 {
		hits, v.Nearest = r.Nearest, len(r.Nearest) > 0
	}
	found := r.Query.Resolved
	named := found != nil && found.Status == search.ResolveOK
	for _, h := range hits {
		v.Hits = append(v.Hits, viewSame([]search.Hit{h}, q))
	}
	if q.Explain && named {
		v.explainAddress(hits, *found)
	}
	gather(v.Hits)
}

// BadDates are the faults of the dates, told at the top too: on a narrow screen the
// form is folded.
func (v *searchView) BadDates() []string {
	var out []string
	for _, name := range []string{"from", "to", "as_of"} {
		if words := v.Faults[name]; words != "" {
			out = append(out, words)
		}
	}
	return out
}

// Filtered reports whether there is anything to filter by: else the results have the
// page to themselves.
func (v *searchView) Filtered() bool {
	return len(v.Facets) > 0 || v.From != "" || v.To != "" || v.AsOf != ""
}

func summary(q search.Query, r search.Result) string {
	switch {
	case r.Verdict == search.NoBasis:
		return msgNoBasis
	case r.Total == 0:
		return msgFoundNone
	case r.Query.Mode.Loose() && q.Group == search.GroupDocument:
		return fmt.Sprintf(msgRelatedDocs, r.Total)
	case r.Query.Mode.Loose():
		return fmt.Sprintf(msgRelated, r.Total, r.Documents)
	case q.Group == search.GroupDocument:
		return fmt.Sprintf(msgFoundDocs, r.Total)
	}
	return fmt.Sprintf(msgFound, r.Total, r.Documents)
}

// meantLess says that what was asked means did not count as it might have.
func meantLess(q search.Query, r search.Result) []string {
	switch {
	case r.Query.Meant == search.MeantPartial:
		return []string{msgMeantPartly}
	case r.Query.Meant == search.MeantOff && q.Meaning != search.MeaningOff:
		return []string{msgMeantNot}
	}
	return nil
}

// carried are the parameters the form has no control for: also filters whose
// facet has nothing to show, for they are on.
func carried(at state, facets []facetView) []label {
	var out []label
	for _, p := range at.known {
		if p.control || p.name == cursorName {
			continue
		}
		for _, value := range at.values[p.name] {
			if !slices.ContainsFunc(facets, func(f facetView) bool { return f.Field == p.name && f.lists(value) }) {
				out = append(out, label{Value: p.name, Label: value})
			}
		}
	}
	return out
}

// orders are the ways to sort, as links.
func orders(at state, q search.Query) []choice {
	current := q.Sort
	if current == "" && strings.TrimSpace(q.Text) == "" {
		current = search.Newest // nothing to be relevant to
	}
	if current == "" {
		current = search.ByRelevance
	}
	var out []choice
	for _, s := range search.Sorts {
		if s.Value == string(search.ByRelevance) && strings.TrimSpace(q.Text) == "" {
			continue
		}
		out = append(out, choice{Label: s.Label, Href: at.set("sort", s.Value).href(), Current: s.Value == string(current)})
	}
	return out
}
