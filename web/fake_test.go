package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"iter"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/topic"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/procedure"
	"tiaowen/search/resolve"
	"tiaowen/search/suggest"
)

// What the interfaces stand for.
var (
	_ Library = (*library.Library)(nil)
	_ Intake  = (*indexer.Intake)(nil)
	_ Lexicon = (*topic.Lexicon)(nil)

	_ Resolver = (*resolve.Resolver)(nil)
	_ Citing   = (*indexer.Citing)(nil)
)

// fake is a library, an intake, a lexicon and an engine in one: it answers with
// what the test put in and remembers what it was asked.
type fake struct {
	records   map[string]library.Record
	files     map[string]library.File
	result    search.Result
	err       error // of every search
	addErr    error // of Add, from the second file on
	asked     search.Query
	added     []string
	patch     string
	refused   indexer.Outcome // of Put, if there is any
	replaced  string          // the ids that Replace was given
	match     string
	undone    string
	redone    string
	released  string
	discarded string
	undoErr   error
	redoErr   error
	citing    *resolve.CitedBy
	deleted   []library.Deleted
}

func (f *fake) Get(_ context.Context, id string) (library.Record, error) {
	r, ok := f.records[id]
	if !ok {
		return r, library.ErrNotFound
	}
	return numbered(r), nil
}

// SeqOf changes with what a record says.
func (f *fake) SeqOf(ctx context.Context, id string) (int64, error) {
	r, err := f.Get(ctx, id)
	return r.Seq, err
}

func (f *fake) PathsOf(ctx context.Context, id string) ([]string, error) {
	r, err := f.Get(ctx, id)
	return r.Paths, err
}

// numbered gives a record the number of its change: one made of all it says.
func numbered(r library.Record) library.Record {
	sum := fnv.New64()
	fmt.Fprint(sum, r.ETag, r.Document.Text, r.Document.Fields, r.Document.Diagnostics)
	r.Seq = int64(sum.Sum64())
	return r
}

func (f *fake) Original(_ context.Context, id string) (library.File, error) {
	file, ok := f.files[id]
	if !ok {
		return file, library.ErrNotFound
	}
	return file, nil
}

func (f *fake) Heads(context.Context) ([]library.Head, error) {
	var out []library.Head
	for id, r := range f.records {
		out = append(out, library.Head{ID: id, Fields: r.Document.Fields})
	}
	slices.SortFunc(out, func(a, b library.Head) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

func (f *fake) Deleted(_ context.Context, after, until int64, since time.Time) iter.Seq2[library.Deleted, error] {
	return func(yield func(library.Deleted, error) bool) {
		for _, d := range f.deleted {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func (f *fake) Edits(context.Context, int) ([]library.Edit, error) { return nil, nil }

func (f *fake) AddAll(_ context.Context, files []indexer.File) ([]indexer.Outcome, error) {
	var out []indexer.Outcome
	for _, file := range files {
		if f.addErr != nil && len(f.added) > 0 {
			return out, f.addErr
		}
		if file.Path == "" {
			file.Path = "sent/" + file.ID
		}
		f.added = append(f.added, file.Path)
		out = append(out, indexer.Outcome{Path: file.Path, Outcome: "added", Documents: []indexer.Taken{{ID: "某条例_2020-01-01", Title: string(file.Data)}}})
	}
	return out, nil
}

func (f *fake) Put(ctx context.Context, file indexer.File, id string, c indexer.Condition) (indexer.Outcome, error) {
	r, there := f.records[id]
	switch {
	case c.Absent && there:
		return indexer.Outcome{}, library.ErrExists
	case c.Match != "" && (!there || c.Match != "*" && c.Match != r.ETag):
		return indexer.Outcome{}, library.ErrChanged
	case f.refused.Outcome != "":
		return f.refused, nil
	}
	f.added = append(f.added, file.Path)
	f.patch = string(file.Sidecar)
	if string(file.Data) == "" {
		return indexer.Outcome{Outcome: indexer.Failed, Reason: "文件是空的"}, nil
	}
	r.Document = parse.Document(corpus.Source{Path: file.Path, Text: string(file.Data), Stated: file.Sidecar})
	r.Document.ID, r.ETag = id, "put"
	f.records[id] = r
	outcome := library.Added
	if there {
		outcome = library.Updated
	}
	return indexer.Outcome{Path: file.Path, Outcome: string(outcome), Documents: []indexer.Taken{{ID: id}}}, nil
}

func (f *fake) Replace(_ context.Context, id, by string) (library.Record, error) {
	r, ok := f.records[id]
	_, other := f.records[by]
	switch {
	case !ok || !other:
		return r, library.ErrNotFound
	case id == by:
		return r, library.ErrPart
	}
	f.replaced = id + " " + by
	return r, nil
}

func (f *fake) Preview(_ context.Context, files []indexer.File) ([]indexer.Preview, error) {
	var out []indexer.Preview
	for _, file := range files {
		p := indexer.Preview{Path: file.Path}
		if file.Password == "" {
			p.Reason, p.Code = "需要口令", "pdf_password"
		} else {
			src := corpus.Source{Path: file.Path, Text: string(file.Data), Stated: file.Sidecar}
			p.Documents, p.Held = []corpus.Document{parse.Document(src)}, library.WouldHold([]corpus.Source{src})
		}
		out = append(out, p)
	}
	return out, nil
}

func (f *fake) Release(_ context.Context, id string) error {
	if id != "held" {
		return library.ErrNotFound
	}
	f.released = id
	return nil
}

func (f *fake) Discard(_ context.Context, id string) error {
	if id != "held" {
		return library.ErrNotFound
	}
	f.discarded = id
	return nil
}

func (f *fake) Quarantined(context.Context) ([]library.Withheld, error) {
	return []library.Withheld{{ID: "held", Title: "某项安排", Reason: "第 1 行有密级标志"}}, nil
}

func (f *fake) Correct(_ context.Context, id string, patch json.RawMessage, ifMatch string) (library.Record, error) {
	r, ok := f.records[id]
	if !ok {
		return r, library.ErrNotFound
	}
	f.match, f.patch = ifMatch, string(patch)
	if ifMatch != "" && ifMatch != r.ETag {
		return r, library.ErrChanged
	}
	fields, err := r.Document.Fields.With(patch)
	r.Document.Fields, r.ETag = fields, "second"
	return r, err
}

func (f *fake) Remove(_ context.Context, id, ifMatch string) error {
	r, ok := f.records[id]
	switch {
	case !ok:
		return library.ErrNotFound
	case ifMatch != "" && ifMatch != r.ETag:
		return library.ErrChanged
	}
	delete(f.records, id)
	return nil
}

func (f *fake) Undo(_ context.Context, id string) (library.Edit, error) {
	f.undone = id
	return library.Edit{Seq: 7, ID: "某条例_2020-01-01", Title: "某条例", Action: "remove"}, f.undoErr
}

func (f *fake) Redo(_ context.Context, id string) (library.Edit, error) {
	f.redone = id
	return library.Edit{Seq: 8, ID: "某条例_2020-01-01", Title: "某条例", Action: "replace"}, f.redoErr
}

func (f *fake) Names() []string { return []string{"组织建设", "党费"} }

func (f *fake) Words(topic string) []string { return []string{topic} }

func (f *fake) Topics(*corpus.Document) []topic.Found {
	return []topic.Found{{Topic: "党费", Score: 2, Words: []topic.Word{{Word: "党费", Count: 3}}}}
}

// Resolve knows the one document of the fake, by its id.
func (f *fake) Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error) {
	return f.resolver().Resolve(ctx, text, asOf, today)
}

func (f *fake) Work(id string) (resolve.Work, bool)   { return f.resolver().Work(id) }
func (f *fake) Known(id string) (search.Titled, bool) { return f.resolver().Known(id) }
func (f *fake) Companions(of corpus.Fields) resolve.Companions {
	return f.resolver().Companions(of)
}

// State is always another: the resolver is made for each question.
func (f *fake) State() int64 { return rand.Int64() }

func (f *fake) Cite(ctx context.Context, from *corpus.Document, c corpus.Citation, asOf, today corpus.Date) (resolve.Cited, error) {
	return f.resolver().Cite(ctx, from, c, asOf, today)
}

func (f *fake) History(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]resolve.Moment, error) {
	return f.resolver().History(ctx, d, unit)
}

// Document is the parsed text of a document.
func (f *fake) Document(ctx context.Context, id string) (*corpus.Document, error) {
	return f.resolver().Document(ctx, id)
}

func (f *fake) Of(id, locator string) []resolve.CitedByEntry { return f.citing.Of(id, locator) }
func (f *fake) Counts(id string) map[string]int              { return f.citing.Counts(id) }

func (f *fake) resolver() *resolve.Resolver {
	var docs []corpus.Document
	for _, r := range f.records {
		docs = append(docs, r.Document)
	}
	return resolverOf(docs)
}

// bookcase gives a resolver its texts.
type bookcase map[string]corpus.Document

func (b bookcase) Document(_ context.Context, id string) (*corpus.Document, error) {
	d := b[id]
	return &d, nil
}

// resolverOf is a real resolver that knows some documents.
func resolverOf(docs []corpus.Document) *resolve.Resolver {
	var versions []corpus.Version
	held := bookcase{}
	for _, d := range docs {
		versions = append(versions, corpus.Version{ID: d.ID, Fields: d.Fields})
		held[d.ID] = d
	}
	corpus.SortVersions(versions)
	standings := corpus.Standings(versions)
	r := resolve.NewResolver(naming.DefaultAliases(), held)
	for _, v := range versions {
		r.Put(search.Titled{ID: v.ID, Fields: v.Fields, Standing: standings[v.ID]})
	}
	return r
}

func (f *fake) Search(_ context.Context, q search.Query) (search.Result, error) {
	f.asked = q
	if q.Text == "恐慌" {
		panic("a secret the caller must not see")
	}
	return f.result, f.err
}

const fakeID = "某条例（试行）_2020-01-01"

// fakeText has a character beyond the BMP and Traditional text before what is
// matched, so that bytes, UTF-16 units and code points all differ.
const fakeText = "某条例（试行）\n第一条 𠮷祥戰鬥堡壘。\n第二条 支部\U00020BB7做兩件事：\n（一）開會；\n（二）記錄。\n會後歸檔。\n"

// node makes a provision from the piece of fakeText that begins with from and
// ends with to.
func node(kind corpus.NodeKind, locator, label, from, to string, children ...*corpus.Provision) *corpus.Provision {
	start := strings.Index(fakeText, from)
	end := start + strings.Index(fakeText[start:], to) + len(to)
	head := corpus.Span{Start: start, End: start}
	if strings.HasPrefix(fakeText[start:], label) {
		head.End += len(label)
	}
	number, _ := strconv.Atoi(locator[strings.LastIndexByte(locator, '_')+1:])
	return &corpus.Provision{Kind: kind, Number: number, Locator: locator, Label: label, Span: corpus.Span{Start: start, End: end}, Head: head, Children: children}
}

func fakeDocument() corpus.Document {
	second := node(corpus.NodeArticle, "art_2", "第二条", "第二条", "歸檔。",
		node(corpus.NodeParagraph, "art_2__para_1", "第一款", "支部", "（二）記錄。",
			node(corpus.NodeItem, "art_2__para_1__item_1", "（一）", "（一）", "；"),
			node(corpus.NodeItem, "art_2__para_1__item_2", "（二）", "（二）", "。")),
		node(corpus.NodeParagraph, "art_2__para_2", "第二款", "會後", "歸檔。"))
	first := node(corpus.NodeArticle, "art_1", "第一条", "第一条", "。", node(corpus.NodeParagraph, "art_1__para_1", "第一款", "𠮷", "。"))
	root := &corpus.Provision{Kind: corpus.NodeRoot, Span: corpus.Span{End: len(fakeText)}, Children: []*corpus.Provision{first, second}}
	matched := node("", "", "", "戰鬥", "堡壘").Span
	return corpus.Document{ID: fakeID, Text: fakeText, Root: root,
		Fields:      corpus.Fields{Title: "某条例（试行）", Kind: corpus.Regulation, Genre: corpus.GenreRegulations, Rank: corpus.RankCentralParty, Effective: "2020-01-01"},
		Diagnostics: []corpus.Diagnostic{{Code: "odd", Severity: corpus.Note, Message: "繁体", Span: &matched}}}
}

func fakeHit() search.Hit {
	d := fakeDocument()
	n := d.Root.Children[0]
	text := n.Span.In(fakeText)
	m := strings.Index(text, "戰鬥堡壘")
	return search.Hit{
		Document: search.Head{ID: fakeID, Fields: d.Fields, Status: corpus.InForce, Topics: []string{"党费"}},
		Passage:  corpus.Passage{Locator: "art_1", Label: "第一条", Path: []string{"第一条"}, Span: n.Span, Runes: corpus.Runes(fakeText, []corpus.Span{n.Span})[0]},
		Text:     text, Matches: []corpus.Span{{Start: m, End: m + len("戰鬥堡壘")}}, Score: 1.5,
		Snippet:  []search.Fragment{{Text: "𠮷祥"}, {Text: "戰鬥堡壘", Match: true}},
		Citation: "《某条例（试行）》第一条",
	}
}

func newFake() *fake {
	d := fakeDocument()
	older := d
	older.ID, older.Fields.Effective = "某条例（试行）_2010-01-01", "2010-01-01"
	return &fake{
		citing: resolve.NewCitedBy(),
		records: map[string]library.Record{
			fakeID:   {Document: d, Read: d.Fields, ETag: "first", Corrections: json.RawMessage(`{"rank":"central_party"}`)},
			older.ID: {Document: older, ETag: "older"},
		},
		files: map[string]library.File{fakeID: {Path: "upload/某<b>.html", Data: []byte("<script>alert(1)</script>")}},
		result: search.Result{Query: search.Understanding{Text: "战斗堡垒", Terms: []string{"战斗堡垒"}}, Total: 1, Documents: 1,
			Verdict: search.OK, Hits: []search.Hit{fakeHit()}, NextCursor: "next",
			Facets: []search.FacetCounts{{Field: "genre", Values: []search.FacetValue{{Value: "regulations", Label: "条例", Count: 1}}},
				{Field: "topic", Values: []search.FacetValue{{Value: "党费", Label: "党费", Count: 4}, {Value: "自带", Label: "自带", Count: 1}}}}},
	}
}

// bench is a server over a fake.
type bench struct {
	checker *fakeChecker
	*fake
	t      testing.TB
	server *Server
	log    bytes.Buffer

	described *described // made for the first answer of the API
}

func newBench(t testing.TB, change func(*Config)) *bench {
	t.Helper()
	b := &bench{fake: newFake(), t: t, checker: &fakeChecker{finds: everyVerdict(fakeID + "#art_2")}}
	cfg := Config{Checker: b.checker, Remarker: inProcess{}, Library: b.fake, Intake: b.fake, Searcher: b.fake, Resolver: b.fake, Suggester: b.fake, Citing: b.fake, Lexicon: b.fake, Version: "test", Procedures: procedure.Default,
		Now: func() time.Time { return time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC) }, // the 2nd in Shanghai
		Log: slog.New(slog.NewTextHandler(&b.log, nil))}
	cfg.Requirements = requirementsIn(b.fake, slices.Collect(maps.Values(b.fake.records))...)
	if change != nil {
		change(&cfg)
	}
	server, err := New(cfg)
	if err != nil {
		t.Fatalf("new server: %v", err)
	}
	b.server = server
	return b
}

// ask sends a request to 127.0.0.1; header is name, value, name, value…
func (b *bench) ask(method, target, body string, header ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	r, err := http.NewRequest(method, "http://127.0.0.1:8080"+target, strings.NewReader(body))
	if err != nil {
		b.t.Fatalf("request %s %s: %v", method, target, err)
	}
	r.RemoteAddr = "127.0.0.1:50000"
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	b.server.Handler().ServeHTTP(w, r)
	b.hold(method, target, w)
	return w
}

// hold has every answer of the API held against the description.
func (b *bench) hold(method, target string, w *httptest.ResponseRecorder) {
	b.t.Helper()
	if !strings.HasPrefix(target, apiPath) {
		return
	}
	if b.described == nil {
		b.described = newDescribed(b.t, b.server.Handler())
	}
	if err := b.described.check(method, target, w); err != nil {
		b.t.Errorf("%s %s is not as described: %v", method, target, err)
	}
}

// get asks for JSON and decodes it.
func (b *bench) get(target string) map[string]any {
	b.t.Helper()
	w := b.ask("GET", target, "")
	if w.Code != http.StatusOK {
		b.t.Fatalf("GET %s: %d %s", target, w.Code, w.Body)
	}
	return decode(b.t, w)
}

func decode(t testing.TB, w *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("not a JSON object: %v\n%s", err, w.Body)
	}
	return out
}

// wantProblem checks the shape that every error has.
func wantProblem(t testing.TB, w *httptest.ResponseRecorder, status int, code string, faults ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
		t.Errorf("content type %q", ct)
	}
	var p Problem
	dec := json.NewDecoder(w.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		t.Fatalf("problem: %v", err)
	}
	if p.Code != code || p.Status != status || p.Title == "" || p.Detail == "" || p.Type != "about:blank" {
		t.Errorf("problem %+v, want code %s", p, code)
	}
	if p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") {
		t.Errorf("request id %q, header %q", p.RequestID, w.Header().Get("X-Request-Id"))
	}
	if p.Errors == nil {
		t.Error("errors is null")
	}
	var at []string
	for _, f := range p.Errors {
		at = append(at, f.Location+" "+f.Code)
		if f.Message == "" {
			t.Errorf("fault %s has no words", f.Location)
		}
	}
	if !slices.Equal(at, faults) {
		t.Errorf("faults %q, want %q", at, faults)
	}
}

// Suggest suggests a provision and a term for whatever is typed.
func (f *fake) Suggest(_ context.Context, text string, _ corpus.Date, _ int) ([]suggest.Suggestion, error) {
	return []suggest.Suggestion{{Kind: "provision", Text: text, Label: "第一条", Address: "某条例#art_1"}, {Kind: suggest.SubjectTerm, Text: "支部", Label: "词语"}}, nil
}
