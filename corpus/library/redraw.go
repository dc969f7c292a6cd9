package library

import (
	"compress/flate"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// saveRequirements writes what is drawn of a document beside it.
func (t *tx) saveRequirements(ctx context.Context, d *corpus.Document) error {
	w, err := t.packing()
	if err != nil {
		return err
	}
	packed, err := packRequired(w, drawn(d, requirement.Draw))
	if err != nil {
		return err
	}
	return t.putRequirements(ctx, d.ID, packed, -1)
}

// putRequirements writes what was drawn of a document, if its newest change still is
// that of seq; less than none is whatever it is.
func (t *tx) putRequirements(ctx context.Context, id string, packed []byte, seq int64) error {
	_, err := t.ExecContext(ctx, `INSERT INTO requirements (document, version, packed)
		SELECT n, ?1, ?2 FROM documents WHERE id = ?3 AND (?4 < 0 OR seq = ?4)
		ON CONFLICT (document) DO UPDATE SET version = excluded.version, packed = excluded.packed`, requirement.Version, packed, id, seq)
	if err != nil {
		return fmt.Errorf("write the requirements of %s: %w", id, err)
	}
	return nil
}

// Redraw draws anew what older rules drew, or none, and tells of each document. The
// texts are not touched, so no index needs to follow. What was damaged on the disk is
// drawn anew too. It is called in the background
// after Open: whoever changes a document meanwhile draws it himself. On a library that
// is up to date it costs one query.
func (l *Library) Redraw(ctx context.Context, told func(id string)) (redrawn int, err error) {
	ids, err := l.undrawn(ctx)
	if err != nil {
		return 0, fmt.Errorf("redraw requirements: %w", kinded(err))
	}
	w, err := newPacker()
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		switch did, err := l.redraw(ctx, w, id); {
		case errors.Is(err, ErrDamaged):
			continue // it is not shown either, and verify tells of it
		case err != nil:
			return redrawn, fmt.Errorf("redraw requirements of %s: %w", id, kinded(err))
		case did:
			redrawn++
			told(id)
		}
	}
	return redrawn, nil
}

// undrawn are the documents of which other rules drew what there is, or of which that is
// not as it was written.
func (l *Library) undrawn(ctx context.Context) (ids []string, err error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT d.id FROM documents d LEFT JOIN requirements q ON q.document = d.n
		LEFT JOIN sums s ON s.kind = 'requirements' AND s.key = CAST(d.n AS TEXT)
		WHERE coalesce(q.version, 0) <> ? OR s.sum IS NOT row_sum(q.document, q.version, q.packed) ORDER BY d.n`, requirement.Version)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// redraw draws outside of the transaction that writes: an edit does not wait for it.
func (l *Library) redraw(ctx context.Context, w *flate.Writer, id string) (did bool, err error) {
	r, err := scan(l.reader.QueryRowContext(ctx, selectRow+`WHERE d.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil // deleted meanwhile
	}
	if err != nil {
		return false, err
	}
	rec := r.record()
	packed, err := packRequired(w, drawn(&rec.Document, requirement.Draw))
	if err != nil {
		return false, err
	}
	err = l.write(ctx, "redraw "+id, func(t *tx) error {
		for _, wrong := range []string{ // a row or a checksum that is not as it was written
			`DELETE FROM requirements WHERE document = (SELECT n FROM documents WHERE id = ?1 AND seq = ?2)`,
			`DELETE FROM sums WHERE kind = 'requirements' AND key = (SELECT CAST(n AS TEXT) FROM documents WHERE id = ?1 AND seq = ?2)`,
		} {
			if _, err := t.ExecContext(ctx, wrong, id, r.seq); err != nil {
				return err
			}
		}
		return t.putRequirements(ctx, id, packed, r.seq)
	})
	return err == nil, err
}
