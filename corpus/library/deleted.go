package library

import (
	"context"
	"fmt"
	"iter"
	"math"
	"time"
)

// Deleted is a document that is not there any more.
type Deleted struct {
	ID string
	// Changed is when it went.
	Changed time.Time
}

// wasShown is whether a document d that is not there ever was for anybody to see: of
// one that was withheld from the beginning not even the id is told. One that a person
// removed was; of others a state from before is kept; and what was withheld although the
// file is the one it came with, was so by a parser that learnt a mark since.
const wasShown = `(d.removed = 'person' OR EXISTS (SELECT 1 FROM states s WHERE s.id = d.id AND s.removed = '')
	OR d.removed = 'held' AND d.changed > d.imported AND d.imported = (SELECT f.imported FROM files f WHERE f.path = d.path))`

// One that was to be seen and then deleted for good leaves a setting of its name behind
// this word: seq and time.
const deletedSetting = "deleted/"

// Deleted yields the documents that were to be seen and have gone: with a change up to
// the number until, and after the number after, or at since or later if that is not the
// zero time. In the order of the changes.
func (l *Library) Deleted(ctx context.Context, after, until int64, since time.Time) iter.Seq2[Deleted, error] {
	return func(yield func(Deleted, error) bool) {
		from := int64(math.MaxInt64)
		if !since.IsZero() {
			from = since.UnixMilli()
		}
		rows, err := l.reader.QueryContext(ctx, `SELECT id, changed, seq FROM (
				SELECT d.id, d.changed, d.seq FROM documents d WHERE d.removed <> '' AND `+wasShown+`
				UNION ALL SELECT substr(key, ?4), json_extract(value, '$.at'), json_extract(value, '$.seq') FROM settings WHERE key >= ?5 AND key < ?6)
			WHERE seq <= ?2 AND (seq > ?1 OR changed >= ?3) ORDER BY seq`, after, until, from,
			len(deletedSetting)+1, deletedSetting, deletedSetting[:len(deletedSetting)-1]+"0")
		if err != nil {
			yield(Deleted{}, fmt.Errorf("list what was deleted: %w", kinded(err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var d Deleted
			var changed, seq int64
			if err := rows.Scan(&d.ID, &changed, &seq); err != nil {
				yield(Deleted{}, fmt.Errorf("list what was deleted: %w", kinded(err)))
				return
			}
			if d.Changed = time.UnixMilli(changed).UTC(); !yield(d, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Deleted{}, fmt.Errorf("list what was deleted: %w", kinded(err)))
		}
	}
}

// leaveWord notes that a document is being deleted for good, if it ever was to be seen.
func (t *tx) leaveWord(ctx context.Context, id string, seq int64) error {
	at, err := t.moment(ctx)
	if err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, `INSERT INTO settings (key, value)
		SELECT ?1 || d.id, json_object('seq', ?2, 'at', ?3) FROM documents d WHERE d.id = ?4 AND (d.removed = '' OR `+wasShown+`)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
		deletedSetting, seq, at.UnixMilli(), id)
	return err
}

// forgetDeleted forgets that, because there is a document of the id again.
func (t *tx) forgetDeleted(ctx context.Context, id string) error {
	_, err := t.ExecContext(ctx, `DELETE FROM settings WHERE key = ? || ?`, deletedSetting, id)
	return err
}
