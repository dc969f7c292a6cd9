package bleve

import (
	"context"

	"tiaowen/corpus"
	"tiaowen/indexer"
)

// Quoting finds who holds a text letter for letter; see indexer.Engine. The rarest of
// its pairs of letters leads to a few passages, which are looked into: how many others
// there are makes no difference.
func (e *Engine) Quoting(ctx context.Context, text string, most int) (out []indexer.Head, err error) {
	err = e.reading(func(r *reader) error {
		out, err = r.quoting(ctx, corpus.Fold(text), most)
		return err
	})
	return out, err
}

func (r *reader) quoting(ctx context.Context, folded string, most int) (out []indexer.Head, err error) {
	numbers, err := r.anyMatch(ctx, []string{folded})
	seen := map[uint32]bool{}
	for _, n := range numbers {
		o := r.ordinalOf(n)
		if len(out) == most {
			break
		}
		if !seen[o] {
			seen[o] = true
			out = append(out, r.table.rows[o].head)
		}
	}
	return out, err
}
