package web

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sample"
	"tiaowen/corpus/topic"
	"tiaowen/indexer"
	"tiaowen/search/resolve"
)

// memory is a small library that searches by looking at every passage. Pages
// are tried on it, so that they need neither a disk nor an index.
type memory struct {
	mu      sync.Mutex
	records []library.Record
	edits   []library.Edit
	removed []library.Record
	held    []library.Withheld
	lexicon *topic.Lexicon
}

// newMemory holds the sample texts.
func newMemory(t testing.TB) *memory {
	t.Helper()
	sh := &memory{lexicon: topic.Default()}
	for _, f := range sample.Files() {
		sh.take(t, f.Name, f.Data)
	}
	return sh
}

func (sh *memory) take(t testing.TB, name string, data []byte) {
	t.Helper()
	sources, err := extract.Read(name, data)
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	for _, src := range sources {
		d := parse.Document(src)
		d.ID = d.Fields.BaseID()
		sh.records = append(sh.records, library.Record{Document: d, Read: d.Fields, ETag: "1-" + d.ID, Paths: []string{name},
			Imported: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)})
	}
}

func (sh *memory) Deleted(context.Context, int64, int64, time.Time) iter.Seq2[library.Deleted, error] {
	return func(func(library.Deleted, error) bool) {}
}

func (sh *memory) at(id string) int {
	return slices.IndexFunc(sh.records, func(r library.Record) bool { return r.Document.ID == id })
}

func (sh *memory) Get(_ context.Context, id string) (library.Record, error) {
	i := sh.at(id)
	if i < 0 {
		return library.Record{}, library.ErrNotFound
	}
	return numbered(sh.records[i]), nil
}

func (sh *memory) SeqOf(ctx context.Context, id string) (int64, error) {
	r, err := sh.Get(ctx, id)
	return r.Seq, err
}

func (sh *memory) PathsOf(ctx context.Context, id string) ([]string, error) {
	r, err := sh.Get(ctx, id)
	return r.Paths, err
}

func (sh *memory) Original(context.Context, string) (library.File, error) {
	return library.File{}, library.ErrNotFound
}

func (sh *memory) Heads(context.Context) ([]library.Head, error) {
	var out []library.Head
	for _, r := range sh.records {
		d := r.Document
		out = append(out, library.Head{ID: d.ID, Fields: d.Fields, Diagnostics: d.Diagnostics, Imported: r.Imported, Runes: len([]rune(d.Text))})
	}
	return out, nil
}

func (sh *memory) Edits(context.Context, int) ([]library.Edit, error) { return sh.edits, nil }

func (sh *memory) edited(id, title, action string) {
	at := time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC)
	sh.edits = append([]library.Edit{{At: at, ID: id, Title: title, Action: action}}, sh.edits...)
}

func (sh *memory) AddAll(ctx context.Context, files []indexer.File) ([]indexer.Outcome, error) {
	sh.mu.Lock() // the intake takes one round at a time
	defer sh.mu.Unlock()
	var out []indexer.Outcome
	for _, f := range files {
		o, err := sh.add(ctx, f.Path, f.Data, f.Sidecar)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

func (sh *memory) add(_ context.Context, path string, data, sidecar []byte) (indexer.Outcome, error) {
	if len(data) == 0 {
		return indexer.Outcome{Path: path, Outcome: "failed", Reason: "文件是空的"}, nil
	}
	sources, err := extract.Read(path, data)
	if err != nil {
		return indexer.Outcome{Path: path, Outcome: "failed", Reason: "读不出文字"}, nil
	}
	out := indexer.Outcome{Path: path, Outcome: "added"}
	for _, src := range sources {
		src.Stated = sidecar
		d := parse.Document(src)
		d.ID = d.Fields.BaseID()
		if sh.at(d.ID) >= 0 { // of one title: asked whether it is the same paper
			out.SimilarTo = append(out.SimilarTo, indexer.Alike{ID: d.ID, Title: d.Fields.Title, Share: 0.8})
			d.ID += "~2"
		}
		sh.records = append(sh.records, library.Record{Document: d, Read: d.Fields, ETag: "1-" + d.ID, Paths: []string{path}})
		out.Documents = append(out.Documents, indexer.Taken{ID: d.ID, Title: d.Fields.Title})
		out.Diagnostics = append(out.Diagnostics, d.Diagnostics...)
	}
	return out, nil
}

func (sh *memory) Correct(_ context.Context, id string, patch json.RawMessage, ifMatch string) (library.Record, error) {
	i := sh.at(id)
	if i < 0 {
		return library.Record{}, library.ErrNotFound
	}
	r := &sh.records[i]
	if ifMatch != "" && ifMatch != r.ETag {
		return library.Record{}, library.ErrChanged
	}
	fields, err := r.Document.Fields.With(patch)
	if err != nil {
		return library.Record{}, err
	}
	r.Document.Fields = fields
	r.ETag += "+"
	sh.edited(id, fields.Title, "correct")
	return *r, nil
}

func (sh *memory) Remove(_ context.Context, id, ifMatch string) error {
	i := sh.at(id)
	switch {
	case i < 0:
		return library.ErrNotFound
	case ifMatch != "" && ifMatch != sh.records[i].ETag:
		return library.ErrChanged
	}
	sh.edited(id, sh.records[i].Document.Fields.Title, "remove")
	sh.removed = append(sh.removed, sh.records[i])
	sh.records = slices.Delete(sh.records, i, i+1)
	return nil
}

func (sh *memory) Redo(context.Context, string) (library.Edit, error) {
	for i, e := range sh.edits {
		if e.Action == "undo" {
			sh.edits = slices.Delete(sh.edits, i, i+1)
			return e, nil
		}
	}
	return library.Edit{}, library.ErrNothingToRedo
}

func (sh *memory) Undo(context.Context, string) (library.Edit, error) {
	if len(sh.edits) == 0 {
		return library.Edit{}, library.ErrNothingToUndo
	}
	e := sh.edits[0]
	sh.edits = sh.edits[1:]
	if n := len(sh.removed); e.Action == "remove" && n > 0 {
		sh.records = append(sh.records, sh.removed[n-1])
		sh.removed = sh.removed[:n-1]
	}
	return e, nil
}

// older is another version of a document, by id.
func (sh *memory) older(id string) string {
	w, _ := sh.resolver().Work(id)
	return w.Versions[0].ID
}

// citing knows who cites whom of the documents that are held now.
func (sh *memory) citing(t testing.TB) *resolve.CitedBy {
	t.Helper()
	r, table := sh.resolver(), resolve.NewCitedBy()
	for _, rec := range sh.records {
		var entries []resolve.CitedByEntry
		for _, c := range cite.Find(&rec.Document) {
			cited, err := r.Cite(t.Context(), &rec.Document, c, "", "2026-03-02")
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, cited.Entries(&rec.Document)...)
		}
		table.Put(rec.Document.ID, entries)
	}
	return table
}

// resolver knows the documents that are held now.
func (sh *memory) resolver() *resolve.Resolver {
	var docs []corpus.Document
	for _, r := range sh.records {
		docs = append(docs, r.Document)
	}
	return resolverOf(docs)
}

// code is a law of n articles, with chapters of thirty.
func code(n int) []byte {
	var b strings.Builder
	b.WriteString("示例通用法典\n（2020年1月1日起施行）\n")
	for i := 1; i <= n; i++ {
		if i%30 == 1 {
			fmt.Fprintf(&b, "第%s章 示例事项之%s\n", corpus.FormatNumeral(i/30+1), corpus.FormatNumeral(i/30+1))
		}
		fmt.Fprintf(&b, "第%s条 办理第%d类示例事项，应当具备下列条件：\n（一）有申请书；\n（二）有登记表。\n不具备条件的，经办人应当当场说明。\n",
			corpus.FormatNumeral(i), i)
	}
	return []byte(b.String())
}

// pageServer serves the pages over texts in memory.
func pageServer(t testing.TB, sh *memory, change func(*Config)) http.Handler {
	t.Helper()
	return memoryServer(t, sh, change).Handler()
}

// pageSite makes the views of pages over texts in memory.
func pageSite(t testing.TB, sh *memory) *site {
	t.Helper()
	s := memoryServer(t, sh, nil)
	return &site{Server: s, known: append(slices.Clip(s.parameters), pageParameter)}
}

func memoryServer(t testing.TB, sh *memory, change func(*Config)) *Server {
	t.Helper()
	return newBench(t, func(c *Config) {
		c.Library, c.Intake, c.Searcher, c.Lexicon = sh, sh, sh, sh.lexicon
		c.Resolver, c.Citing = sh.resolver(), sh.citing(t)
		c.Searcher = addressAsker{sh, sh.resolver()}
		c.Suggester, c.Collections = &typist{memory: sh}, newCollections(t)
		c.Requirements = requirementsIn(c.Resolver, sh.records...)
		if change != nil {
			change(c)
		}
	}).server
}

func (sh *memory) Put(context.Context, indexer.File, string, indexer.Condition) (indexer.Outcome, error) {
	return indexer.Outcome{}, library.ErrNotFound
}

// Replace puts the text of by in the place of id.
func (sh *memory) Replace(_ context.Context, id, by string) (library.Record, error) {
	i, j := sh.at(id), sh.at(by)
	if i < 0 || j < 0 {
		return library.Record{}, library.ErrNotFound
	}
	d := sh.records[j].Document
	d.ID = id
	sh.records[i].Document = d
	sh.edited(id, d.Fields.Title, "replace")
	r := sh.records[i]
	sh.records = slices.Delete(sh.records, j, j+1)
	return r, nil
}

func (sh *memory) Preview(_ context.Context, files []indexer.File) ([]indexer.Preview, error) {
	var out []indexer.Preview
	for _, f := range files {
		p := indexer.Preview{Path: f.Path}
		sources, err := extract.Read(f.Path, f.Data)
		if err != nil {
			p.Reason = err.Error()
		}
		p.Held = library.WouldHold(sources)
		for _, src := range sources {
			p.Documents = append(p.Documents, parse.Document(src))
		}
		out = append(out, p)
	}
	return out, nil
}

func (sh *memory) Release(_ context.Context, id string) error {
	if len(sh.held) == 0 || sh.held[0].ID != id {
		return library.ErrNotFound
	}
	sh.held = nil
	return nil
}

func (sh *memory) Discard(ctx context.Context, id string) error { return sh.Release(ctx, id) }

func (sh *memory) Quarantined(context.Context) ([]library.Withheld, error) { return sh.held, nil }
