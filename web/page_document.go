package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// documentView is the page of one document.
type documentView struct {
	ID        string
	Title     string
	Meta      []string
	Status    corpus.Status
	StatusIs  string
	Successor *link
	Sample    bool
	History   string
	Facts     []fact
	Topics    []link
	Notices   []notice
	Outline   entry
	Steps     []step
	Q         string
	Hits      int
	Unmarked  bool // the index could not be asked
	Versions  []choice
	Work      string // the title as it is cited
	Places    []link // where the hits are, each leading to its first
	Search    string // the same words in the whole library
	Plain     string // this page without marks
	Edit      string
	Original  string
	Address   string // for the printed page, to be read and typed
	Today     string
	Imported  string
}

// fact is a field with its name; Href is set if the value is an address.
type fact struct {
	Label, Value, Href string
}

// notice is something noticed at import.
type notice struct {
	Severity, Label, Message string
}

// maxMarkPages bounds the searches made to mark one document: a common word in
// a code of 1,260 articles fills thirteen.
const maxMarkPages = 20

// document shows one document, marked with what was searched.
func (st *site) document(c echo.Context) error {
	ctx := c.Request().Context()
	rec, err := st.cfg.Library.Get(ctx, pathParam(c, "id"))
	if err != nil {
		return err
	}
	d := &rec.Document
	q, faults := st.parseQuery(url.Values{"q": {c.QueryParam("q")}})
	if len(faults) > 0 {
		return invalid(faults...)
	}
	q.Document = d.ID
	// A text can be read while the index is made; only the marks are missing.
	marks, err := st.marks(ctx, d.Text, q)
	v := viewDocument(rec, st.headOf(ctx, rec, st.cfg.Lexicon.Topics(d), q.Today), marks)
	v.Q, v.Unmarked = strings.TrimSpace(q.Text), err != nil
	v.Search = newQuery(v.Q).href()
	if v.Versions, err = st.otherVersions(ctx, rec); err != nil {
		return err
	}
	v.Address = c.Scheme() + "://" + c.Request().Host + "/documents/" + d.ID
	v.Today = q.Today.Chinese()
	return st.show(c, http.StatusOK, "document", page{Title: v.Title, Query: v.Q, Body: v})
}

// otherVersions link to the versions of the same work, newest first.
func (st *site) otherVersions(ctx context.Context, rec library.Record) ([]choice, error) {
	versions, err := st.versions(ctx, rec)
	if err != nil || len(versions) < 2 {
		return nil, err
	}
	var out []choice
	for _, v := range versions {
		words := value(v.Date).Chinese()
		if words == "" {
			words = msgNoDate
		}
		out = append(out, choice{Label: words, Href: v.URL, Current: v.Current})
	}
	return out, nil
}

func newQuery(q string) state {
	st, _ := newState(url.Values{"q": {q}})
	return st
}

// marks are the places in a document that the query matches, sorted and apart.
func (st *site) marks(ctx context.Context, text string, q search.Query) ([]corpus.Span, error) {
	if strings.TrimSpace(q.Text) == "" {
		return nil, nil
	}
	q.Limit = search.MaxLimit
	var found []corpus.Span
	for range maxMarkPages {
		r, err := st.find(ctx, q, nil)
		if err != nil {
			return nil, fmt.Errorf("search in %s: %w", q.Document, err)
		}
		for _, h := range r.Hits {
			found = append(found, matchesIn(text, h)...)
		}
		if q.Cursor = r.NextCursor; q.Cursor == "" {
			break
		}
	}
	return search.Merge(found), nil
}

// matchesIn moves the matches of a hit to where they stand in the document. A
// hit of an index that is behind the library may not stand there any more.
func matchesIn(text string, h search.Hit) []corpus.Span {
	at := h.Passage.Span.Start
	if at < 0 || at > len(text) || !strings.HasPrefix(text[at:], h.Text) {
		return nil
	}
	out := make([]corpus.Span, 0, len(h.Matches))
	for _, m := range h.Matches {
		if m.Start >= 0 && m.Start < m.End && m.End <= len(h.Text) {
			out = append(out, m.Shift(at))
		}
	}
	return out
}

func viewDocument(rec library.Record, head search.Head, marks []corpus.Span) *documentView {
	d := &rec.Document
	v := &documentView{ID: d.ID, Title: d.Fields.Title, Meta: metaOf(d.Fields), Status: head.Status, StatusIs: statusWords(head),
		Successor: successor(head.Successor), Sample: d.Fields.Sample, Facts: factsOf(d.Fields),
		Outline: outline(d), Plain: documentPath(d.ID), Edit: libraryPath(d.ID, "edit"),
		Original: "/api/v1" + documentPath(d.ID) + "/original", Imported: corpus.Date(rec.Imported.Format(time.DateOnly)).Chinese()}
	if d.Root == nil || count(d.Root, corpus.NodeHistory) == 0 {
		v.History = d.Fields.History // else it stands in the text itself
	}
	for _, t := range head.Topics {
		v.Topics = append(v.Topics, link{Label: t, Href: facetPath("topic", t)})
	}
	v.Work = citation(v.Title, nil, &corpus.Provision{Kind: corpus.NodeRoot})
	v.Notices = viewNotices(d.Diagnostics)
	v.Steps, v.Hits = layText(d, marks)
	v.Places = places(v.Steps)
	return v
}

func viewNotices(found []corpus.Diagnostic) []notice {
	var out []notice
	for _, d := range found {
		out = append(out, notice{Severity: string(d.Severity), Label: corpus.Label(severityLabels, string(d.Severity)), Message: d.Message})
	}
	return out
}

// places groups the hits by the article or heading they stand in.
func places(steps []step) []link {
	var out []link
	here, fresh := msgOpening, true
	for _, s := range steps {
		if s.Do == stepOpen || s.Do == stepHeading {
			here, fresh = s.Cite, true
		}
		for _, p := range s.all() {
			if !p.First {
				continue
			}
			if fresh {
				out = append(out, link{Label: here, Href: fmt.Sprintf("#hit-%d", p.Hit)})
				fresh = false
			}
			out[len(out)-1].Count++
		}
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
	add("keywords", strings.Join(f.Keywords, "、"))
	add("doi", f.DOI)
	add("aliases", strings.Join(f.Aliases, "、"))
	add("source", f.Source)
	add("url", f.URL)
	if n := len(out); f.URL != "" && webAddress(f.URL) {
		out[n-1].Href = f.URL
	}
	return out
}

// webAddress reports whether a reader may be sent there: the field is whatever
// a text or a person said.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
