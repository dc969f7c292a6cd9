package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
)

// addOrRestore adds a document, or brings back the one that a person removed with
// the same text: the same paper, saved by another program or under another name.
func (t *tx) addOrRestore(ctx context.Context, c *change, r row, unasked bool) error {
	rec := r.record()
	base := cmp.Or(r.wish, rec.Document.Fields.BaseID())
	if bare(r.path) && r.part != "" {
		if same, found, err := t.presentTwin(ctx, base, r); err != nil || found {
			c.same, c.records = append(c.same, same.id), append(c.records, same.record())
			return err
		}
	}
	old, found, err := t.removedTwin(ctx, base, r)
	if err != nil {
		return err
	}
	if !found {
		if err := t.add(ctx, &r, &rec, base); err != nil {
			return err
		}
		gone := r
		gone.removed = byFile
		c.note(gone, r.seq)
		return c.show(r, rec)
	}
	if unasked {
		c.away = append(c.away, old.id)
		return nil
	}
	if err := errors.Join(t.restore(ctx, c, old.id), t.move(ctx, old, r)); err != nil {
		return err
	}
	r.id, r.imported, r.corrections, r.noted = old.id, old.imported, old.corrections, old.noted
	if rec, err = t.update(ctx, &r, old); err != nil {
		return err
	}
	was := r
	was.removed = byPerson
	c.note(was, r.seq)
	return c.show(r, rec)
}

// presentTwin is a document with the title, date and text of r that is there: a list
// that was uploaded comes again with a row more, and its rows are the same.
func (t *tx) presentTwin(ctx context.Context, base string, r row) (row, bool, error) {
	rows, err := selected(ctx, t, `WHERE d.removed = '' AND d.path <> ?2
		AND (d.id = ?1 OR d.id > ?1 || '~' AND d.id < ?1 || '~:') ORDER BY d.n`, base, r.path)
	for _, other := range rows {
		if withoutSpace(other.text) == withoutSpace(r.text) {
			return other, true, err
		}
	}
	return row{}, false, err
}

// removedTwin is a document of another file that a person removed, with the text of
// r and an id that was made of base.
func (t *tx) removedTwin(ctx context.Context, base string, r row) (old row, found bool, err error) {
	rows, err := selected(ctx, t, `WHERE d.removed = 'person' AND d.path <> ?2
		AND (d.id = ?1 OR d.id > ?1 || '~' AND d.id < ?1 || '~:') ORDER BY d.n`, base, r.path)
	for _, old := range rows {
		if withoutSpace(old.text) == withoutSpace(r.text) {
			return old, true, err
		}
	}
	return row{}, false, err
}

// move takes a document out of its file to the place of r. What can be undone of
// the file no longer touches it; a file without documents is none.
func (t *tx) move(ctx context.Context, old, r row) error {
	from, err := placeAt(ctx, t, old.path)
	if err == nil {
		err = t.dropUndone(ctx, old.path)
	}
	if err != nil {
		return err
	}
	for _, query := range []string{
		`UPDATE documents SET path = ?3, part = ?4 WHERE id = ?1`,
		`DELETE FROM states WHERE id = ?1 AND seq IN (SELECT seq FROM replaced WHERE path = ?2)`,
		`UPDATE edits SET id = (SELECT id FROM documents WHERE path = ?2 ORDER BY n LIMIT 1)
			WHERE id = ?1 AND seq IN (SELECT seq FROM replaced WHERE path = ?2) AND EXISTS (SELECT 1 FROM documents WHERE path = ?2)`,
		`DELETE FROM files WHERE path = ?2 AND NOT EXISTS (SELECT 1 FROM documents WHERE path = ?2)`,
	} {
		if _, err := t.ExecContext(ctx, query, old.id, old.path, r.path, r.part); err != nil {
			return fmt.Errorf("move %s: %w", old.id, err)
		}
	}
	return t.forgetOriginal(ctx, from.sum)
}
