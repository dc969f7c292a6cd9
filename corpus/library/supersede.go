package library

import (
	"context"
	"errors"
)

// Replace puts the text of one document, with its file's bytes, in the place of
// another's: they were one paper, and the newer is to bear the older's id. The one
// it was taken from is removed. Undo takes back both in one step. Errors:
// ErrNotFound, ErrPart if either is one of several in a file.
func (l *Library) Replace(ctx context.Context, id, by string) (rec Record, err error) {
	err = l.write(ctx, "replace "+id+" by "+by, func(t *tx) error {
		rec, err = t.replaceBy(ctx, id, by)
		return err
	})
	if err != nil {
		return Record{}, err
	}
	return rec, nil
}

func (t *tx) replaceBy(ctx context.Context, id, by string) (Record, error) {
	old, err := live(ctx, t, id)
	if err != nil {
		return Record{}, err
	}
	other, err := live(ctx, t, by)
	switch {
	case err != nil:
		return Record{}, err
	case id == by || old.part != "" || other.part != "":
		return Record{}, ErrPart
	}
	was, errWas := placeAt(ctx, t, old.path)
	from, errFrom := placeAt(ctx, t, other.path)
	if err := errors.Join(errWas, errFrom); err != nil {
		return Record{}, err
	}
	_, err = t.ExecContext(ctx, `UPDATE files SET sha256 = ?, imported = ?, released = ?, beside = ? WHERE path = ?`,
		from.sum, t.now.UnixMilli(), from.released, from.beside, was.path)
	if err == nil {
		_, err = t.ExecContext(ctx, `DELETE FROM second_paths WHERE file = ?`, was.path)
	}
	if err != nil {
		return Record{}, err
	}
	r, gone := old, other
	r.text, r.source = other.text, other.source
	gone.removed = byPerson
	rec, err := t.update(ctx, &r, old)
	if err == nil {
		_, err = t.update(ctx, &gone, other)
	}
	if err != nil {
		return Record{}, err
	}
	var c change
	c.note(old, r.seq)
	c.note(other, gone.seq)
	return rec, errors.Join(t.keepEarlier(ctx, was, c), t.forgetOriginal(ctx, was.sum))
}
