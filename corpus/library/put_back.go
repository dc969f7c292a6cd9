package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"tiaowen/corpus"
)

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
			return nil, fmt.Errorf("earlier state of %s: %w", s.id, ErrDamaged)
		}
		if err := json.Unmarshal([]byte(src), &s.source); err != nil {
			return nil, fmt.Errorf("earlier state of %s: %w: %w", s.id, ErrDamaged, err)
		}
		out[s.id] = s
	}
	return out, rows.Err()
}

// putBack makes a file and its documents what they were before an edit, and keeps what
// they were until now as the state before the opposite one.
func (t *tx) putBack(ctx context.Context, e Edit, opposite, of string) error {
	seq := e.Seq
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
	c, err := t.putDocumentsBack(ctx, was.path, states, e.Action == undoing)
	if err != nil {
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
	e.Action = opposite
	if err := t.keepOpposite(ctx, e, of, now, c); err != nil {
		return err
	}
	return t.forgetOriginal(ctx, now.sum)
}

// putDocumentsBack makes the documents of a file what they were, and those of
// other files that the same edit touched. Whether the file is withheld is judged
// anew; what a person removed since stays removed, unless nothing can have happened
// since (exact).
func (t *tx) putDocumentsBack(ctx context.Context, path string, states map[string]state, exact bool) (c change, err error) {
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return c, err
	}
	var after []row
	var texts []corpus.Source
	for _, old := range rows {
		r := old
		if s, changed := states[r.id]; changed {
			r = s.over(old, exact)
		}
		if r.removed != byFile {
			texts = append(texts, corpus.Source{Text: r.text})
		}
		after = append(after, r)
		delete(states, r.id)
	}
	reason, err := t.judge(ctx, path, texts)
	if err != nil {
		return c, err
	}
	for i, r := range after {
		r.withheld = reason
		if err := t.putRow(ctx, &c, r, rows[i]); err != nil {
			return c, err
		}
	}
	for id, s := range states { // another file's, whose text is as it was
		old, err := scan(t.QueryRowContext(ctx, selectRow+`WHERE d.id = ?`, id))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return c, err
		}
		r := old
		r.removed = s.removed
		if err := t.putRow(ctx, &c, r, old); err != nil {
			return c, err
		}
	}
	return c, nil
}

// over is what r was when the state was kept.
func (s state) over(r row, exact bool) row {
	if exact || r.removed != byPerson || s.removed == byFile {
		r.removed = s.removed
	}
	r.source, r.text = s.source, s.text
	return r
}

// putRow updates a document that is to be another one, shown or withheld as its
// file is.
func (t *tx) putRow(ctx context.Context, c *change, r, old row) error {
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
	c.note(old, r.seq)
	return err
}
