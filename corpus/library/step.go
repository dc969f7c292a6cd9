package library

import (
	"context"
	"fmt"
)

// Step is one change that an index must follow.
type Step struct {
	Seq int64
	ID  string
	// Removed documents may be such that the index never knew.
	Removed bool
	// TextChanged is false when only fields changed, and for removed documents.
	// A document that is new or has come back is changed text.
	TextChanged bool
}

// Seq is the number of the newest change.
func (l *Library) Seq(ctx context.Context) (seq int64, err error) {
	if err := l.reader.QueryRowContext(ctx, `SELECT seq FROM counter`).Scan(&seq); err != nil {
		return 0, fmt.Errorf("read sequence number: %w", kinded(err))
	}
	return seq, nil
}

// EverHeld reports whether the library ever held a document, be it removed
// since: only one that never did is filled with samples.
func (l *Library) EverHeld(ctx context.Context) (bool, error) {
	seq, err := l.Seq(ctx)
	return seq > 0, err
}

// Since lists, one step a document, what changed after seq, in order.
func (l *Library) Since(ctx context.Context, seq int64) ([]Step, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT seq, id, removed <> '', removed = '' AND text_seq > ?1
			FROM documents WHERE seq > ?1
		UNION ALL SELECT seq, id, 1, 0 FROM gone WHERE seq > ?1
		ORDER BY 1`, seq)
	if err != nil {
		return nil, fmt.Errorf("list changes since %d: %w", seq, kinded(err))
	}
	defer rows.Close()
	var out []Step
	for rows.Next() {
		var s Step
		if err := rows.Scan(&s.Seq, &s.ID, &s.Removed, &s.TextChanged); err != nil {
			return nil, fmt.Errorf("list changes since %d: %w", seq, kinded(err))
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list changes since %d: %w", seq, kinded(err))
	}
	return out, nil
}
