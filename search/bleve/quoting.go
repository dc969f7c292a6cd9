package bleve

import (
	"context"
	"runtime/debug"

	"tiaowen/corpus"
	"tiaowen/indexer"
)

// Quoting finds who holds a text letter for letter; see indexer.Engine. The rarest of
// its pairs of letters leads to a few passages, which are looked into: how many others
// there are makes no difference.
func (e *Engine) Quoting(ctx context.Context, text string, most int) (out []indexer.Head, err error) {
	v := e.acquire()
	if v == nil {
		return nil, errClosed
	}
	defer v.release()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	r := v.readers.Get().(*reader)
	out, err = r.quoting(ctx, corpus.Fold(text), most)
	v.readers.Put(r)
	return out, err
}

func (r *reader) quoting(ctx context.Context, folded string, most int) (out []indexer.Head, err error) {
	if terms, _ := termsOf(folded); len(terms) == 0 {
		return nil, nil
	}
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
