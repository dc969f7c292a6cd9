package library

import (
	"context"
	"encoding/json"
	"fmt"

	"tiaowen/corpus/parse"
)

// reparseAtOnce is how many documents one transaction renews: enough that the
// disk is not waited for at each, few enough that an edit does not wait long.
const reparseAtOnce = 50

// Reparse renews what lists and the index have of the documents that an older
// parser read, and reports how many, and how many files it withheld. It is called after Open, before the index
// is brought up to date; on a library that is up to date it costs one query.
// Each renewed document counts as changed text, because a parser that reads
// differently may also cut differently. Its date of change is a new one if its
// fields are read otherwise: a mirror of the library is to learn of that.
//
// A parser may know marks of secrecy that the older one did not: files that bear
// one are withheld with the renewal, unless a person has released them. Those
// withheld before stay so, whatever the parser says now.
func (l *Library) Reparse(ctx context.Context) (renewed, held int, err error) {
	for {
		n, h := 0, 0
		err := l.write(ctx, "reparse", func(t *tx) (err error) {
			n, h, err = t.reparse(ctx)
			return err
		})
		if err != nil {
			return renewed, held, err
		}
		renewed += n
		held += h
		if n < reparseAtOnce {
			return renewed, held, nil
		}
	}
}

func (t *tx) reparse(ctx context.Context) (renewed, held int, err error) {
	rows, err := selected(ctx, t, `WHERE d.parser <> ? ORDER BY d.n LIMIT ?`, parse.Version, reparseAtOnce)
	if err != nil {
		return 0, 0, err
	}
	withFile := map[string]bool{} // files withheld here, and so renewed
	for _, r := range rows {
		if r.withheld == "" && r.removed != byFile && !withFile[r.path] {
			if withFile[r.path], err = t.holdIfMarked(ctx, r); err != nil {
				return 0, 0, err
			}
			if withFile[r.path] {
				held++
			}
		}
		if withFile[r.path] && r.removed != byFile {
			continue
		}
		if r.seq, err = t.next(ctx); err != nil {
			return 0, 0, err
		}
		r.textSeq = r.seq
		rec := r.record()
		if err := t.dateReading(ctx, &r, rec); err != nil {
			return 0, 0, err
		}
		if err := t.save(ctx, r, rec); err != nil {
			return 0, 0, err
		}
	}
	return len(rows), held, nil
}

// dateReading dates a document that is renewed, if its fields are not what they were.
func (t *tx) dateReading(ctx context.Context, r *row, rec Record) error {
	var before string
	if err := t.QueryRowContext(ctx, `SELECT fields FROM documents WHERE id = ?`, r.id).Scan(&before); err != nil {
		return fmt.Errorf("what %s was read as: %w", r.id, err)
	}
	now, err := json.Marshal(rec.Document.Fields)
	if err != nil || string(now) == before {
		return err
	}
	r.changed, err = t.moment(ctx)
	return err
}
