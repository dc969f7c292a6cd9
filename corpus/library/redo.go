package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// To undo a replacement, or a restoration, is an edit too, called undoing: the state
// before it is kept, and to put that back makes the replacement again, which can then
// be undone as before. That goes as long as nothing else happened to the file and its
// documents but corrections, which are theirs in every state.

// Redo makes the newest replacement or restoration again that was undone, and says
// which. If id is not empty only those of that document's file count. Error:
// ErrNothingToRedo.
func (l *Library) Redo(ctx context.Context, id string) (Edit, error) {
	var e Edit
	err := l.write(ctx, "redo", func(t *tx) (err error) {
		e, err = t.redo(ctx, id)
		return err
	})
	if err != nil {
		return Edit{}, err
	}
	return e, nil
}

func (t *tx) redo(ctx context.Context, id string) (Edit, error) {
	e, action, err := scanEdit(t.QueryRowContext(ctx, undoable, id, 1, undoing))
	if errors.Is(err, sql.ErrNoRows) {
		return Edit{}, ErrNothingToRedo
	}
	if err == nil {
		_, err = t.ExecContext(ctx, `UPDATE edits SET undone = 1 WHERE seq = ?`, e.Seq)
	}
	if err == nil {
		err = t.putBack(ctx, e, action, "")
	}
	e.Action = action
	return e, err
}

// keepOpposite keeps what was at a place until an edit was taken back, as the state
// before the opposite of it: of an undone replacement that is an undoing, which keeps
// what it is an undoing of where other edits keep corrections. What was withheld is
// not kept.
func (t *tx) keepOpposite(ctx context.Context, e Edit, of string, was place, c change) error {
	t.voided = nil
	if e.Action != undoing { // the removals that it overtook the first time
		for _, r := range c.before {
			if r.removed != byPerson {
				continue
			}
			if err := t.voidIfBack(ctx, r.id); err != nil {
				return err
			}
		}
	}
	if c.seq == 0 || was.held != "" {
		return nil
	}
	return t.keepState(ctx, c.seq, e, of, was, c.before)
}

// voidIfBack voids the removal of a document that is removed no more by a person.
func (t *tx) voidIfBack(ctx context.Context, id string) error {
	var state removal
	err := t.QueryRowContext(ctx, `SELECT removed FROM documents WHERE id = ?`, id).Scan(&state)
	if err != nil || state == byPerson {
		return err
	}
	return t.voidRemoval(ctx, id)
}

// dropUndone drops what was undone of a file, and of others whose undoing touched its
// documents: it can be made again no more.
func (t *tx) dropUndone(ctx context.Context, path string) error {
	err := t.dropStates(ctx, `SELECT x.seq FROM replaced x JOIN edits e ON e.seq = x.seq WHERE e.action = 'undo'
		AND (x.path = ?1 OR EXISTS (SELECT 1 FROM states s JOIN documents d ON d.id = s.id WHERE s.seq = x.seq AND d.path = ?1))`, path)
	if err != nil {
		return fmt.Errorf("drop what was undone of %s: %w", path, err)
	}
	return nil
}
