package bleve

import (
	"context"
	"iter"
	"strconv"
	"strings"
	"testing"

	"tiaowen/indexer"
	"tiaowen/indexer/words"
	"tiaowen/search"
)

// ours is this package's engine as the program runs it, or without gse's words,
// which no peer has. It counts all facets and the documents, and looks at the
// best hits twice, whatever is asked.
type ours struct {
	dir    string
	words  *words.Dictionary
	engine *Engine
}

func (o *ours) name() string {
	if o.words == nil {
		return "tiaowen, no words"
	}
	return "tiaowen"
}

func (o *ours) fill(ctx context.Context, entries iter.Seq[indexer.Entry]) (err error) {
	if o.engine, err = Open(o.dir, o.words); err != nil {
		return err
	}
	return o.engine.Rebuild(ctx, func(yield func(indexer.Entry, error) bool) {
		for e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}, 1)
}

// query says an inquiry in our own language.
func (o *ours) query(q inquiry) search.Query {
	out := search.Query{Text: q.question, Match: search.MatchAny, Filter: search.Filter{}, Cursor: q.cursor, Limit: pageLength, Today: "2026-11-22"}
	for _, year := range q.years {
		out.Filter["year"] = append(out.Filter["year"], strconv.Itoa(year))
	}
	if len(q.strings) > 0 {
		out.Text, out.Match = `"`+strings.Join(q.strings, `" "`)+`"`, search.MatchAll // no title stands for one
	}
	if q.newest {
		out.Sort = search.Newest
	}
	return out
}

func (o *ours) ask(ctx context.Context, q inquiry) (answer, error) {
	res, err := o.engine.Search(ctx, o.query(q))
	a := answer{total: res.Total}
	for _, h := range res.Hits {
		snippet := ""
		for _, f := range h.Snippet {
			snippet += f.Text
		}
		a.hits = append(a.hits, shownHit{h.Document.Fields.Title, snippet})
	}
	for _, f := range res.Facets {
		a.counted += len(f.Values)
	}
	return a, err
}

// walkTo is the cursor behind the first hits of an inquiry; empty if there are
// no more of them.
func (o *ours) walkTo(t *testing.T, q inquiry, hits int) string {
	t.Helper()
	query := o.query(q)
	query.Limit = search.MaxLimit
	for range hits / search.MaxLimit {
		res := ask(t, o.engine, query)
		if query.Cursor = res.NextCursor; query.Cursor == "" {
			return ""
		}
	}
	return query.Cursor
}

func (o *ours) close() error { return o.engine.Close() }
