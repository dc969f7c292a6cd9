package bleve

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// twin is the engine as a linear scan: what it finds is what is to be found.
type twin map[string]indexer.Entry

// finds lists the passages, as id#number, in which all strings begin.
func (t twin) finds(needles ...string) []string {
	out := []string{}
	for id, e := range t {
		for i, p := range e.Passages {
			folded, own := corpus.Fold(p.Indexed(e.Text)), len(corpus.Fold(p.Text(e.Text)))
			if !slices.ContainsFunc(needles, func(n string) bool {
				at := strings.Index(folded, corpus.Fold(n))
				return at < 0 || at >= own
			}) {
				out = append(out, fmt.Sprintf("%s#%d", id, i))
			}
		}
	}
	slices.Sort(out)
	return out
}

func (t twin) apply(c indexer.Change) {
	for _, id := range c.Remove {
		delete(t, id)
	}
	for _, h := range c.Heads {
		if e, ok := t[h.ID]; ok {
			e.Head = h
			t[h.ID] = e
		}
	}
	for _, e := range c.Put {
		t[e.Head.ID] = e
	}
}

// entry makes a document whose lines are its passages. A line that begins with
// ~ stands apart; every passage has a tail of up to tail bytes.
func entry(id string, f corpus.Fields, tail int, lines ...string) indexer.Entry {
	if f.Title == "" {
		f.Title = id
	}
	if f.Kind == "" {
		f.Kind = corpus.Regulation
	}
	e := indexer.Entry{Head: indexer.Head{ID: id, Fields: f, Topics: f.Topics, Timeline: corpus.Timeline{Effective: f.Effective, Ceased: f.Ceased}}}
	e.Text = strings.Join(lines, "\n")
	at := 0
	for i, line := range lines {
		end := min(at+len(line)+1, len(e.Text))
		stop := min(end+tail, len(e.Text))
		for stop < len(e.Text) && !utf8.RuneStart(e.Text[stop]) {
			stop++
		}
		e.Passages = append(e.Passages, corpus.Passage{
			Locator: fmt.Sprintf("p_%d", i), Label: fmt.Sprint(i), Path: []string{"第一章 总则"},
			Span: corpus.Span{Start: at, End: end}, Tail: stop - end, Apart: strings.HasPrefix(line, "~"),
		})
		at = end
	}
	return e
}

func open(t testing.TB) *Engine {
	t.Helper()
	return openIn(t, t.TempDir())
}

func openIn(t testing.TB, dir string) *Engine {
	t.Helper()
	e, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func update(t testing.TB, e *Engine, c indexer.Change) {
	t.Helper()
	if err := e.Update(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

func rebuild(t testing.TB, e *Engine, entries []indexer.Entry, seq int64) {
	t.Helper()
	if err := e.Rebuild(context.Background(), all(entries), seq); err != nil {
		t.Fatal(err)
	}
}

func all(entries []indexer.Entry) iter.Seq2[indexer.Entry, error] {
	return func(yield func(indexer.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func ask(t testing.TB, e *Engine, q search.Query) search.Result {
	t.Helper()
	if q.Today == "" {
		q.Today = "2026-11-22"
	}
	res, err := e.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("search %q: %v", q.Text, err)
	}
	return res
}

// walk follows the cursors to the end and lists all hits as id#number.
func walk(t testing.TB, e *Engine, q search.Query) []string {
	t.Helper()
	out := []string{}
	for {
		res := ask(t, e, q)
		for _, h := range res.Hits {
			out = append(out, h.Document.ID+"#"+h.Passage.Label)
		}
		if res.NextCursor == "" {
			if q.Group == search.GroupNone || q.Group == "" {
				if len(out) != res.Total {
					t.Fatalf("%q: %d hits walked, total says %d", q.Text, len(out), res.Total)
				}
			}
			return out
		}
		q.Cursor = res.NextCursor
	}
}
