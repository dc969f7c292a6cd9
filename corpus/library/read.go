package library

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"
)

// Get is one document. ErrNotFound if there is none, or it was removed.
func (l *Library) Get(ctx context.Context, id string) (Record, error) {
	get, err := l.getting(ctx)
	if err != nil {
		return Record{}, fmt.Errorf("get %s: %w", id, kinded(err))
	}
	k, err := scanKept(get.QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Record{}, fmt.Errorf("get %s: %w", id, kinded(err))
	}
	return k.record(), nil
}

// getting is what Get asks, prepared: that takes a third of the time.
func (l *Library) getting(ctx context.Context) (*sql.Stmt, error) {
	if s := l.get.Load(); s != nil {
		return s, nil
	}
	s, err := l.reader.PrepareContext(ctx, selectKept()+`WHERE d.id = ? AND d.removed = ''`)
	if err == nil && !l.get.CompareAndSwap(nil, s) {
		_ = s.Close() // another was first
		s = l.get.Load()
	}
	return s, err
}

// SeqOf is the number of the newest change of a document: as long as it stays, what
// Get gave holds. ErrNotFound as of Get.
func (l *Library) SeqOf(ctx context.Context, id string) (seq int64, err error) {
	seq, known, as := l.seqs.of(id)
	if known {
		return seq, nil
	}
	err = l.reader.QueryRowContext(ctx, `SELECT seq FROM documents WHERE id = ? AND removed = ''`, id).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("get %s: %w", id, kinded(err))
	}
	l.seqs.put(id, seq, as)
	return seq, nil
}

// PathsOf is where the file of a document was seen, the path that it was first imported
// from first. Its change is no change of the document: the number of SeqOf stays.
// ErrNotFound as of Get.
func (l *Library) PathsOf(ctx context.Context, id string) (paths []string, err error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT path FROM documents WHERE id = ?1 AND removed = '' UNION ALL
		SELECT * FROM (SELECT s.path FROM second_paths s JOIN documents d ON s.file = d.path WHERE d.id = ?1 AND d.removed = '' ORDER BY 1)`, id)
	if err != nil {
		return nil, fmt.Errorf("paths of %s: %w", id, kinded(err))
	}
	defer rows.Close()
	for rows.Next() {
		var path string
		if err := rows.Scan(&path); err != nil {
			return nil, fmt.Errorf("paths of %s: %w", id, kinded(err))
		}
		paths = append(paths, path)
	}
	if err = rows.Err(); err == nil && len(paths) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("paths of %s: %w", id, kinded(err))
	}
	return paths, nil
}

// Heads lists all documents, by title.
func (l *Library) Heads(ctx context.Context) ([]Head, error) {
	out, err := l.heads(ctx)
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", kinded(err))
	}
	slices.SortFunc(out, func(a, b Head) int {
		return cmp.Or(cmp.Compare(a.Fields.Title, b.Fields.Title), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func (l *Library) heads(ctx context.Context) ([]Head, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT id, path, imported, fields, diagnostics, runes
		FROM documents WHERE removed = ''`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Head
	for rows.Next() {
		var h Head
		var imported int64
		var fields, diagnostics []byte
		if err := rows.Scan(&h.ID, &h.Path, &imported, &fields, &diagnostics, &h.Runes); err != nil {
			return nil, err
		}
		h.Imported = time.UnixMilli(imported).UTC()
		if err := errors.Join(json.Unmarshal(fields, &h.Fields), json.Unmarshal(diagnostics, &h.Diagnostics)); err != nil {
			return nil, fmt.Errorf("document %s: %w", h.ID, err)
		}
		out = append(out, h)
	}
	return out, rows.Err()
}

// All yields every document, parsed, in the order of their sequence, as they
// are when the loop begins: what is written meanwhile is not seen. It holds one
// text at a time. After an error it ends.
func (l *Library) All(ctx context.Context) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		rows, err := l.reader.QueryContext(ctx, selectKept()+`WHERE d.removed = '' ORDER BY d.seq`)
		if err != nil {
			yield(Record{}, fmt.Errorf("read all documents: %w", kinded(err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			k, err := scanKept(rows)
			if err != nil {
				yield(Record{}, fmt.Errorf("read all documents: %w", kinded(err)))
				return
			}
			if !yield(k.record(), nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Record{}, fmt.Errorf("read all documents: %w", kinded(err)))
		}
	}
}

// Place is where a document stands, be it there or not.
type Place struct {
	Path, Part string
	Withheld   bool
}

// PlaceOf is where a document stands, also one that was removed: a text that is
// sent under its id belongs there. ErrNotFound if the id was never given, or its
// document is gone for good.
func (l *Library) PlaceOf(ctx context.Context, id string) (p Place, err error) {
	err = l.reader.QueryRowContext(ctx, `SELECT path, part, removed = 'held' FROM documents WHERE id = ?`, id).Scan(&p.Path, &p.Part, &p.Withheld)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Place{}, fmt.Errorf("place of %s: %w", id, kinded(err))
	}
	return p, nil
}
