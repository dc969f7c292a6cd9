package library

import (
	"context"
	"errors"
	"fmt"
)

// RemoveSamples removes every document whose field Sample is set, for good,
// and reports how many there were to be seen.
func (l *Library) RemoveSamples(ctx context.Context) (int, error) {
	var found bool
	err := l.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents WHERE json_extract(fields, '$.sample'))`).Scan(&found)
	if err != nil {
		return 0, fmt.Errorf("look for samples: %w", kinded(err))
	}
	if !found { // as nearly always
		return 0, nil
	}
	removed := 0
	err = l.write(ctx, "remove samples", func(t *tx) error {
		samples, err := t.samples(ctx)
		if err != nil {
			return err
		}
		for _, s := range samples {
			if s.seen {
				removed++
			}
			if err := t.delete(ctx, s.id); err != nil {
				return err
			}
		}
		return t.sweep(ctx)
	})
	if err != nil {
		return 0, err
	}
	return removed, nil
}

type sample struct {
	id   string
	seen bool
}

func (t *tx) samples(ctx context.Context) ([]sample, error) {
	rows, err := t.QueryContext(ctx, `SELECT id, removed = '' FROM documents
		WHERE json_extract(fields, '$.sample') ORDER BY n`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []sample
	for rows.Next() {
		var s sample
		if err := rows.Scan(&s.id, &s.seen); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// delete takes a document out for good and leaves word for the index.
func (t *tx) delete(ctx context.Context, id string) error {
	seq, err := t.next(ctx)
	if err != nil {
		return err
	}
	if err := t.leaveWord(ctx, id, seq); err != nil {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	_, errGone := t.ExecContext(ctx, `INSERT INTO gone (id, seq) VALUES (?, ?)
		ON CONFLICT (id) DO UPDATE SET seq = excluded.seq`, id, seq)
	_, errDelete := t.ExecContext(ctx, `DELETE FROM documents WHERE id = ?`, id)
	if err := errors.Join(errGone, errDelete); err != nil {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	return nil
}

// sweep drops the files of which no document is left, with their bytes, so
// that they are new when they come again.
func (t *tx) sweep(ctx context.Context) error {
	_, errFiles := t.ExecContext(ctx, `DELETE FROM files WHERE path NOT IN (SELECT path FROM documents)`)
	_, errBytes := t.ExecContext(ctx, `DELETE FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM files UNION SELECT sha256 FROM replaced)`)
	return errors.Join(errFiles, errBytes)
}
