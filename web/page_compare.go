package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// compareView is the page of two documents side by side.
type compareView struct {
	Ask      compareAsk
	Sides    []compareSide // old and new; none while two are not known
	Views    []choice
	View     string
	Swap     string
	Notices  []string
	Summary  string
	Counts   []tally
	Required *requiredView // nil where nothing can be said
	Jumps    []link
	JumpsIs  string
	Rows     []compareRow
	Rest     string // what is left out after the last row
	Today    string
	Address  string
}

// compareAsk is the form for the two documents.
type compareAsk struct {
	From, To string
	Errors   []string
	Choices  []link // the versions that could stand beside the one named
}

type compareSide struct {
	Title, Href string
	Date        string
	Status      corpus.Status
	StatusIs    string
}

// tally is a number of the summary.
type tally struct {
	Label string
	Count int
}

// compareRow is one row of any of the three views; in a marked text all cells
// are in New.
type compareRow struct {
	ID       string
	Heading  bool
	Same     bool // nothing to be seen on either side
	Kind     compare.Kind
	Words    []string // what happened to it
	Skipped  string
	Old, New []compareCell
}

// compareCell is one provision with its text.
type compareCell struct {
	Label, Href string
	Was         string // its number in the old version
	Ops         []compare.Op
}

// compare shows two documents side by side, or asks which.
func (st *site) compare(c echo.Context) error {
	v := &compareView{Ask: compareAsk{From: c.QueryParam("from"), To: c.QueryParam("to")}, View: c.QueryParam("view")}
	if !corpus.Known(compareViews, v.View) {
		v.View = compareViews[0].Value
	}
	ids, status, err := st.compareIDs(c.Request().Context(), v)
	if err != nil {
		return err
	}
	if ids == nil {
		return st.show(c, status, "compare", page{Title: titleCompare, Body: v})
	}
	found, err := st.Server.compare(c.Request().Context(), ids[0], ids[1])
	if err != nil {
		return err
	}
	v.lay(found)
	v.Today, v.Address = st.today().Chinese(), c.Scheme()+"://"+c.Request().Host+"/compare"
	return st.show(c, http.StatusOK, "compare", page{Title: titleCompare + " · " + found.heads[1].Fields.Title, Body: v})
}

// compareIDs are the ids of the two documents that the address names; nil with
// the status of the page that asks for what is missing.
func (st *site) compareIDs(ctx context.Context, v *compareView) (ids []string, status int, err error) {
	status = http.StatusOK
	for _, typed := range []string{v.Ask.From, v.Ask.To} {
		if strings.TrimSpace(typed) == "" {
			continue
		}
		id, wrong, err := st.documentNamed(ctx, typed)
		if err != nil {
			return nil, 0, err
		}
		if wrong != "" {
			v.Ask.Errors, status = append(v.Ask.Errors, wrong), http.StatusNotFound
			continue
		}
		ids = append(ids, id)
	}
	if len(ids) == 2 {
		return ids, status, nil
	}
	if len(ids) == 1 {
		v.Ask.offer(st.cfg.Resolver, ids[0])
	}
	return nil, status, nil
}

// documentNamed is a document by its id, or by what /resolve understands.
func (st *site) documentNamed(ctx context.Context, typed string) (id, wrong string, err error) {
	_, err = st.cfg.Library.SeqOf(ctx, typed)
	if err == nil {
		return typed, "", nil
	}
	if !errors.Is(err, library.ErrNotFound) {
		return "", "", err
	}
	found, err := st.understand(ctx, clean(strings.ToValidUTF8(typed, "")), "")
	switch {
	case err != nil:
		return "", "", err
	case found.Status == search.ResolveOK:
		return found.Document.ID, "", nil
	case found.Status == search.Ambiguous:
		return "", fmt.Sprintf(msgSeveralTexts, shorten(typed)), nil
	}
	return "", fmt.Sprintf(msgNoSuchText, shorten(typed)), nil
}

// offer lists the other versions of the one document that is named.
func (a *compareAsk) offer(r Resolver, id string) {
	w, _ := r.Work(id)
	day := corpus.Date("") // the choice is among dates, not statuses
	for _, s := range stages(w, id, day, day) {
		if s.Compare != "" {
			a.Choices = append(a.Choices, link{Label: s.Label, Href: s.Compare})
		}
	}
}

// lay lays out a comparison in the view that was asked for.
func (v *compareView) lay(c compared) {
	for _, h := range c.heads {
		v.Sides = append(v.Sides, compareSide{Title: h.Fields.Title, Href: documentPath(h.ID), Date: h.Fields.VersionDate().Chinese(), Status: h.Status, StatusIs: statusWords(h)})
	}
	from, to := c.heads[0].ID, c.heads[1].ID
	v.Ask.From, v.Ask.To = from, to
	for _, t := range compareViews {
		v.Views = append(v.Views, choice{Label: t.Label, Href: comparePath(from, to, t.Value), Current: t.Value == v.View})
	}
	v.Swap = comparePath(to, from, v.View)
	for _, n := range c.notices {
		v.Notices = append(v.Notices, n.Message)
	}
	l := comparisonLayout{c.Comparison}
	v.Summary, v.Counts = l.summary()
	v.Required = layRequired(c)
	v.Rows, v.Rest = l.rows(v.View)
	if v.View == "changes" {
		return
	}
	v.Jumps = jumps(v.Rows)
	v.JumpsIs = fmt.Sprintf(msgChangeCount, len(v.Jumps))
}

// jumps lead to what changed.
func jumps(rows []compareRow) []link {
	var out []link
	for _, r := range rows {
		if r.Kind == compare.Unchanged || r.Heading {
			continue
		}
		label := ""
		for _, cell := range append(r.New, r.Old...) {
			if label = cell.Label; label != "" {
				break
			}
		}
		out = append(out, link{Label: strings.TrimSpace(label + " " + strings.Join(r.Words, "、")), Href: "#" + r.ID})
	}
	return out
}
