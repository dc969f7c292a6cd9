package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Edit is something a person did that can be undone.
type Edit struct {
	Seq    int64
	At     time.Time
	ID     string
	Title  string
	Action string // correct, remove, replace (by another file), restore (what was removed), undo (of either, which Redo takes back)
}

// What a person can do to a document.
const (
	correcting = "correct"
	removing   = "remove"
	replacing  = "replace"
	restoring  = "restore"
	undoing    = "undo"
)

// Correct puts the fields of a JSON object over those of a document; null takes
// a correction back to what was read. ifMatch may be empty. Errors:
// ErrNotFound, ErrChanged, a *corpus.FieldError. A patch that says what the
// corrections say already is no edit.
func (l *Library) Correct(ctx context.Context, id string, patch json.RawMessage, ifMatch string) (Record, error) {
	var rec Record
	err := l.write(ctx, "correct "+id, func(t *tx) error {
		old, err := live(ctx, t, id)
		if err != nil {
			return err
		}
		rec = old.record()
		if !matches(ifMatch, rec.ETag) {
			return ErrChanged
		}
		r := old
		if r.corrections, err = patched(old.corrections, patch); err != nil || r.corrections == old.corrections {
			return err
		}
		if rec, err = t.update(ctx, &r, old); err != nil {
			return err
		}
		return t.note(ctx, r, correcting, old.corrections)
	})
	if err != nil {
		return Record{}, err
	}
	return rec, nil
}

// Remove takes a document out; Undo brings it back.
func (l *Library) Remove(ctx context.Context, id, ifMatch string) error {
	return l.write(ctx, "remove "+id, func(t *tx) error {
		old, err := live(ctx, t, id)
		if err != nil {
			return err
		}
		if !matches(ifMatch, old.record().ETag) {
			return ErrChanged
		}
		r := old
		r.removed = byPerson
		if _, err := t.update(ctx, &r, old); err != nil {
			return err
		}
		return errors.Join(t.note(ctx, r, removing, old.corrections), t.dropUndone(ctx, r.path))
	})
}

// note remembers an edit with the corrections as they were before it.
func (t *tx) note(ctx context.Context, r row, action, before string) error {
	_, err := t.ExecContext(ctx, `INSERT INTO edits (seq, at, id, action, corrections) VALUES (?, ?, ?, ?, ?)`,
		r.seq, t.now.UnixMilli(), r.id, action, before)
	return err
}

// voidRemoval takes a removal out of what can be undone, because a new text
// has overtaken it: until that is undone, if it can be.
func (t *tx) voidRemoval(ctx context.Context, id string) error {
	rows, err := t.QueryContext(ctx, `UPDATE edits SET undone = 1 WHERE id = ? AND action = ? AND undone = 0 RETURNING seq`, id, removing)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		if err := rows.Scan(&seq); err != nil {
			return err
		}
		t.voided = append(t.voided, seq)
	}
	return rows.Err()
}

// undoable selects the edits that can be undone: none twice, and none of a
// document that is no longer in its file or withheld, where nobody would see it,
// unless that is what undoing changes. To replace a file is an edit of each of its
// documents. The third parameter is what is asked for: undoing, what was undone and
// can be made again; empty, both.
const undoable = `SELECT e.seq, e.at, e.id, json_extract(d.fields, '$.title'), e.action, e.corrections
	FROM edits e JOIN documents d ON d.id = e.id LEFT JOIN replaced x ON x.seq = e.seq
	WHERE e.undone = 0 AND CASE WHEN e.action IN ('replace', 'restore', 'undo') THEN x.seq IS NOT NULL ELSE d.removed NOT IN ('file', 'held') END
	AND (?1 = '' OR e.id = ?1 OR x.path = (SELECT path FROM documents WHERE id = ?1) OR EXISTS (SELECT 1 FROM states s WHERE s.seq = x.seq AND s.id = ?1))
	AND CASE ?3 WHEN 'undo' THEN e.action = 'undo' WHEN 'do' THEN e.action <> 'undo' ELSE 1 END
	ORDER BY e.seq DESC LIMIT ?2`

func scanEdit(from interface{ Scan(...any) error }) (e Edit, before string, err error) {
	var at int64
	err = from.Scan(&e.Seq, &at, &e.ID, &e.Title, &e.Action, &before)
	e.At = time.UnixMilli(at).UTC()
	return e, before, err
}

// Undo takes back the newest edit that has not been undone. If id is not empty
// only edits of that document count.
func (l *Library) Undo(ctx context.Context, id string) (Edit, error) {
	var e Edit
	err := l.write(ctx, "undo", func(t *tx) (err error) {
		e, err = t.undo(ctx, id)
		return err
	})
	if err != nil {
		return Edit{}, err
	}
	return e, nil
}

func (t *tx) undo(ctx context.Context, id string) (Edit, error) {
	e, before, err := scanEdit(t.QueryRowContext(ctx, undoable, id, 1, "do"))
	if errors.Is(err, sql.ErrNoRows) {
		return Edit{}, ErrNothingToUndo
	}
	if err != nil {
		return Edit{}, err
	}
	if _, err := t.ExecContext(ctx, `UPDATE edits SET undone = 1 WHERE seq = ?`, e.Seq); err != nil {
		return Edit{}, err
	}
	if e.Action == replacing || e.Action == restoring {
		return e, t.putBack(ctx, e, undoing, e.Action)
	}
	old, err := scan(t.QueryRowContext(ctx, selectRow+`WHERE d.id = ?`, e.ID))
	if err != nil {
		return Edit{}, err
	}
	r := old
	// Edits of one document are undone newest first, so that what stood before
	// this one is what stands after it is gone.
	r.corrections, r.removed = before, present
	if old.withheld != "" { // its file was marked meanwhile
		r.removed = byMark
	}
	if _, err = t.update(ctx, &r, old); err == nil && e.Action == removing {
		err = t.dropUndone(ctx, r.path)
	}
	return e, err
}

// Edits lists the newest edits that can be undone, and what was undone and can be made
// again, newest first.
func (l *Library) Edits(ctx context.Context, limit int) ([]Edit, error) {
	rows, err := l.reader.QueryContext(ctx, undoable, "", limit, "")
	if err != nil {
		return nil, fmt.Errorf("list edits: %w", kinded(err))
	}
	defer rows.Close()
	var out []Edit
	for rows.Next() {
		e, _, err := scanEdit(rows)
		if err != nil {
			return nil, fmt.Errorf("list edits: %w", kinded(err))
		}
		out = append(out, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list edits: %w", kinded(err))
	}
	return out, nil
}
