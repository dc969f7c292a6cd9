package library

import (
	"context"

	"tiaowen/corpus"
)

// reparseAtOnce is how many documents one transaction renews: enough that the
// disk is not waited for at each, few enough that an edit does not wait long.
const reparseAtOnce = 50

// Reparse renews what lists and the index have of the documents that an older
// parser read, and reports how many. It is called after Open, before the index
// is brought up to date; on a library that is up to date it costs one query.
// Each renewed document counts as changed text, because a parser that reads
// differently may also cut differently.
func (l *Library) Reparse(ctx context.Context) (int, error) {
	total := 0
	for {
		n := 0
		err := l.write(ctx, "reparse", func(t *tx) (err error) {
			n, err = t.reparse(ctx)
			return err
		})
		total += n
		if err != nil || n < reparseAtOnce {
			return total, err
		}
	}
}

func (t *tx) reparse(ctx context.Context) (int, error) {
	rows, err := selected(ctx, t, `WHERE d.parser <> ? ORDER BY d.n LIMIT ?`, corpus.ParserVersion, reparseAtOnce)
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		if r.seq, err = t.next(ctx); err != nil {
			return 0, err
		}
		r.textSeq = r.seq
		if err := t.save(ctx, r, r.record()); err != nil {
			return 0, err
		}
	}
	return len(rows), nil
}
