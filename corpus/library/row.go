package library

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// row is a document as it stands in the table, without what is derived.
type row struct {
	id, path, part    string
	imported, changed time.Time
	removed           removal
	seq, textSeq      int64
	corrections       string              // JSON object, empty if there are none
	noted             []corpus.Diagnostic // what the library itself has to say
	source            source
	text              string
	wish              string // the id wanted, of a new document only
	paths             []string
	withheld          string // why the file is withheld, empty if it is not
}

// removal says why a document is not there.
type removal string

const (
	present  removal = ""
	byPerson removal = "person"
	byFile   removal = "file" // its part is no longer in the file
	byMark   removal = "held" // its file is withheld, see quarantine.go
)

// shown reports whether an import names the document as one of its file.
func (r row) shown() bool { return r.removed == present || r.removed == byMark }

// source is a corpus.Source without path, part and text. What is stated may be
// broken JSON, written by hand, so it is a string.
type source struct {
	Name        string              `json:"name,omitempty"`
	Marks       []corpus.Mark       `json:"marks,omitempty"`
	Pages       []corpus.Page       `json:"pages,omitempty"`
	Repairs     []corpus.Repair     `json:"repairs,omitempty"`
	Stated      string              `json:"stated,omitempty"`
	Hints       corpus.Fields       `json:"hints"`
	Diagnostics []corpus.Diagnostic `json:"diagnostics,omitempty"`
}

// stated is the source of r with other fields stated.
func (r row) stated(fields string) corpus.Source {
	src := corpus.Source{
		Path: r.path, Name: r.source.Name, Part: r.part, Text: r.text, Marks: r.source.Marks, Pages: r.source.Pages, Repairs: r.source.Repairs,
		Hints: r.source.Hints, Diagnostics: r.source.Diagnostics,
	}
	if fields != "" {
		src.Stated = json.RawMessage(fields)
	}
	return src
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// selectRow is followed by a condition on the documents d.
const selectRow = `SELECT ` + rowColumns + ` FROM documents d `

// rowColumns are those that scan reads.
const rowColumns = `d.id, d.path, d.part, d.imported, d.changed, d.removed, d.seq, d.text_seq,
	d.corrections, d.noted, d.sum, d.source, d.text,
	(SELECT json_group_array(path) FROM (SELECT path FROM second_paths WHERE file = d.path ORDER BY path)),
	(SELECT held FROM files f WHERE f.path = d.path)`

// scan reads what selectRow selects and checks that the text is the one that
// was written: a flipped bit on the disk must not be served as the wording of
// a regulation. What is selected besides goes to more.
func scan(from interface{ Scan(...any) error }, more ...any) (row, error) {
	var r row
	var imported, changed int64
	var noted, sum, src, paths string
	err := from.Scan(append([]any{&r.id, &r.path, &r.part, &imported, &changed, &r.removed, &r.seq, &r.textSeq,
		&r.corrections, &noted, &sum, &src, &r.text, &paths, &r.withheld}, more...)...)
	if err != nil {
		return row{}, err
	}
	if sum != checksum(src, r.text) {
		return row{}, fmt.Errorf("document %s: %w", r.id, ErrDamaged)
	}
	r.imported, r.changed = time.UnixMilli(imported).UTC(), time.UnixMilli(changed).UTC()
	var second []string
	err = errors.Join(json.Unmarshal([]byte(noted), &r.noted), json.Unmarshal([]byte(src), &r.source),
		json.Unmarshal([]byte(paths), &second))
	if err != nil {
		return row{}, fmt.Errorf("document %s: %w: %w", r.id, ErrDamaged, err)
	}
	r.paths = append([]string{r.path}, second...)
	return r, nil
}

func checksum(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// live is a document that is not removed.
func live(ctx context.Context, q querier, id string) (row, error) {
	r, err := scan(q.QueryRowContext(ctx, selectRow+`WHERE d.id = ? AND d.removed = ''`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, ErrNotFound
	}
	return r, err
}

// ofFile are the documents of a file in the order in which they came, removed
// ones too.
func ofFile(ctx context.Context, q querier, path string) ([]row, error) {
	return selected(ctx, q, `WHERE d.path = ? ORDER BY d.n`, path)
}

func selected(ctx context.Context, q querier, condition string, args ...any) ([]row, error) {
	rows, err := q.QueryContext(ctx, selectRow+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []row
	for rows.Next() {
		r, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// save writes r and what was derived from it.
func (t *tx) save(ctx context.Context, r row, rec Record) error {
	src, err := json.Marshal(r.source)
	if err != nil {
		return err
	}
	derived := [3][]byte{}
	for i, v := range []any{r.noted, rec.Document.Fields, rec.Document.Diagnostics} {
		if derived[i], err = json.Marshal(v); err != nil {
			return err
		}
	}
	_, err = t.ExecContext(ctx, `INSERT INTO documents (id, path, part, imported, changed, removed, seq, text_seq, parser,
			corrections, noted, fields, diagnostics, runes, sum, source, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, removed = excluded.removed, seq = excluded.seq,
			text_seq = excluded.text_seq, parser = excluded.parser, corrections = excluded.corrections,
			fields = excluded.fields, diagnostics = excluded.diagnostics, runes = excluded.runes,
			sum = excluded.sum, source = excluded.source, text = excluded.text`,
		r.id, r.path, r.part, r.imported.UnixMilli(), r.changed.UnixMilli(), r.removed, r.seq, r.textSeq, parse.Version,
		r.corrections, string(derived[0]), string(derived[1]), string(derived[2]),
		utf8.RuneCountInString(r.text), checksum(string(src), r.text), string(src), r.text)
	if err != nil {
		return err
	}
	return t.saveRequirements(ctx, &rec.Document)
}
