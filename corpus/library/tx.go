package library

import (
	"compress/flate"
	"context"
	"database/sql"
	"fmt"
	"time"
)

// tx is one change of the library: all of it is kept or nothing.
type tx struct {
	*sql.Tx
	now time.Time
	// suffix is the last one given to a base id in this transaction, so that a
	// file of ten thousand equal titles does not ask for all of them again.
	suffix map[string]int
	// statements are those that were prepared, by their text: with the triggers
	// that go with it, preparing one costs as much as a small row.
	statements map[string]*sql.Stmt
	// at is the moment of the changes of documents, see moment.
	at time.Time
	// voided are the removals that the file at hand has overtaken.
	voided []int64
	// packer packs one file after the other, and what is drawn of them; nil before the first.
	packer *flate.Writer
	// loose are the checksums of bytes that a state had which was dropped.
	loose []string
}

// ExecContext is that of sql.Tx, with the statement prepared once.
func (t *tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext is that of sql.Tx, with the statement prepared once. The rows are to be
// closed before the same query is asked again.
func (t *tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext is that of sql.Tx, with the statement prepared once.
func (t *tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := t.prepared(ctx, query)
	if err != nil {
		return t.Tx.QueryRowContext(ctx, query, args...) // which fails as well, and can say so
	}
	return s.QueryRowContext(ctx, args...)
}

// packing is the packer, ready for the next.
func (t *tx) packing() (w *flate.Writer, err error) {
	if t.packer == nil {
		t.packer, err = newPacker()
	}
	return t.packer, err
}

// prepared is a statement that ends with the transaction.
func (t *tx) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := t.statements[query]; ok {
		return s, nil
	}
	s, err := t.PrepareContext(ctx, query)
	if err == nil {
		t.statements[query] = s
	}
	return s, err
}

// write runs change in a transaction of its own.
func (l *Library) write(ctx context.Context, what string, change func(*tx) error) error {
	sqlTx, err := l.begin(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", what, kinded(err))
	}
	defer l.noticed.forget()
	defer l.seqs.forget()
	defer sqlTx.Rollback()
	defer pause(time.Now())
	t := &tx{Tx: sqlTx, now: l.now().Truncate(time.Millisecond), suffix: map[string]int{}, statements: map[string]*sql.Stmt{}}
	if err := change(t); err != nil {
		return fmt.Errorf("%s: %w", what, kinded(err))
	}
	for _, sum := range t.loose {
		if err := t.forgetOriginal(ctx, sum); err != nil {
			return fmt.Errorf("%s: %w", what, kinded(err))
		}
	}
	if err := sqlTx.Commit(); err != nil {
		return fmt.Errorf("%s: commit: %w", what, kinded(err))
	}
	return nil
}

// Another process that wants to write does not queue: it looks again and again
// whether it may, ever more seldom up to ten times a second. Two that write one
// change after the other would keep it out for good. So who waits looks often,
// and who has written leaves the door open for a part of the time it had.
const (
	// patience is how long a change waits for another process's.
	patience = 30 * time.Second
	// longestPause is long enough for somebody who looks every ten milliseconds.
	longestPause = 10 * time.Millisecond
)

// begin takes the right to write. The writer's own wait is short (see connect),
// so that the next look comes soon.
func (l *Library) begin(ctx context.Context) (*sql.Tx, error) {
	if l.refusal != nil {
		return nil, l.refusal
	}
	for until := time.Now().Add(patience); ; {
		t, err := l.writer.BeginTx(ctx, nil)
		if err == nil || !busy(err) || ctx.Err() != nil || time.Now().After(until) {
			return t, err
		}
	}
}

// pause lets others write after a change that began at since.
func pause(since time.Time) {
	if had := time.Since(since); had > longestPause {
		time.Sleep(min(had/10, longestPause))
	}
}

// lately is how many of the newest changes are asked when the clock may have been set
// back since.
const lately = 64

// moment is when the change happens: now, but not before what was changed before it, so
// that who asks for what has changed since the last that he saw misses nothing.
func (t *tx) moment(ctx context.Context) (time.Time, error) {
	if t.at.IsZero() {
		var last int64
		err := t.QueryRowContext(ctx, `SELECT coalesce(max(changed), 0) FROM (SELECT changed FROM documents ORDER BY seq DESC LIMIT ?)`, lately).Scan(&last)
		if err != nil {
			return time.Time{}, fmt.Errorf("when the last change was: %w", err)
		}
		if t.at = t.now.UTC(); t.at.UnixMilli() < last {
			t.at = time.UnixMilli(last).UTC()
		}
	}
	return t.at, nil
}

// next is a new sequence number.
func (t *tx) next(ctx context.Context) (seq int64, err error) {
	err = t.QueryRowContext(ctx, `UPDATE counter SET seq = seq + 1 RETURNING seq`).Scan(&seq)
	return seq, err
}
