package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/duty"
)

// requirementsPath is the page of what has to be done.
const requirementsPath = "/requirements"

// listedRequirements is how many a page shows: they are short.
const listedRequirements = 50

// requirementsView is the page of what has to be done.
type requirementsView struct {
	Name    string // what it is of
	Scope   *link  // the one document or the 备课夹 that it is of
	Q       string
	Hidden  []label
	Views   []choice
	Note    string // what the view is
	Things  bool   // 一件事 are there too
	Summary string
	Default string // what is left out of the list, as long as nobody asked for it
	Chips   []link
	Clear   string
	Facets  []facetView
	AsOf    string
	Faults  pageFaults
	Beside  []string
	Year    []yearView // of what recurs
	Parts   []dutyPart
	// Takings are the whole list as files; OurDates says whose the days of a calendar are.
	Takings   []link
	TakingsIs string
	OurDates  string
	Pager     *pager
	Address   string
	Today     string
}

// Filtered reports whether there is anything to filter by.
func (v *requirementsView) Filtered() bool { return len(v.Facets) > 0 || v.AsOf != "" }

// dutyPart is the requirements below one heading, which is empty where there is none.
type dutyPart struct {
	Group, Bearer string
	Items         []dutyView
}

// requirements shows what has to be done: of the whole library, of documents, or of what
// a 备课夹 holds.
func (st *site) requirements(c echo.Context) error {
	ctx := c.Request().Context()
	given, changed := newState(c.QueryParams(), append(slices.Clip(st.required), pageParameter))
	given.path = requirementsPath
	if changed {
		return c.Redirect(http.StatusSeeOther, given.href())
	}
	q, at, faults := st.understood(given)
	if at.values.Get(viewName) != viewValue(at.values.Get(viewName)) {
		return c.Redirect(http.StatusSeeOther, at.set(viewName, viewValue(at.values.Get(viewName))).href())
	}
	asked, err := st.dutyQuery(ctx, q, at.values.Get(viewName), at.values.Get(inCollection))
	if err != nil {
		return err
	}
	number := pageNumber(at)
	asked.Limit = cmp.Or(q.Limit, listedRequirements)
	asked.Skip = (number - 1) * asked.Limit
	answer, err := st.requirementsOf(ctx, asked)
	if err != nil {
		return err
	}
	v := viewRequirements(at, asked, answer)
	if v.Name, v.Scope, err = st.scopeOf(ctx, at.values); err != nil {
		return err
	}
	v.Pager = viewPager(at, number, asked.Limit, search.Result{Total: answer.Total, NextCursor: answer.NextCursor})
	v.Faults, v.Beside = faults, faults.beside(at.known)
	v.AsOf, v.Things = given.values.Get("as_of"), st.cfg.Procedures != nil && v.Scope == nil
	v.Address, v.Today = c.Scheme()+"://"+c.Request().Host+at.href(), q.Today.Chinese()
	status := http.StatusOK
	if len(faults) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return st.show(c, status, "requirements", page{Title: v.Name, Nav: "requirements", Query: q.Text, Body: v})
}

// scopeOf names what a list is of: the library, or the one document or 备课夹 chosen.
func (s *Server) scopeOf(ctx context.Context, values url.Values) (name string, to *link, err error) {
	if id := values.Get(inCollection); id != "" {
		head, _, err := s.cfg.Collections.Cards(ctx, id)
		return fmt.Sprintf(msgDutiesOf, "“"+head.Name+"”"), &link{Label: head.Name, Href: collectionPath(id)}, err
	}
	if ids := values["document"]; len(ids) == 1 {
		title := ids[0]
		if d, known := s.cfg.Resolver.Known(ids[0]); known {
			title = d.Fields.Title
		}
		return fmt.Sprintf(msgDutiesOf, search.CiteTitle(title)), &link{Label: title, Href: documentPath(ids[0])}, nil
	}
	return titleDuties, nil, nil
}

// viewRequirements decides what the page says of an answer.
func viewRequirements(at state, q duty.Query, a duty.Answer) *requirementsView {
	v := &requirementsView{Q: q.Text, Chips: chips(at), Clear: at.unfiltered().href(), Views: dutyViews(at, q.View),
		Note: corpus.Label(dutyNotes, cmp.Or(string(q.View), string(duty.ViewAll))), Summary: fmt.Sprintf(msgDuties, a.Total, a.Documents)}
	if a.Total == 0 {
		v.Summary = msgNoDuties
	}
	if len(q.Filter["status"]) == 0 && len(q.Filter["document"]) == 0 {
		v.Default = msgDutiesInForce
	}
	for _, f := range a.Facets {
		if fv := viewDutyFacet(at, f); len(fv.Top) > 0 {
			v.Facets = append(v.Facets, fv)
		}
	}
	v.Hidden = carried(at, v.Facets)
	for _, row := range a.Year {
		v.Year = append(v.Year, viewYear(at, row))
	}
	for _, i := range a.Items {
		v.add(q, i)
	}
	if a.Total > 0 {
		v.take(at, q.View)
	}
	return v
}

// viewDutyFacet is a facet that counts requirements; documents go by their titles.
func viewDutyFacet(at state, f search.FacetCounts) facetView {
	fv := viewFacet(at.facet(f.Field), f)
	fv.Unit = msgUnitHits
	for _, values := range [][]facetValue{fv.Top, fv.More} {
		for i := range values {
			values[i].Unit = msgUnitHits
			if f.Field == "document" {
				n := slices.IndexFunc(f.Values, func(v search.FacetValue) bool { return v.Value == values[i].Value })
				values[i].Label = f.Values[n].Label
			}
		}
	}
	return fv
}

// take offers the whole list as files; a calendar only of what recurs.
func (v *requirementsView) take(at state, view duty.View) {
	v.TakingsIs = fmt.Sprintf(msgTakeDuties, thousands(duty.MaxRows))
	for _, f := range dutyFormats {
		if f.Value == "ics" {
			if view != duty.ViewCalendar {
				continue
			}
			v.OurDates = msgOurDates
		}
		v.Takings = append(v.Takings, link{Label: f.Label, Href: dutyExportAddress(at, f.Value)})
	}
}

// dutyExportAddress is the file of the list that a page shows one page of.
func dutyExportAddress(at state, format string) string {
	values := url.Values{"format": {format}}
	for _, p := range dutyExportParameters(new(string)) {
		if given := at.values[p.name]; len(given) > 0 && p.name != "format" {
			values[p.name] = given
		}
	}
	return requirementsExport + "?" + values.Encode()
}

// dutyViews are the views as links, that of all without a name in its address.
func dutyViews(at state, current duty.View) []choice {
	var out []choice
	for _, t := range duty.Views {
		value := t.Value
		if value == string(duty.ViewAll) {
			value = ""
		}
		out = append(out, choice{Label: t.Label, Href: at.set(viewName, value).href(), Current: t.Value == cmp.Or(string(current), string(duty.ViewAll))})
	}
	return out
}

// add puts one below its heading.
func (v *requirementsView) add(q duty.Query, i duty.Item) {
	var part dutyPart
	if q.View == duty.ViewBearers || q.View == duty.ViewCalendar {
		part.Group, part.Bearer = msgNobody, i.Bearer
		if i.Group >= 0 {
			part.Group = duty.Groups[i.Group].Label
		}
	}
	last := len(v.Parts) - 1
	if last < 0 || v.Parts[last].Group != part.Group || v.Parts[last].Bearer != part.Bearer {
		v.Parts = append(v.Parts, part)
		last++
	}
	d := viewDuty(q, i)
	if d.Bearer == part.Bearer {
		d.Bearer = "" // the heading says it
	}
	v.Parts[last].Items = append(v.Parts[last].Items, d)
}

// Opens reports whether a part is the first of its group.
func (v *requirementsView) Opens(i int) bool {
	return v.Parts[i].Group != "" && (i == 0 || v.Parts[i-1].Group != v.Parts[i].Group)
}

// dutiesPath is the page of what is required by the one value of a parameter; empty where
// nobody lists that.
func (s *Server) dutiesPath(name, value string) string {
	if s.cfg.Requirements == nil {
		return ""
	}
	return requirementsPath + "?" + url.Values{name: {value}}.Encode()
}
