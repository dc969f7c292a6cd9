package bleve

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search/bleve/zap"
)

// fts is SQLite's FTS5, in the same pure Go build as the library's, over
// bigrams that we cut: contentless, the texts in a table beside it, loaded in one
// transaction, optimized in the end. A question is not counted in full, which
// would double what it takes; strings are.
type fts struct {
	dir string
	db  *sql.DB
}

const ftsTables = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824;
CREATE TABLE documents(id INTEGER PRIMARY KEY, title, kind, genre, rank, issuer, status, year INTEGER, date);
CREATE TABLE topics(document INTEGER, topic, PRIMARY KEY(document, topic)) WITHOUT ROWID;
CREATE TABLE passages(id INTEGER PRIMARY KEY, document INTEGER, text);
CREATE VIRTUAL TABLE grams USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 0');`

func (f *fts) name() string { return "SQLite FTS5, bigrams" }

func (f *fts) fill(ctx context.Context, entries iter.Seq[indexer.Entry]) (err error) {
	if f.db, err = sql.Open("sqlite", filepath.Join(f.dir, "fts.db")); err != nil {
		return err
	}
	f.db.SetMaxOpenConns(1)
	if _, err := f.db.ExecContext(ctx, ftsTables); err != nil {
		return err
	}
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f.load(ctx, tx, entries); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = f.db.ExecContext(ctx, `INSERT INTO grams(grams) VALUES('optimize'); ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

func (f *fts) load(ctx context.Context, tx *sql.Tx, entries iter.Seq[indexer.Entry]) error {
	var into [4]*sql.Stmt
	for i, s := range []string{`INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?)`, `INSERT INTO topics VALUES(?,?)`, `INSERT INTO passages VALUES(?,?,?)`, `INSERT INTO grams(rowid, text) VALUES(?,?)`} {
		var err error
		if into[i], err = tx.PrepareContext(ctx, s); err != nil {
			return err
		}
	}
	document, passage := 0, 0
	for e := range entries {
		document++
		h := plainFields(e.Head)
		if _, err := into[0].Exec(document, h["title"], h["kind"], h["genre"], h["rank"], strings.Join(e.Head.Fields.Issuer, "、"), h["status"], h["year"], h["date"]); err != nil {
			return err
		}
		for _, topic := range e.Head.Topics {
			if _, err := into[1].Exec(document, topic); err != nil {
				return err
			}
		}
		for _, p := range e.Passages {
			passage++
			text := corpus.Fold(p.Text(e.Text))
			if _, err := into[2].Exec(passage, document, text); err != nil {
				return err
			}
			if _, err := into[3].Exec(passage, spaced(text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// spaced is a folded text as bigrams with blanks between. A 0, which is no
// bigram, stands between what does not follow on each other.
func spaced(folded string) string {
	var b strings.Builder
	zap.EachSequence(folded, func(s string) {
		b.WriteString("0 ")
		zap.EachGram(s, func(gram string, _ int) {
			b.WriteString(gram)
			b.WriteByte(' ')
		})
	})
	return b.String()
}

// match says an inquiry in FTS5's language.
func (f *fts) match(q inquiry) string {
	var parts []string
	for _, s := range q.strings {
		parts = append(parts, `"`+strings.TrimPrefix(spaced(corpus.Fold(s)), "0 ")+`"`)
	}
	if q.question == "" {
		return strings.Join(parts, " AND ")
	}
	zap.EachGram(corpus.Fold(q.question), func(gram string, _ int) { parts = append(parts, `"`+gram+`"`) })
	return strings.Join(parts, " OR ")
}

func (f *fts) ask(ctx context.Context, q inquiry) (a answer, err error) {
	match, years := f.match(q), "1"
	if q.years != nil {
		years = "year IN (" + strings.Trim(strings.ReplaceAll(fmt.Sprint(q.years), " ", ","), "[]") + ")"
	}
	a.total = -1
	if q.question == "" {
		if err := f.db.QueryRowContext(ctx, `SELECT count(*) FROM grams WHERE grams MATCH ?`, match).Scan(&a.total); err != nil {
			return a, err
		}
	}
	if q.faceted {
		if a.counted, err = f.facets(ctx, match, years); err != nil {
			return a, err
		}
	}
	if a.hits, err = f.hits(ctx, q, match, years); err != nil {
		return a, err
	}
	return a, nil
}

// hits joins before it sorts only where something of the document is needed.
func (f *fts) hits(ctx context.Context, q inquiry, match, years string) (hits []shownHit, err error) {
	ask := `SELECT d.title, p.text FROM (SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT %d OFFSET %d) m
		JOIN passages p ON p.id = m.rowid JOIN documents d ON d.id = p.document`
	if q.newest || q.years != nil {
		order := "grams.rank"
		if q.newest {
			order = "d.date DESC"
		}
		ask = `SELECT d.title, p.text FROM grams JOIN passages p ON p.id = grams.rowid JOIN documents d ON d.id = p.document
			WHERE grams MATCH ? AND ` + years + ` ORDER BY ` + order + ` LIMIT %d OFFSET %d`
	}
	rows, err := f.db.QueryContext(ctx, fmt.Sprintf(ask, pageLength, q.skip), match)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var title, text string
		if err := rows.Scan(&title, &text); err != nil {
			return nil, err
		}
		hits = append(hits, shownHit{title, clip(text, q.strings)})
	}
	return hits, rows.Err()
}

// facets counts documents, not passages, and leaves each field's own filter out
// of its counts.
func (f *fts) facets(ctx context.Context, match, years string) (int, error) {
	ask := `WITH hit AS MATERIALIZED (SELECT DISTINCT p.document FROM grams JOIN passages p ON p.id = grams.rowid WHERE grams MATCH ?),
		found AS MATERIALIZED (SELECT d.* FROM hit JOIN documents d ON d.id = hit.document)
		SELECT 'year', year, count(*) FROM found GROUP BY year
		UNION ALL SELECT 'topic', topic, count(*) FROM found JOIN topics ON topics.document = found.id WHERE ` + years + ` GROUP BY topic`
	for _, field := range []string{"kind", "genre", "rank", "issuer", "status"} {
		ask += fmt.Sprintf(` UNION ALL SELECT '%[1]s', %[1]s, count(*) FROM found WHERE %[2]s GROUP BY %[1]s`, field, years)
	}
	rows, err := f.db.QueryContext(ctx, ask, match)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	counted := 0
	for rows.Next() {
		var field string
		var value any
		var n int
		if err := rows.Scan(&field, &value, &n); err != nil {
			return 0, err
		}
		counted++
	}
	return counted, rows.Err()
}

func (f *fts) close() error { return f.db.Close() }
