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
	Path string // absolute with slashes, or upload/NAME
	Data []byte
}

func (f File) sum() string {
	sum := sha256.Sum256(f.Data)
	return hex.EncodeToString(sum[:])
}

// Known reports the documents of a file that is already held as it is: the
// same path with the same bytes, or the same bytes under another path, which is
// then remembered as a second path. Documents that were removed are not named,
// but their file is still known.
func (l *Library) Known(ctx context.Context, f File) (ids []string, ok bool, err error) {
	holder, remembered, err := holding(ctx, l.reader, f.Path, f.sum())
	if err != nil {
		return nil, false, fmt.Errorf("look up file %s: %w", f.Path, kinded(err))
	}
	if holder == "" {
		return nil, false, nil
	}
	var rows []row
	ok = remembered
	if remembered {
		rows, err = ofFile(ctx, l.reader, holder)
	} else {
		err = l.write(ctx, "remember path "+f.Path, func(t *tx) (err error) {
			rows, ok, err = t.known(ctx, f)
			return err
		})
	}
	if err != nil || !ok {
		return nil, false, err
	}
	for _, r := range rows {
		if r.removed == present {
			ids = append(ids, r.id)
		}
	}
	return ids, true, nil
}

// known are the documents of a file that is held as it is; a new path of it is
// remembered.
func (t *tx) known(ctx context.Context, f File) (rows []row, ok bool, err error) {
	holder, remembered, err := holding(ctx, t, f.Path, f.sum())
	if err != nil || holder == "" {
		return nil, false, err
	}
	if !remembered {
		_, err := t.ExecContext(ctx, `INSERT INTO second_paths (path, file) VALUES (?, ?)
			ON CONFLICT (path) DO UPDATE SET file = excluded.file`, f.Path, holder)
		if err != nil {
			return nil, false, err
		}
	}
	rows, err = ofFile(ctx, t, holder)
	return rows, err == nil, err
}

// holding finds the file that holds the bytes with this sum for path, and
// whether path is one of its paths already. The path decides before the
// content: a path that holds documents of its own is not a second path of
// another file, whatever its bytes have become.
func holding(ctx context.Context, q querier, path, sum string) (holder string, remembered bool, err error) {
	own, err := sumAt(ctx, q, path)
	if err != nil {
		return "", false, err
	}
	if own == sum {
		return path, true, nil
	}
	if own != "" {
		return "", false, nil
	}
	err = q.QueryRowContext(ctx, `SELECT f.path, s.path IS NOT NULL FROM files f
		LEFT JOIN second_paths s ON s.file = f.path AND s.path = ?
		WHERE f.sha256 = ? ORDER BY s.path IS NULL, f.imported, f.path LIMIT 1`, path, sum).Scan(&holder, &remembered)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return holder, remembered, err
}

// sumAt is the checksum of the file that path holds, empty if it holds none.
func sumAt(ctx context.Context, q querier, path string) (sum string, err error) {
	err = q.QueryRowContext(ctx, `SELECT sha256 FROM files WHERE path = ?`, path).Scan(&sum)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return sum, err
}

// keepFile keeps the bytes and forgets those the path held before, with the
// second paths that were seen to hold them: when they come again with the old
// bytes they are files of their own.
func (t *tx) keepFile(ctx context.Context, f File) error {
	packed, err := pack(f.Data)
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
		{`INSERT INTO files (path, sha256, imported) VALUES (?, ?, ?)
			ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, imported = excluded.imported, released = 0`,
			[]any{f.Path, sum, t.now.UnixMilli()}},
	} {
		if _, err := t.ExecContext(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// forgetOriginal drops bytes that no file has any more.
func (t *tx) forgetOriginal(ctx context.Context, sum string) error {
	_, err := t.ExecContext(ctx, `DELETE FROM originals WHERE sha256 = ?1
		AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = ?1)`, sum)
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
		f.Data, err = unpack(packed)
	}
	if err == nil && f.sum() != sum {
		err = errors.New("bytes are damaged")
	}
	if err != nil {
		return File{}, fmt.Errorf("original of %s: %w", id, kinded(err))
	}
	return f, nil
}

func pack(plain []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
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
