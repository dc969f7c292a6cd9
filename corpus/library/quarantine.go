package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"tiaowen/corpus"
)

// A file that bears a mark of secrecy, or the words of a paper for the house
// only, is kept but withheld: its documents are not there for anybody who
// searches, lists or asks for an address, nor are its bytes. The whole file is
// withheld if one text in it is marked, because any document of a file leads to
// its bytes. A person who has looked at it may release it; that holds as long as
// the bytes stay the same, other bytes under that path are judged anew. Or he may
// discard it: then nothing of it is left here. What a 备课夹 quotes of such a file is
// not shown either, and goes with it.

// What stands for words that were quoted of a file before it was withheld.
const (
	heldQuote      = "（所引的文件已隔离，文字不显示）"
	discardedQuote = "（所引的文件已彻底删除）"
)

// Withheld is a document that is withheld.
type Withheld struct {
	ID, Title string
	Path      string
	Reason    string // in Chinese
	Imported  time.Time
}

// judge decides whether the file at path is withheld, and remembers it.
func (t *tx) judge(ctx context.Context, path string, texts []corpus.Source) (reason string, err error) {
	var released bool
	if err := t.QueryRowContext(ctx, `SELECT released FROM files WHERE path = ?`, path).Scan(&released); err != nil {
		return "", err
	}
	if !released {
		reason = marked(texts)
	}
	_, err = t.ExecContext(ctx, `UPDATE files SET held = ?1 WHERE path = ?2 AND held <> ?1`, reason, path)
	return reason, err
}

// marked says which mark of secrecy the texts bear, empty if none.
func marked(texts []corpus.Source) string {
	for i, src := range texts {
		span, line, found := corpus.FindSecrecy(src.Text)
		switch {
		case found && len(texts) > 1:
			return fmt.Sprintf("第 %d 篇第 %d 行有密级或内部标志“%s”", i+1, line, span.In(src.Text))
		case found:
			return fmt.Sprintf("第 %d 行有密级或内部标志“%s”", line, span.In(src.Text))
		}
	}
	return ""
}

// WouldHold says why a file with these texts would be withheld, empty if it would
// not: unless a person has released the same bytes.
func WouldHold(texts []corpus.Source) string { return marked(texts) }

// holdIfMarked holds back the file of a document, and with it all its documents,
// if the text bears a mark and nobody released it: as one may that was imported
// before the mark was known.
func (t *tx) holdIfMarked(ctx context.Context, one row) (did bool, err error) {
	if _, _, found := corpus.FindSecrecy(one.text); !found {
		return false, nil
	}
	rows, err := ofFile(ctx, t, one.path)
	if err != nil {
		return false, err
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.removed == byFile })
	var texts []corpus.Source
	for _, r := range rows {
		texts = append(texts, corpus.Source{Text: r.text})
	}
	reason, err := t.judge(ctx, one.path, texts)
	if err != nil || reason == "" {
		return false, err
	}
	for _, old := range rows {
		r := old
		r.withheld = reason
		if r.removed == present {
			r.removed = byMark
		}
		if _, err := t.update(ctx, &r, old); err != nil {
			return false, err
		}
	}
	return true, nil
}

// Quarantined lists the documents that are withheld, in the order in which
// they came.
func (l *Library) Quarantined(ctx context.Context) ([]Withheld, error) { return l.withheld(ctx, "") }

// WithheldAt lists those of the file that path is, or is a second path of.
func (l *Library) WithheldAt(ctx context.Context, path string) ([]Withheld, error) {
	return l.withheld(ctx, path)
}

func (l *Library) withheld(ctx context.Context, path string) ([]Withheld, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT d.id, json_extract(d.fields, '$.title'), d.path, f.held, d.imported
		FROM documents d JOIN files f ON f.path = d.path WHERE d.removed = 'held'
		AND (?1 = '' OR d.path = ?1 OR d.path = (SELECT file FROM second_paths WHERE path = ?1)) ORDER BY d.n`, path)
	if err != nil {
		return nil, fmt.Errorf("list what is withheld: %w", kinded(err))
	}
	defer rows.Close()
	var out []Withheld
	for rows.Next() {
		var h Withheld
		var imported int64
		if err := rows.Scan(&h.ID, &h.Title, &h.Path, &h.Reason, &imported); err != nil {
			return nil, fmt.Errorf("list what is withheld: %w", kinded(err))
		}
		h.Imported = time.UnixMilli(imported).UTC()
		out = append(out, h)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list what is withheld: %w", kinded(err))
	}
	return out, nil
}

// withheldIDs are the documents that are withheld.
func withheldIDs(ctx context.Context, q querier) (map[string]bool, error) {
	rows, err := q.QueryContext(ctx, `SELECT id FROM documents WHERE removed = 'held'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, rows.Err()
}

// Release lets a document that is withheld be found, with all others of its
// file. ErrNotFound if it is not withheld.
func (l *Library) Release(ctx context.Context, id string) error {
	return l.write(ctx, "release "+id, func(t *tx) error {
		path, err := t.withheldPath(ctx, id)
		if err != nil {
			return err
		}
		rows, err := selected(ctx, t, `WHERE d.removed = 'held' AND d.path = ? ORDER BY d.n`, path)
		if err != nil {
			return err
		}
		_, err = t.ExecContext(ctx, `UPDATE files SET held = '', released = 1 WHERE path = ?`, path)
		if err != nil {
			return err
		}
		for _, old := range rows {
			r := old
			r.removed = present
			if _, err := t.update(ctx, &r, old); err != nil {
				return err
			}
		}
		return nil
	})
}

// withheldPath is the file of a document that is withheld, ErrNotFound if it is not.
func (t *tx) withheldPath(ctx context.Context, id string) (path string, err error) {
	err = t.QueryRowContext(ctx, `SELECT path FROM documents WHERE id = ? AND removed = 'held'`, id).Scan(&path)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return path, err
}

// Discard takes the file of a document that is withheld out for good: its
// texts, what people corrected in them, and its bytes, which are overwritten on
// the disk. ErrNotFound if it is not withheld. The same file coming again is a
// new one, and is judged again.
func (l *Library) Discard(ctx context.Context, id string) error {
	if err := l.write(ctx, "discard "+id, func(t *tx) error { return t.discard(ctx, id) }); err != nil {
		return err
	}
	// The log of SQLite has copies. Whoever is reading may keep it for a while;
	// the discarding is done even so.
	_, _ = l.writer.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return nil
}

func (t *tx) discard(ctx context.Context, id string) error {
	path, err := t.withheldPath(ctx, id)
	if err != nil {
		return err
	}
	if err := t.dropUndone(ctx, path); err != nil {
		return err
	}
	sums, err := t.sumsOf(ctx, path)
	if err != nil {
		return err
	}
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.delete(ctx, r.id); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, `DELETE FROM states WHERE id = ?`, r.id); err != nil {
			return err
		}
		_, err := t.ExecContext(ctx, `UPDATE collection_quotes SET passage = CAST(json_set(CAST(passage AS TEXT), '$.text', ?) AS BLOB)
			WHERE json_extract(CAST(passage AS TEXT), '$.document_id') = ?`, discardedQuote, r.id)
		if err != nil {
			return fmt.Errorf("discard what is quoted of %s: %w", r.id, err)
		}
	}
	if _, err := t.ExecContext(ctx, `DELETE FROM files WHERE path = ?`, path); err != nil {
		return err
	}
	for _, sum := range sums {
		if err := t.forgetOriginal(ctx, sum); err != nil {
			return err
		}
	}
	return nil
}

// sumsOf are the checksums of the bytes that a path holds, and of those it held in
// states that could come back.
func (t *tx) sumsOf(ctx context.Context, path string) (out []string, err error) {
	rows, err := t.QueryContext(ctx, `SELECT sha256 FROM files WHERE path = ?1 UNION SELECT sha256 FROM replaced WHERE path = ?1`, path)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, err
		}
		out = append(out, sum)
	}
	return out, rows.Err()
}
