package library

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// File is a file as it came.
type File struct {
	Path string // absolute with slashes, a path in a chosen folder after "upload/", or a BarePath
	Data []byte
	// Beside is what lies beside it and says its fields. Loose means that it came
	// without its folder, so that nothing beside it says nothing.
	Beside []byte
	Loose  bool
}

func (f File) sum() string {
	sum := sha256.Sum256(f.Data)
	return hex.EncodeToString(sum[:])
}

// besideSum is the checksum of what lies beside a file, empty for nothing.
func (f File) besideSum() string {
	if len(f.Beside) == 0 {
		return ""
	}
	return File{Data: f.Beside}.sum()
}

// place is what a path holds; its sum is empty if that is nothing.
type place struct {
	path, sum string
	imported  int64
	released  bool
	held      string
	beside    sql.NullString
}

func placeAt(ctx context.Context, q querier, path string) (place, error) {
	p := place{path: path}
	err := q.QueryRowContext(ctx, `SELECT sha256, imported, released, held, beside FROM files WHERE path = ?`, path).
		Scan(&p.sum, &p.imported, &p.released, &p.held, &p.beside)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return p, err
}

// is reports whether p holds f as it is, with what lies beside it.
func (p place) is(ctx context.Context, q querier, f File) (bool, error) {
	switch beside := f.besideSum(); {
	case p.sum == "" || p.sum != f.sum():
		return false, nil
	case beside == "" && (f.Loose || bare(p.path)):
		return true, nil
	case p.beside.Valid || beside != "":
		return p.beside.Valid && p.beside.String == beside, nil
	}
	// Whether something lay there is not known: then it would have stated fields.
	var stated bool
	err := q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents WHERE path = ?
		AND json_extract(source, '$.stated') <> '')`, p.path).Scan(&stated)
	return !stated, err
}

// Known reports whether a file is held as it is, so that it need not be read:
// the same path with the same bytes and the same beside it, or the same bytes
// under another path. What becomes of it then says Again.
func (l *Library) Known(ctx context.Context, f File) (bool, error) {
	h, err := holding(ctx, l.reader, f)
	if err != nil {
		return false, fmt.Errorf("look up file %s: %w", f.Path, kinded(err))
	}
	return h.path != "", nil
}

// holder is the file that holds the bytes of another.
type holder struct {
	path string // empty if there is none
	// remembered: the other's path is one of its paths already; removed: a person
	// removed documents of it.
	remembered, removed bool
}

// alive tells a file with documents that are there, or withheld, from one whose
// documents were all removed.
const alive = `EXISTS (SELECT 1 FROM documents d WHERE d.path = f.path AND d.removed IN ('', 'held'))`

// holding finds the file that holds the bytes of f. The path decides before the
// content: a path that holds documents of its own is not a second path of
// another file, whatever its bytes have become. But a file whose documents are
// there goes before one whose documents were removed: that was one too many.
func holding(ctx context.Context, q querier, f File) (h holder, err error) {
	own, err := placeAt(ctx, q, f.Path)
	if err != nil {
		return holder{}, err
	}
	if own.sum != "" {
		if is, err := own.is(ctx, q, f); err != nil || !is {
			return holder{}, err
		}
	}
	err = q.QueryRowContext(ctx, `SELECT f.path, ?3 <> '' OR s.path IS NOT NULL FROM files f
		LEFT JOIN second_paths s ON s.file = f.path AND s.path = ?1
		WHERE f.sha256 = ?2 ORDER BY f.path = ?1 AND `+alive+` DESC, `+alive+` DESC, f.path = ?1 DESC, s.path IS NULL, f.imported, f.path LIMIT 1`,
		f.Path, f.sum(), own.sum).Scan(&h.path, &h.remembered)
	if errors.Is(err, sql.ErrNoRows) {
		return holder{}, nil
	}
	if err != nil {
		return holder{}, err
	}
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents WHERE path = ? AND removed = 'person')`, h.path).Scan(&h.removed)
	return h, err
}

// remember makes path a second path of a file.
func (t *tx) remember(ctx context.Context, path, file string) error {
	_, err := t.ExecContext(ctx, `INSERT INTO second_paths (path, file) VALUES (?, ?)
		ON CONFLICT (path) DO UPDATE SET file = excluded.file`, path, file)
	return err
}

// settle makes path, in a folder, the place of the file that came under a bare
// name and was then seen there, and only there: what changes in the folder is
// that file. Whatever else was seen in a second place is a file of its own when it
// changes.
func (t *tx) settle(ctx context.Context, path string) error {
	if !inFolder(path) {
		return nil
	}
	var from string
	var others int
	err := t.QueryRowContext(ctx, `SELECT s.file, (SELECT count(*) FROM second_paths o WHERE o.file = s.file AND o.path <> s.path
			AND o.path NOT LIKE 'upload:%' AND o.path NOT LIKE 'sent%')
		FROM second_paths s WHERE s.path = ?`, path).Scan(&from, &others)
	if errors.Is(err, sql.ErrNoRows) || err == nil && (others > 0 || !bare(from)) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM second_paths WHERE path = ?2`,
		`INSERT INTO files (path, sha256, imported, held, released, beside)
			SELECT ?2, sha256, imported, held, released, beside FROM files WHERE path = ?1`,
		`UPDATE documents SET path = ?2 WHERE path = ?1`,
		`UPDATE second_paths SET file = ?2 WHERE file = ?1`,
		`UPDATE replaced SET path = ?2 WHERE path = ?1`,
		`DELETE FROM files WHERE path = ?1`,
	} {
		if _, err := t.ExecContext(ctx, query, from, path); err != nil {
			return err
		}
	}
	return nil
}

// keepFile keeps the bytes and forgets those the path held before, with the
// second paths that were seen to hold them: when they come again with the old
// bytes they are files of their own.
func (t *tx) keepFile(ctx context.Context, f File) error {
	w, err := t.packing()
	if err != nil {
		return err
	}
	packed, err := packBy(w, f.Data)
	if err != nil {
		return err
	}
	sum := f.sum()
	for _, s := range []struct {
		query string
		args  []any
	}{
		{`INSERT INTO originals (sha256, size, packed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, []any{sum, len(f.Data), packed}},
		{`DELETE FROM second_paths WHERE path = ?1 OR file = ?1`, []any{f.Path}},
		{`INSERT INTO files (path, sha256, imported, beside) VALUES (?, ?, ?, ?)
			ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, imported = excluded.imported, released = 0, beside = excluded.beside`,
			[]any{f.Path, sum, t.now.UnixMilli(), f.besideSum()}},
	} {
		if _, err := t.ExecContext(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// forgetOriginal drops bytes that no file has any more, nor had in a state that
// can come back.
func (t *tx) forgetOriginal(ctx context.Context, sum string) error {
	_, err := t.ExecContext(ctx, `DELETE FROM originals WHERE sha256 = ?1
		AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = ?1) AND NOT EXISTS (SELECT 1 FROM replaced WHERE sha256 = ?1)`, sum)
	return err
}

// Original is the file a document came from.
func (l *Library) Original(ctx context.Context, id string) (File, error) {
	var f File
	var sum string
	var packed []byte
	err := l.reader.QueryRowContext(ctx, `SELECT f.path, o.sha256, o.packed FROM documents d
		JOIN files f ON f.path = d.path JOIN originals o ON o.sha256 = f.sha256
		WHERE d.id = ? AND d.removed = '' AND f.held = ''`, id).Scan(&f.Path, &sum, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err == nil {
		if f.Data, err = unpack(packed); err != nil || f.sum() != sum {
			err = errors.Join(ErrDamaged, err)
		}
	}
	if err != nil {
		return File{}, fmt.Errorf("original of %s: %w", id, kinded(err))
	}
	return f, nil
}

func pack(plain []byte) ([]byte, error) {
	w, err := newPacker()
	if err != nil {
		return nil, err
	}
	return packBy(w, plain)
}

// newPacker takes more memory than most of what it packs: who has much to pack keeps it.
func newPacker() (*flate.Writer, error) { return flate.NewWriter(nil, flate.BestSpeed) }

func packBy(w *flate.Writer, plain []byte) ([]byte, error) {
	var b bytes.Buffer
	w.Reset(&b)
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func unpack(packed []byte) ([]byte, error) {
	return io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
}

// Paths tells, for every path a file was seen under, the documents in it.
func (l *Library) Paths(ctx context.Context) (map[string][]string, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT path, id FROM documents WHERE removed = ''
		UNION ALL SELECT s.path, d.id FROM second_paths s JOIN documents d ON d.path = s.file WHERE d.removed = ''`)
	if err != nil {
		return nil, fmt.Errorf("list paths: %w", kinded(err))
	}
	defer rows.Close()
	out := map[string][]string{}
	for rows.Next() {
		var path, id string
		if err := rows.Scan(&path, &id); err != nil {
			return nil, fmt.Errorf("list paths: %w", kinded(err))
		}
		out[path] = append(out[path], id)
	}
	return out, rows.Err()
}
