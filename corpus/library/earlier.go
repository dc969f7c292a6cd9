package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// When a file is replaced, by its path or by the id of its document, what it was
// is kept as an earlier state: the bytes, and the documents that became others.
// It is no version of the work and nobody finds it; undoing puts it back, in one
// step. States of one file are undone newest first, so that what is not in a state
// is as it was then.
//
// To undo a replacement is an edit of its own kind: what it took away is kept in the
// same way until the file or one of its documents is changed otherwise, see redo.go.
//
// What is withheld is not kept so: it may be secret, and whoever puts another
// file in its place wants it gone.

// mostEarlier is how many earlier states of a file are kept: when there is one more,
// the oldest goes, for good.
const mostEarlier = 20

// keepEarlier keeps what was at a place before a change of it, as an edit.
func (t *tx) keepEarlier(ctx context.Context, was place, c change) error {
	if c.seq == 0 {
		return nil
	}
	now, err := placeAt(ctx, t, was.path)
	if err == nil {
		err = t.dropUndone(ctx, was.path)
	}
	if err != nil {
		return err
	}
	before := c.before
	switch {
	case was.sum == "" && c.restored == 0:
		return nil // a new file
	case was.sum == "":
		was, before = now, nil
		for _, r := range c.before {
			if r.removed == byPerson {
				before = append(before, r)
			}
		}
	case was.held != "" && was.sum != now.sum:
		return t.leaveOut(ctx, was, before)
	}
	action := replacing
	if c.restored > 0 && was.sum == now.sum {
		action = restoring
	}
	id := before[0].id
	for _, r := range before {
		if r.removed != byFile { // rather one that was there before
			id = r.id
			break
		}
	}
	return errors.Join(t.keepState(ctx, c.seq, Edit{ID: id, Action: action}, "", was, before), t.dropOldest(ctx, was.path))
}

// keepState keeps an edit with the state of a file and of documents before it, and
// which removals it has overtaken.
func (t *tx) keepState(ctx context.Context, seq int64, e Edit, of string, was place, before []row) error {
	_, err := t.ExecContext(ctx, `INSERT INTO edits (seq, at, id, action, corrections) VALUES (?, ?, ?, ?, ?)`, seq, t.now.UnixMilli(), e.ID, e.Action, of)
	if err == nil {
		_, err = t.ExecContext(ctx, `INSERT INTO replaced (seq, path, sha256, imported, released, beside) VALUES (?, ?, ?, ?, ?, ?)`,
			seq, was.path, was.sum, was.imported, was.released, was.beside)
	}
	for _, v := range t.voided {
		_, errVoid := t.ExecContext(ctx, `UPDATE edits SET undone = ? WHERE seq = ?`, seq, v)
		err = errors.Join(err, errVoid)
	}
	t.voided = nil
	if err != nil {
		return fmt.Errorf("keep what was at %s: %w", was.path, err)
	}
	return t.keepStates(ctx, seq, before)
}

// dropOldest drops the states of a file that are beyond mostEarlier, with the bytes
// that nothing else has.
func (t *tx) dropOldest(ctx context.Context, path string) error {
	return t.dropStates(ctx, `SELECT seq FROM replaced WHERE path = ? ORDER BY seq DESC LIMIT -1 OFFSET ?`, path, mostEarlier)
}

// dropStates drops the states whose numbers a query selects. Their bytes go when the
// change is done that drops them: it may be about to keep them in another state.
func (t *tx) dropStates(ctx context.Context, which string, args ...any) error {
	rows, err := t.QueryContext(ctx, `DELETE FROM replaced WHERE seq IN (`+which+`) RETURNING sha256`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return err
		}
		t.loose = append(t.loose, sum)
	}
	return rows.Err()
}

// keepStates adds documents to a state that has not got them.
func (t *tx) keepStates(ctx context.Context, seq int64, before []row) error {
	for _, r := range before {
		src, err := json.Marshal(r.source)
		if err == nil {
			_, err = t.ExecContext(ctx, `INSERT INTO states (key, seq, id, removed, sum, source, text) VALUES (?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT DO NOTHING`, fmt.Sprintf("%d/%s", seq, r.id), seq, r.id, r.removed, checksum(string(src), r.text), string(src), r.text)
		}
		if err != nil {
			return fmt.Errorf("keep what %s was: %w", r.id, err)
		}
	}
	return nil
}

// leaveOut is keepEarlier of a file that was withheld: the state before it takes
// what changes now and had not changed since, so that undoing leads there.
func (t *tx) leaveOut(ctx context.Context, was place, before []row) error {
	if _, err := t.ExecContext(ctx, `DELETE FROM replaced WHERE path = ? AND sha256 = ?`, was.path, was.sum); err != nil {
		return err
	}
	var seq sql.NullInt64
	err := t.QueryRowContext(ctx, `SELECT max(seq) FROM replaced WHERE path = ?`, was.path).Scan(&seq)
	if err != nil || !seq.Valid {
		return err
	}
	return t.keepStates(ctx, seq.Int64, before)
}
