package duty

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// fewTexts is up to how many texts are read without asking the engine which of them can
// hold the words at all.
const fewTexts = 50

// words finds out in which clauses all the words stand, in the documents that the other
// filters leave.
func (r *Room) words(ctx context.Context, f *finder) error {
	runs := strings.Fields(f.q.Text)
	folded := make([]string, 0, len(runs))
	for _, run := range runs {
		if key := corpus.Fold(run); key != "" {
			folded = append(folded, key)
		}
	}
	if len(folded) == 0 {
		return nil
	}
	f.holding = map[string][]bool{}
	ids := []string{}
	for _, s := range f.table.sheets {
		if f.document(s).n < 2 && (f.q.Within == nil || f.within[s.titled.ID] != nil) {
			ids = append(ids, s.titled.ID)
		}
	}
	if len(ids) > fewTexts {
		with, err := r.with(ctx, slices.MaxFunc(runs, func(a, b string) int { return len(a) - len(b) }))
		if err != nil {
			return err
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return !with[id] })
	}
	for d, err := range r.library.RequiredTexts(ctx, ids) {
		if err != nil {
			return fmt.Errorf("look for words: %w", err)
		}
		if s := f.table.byID[d.ID]; s != nil && s.seq == d.Seq && s.version == d.Version {
			f.holding[d.ID] = r.holding(f.table, s, d.Text, folded)
		}
	}
	return nil
}

// with are the documents in which a string stands.
func (r *Room) with(ctx context.Context, run string) (map[string]bool, error) {
	out := map[string]bool{}
	q := search.Query{Text: `"` + strings.ReplaceAll(strings.ReplaceAll(run, `\`, `\\`), `"`, `\"`) + `"`, Match: search.MatchAll,
		Group: search.GroupDocument, Sort: search.Oldest, Limit: search.MaxLimit}
	for {
		res, err := r.heads.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			out[h.Document.ID] = true
		}
		if q.Cursor = res.NextCursor; q.Cursor == "" {
			return out, nil
		}
	}
}

// holding says of each requirement whether all runs stand in its clause or name its
// bearer.
func (r *Room) holding(t *table, s *sheet, text string, runs []string) []bool {
	out := make([]bool, len(s.asks))
	var last corpus.Span // two quantities of one clause are two requirements
	folded := ""
	for i, a := range s.asks {
		if span := (corpus.Span{Start: int(a.start), End: int(a.end)}); span != last {
			last, folded = span, corpus.Fold(span.In(text))
		}
		bearer := ""
		if a.bearer >= 0 {
			bearer = t.names[a.bearer]
		}
		out[i] = !slices.ContainsFunc(runs, func(run string) bool {
			return !strings.Contains(folded, run) && (bearer == "" || !strings.Contains(corpus.Fold(bearer), run) && r.bearers.Normal(run) != bearer)
		})
	}
	return out
}
