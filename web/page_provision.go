package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/library/reading"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// provisionView is the page of one clause: its text, what is in doubt of it, and what
// became of it from version to version.
type provisionView struct {
	Cite     string
	Work     string
	Meta     []string
	Status   corpus.Status
	StatusIs string
	Sample   bool
	Standing *banner
	Document string // leads to the clause in its text
	Address  string // for a 备课夹
	Copies   copied
	Doubts   []doubtView
	Steps    []step
	Way      []string // 第十二条（2018年） and so on, through the versions
	Stages   []pastStage
	AsOf     string
	Printed  string // the address, to be read and typed
	Today    string
}

// pastStage is the clause in one version.
type pastStage struct {
	Label, Href string // of the version
	Status      corpus.Status
	StatusIs    string
	Current     bool
	Change      string
	Kind        string
	Clauses     []pastClause
	Compare     string // with the version before
}

// pastClause is what the clause was there.
type pastClause struct {
	Label, Href string
	Lines       []string
}

// provisionPath is the page of a clause.
func provisionPath(id, locator string) string {
	return documentPath(id) + "/provisions/" + url.PathEscape(locator)
}

func (st *site) provision(c echo.Context) error {
	ctx := c.Request().Context()
	rec, err := st.cfg.Readings.Read(ctx, pathParam(c, "id"))
	if err != nil {
		return err
	}
	q, faults := st.parseQuery(asOfValues(c))
	if len(faults) > 0 {
		return invalid(faults...)
	}
	d := &rec.Document
	unit := resolve.UnitOf(d, pathParam(c, "locator"))
	if unit == nil || unit.Locator == "" {
		return newProblem("no_such_provision", nil)
	}
	v, err := st.viewProvision(ctx, rec, unit, q)
	if err != nil {
		return err
	}
	v.Printed = c.Scheme() + "://" + c.Request().Host + provisionPath(d.ID, unit.Locator)
	return st.show(c, http.StatusOK, "provision", page{Title: v.Cite + " · " + titlePast, Body: v})
}

func (st *site) viewProvision(ctx context.Context, rec *reading.Reading, unit *corpus.Provision, q search.Query) (*provisionView, error) {
	d := &rec.Document
	_, above := d.Root.Find(unit.Locator)
	w, day := st.shelf.Work(d), cmp.Or(q.AsOf, q.Today)
	head := st.headOf(ctx, rec.Record, day)
	v := &provisionView{Cite: search.Cite(w.Title, search.Place{Document: d, Node: unit, Above: above}), Work: w.Title, Meta: metaOf(d.Fields),
		Status: head.Status, StatusIs: statusWords(head), Sample: d.Fields.Sample, Standing: standingBanner(w, head, q.AsOf, q.Today),
		Document: documentAddress(d.ID, unit.Locator, "", q.AsOf), Address: d.ID + "#" + unit.Locator, Doubts: doubtsAt(d, unit.Span),
		AsOf: string(q.AsOf), Today: q.Today.Chinese()}
	v.Copies = copied{plainText(unit.Span.In(d.Text), unit.Label), citedTail(v.Cite, v.Doubts), v.Cite}
	for i := range v.Doubts {
		v.Doubts[i].Open = true
	}
	kept, err := st.citeLinks(ctx, rec, q.AsOf)
	if err != nil {
		st.cfg.Log.WarnContext(ctx, "citations are not linked", "document", d.ID, "error", err)
	}
	links := slices.Clone(kept)
	for i, l := range links { // those within the clause stand on another page
		if strings.HasPrefix(l.Href, "#") {
			links[i].Href = documentAddress(d.ID, l.Href[1:], "", q.AsOf)
		}
	}
	v.Steps = layPlace(d, unit, above, links)
	history, err := st.cfg.Resolver.History(ctx, d, unit)
	if err != nil {
		return nil, fmt.Errorf("follow %s: %w", v.Address, err)
	}
	v.through(history, d.ID, day, q.AsOf)
	return v, nil
}

// through tells the history of the clause, the oldest version first.
func (v *provisionView) through(history []resolve.Moment, id string, day, asOf corpus.Date) {
	for i, m := range history {
		date := versionWords(m.Version)
		s := pastStage{Label: date, Href: documentAddress(m.Version.ID, "", "", asOf), Status: m.Version.Standing.Timeline.On(day), Current: m.Version.ID == id,
			Change: corpus.Label(stageLabels, m.Change), Kind: m.Change}
		if s.Status != corpus.Unknown {
			s.StatusIs = corpus.Label(corpus.Statuses, string(s.Status))
		}
		var labels []string
		for _, u := range m.Units {
			labels = append(labels, u.Label)
			s.Clauses = append(s.Clauses, pastClause{Label: u.Label, Href: documentAddress(m.Version.ID, u.Locator, "", asOf), Lines: linesOf(compare.Text(m.Document.Text, u))})
		}
		if i > 0 {
			s.Compare = comparePath(history[i-1].Version.ID, m.Version.ID, "changes")
		}
		v.Stages = append(v.Stages, s)
		v.Way = append(v.Way, fmt.Sprintf(msgAtTime, cmp.Or(strings.Join(labels, "、"), msgNotThere), date))
	}
}
