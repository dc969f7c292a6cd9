package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"tiaowen/corpus"
)

// When a file is replaced, by its path or by the id of its document, what it was
// is kept as an earlier state: the bytes, and the documents that became others.
// It is no version of the work and nobody finds it; undoing puts it back, in one
// step. States of one file are undone newest first, so that what is not in a state
// is as it was then.
//
// What is withheld is not kept so: it may be secret, and whoever puts another
// file in its place wants it gone.

// keepEarlier keeps what was at a place before a change of it, as an edit.
func (t *tx) keepEarlier(ctx context.Context, was place, c change) error {
	if c.seq == 0 {
		return nil
	}
	now, err := placeAt(ctx, t, was.path)
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
	_, err = t.ExecContext(ctx, `INSERT INTO edits (seq, at, id, action, corrections) VALUES (?, ?, ?, ?, '')`, c.seq, t.now.UnixMilli(), id, action)
	if err == nil {
		_, err = t.ExecContext(ctx, `INSERT INTO replaced (seq, path, sha256, imported, released, beside) VALUES (?, ?, ?, ?, ?, ?)`,
			c.seq, was.path, was.sum, was.imported, was.released, was.beside)
	}
	for _, seq := range t.voided {
		_, errVoid := t.ExecContext(ctx, `UPDATE edits SET undone = ? WHERE seq = ?`, c.seq, seq)
		err = errors.Join(err, errVoid)
	}
	t.voided = nil
	if err != nil {
		return fmt.Errorf("keep what was at %s: %w", was.path, err)
	}
	return t.keepStates(ctx, c.seq, before)
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

// state is what a document was.
type state struct {
	id      string
	removed removal
	source  source
	text    string
}

// statesOf are the documents of an earlier state by id.
func (t *tx) statesOf(ctx context.Context, seq int64) (map[string]state, error) {
	rows, err := t.QueryContext(ctx, `SELECT id, removed, sum, source, text FROM states WHERE seq = ?`, seq)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]state{}
	for rows.Next() {
		var s state
		var sum, src string
		if err := rows.Scan(&s.id, &s.removed, &sum, &src, &s.text); err != nil {
			return nil, err
		}
		if sum != checksum(src, s.text) {
			return nil, fmt.Errorf("earlier state of %s: text is damaged", s.id)
		}
		if err := json.Unmarshal([]byte(src), &s.source); err != nil {
			return nil, fmt.Errorf("earlier state of %s: %w", s.id, err)
		}
		out[s.id] = s
	}
	return out, rows.Err()
}

// putBack makes a file and its documents what they were before an edit.
func (t *tx) putBack(ctx context.Context, seq int64) error {
	var was place
	err := t.QueryRowContext(ctx, `SELECT path, sha256, imported, released, beside FROM replaced WHERE seq = ?`, seq).
		Scan(&was.path, &was.sum, &was.imported, &was.released, &was.beside)
	if err != nil {
		return err
	}
	now, err := placeAt(ctx, t, was.path)
	if err != nil {
		return err
	}
	states, err := t.statesOf(ctx, seq)
	if err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, `UPDATE files SET sha256 = ?, imported = ?, released = ?, beside = ? WHERE path = ?`,
		was.sum, was.imported, was.released, was.beside, was.path)
	if err == nil && now.sum != was.sum { // what was seen elsewhere held the other bytes
		_, err = t.ExecContext(ctx, `DELETE FROM second_paths WHERE file = ?`, was.path)
	}
	if err != nil {
		return err
	}
	if err := t.putDocumentsBack(ctx, was.path, states); err != nil {
		return err
	}
	for _, query := range []string{
		`UPDATE edits SET undone = 0 WHERE undone = ?1 AND ?1 > 1`, // removals that the edit overtook
		`DELETE FROM replaced WHERE seq = ?1`,
	} {
		if _, err := t.ExecContext(ctx, query, seq); err != nil {
			return err
		}
	}
	return t.forgetOriginal(ctx, now.sum)
}

// putDocumentsBack makes the documents of a file what they were, and those of
// other files that the same edit touched. Whether the file is withheld is judged
// anew; what a person removed since stays removed.
func (t *tx) putDocumentsBack(ctx context.Context, path string, states map[string]state) error {
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return err
	}
	var after []row
	var texts []corpus.Source
	for _, old := range rows {
		r := old
		if s, changed := states[r.id]; changed {
			r = s.over(old)
		}
		if r.removed != byFile {
			texts = append(texts, corpus.Source{Text: r.text})
		}
		after = append(after, r)
		delete(states, r.id)
	}
	reason, err := t.judge(ctx, path, texts)
	if err != nil {
		return err
	}
	for i, r := range after {
		r.withheld = reason
		if err := t.putRow(ctx, r, rows[i]); err != nil {
			return err
		}
	}
	for id, s := range states { // another file's, whose text is as it was
		old, err := scan(t.QueryRowContext(ctx, selectRow+`WHERE d.id = ?`, id))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		r := old
		r.removed = s.removed
		if err := t.putRow(ctx, r, old); err != nil {
			return err
		}
	}
	return nil
}

// over is what r was when the state was kept.
func (s state) over(r row) row {
	if r.removed != byPerson || s.removed == byFile {
		r.removed = s.removed
	}
	r.source, r.text = s.source, s.text
	return r
}

// putRow updates a document that is to be another one, shown or withheld as its
// file is.
func (t *tx) putRow(ctx context.Context, r, old row) error {
	if r.shown() {
		r.removed = present
		if r.withheld != "" {
			r.removed = byMark
		}
	}
	if r.removed == old.removed && sameSource(r, old) {
		return nil
	}
	_, err := t.update(ctx, &r, old)
	return err
}

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
