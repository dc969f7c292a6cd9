package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/library/reading"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// documentView is the page of one document.
type documentView struct {
	ID        string
	Title     string
	Meta      []string
	Status    corpus.Status
	StatusIs  string
	Standing  *banner
	Corrected string // what was typed, if it was understood otherwise
	Sample    bool
	History   string
	Facts     []fact
	Topics    []link
	Notices   []notice
	Doubtful  []link      // the articles in doubt
	Unsure    []doubtView // what is in doubt of the text outside of articles
	Outline   entry
	Steps     []step
	Q         string
	Hits      int
	Unmarked  bool   // the index could not be asked
	At        int    // the hit the reader is at; 0 for none
	Similar   string // the address of what is like a place, but for the place
	Before    string
	After     string
	Stages    []stage
	Parts     []choice // the parts of a work in several documents
	Compare   []link
	AsOf      string
	Dated     bool       // has a status, which depends on the day
	Work      string     // the title as it is cited
	Path      string     // this page's, without its query
	Now       string     // this page as of today
	Cited     *citedView // who cites the document
	Places    []link     // where the hits are, each leading to its first
	Search    string     // the same words in the whole library
	Plain     string     // this page without marks
	Edit      string
	Checking  string // where it is checked against the rest; empty if it cannot be
	Original  string
	Duties    string // what it requires, empty where nobody lists that
	Check     string // what goes before doubts that are copied
	Address   string // for the printed page, to be read and typed
	Today     string
	Imported  string
	head      search.Head
	AddDate   string     // where the date is to be added that the status hangs on
	Faults    pageFaults // of the address, said at the form
}

// fact is a field with its name; Href is set if the value is an address.
type fact struct {
	Label, Value, Href string
}

// notice is something noticed at import.
type notice struct {
	Severity, Label, Message string
}

// document shows one document, marked with what was searched.
func (st *site) document(c echo.Context) error {
	ctx := c.Request().Context()
	rec, err := st.cfg.Readings.Read(ctx, pathParam(c, "id"))
	if err != nil {
		return err
	}
	values := asOfValues(c)
	values.Set("q", c.QueryParam("q"))
	q, _, faults := st.understood(state{values: values, known: st.known})
	v := st.openDocument(ctx, rec, q)
	v.Faults = faults
	v.stepTo(c.QueryParam("hit"))
	if st.cfg.Similarity != nil {
		v.Similar = similarPath(v.ID, "")
	}
	if v.Corrected, err = st.corrected(ctx, c.QueryParam("typed"), v.ID, q.AsOf); err != nil {
		return err
	}
	v.Address = c.Scheme() + "://" + c.Request().Host + "/documents/" + v.ID
	v.Today = q.Today.Chinese()
	if st.cfg.Checker != nil {
		v.Checking = checkDocument(v.ID)
	}
	status := http.StatusOK
	if len(faults) > 0 {
		status = http.StatusUnprocessableEntity
	}
	if v.head.Status == corpus.Unknown && v.StatusIs != "" {
		v.AddDate = dateForm(v.ID)
	}
	return st.show(c, status, "document", page{Title: v.Title, Query: v.Q, Body: v})
}

// openDocument gathers what the page shows of a document. A text can be read
// while the index is made, or though another text that it cites cannot be: only
// marks or links are missing then.
func (st *site) openDocument(ctx context.Context, rec *reading.Reading, q search.Query) *documentView {
	d := &rec.Document
	q.Document = d.ID
	marks, unmarked := st.marks(ctx, d.Text, q)
	links, err := st.citeLinks(ctx, rec, q.AsOf)
	if err != nil {
		st.cfg.Log.WarnContext(ctx, "citations are not linked", "document", d.ID, "error", err)
	}
	w := st.shelf.Work(d)
	v := viewDocument(rec.Record, st.headOf(ctx, rec.Record, cmp.Or(q.AsOf, q.Today)), w)
	v.Q, v.Unmarked = strings.TrimSpace(q.Text), unmarked != nil
	v.Search = newQuery(v.Q).href()
	v.stand(w, q)
	if d.Fields.Kind == corpus.Regulation || d.Fields.Kind == corpus.Official {
		v.Duties = st.dutiesPath("document", d.ID)
	}
	for _, t := range st.parts(ctx, d) {
		v.Parts = append(v.Parts, choice{Label: t.Fields.Part, Href: documentAddress(t.ID, "", "", q.AsOf), Current: t.ID == d.ID})
	}
	v.linkCompanions(st.cfg.Resolver.Companions(d.Fields), q.AsOf)
	more := beside{cited: st.citedIn(d), doubts: doubtsIn(d)}
	if len(v.Stages) > 1 {
		more.past = provisionPath(d.ID, "")
	}
	v.Doubtful, v.Unsure = doubtfulPlaces(d, more.doubts), unsureText(d)
	v.lay(d, marks, links, more)
	v.Cited = st.viewCited(msgCitedText, st.citations(d.ID, ""))
	return v
}

// stand shows which versions there are, and which of them applies on the day.
func (v *documentView) stand(w resolve.Work, q search.Query) {
	v.Stages = stages(w, v.ID, cmp.Or(q.AsOf, q.Today), q.AsOf)
	v.Compare = neighbours(v.Stages)
	v.Standing = standingBanner(w, v.head, q.AsOf, q.Today)
	v.AsOf = string(q.AsOf)
	v.Plain = documentAddress(v.ID, "", "", q.AsOf)
	v.Now = documentAddress(v.ID, "", v.Q, "")
}

// corrected says how an address was understood that led here; empty if it was
// typed right.
func (st *site) corrected(ctx context.Context, typed, id string, asOf corpus.Date) (string, error) {
	if typed == "" || !utf8.ValidString(typed) {
		return "", nil
	}
	found, err := st.understand(ctx, clean(shorten(typed)), asOf)
	if err != nil || found.Corrected == "" || found.Document == nil || found.Document.ID != id {
		return "", err
	}
	return fmt.Sprintf(msgCorrected, found.Query, search.CiteTitle(found.Corrected)), nil
}

// newQuery is the search for some words.
func newQuery(q string) state {
	if strings.TrimSpace(q) == "" {
		q = ""
	}
	return state{}.set("q", q)
}

func viewDocument(rec library.Record, head search.Head, w resolve.Work) *documentView {
	d := &rec.Document
	v := &documentView{ID: d.ID, Check: msgCheckFirst, Title: d.Fields.Title, Meta: metaOf(d.Fields), Status: head.Status, StatusIs: statusWords(head),
		Sample: d.Fields.Sample, Facts: factsOf(d.Fields), Dated: d.Fields.Kind == corpus.Regulation, head: head, Path: documentPath(d.ID),
		Outline: outline(d), Edit: libraryPath(d.ID, "edit"),
		Original: originalPath(d.ID), Imported: chineseDay(rec.Imported)}
	if !hasHistory(d) {
		v.History = d.Fields.History // else it stands in the text itself
	}
	for _, t := range head.Topics {
		v.Topics = append(v.Topics, link{Label: t, Href: facetPath("topic", t)})
	}
	v.Work = w.Title
	v.Notices = viewNotices(d.Diagnostics)
	return v
}

// lay lays out the text.
func (v *documentView) lay(d *corpus.Document, marks []corpus.Span, links []citeLink, more beside) {
	v.Steps, v.Hits = layText(d, marks, links, more)
	if v.Hits > 0 {
		v.Places = places(v.Steps)
	}
}

// hasHistory reports whether the 题注 stands in the text itself.
func hasHistory(d *corpus.Document) bool {
	return d.Root != nil && slices.ContainsFunc(d.Root.Children, func(n *corpus.Provision) bool { return n.Kind == corpus.NodeHistory })
}

func viewNotices(found []corpus.Diagnostic) []notice {
	var out []notice
	for _, d := range found {
		out = append(out, notice{Severity: string(d.Severity), Label: corpus.Label(severityLabels, string(d.Severity)), Message: d.Message})
	}
	return out
}

// factsOf are the fields that are known, in the order a reader asks for them;
// those of the line under the title are left to it.
func factsOf(f corpus.Fields) []fact {
	var out []fact
	add := func(name, value string) {
		if value != "" {
			out = append(out, fact{Label: corpus.Label(fieldLabels, name), Value: value})
		}
	}
	add("rank", corpus.Label(corpus.Ranks, string(f.Rank)))
	add("adopted", f.Adopted.Chinese())
	add("promulgated", f.Promulgated.Chinese())
	add("effective", f.Effective.Chinese())
	add("ceased", f.Ceased.Chinese())
	add("published", f.Published.Chinese())
	add("interpreter", f.Interpreter)
	add("speaker", f.Speaker)
	add("occasion", f.Occasion)
	add("authors", strings.Join(f.Authors, "、"))
	add("affiliation", f.Affiliation)
	add("addressee", f.Addressee)
	add("signer", f.Signer)
	add("secrecy", f.Secrecy)
	add("urgency", f.Urgency)
	add("annexes", strings.Join(f.Annexes, "；"))
	add("keywords", strings.Join(f.Keywords, "、"))
	add("doi", f.DOI)
	add("aliases", strings.Join(f.Aliases, "、"))
	add("source", f.Source)
	for _, title := range f.Carries {
		add("carries", title)
	}
	add("carried_by", f.CarriedBy)
	add("url", f.URL)
	if n := len(out); f.URL != "" && webAddress(f.URL) {
		out[n-1].Href = f.URL
	}
	return out
}

// linkCompanions lets the facts lead to what a paper carries and to the paper that
// carries a text, where they are held.
func (v *documentView) linkCompanions(c resolve.Companions, asOf corpus.Date) {
	carried := 0
	for i := range v.Facts {
		var t search.Titled
		switch v.Facts[i].Label {
		case corpus.Label(fieldLabels, "carries"):
			t = c.Carried[carried]
			carried++
		case corpus.Label(fieldLabels, "carried_by"):
			t = c.Carrier
		}
		if t.ID != "" {
			v.Facts[i].Href = documentAddress(t.ID, "", "", asOf)
		}
	}
}

// webAddress reports whether a reader may be sent there: the field is whatever
// a text or a person said.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
