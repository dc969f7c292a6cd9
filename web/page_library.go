package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// libraryView is the page of what the library holds.
type libraryView struct {
	Done    string // what was just done
	Total   int
	Runes   string
	Kinds   []link
	Topics  []link
	Sample  bool
	Rows    []row
	Columns []column
	Sort    string
	Recent  []recentLine
	Upload  *uploadView // what became of the files just sent
	Many    *manyView   // what became of those just changed at once
	Actions []label     // what can be done with many
	Values  []string    // proposed for it
	Shown   int         // rows that pass the filter
	Named   string      // filter: part of a title
	Kind    string
	Noticed bool
	Choices []choice // kinds to filter by
	Faults  int      // documents someone should look at
	Prev    string
	Next    string
	Page    int
	Pages   int
	Meaning string // how far it is known what the passages mean
	Edits   []editLine
	// Edits, Held and Watched are for who may write: a name may itself be the secret.
	Held    []heldLine
	Watched *watchView
	Fields  string // what can be put right before a file is taken, as JSON
}

// row is one document of the table.
type row struct {
	ID                        string
	Title, Href, Edit, Delete string
	Undated                   string // where its date is to be added, if it is missing
	Kind, Date, Imported      string
	Runes                     int
	Sample                    bool
	Worst                     string
	Notices                   []notice
}

// heldLine is one document that is withheld.
type heldLine struct {
	ID, Title, Reason, Discard string
}

// editLine is one thing a person did that can be undone, or an undoing that can be
// taken back (Undone).
type editLine struct {
	ID, Title, Action, At string
	Undone                bool
}

// rowsPerPage keeps the page of a large library light.
const rowsPerPage = 100

// shownEdits is how many edits the page offers to undo.
const shownEdits = 10

// library shows what is there.
func (st *site) library(c echo.Context) error {
	v, err := st.openLibrary(c, c.QueryParams())
	if err != nil {
		return err
	}
	v.Done = doneWords(c.QueryParam("done"))
	return st.show(c, http.StatusOK, "library", page{Title: titleLibrary, Nav: "library", Body: v})
}

// openLibrary is the page of the library as it is now, its table as ask wants it.
func (st *site) openLibrary(c echo.Context, ask url.Values) (*libraryView, error) {
	ctx := c.Request().Context()
	heads, err := st.cfg.Library.Heads(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the library: %w", err)
	}
	v := viewLibrary(heads, ask)
	if l := st.learning(); l != nil && l.Passages > 0 {
		v.Meaning = l.Words()
	}
	// The topics are the index's; the rest can be looked after without it.
	if all, err := st.find(ctx, search.Query{Today: st.today(), Limit: 1, Group: search.GroupDocument}, nil); err == nil {
		v.Topics = browseLinks(all.Facets, "topic")
	}
	if st.mayWrite(c.Request()) {
		v.Actions, v.Values = manyChoices(), manyValues(st.cfg.Lexicon.Names())
		if err := st.viewKeeping(ctx, v, heads); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// viewKeeping adds what only those see who look after the library.
func (st *site) viewKeeping(ctx context.Context, v *libraryView, heads []library.Head) error {
	v.Fields = intakeFields()
	held, err := st.cfg.Library.Quarantined(ctx)
	if err != nil {
		return fmt.Errorf("list what is withheld: %w", err)
	}
	for _, h := range held {
		v.Held = append(v.Held, heldLine{h.ID, h.Title, h.Reason, libraryPath(h.ID, "discard")})
	}
	edits, err := st.cfg.Library.Edits(ctx, shownEdits)
	if err != nil {
		return fmt.Errorf("list the edits: %w", err)
	}
	for _, e := range edits {
		v.Edits = append(v.Edits, editLine{e.ID, e.Title, corpus.Label(actionLabels, e.Action), chineseClock(e.At), e.Action == "undo"})
	}
	v.Watched = st.viewWatched(heads)
	return nil
}

// doneWords says what was just done; an address can name only what is listed.
func doneWords(done string) string {
	if !corpus.Known(doneLabels, done) {
		return ""
	}
	return corpus.Label(doneLabels, done)
}

// viewLibrary filters and pages the documents by the address.
func viewLibrary(heads []library.Head, ask url.Values) *libraryView {
	v := &libraryView{Total: len(heads), Named: strings.TrimSpace(ask.Get("title")), Kind: ask.Get("kind"), Noticed: ask.Get("noticed") != "",
		Sort: ask.Get("sort"), Recent: recent(heads)}
	heads = sortHeads(heads, v.Sort)
	runes := 0
	byKind := map[string]int{}
	var rows []row
	for _, h := range heads {
		r := viewRow(h)
		runes += h.Runes
		byKind[string(h.Fields.Kind)]++
		v.Sample = v.Sample || r.Sample
		if r.Worst != "" {
			v.Faults++
		}
		if v.wants(h, r) {
			rows = append(rows, r)
		}
	}
	v.Runes = thousands(runes)
	for _, k := range corpus.Kinds {
		v.Choices = append(v.Choices, choice{Label: k.Label, Href: k.Value, Current: k.Value == v.Kind})
		if byKind[k.Value] > 0 {
			v.Kinds = append(v.Kinds, link{Label: k.Label, Href: facetPath("kind", k.Value), Count: byKind[k.Value]})
		}
	}
	v.page(rows, ask)
	return v
}

func (v *libraryView) wants(h library.Head, r row) bool {
	return (v.Named == "" || strings.Contains(corpus.Fold(h.Fields.Title), corpus.Fold(v.Named))) &&
		(v.Kind == "" || v.Kind == string(h.Fields.Kind)) && (!v.Noticed || r.Worst != "")
}

// page cuts out the page that is asked for.
func (v *libraryView) page(rows []row, ask url.Values) {
	v.Shown = len(rows)
	v.Pages = max(1, (len(rows)+rowsPerPage-1)/rowsPerPage)
	v.Page, _ = strconv.Atoi(ask.Get("page"))
	v.Page = max(1, min(v.Page, v.Pages))
	v.Rows = rows[(v.Page-1)*rowsPerPage : min(v.Page*rowsPerPage, len(rows))]
	at := func(n int) string { return tableAddress(ask, "page", strconv.Itoa(n)) }
	v.Columns = columnsFor(v.Sort, func(by string) string { return tableAddress(ask, "sort", by) })
	if v.Page > 1 {
		v.Prev = at(v.Page - 1)
	}
	if v.Page < v.Pages {
		v.Next = at(v.Page + 1)
	}
}

// tableAddress is the table that ask wants, with one thing different. Another order
// begins at the first page.
func tableAddress(ask url.Values, name, value string) string {
	to := url.Values{name: {value}}
	for _, kept := range []string{"title", "kind", "noticed", "sort"} {
		if s := ask.Get(kept); s != "" && kept != name {
			to.Set(kept, s)
		}
	}
	return "/library?" + to.Encode() + "#documents"
}

func viewRow(h library.Head) row {
	r := row{ID: h.ID, Title: h.Fields.Title, Href: documentPath(h.ID), Edit: libraryPath(h.ID, "edit"), Delete: libraryPath(h.ID, "delete"),
		Kind: corpus.Label(corpus.Kinds, string(h.Fields.Kind)), Date: h.Fields.VersionDate().Chinese(),
		Imported: chineseDay(h.Imported), Runes: h.Runes, Sample: h.Fields.Sample,
		Notices: viewNotices(h.Diagnostics)}
	if genre := corpus.Label(corpus.Genres, string(h.Fields.Genre)); genre != "" {
		r.Kind += " · " + genre
	}
	if h.Fields.Kind == corpus.Regulation && h.Fields.VersionDate() == "" {
		r.Undated = dateForm(h.ID)
	}
	for _, d := range h.Diagnostics {
		if d.Severity == corpus.Fault || d.Severity == corpus.Warning && r.Worst != string(corpus.Fault) {
			r.Worst = string(d.Severity)
		}
	}
	return r
}

// thousands writes a number as people read large ones: 12,345.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// redo makes again what was undone last.
func (st *site) redo(c echo.Context) error {
	if _, err := st.cfg.Intake.Redo(c.Request().Context(), c.FormValue("id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/library?done=redone")
}

// dateForm is where the date of a document is to be added.
func dateForm(id string) string { return libraryPath(id, "edit") + "#field-effective" }
