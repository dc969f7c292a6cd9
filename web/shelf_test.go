package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/library"
	"tiaowen/corpus/sample"
	"tiaowen/indexer"
	"tiaowen/search"
)

// shelf is a small library that searches by looking at every passage. Pages
// are tried on it, so that they need neither a disk nor an index.
type shelf struct {
	mu      sync.Mutex
	records []library.Record
	edits   []library.Edit
	removed []library.Record
	held    []library.Held
	lexicon *corpus.Lexicon
}

// newShelf holds the sample texts.
func newShelf(t testing.TB) *shelf {
	t.Helper()
	sh := &shelf{lexicon: corpus.DefaultLexicon()}
	for _, f := range sample.Files() {
		sh.take(t, f.Name, f.Data)
	}
	return sh
}

func (sh *shelf) take(t testing.TB, name string, data []byte) {
	t.Helper()
	sources, err := extract.Read(name, data)
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	for _, src := range sources {
		d := corpus.Parse(src)
		d.ID = d.Fields.BaseID()
		sh.records = append(sh.records, library.Record{Document: d, Read: d.Fields, ETag: "1-" + d.ID, Paths: []string{name},
			Imported: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)})
	}
}

func (sh *shelf) at(id string) int {
	return slices.IndexFunc(sh.records, func(r library.Record) bool { return r.Document.ID == id })
}

func (sh *shelf) Get(_ context.Context, id string) (library.Record, error) {
	i := sh.at(id)
	if i < 0 {
		return library.Record{}, library.ErrNotFound
	}
	return sh.records[i], nil
}

func (sh *shelf) Original(context.Context, string) (library.File, error) {
	return library.File{}, library.ErrNotFound
}

func (sh *shelf) Heads(context.Context) ([]library.Head, error) {
	var out []library.Head
	for _, r := range sh.records {
		d := r.Document
		out = append(out, library.Head{ID: d.ID, Fields: d.Fields, Diagnostics: d.Diagnostics, Imported: r.Imported, Runes: len([]rune(d.Text))})
	}
	return out, nil
}

func (sh *shelf) Edits(context.Context, int) ([]library.Edit, error) { return sh.edits, nil }

func (sh *shelf) edited(id, title, action string) {
	at := time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC)
	sh.edits = append([]library.Edit{{At: at, ID: id, Title: title, Action: action}}, sh.edits...)
}

func (sh *shelf) AddAll(ctx context.Context, files []indexer.File) ([]indexer.Outcome, error) {
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

func (sh *shelf) add(_ context.Context, path string, data, sidecar []byte) (indexer.Outcome, error) {
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
		d := corpus.Parse(src)
		d.ID = d.Fields.BaseID()
		sh.records = append(sh.records, library.Record{Document: d, Read: d.Fields, ETag: "1-" + d.ID, Paths: []string{path}})
		out.Documents = append(out.Documents, indexer.Taken{ID: d.ID, Title: d.Fields.Title})
		out.Diagnostics = append(out.Diagnostics, d.Diagnostics...)
	}
	return out, nil
}

func (sh *shelf) Correct(_ context.Context, id string, patch json.RawMessage, ifMatch string) (library.Record, error) {
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

func (sh *shelf) Remove(_ context.Context, id, ifMatch string) error {
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

func (sh *shelf) Undo(context.Context, string) (library.Edit, error) {
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

// Search looks at every passage. A cursor is the number of hits already shown.
func (sh *shelf) Search(_ context.Context, q search.Query) (search.Result, error) {
	parsed, err := search.Parse(q.Text)
	if err != nil {
		return search.Result{}, err
	}
	var hits []search.Hit
	seen := map[string]bool{}
	for _, r := range sh.records {
		head := sh.head(r, q.Today)
		if q.Document != "" && q.Document != head.ID || !wanted(q, head) {
			continue
		}
		for _, h := range found(r, head, parsed) {
			if q.Group == search.GroupDocument && seen[head.ID] {
				break
			}
			seen[head.ID] = true
			hits = append(hits, h)
		}
	}
	out := search.Result{Query: search.Understanding{Text: q.Text, Terms: parsed.Terms()}, Total: len(hits), Documents: len(seen),
		Verdict: search.OK, Facets: sh.facets(q, seen)}
	from, _ := strconv.Atoi(q.Cursor)
	to := min(len(hits), from+max(q.Limit, 1))
	if q.Limit == 0 {
		to = min(len(hits), from+search.DefaultLimit)
	}
	if from > len(hits) || q.Cursor != "" && from == 0 {
		return search.Result{}, search.ErrCursor
	}
	if out.Hits = hits[from:to]; to < len(hits) {
		out.NextCursor = strconv.Itoa(to)
	}
	if q.Lanes {
		out.Lanes = lanesOf(hits, q.Limit)
	}
	for i := range out.Hits {
		if q.Explain {
			out.Hits[i].Why = []string{"文中有：" + strings.Join(parsed.Terms(), "、")}
		}
	}
	return out, nil
}

func lanesOf(hits []search.Hit, limit int) []search.Lane {
	var out []search.Lane
	for _, k := range corpus.Kinds {
		l := search.Lane{Kind: corpus.Kind(k.Value)}
		for _, h := range hits {
			if h.Document.Fields.Kind == l.Kind {
				if l.Total++; l.Total <= limit {
					l.Hits = append(l.Hits, h)
				}
			}
		}
		out = append(out, l)
	}
	return out
}

func (sh *shelf) head(r library.Record, day corpus.Date) search.Head {
	f := r.Document.Fields
	h := search.Head{ID: r.Document.ID, Fields: f}
	line := corpus.Timeline{Effective: f.Effective, Ceased: f.Ceased}
	for _, other := range sh.records {
		o := other.Document.Fields
		if f.Kind == corpus.Regulation && o.Title == f.Title && o.VersionDate() > f.VersionDate() {
			h.Successor, line.Succeeded = other.Document.ID, o.VersionDate()
		}
	}
	if h.Status = line.On(day); f.Kind != corpus.Regulation {
		h.Status = corpus.Unknown
	}
	if sh.lexicon != nil {
		for _, t := range sh.lexicon.Topics(&r.Document) {
			h.Topics = append(h.Topics, t.Topic)
		}
	}
	return h
}

func wanted(q search.Query, h search.Head) bool {
	any := func(want []string, have ...string) bool {
		return len(want) == 0 || slices.ContainsFunc(want, func(w string) bool { return slices.Contains(have, w) })
	}
	date := h.Fields.VersionDate()
	return any(q.Filter.Kind, string(h.Fields.Kind)) && any(q.Filter.Genre, string(h.Fields.Genre)) && any(q.Filter.Issuer, h.Fields.Issuer...) &&
		any(q.Filter.Topic, h.Topics...) && any(q.Filter.Status, string(h.Status)) && any(q.Filter.Rank, string(h.Fields.Rank)) &&
		(len(q.Filter.Year) == 0 || slices.Contains(q.Filter.Year, date.Year())) &&
		(q.From == "" || date >= q.From) && (q.To == "" || date != "" && date <= q.To)
}

func found(r library.Record, head search.Head, parsed search.Parsed) []search.Hit {
	d := r.Document
	var out []search.Hit
	for _, p := range corpus.Passages(&d) {
		text := p.Text(d.Text)
		folded := corpus.FoldBack(text)
		var matches []corpus.Span
		all := true
		for _, term := range parsed.Terms() {
			at := folded.Find(corpus.Fold(term))
			all = all && len(at) > 0
			matches = append(matches, at...)
		}
		if !all || parsed.Empty() && p.Apart {
			continue
		}
		matches = search.Merge(matches)
		out = append(out, search.Hit{Document: head, Passage: p, Text: text, Matches: matches,
			Snippet: search.Snippet(text, matches, search.SnippetRunes), Citation: "《" + d.Fields.Title + "》" + p.Label})
	}
	return out
}

// facets counts the documents found, and does not leave a facet's own filter
// aside as engines do: pages only show what they are given.
func (sh *shelf) facets(q search.Query, seen map[string]bool) []search.Facet {
	var out []search.Facet
	for _, field := range search.FacetFields {
		counts := map[string]int{}
		for _, r := range sh.records {
			h := sh.head(r, q.Today)
			if seen[h.ID] {
				for _, v := range facetOf(h, field) {
					counts[v]++
				}
			}
		}
		f := search.Facet{Field: field}
		for v, n := range counts {
			f.Values = append(f.Values, search.FacetValue{Value: v, Label: v, Count: n, Selected: slices.Contains(selected(q, field), v)})
		}
		slices.SortFunc(f.Values, func(a, b search.FacetValue) int {
			if a.Count != b.Count {
				return b.Count - a.Count
			}
			return strings.Compare(a.Value, b.Value)
		})
		out = append(out, f)
	}
	return out
}

func selected(q search.Query, field string) []string {
	f := q.Filter
	years := make([]string, len(f.Year))
	for i, y := range f.Year {
		years[i] = strconv.Itoa(y)
	}
	return map[string][]string{"kind": f.Kind, "genre": f.Genre, "rank": f.Rank, "issuer": f.Issuer, "status": f.Status,
		"topic": f.Topic, "year": years}[field]
}

func facetOf(h search.Head, field string) []string {
	one := func(s string) []string {
		if s == "" || s == "0" {
			return nil
		}
		return []string{s}
	}
	switch field {
	case "kind":
		return one(string(h.Fields.Kind))
	case "genre":
		return one(string(h.Fields.Genre))
	case "rank":
		return one(string(h.Fields.Rank))
	case "issuer":
		return h.Fields.Issuer
	case "status":
		return one(string(h.Status))
	case "topic":
		return h.Topics
	}
	return one(strconv.Itoa(h.Fields.VersionDate().Year()))
}

// older is another version of a document, by id.
func (sh *shelf) older(id string) string {
	w, _ := sh.resolver().Work(id)
	return w.Versions[0].ID
}

// citing knows who cites whom of the documents that are on the shelf now.
func (sh *shelf) citing(t testing.TB) *search.CitedBy {
	t.Helper()
	r, table := sh.resolver(), search.NewCitedBy()
	for _, rec := range sh.records {
		var entries []search.CitedByEntry
		for _, c := range corpus.FindCitations(&rec.Document) {
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

// resolver knows the documents that are on the shelf now.
func (sh *shelf) resolver() *search.Resolver {
	var docs []corpus.Document
	for _, r := range sh.records {
		docs = append(docs, r.Document)
	}
	return resolverOf(docs)
}

// addressDesk searches the shelf and says what the words are as an address.
type addressDesk struct {
	*shelf
	resolver *search.Resolver
}

func (d addressDesk) Search(ctx context.Context, q search.Query) (search.Result, error) {
	out, err := d.shelf.Search(ctx, q)
	if err != nil || q.Text == "" {
		return out, err
	}
	found, err := d.resolver.Resolve(ctx, q.Text, q.AsOf, q.Today)
	if err == nil && found.Status != search.NotAnAddress {
		out.Query.Resolved = &found
	}
	return out, err
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

// pageServer serves the pages over a shelf.
func pageServer(t testing.TB, sh *shelf, change func(*Config)) http.Handler {
	t.Helper()
	b := newBench(t, func(c *Config) {
		c.Library, c.Intake, c.Searcher, c.Lexicon = sh, sh, sh, sh.lexicon
		c.Resolver, c.Citing = sh.resolver(), sh.citing(t)
		c.Searcher = addressDesk{sh, sh.resolver()}
		c.Suggester, c.Collections = &typist{shelf: sh}, newCollections(t)
		if change != nil {
			change(c)
		}
	})
	return b.server.Handler()
}

func (sh *shelf) Put(context.Context, indexer.File, string, string) (indexer.Outcome, error) {
	return indexer.Outcome{}, library.ErrNotFound
}

func (sh *shelf) Preview(_ context.Context, files []indexer.File) ([]indexer.Preview, error) {
	var out []indexer.Preview
	for _, f := range files {
		p := indexer.Preview{Path: f.Path}
		sources, err := extract.Read(f.Path, f.Data)
		if err != nil {
			p.Reason = err.Error()
		}
		for _, src := range sources {
			p.Documents = append(p.Documents, corpus.Parse(src))
		}
		out = append(out, p)
	}
	return out, nil
}

func (sh *shelf) Release(_ context.Context, id string) error {
	if len(sh.held) == 0 || sh.held[0].ID != id {
		return library.ErrNotFound
	}
	sh.held = nil
	return nil
}

func (sh *shelf) Quarantined(context.Context) ([]library.Held, error) { return sh.held, nil }
