package library

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// stocked is a folder with a library in which every table has a row; it is
// closed.
func stocked(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	l := open(t, dir)
	put(t, l, file("/a", "1"), essay("", "甲", paragraphs(20)))
	put(t, l, file("/b", "2"), essay("", "乙", paragraphs(30)))
	put(t, l, file("/second", "2"), essay("", "乙", paragraphs(30)))
	put(t, l, file("/sample", "3"), sampleOf("样", "三"))
	correct(t, l, "甲", `{"source":"校对"}`)
	if _, err := l.RemoveSamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	collect(t, l, "备课", quoteOf("甲", "一"))
	if err := l.SetSetting(t.Context(), "token", "口令"); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func faults(t *testing.T, dir string) []Fault {
	t.Helper()
	out, err := Verify(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// raw changes a library's file behind its back: no trigger keeps its sums.
func raw(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// TestVerify: whatever is done to a row without its checksum is found, and whose
// it was is said.
func TestVerify(t *testing.T) {
	for _, c := range []struct {
		name, query    string
		document, path string
	}{
		{"as it was", `SELECT 1`, "", ""},
		{"text", `UPDATE documents SET text = replace(text, '支部', '小组') WHERE id = '甲'`, "甲", ""},
		{"field", `UPDATE documents SET fields = replace(fields, '校对', '网站') WHERE id = '甲'`, "甲", ""},
		{"correction", `UPDATE documents SET corrections = '' WHERE id = '甲'`, "甲", ""},
		{"state", `UPDATE documents SET removed = 'person' WHERE id = '乙'`, "乙", ""},
		{"document gone", `DELETE FROM documents WHERE id = '乙'`, "乙", ""},
		{"document too many", `INSERT INTO documents SELECT 99, '丙', path, 'x', imported, changed, removed, seq, text_seq, parser,
			corrections, noted, fields, diagnostics, runes, sum, source, text FROM documents WHERE id = '乙'`, "丙", ""},
		{"original", `UPDATE originals SET packed = x'00' WHERE sha256 = (SELECT sha256 FROM files WHERE path = '/a')`, "", "/a"},
		{"original gone", `DELETE FROM originals WHERE sha256 = (SELECT sha256 FROM files WHERE path = '/a')`, "", "/a"},
		{"file", `UPDATE files SET released = 1 WHERE path = '/b'`, "", "/b"},
		{"second path", `DELETE FROM second_paths`, "", "/second"},
		{"edit", `UPDATE edits SET undone = 1`, "甲", ""},
		{"gone", `DELETE FROM gone`, "样", ""},
		{"setting", `UPDATE settings SET value = '别的'`, "", ""},
		{"counter", `UPDATE counter SET seq = seq - 1`, "", ""},
		{"a row with its checksum", `DELETE FROM sums WHERE key = '甲'; DELETE FROM documents WHERE id = '甲'; DELETE FROM edits`, "", ""},
		{"collection", `UPDATE collections SET name = '别的'`, "", ""},
		{"state of a collection", `UPDATE collection_states SET step = step + 1`, "", ""},
		{"quotation", `UPDATE collection_quotes SET passage = replace(passage, '一', '二')`, "", ""},
		{"seal", `UPDATE seal SET total = total + 1`, "", ""},
		{"schema", `CREATE INDEX other ON files (imported)`, "", ""},
		{"empty", `DROP TABLE documents`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := stocked(t)
			if got := faults(t, dir); len(got) != 0 {
				t.Fatalf("faults of a good library: %v", got)
			}
			mute(t, dir, c.query)
			got := faults(t, dir)
			if (len(got) > 0) != (c.name != "as it was") {
				t.Fatalf("faults: %v", got)
			}
			named := c.document == "" && c.path == ""
			for _, f := range got {
				named = named || f.Document == c.document && c.document != "" || f.Path == c.path && c.path != ""
			}
			if !named {
				t.Errorf("nothing is said of %s%s: %v", c.document, c.path, got)
			}
		})
	}
}

// mute runs a statement while no trigger is there.
func mute(t *testing.T, dir, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var triggers []string
	var names []string
	rows, err := db.Query(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	err = scanEach(rows, func(row []any) {
		names, triggers = append(names, fmt.Sprint(row[0])), append(triggers, fmt.Sprint(row[1]))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw(t, dir, "DROP TRIGGER "+n)
	}
	raw(t, dir, query)
	for _, s := range triggers {
		if !strings.Contains(query, "DROP TABLE") {
			raw(t, dir, s)
		}
	}
}

func TestVerifyMissing(t *testing.T) {
	dir := stocked(t)
	if err := os.Remove(filepath.Join(dir, fileName)); err != nil {
		t.Fatal(err)
	}
	if got := faults(t, dir); len(got) != 1 {
		t.Errorf("faults: %v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, fileName)); err == nil {
		t.Error("looking made a new library")
	}
}

// TestVerifyLog: commits that stand in the log, as after a kill, are vouched
// for like those in the file; looking leaves the log as it is.
func TestVerifyLog(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	put(t, l, file("/a", "1"), essay("", "甲", paragraphs(20)))
	put(t, l, file("/b", "2"), essay("", "乙", paragraphs(20)))
	log, err := os.ReadFile(filepath.Join(dir, fileName+"-wal"))
	if err != nil || len(log) == 0 {
		t.Fatalf("no log: %v", err)
	}
	file, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	look := func(log []byte) []Fault {
		t.Helper()
		crashed := t.TempDir()
		for name, b := range map[string][]byte{fileName: file, fileName + "-wal": log} {
			if err := os.WriteFile(filepath.Join(crashed, name), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got := faults(t, crashed)
		after, err := os.ReadFile(filepath.Join(crashed, fileName+"-wal"))
		if err != nil || string(after) != string(log) {
			t.Errorf("looking changed the log: %v", err)
		}
		return got
	}
	if got := look(log); len(got) != 0 {
		t.Errorf("faults of a good log: %v", got)
	}
	for _, at := range []int{0, 9, 17, 25, 40, 60, len(log) / 2, len(log) - 4200, len(log) - 10} {
		bad := []byte(string(log))
		bad[at] ^= 1
		if got := look(bad); len(got) == 0 {
			t.Errorf("a flipped bit at %d of %d is not found", at, len(log))
		}
	}
}

// TestBackup takes copies while others write: each is a whole library that
// verifies.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	put(t, l, file("/0", "0"), essay("", "零", paragraphs(20)))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 60 {
			title := fmt.Sprintf("第%d份", i)
			_, _, err := l.Put(t.Context(), file("/"+title, title), []corpus.Source{essay("1", title+"甲", paragraphs(20)), essay("2", title+"乙", "二")})
			if err != nil {
				t.Error(err)
			}
		}
	}()
	for n := 0; ; n++ {
		to := t.TempDir()
		if err := Backup(t.Context(), dir, filepath.Join(to, fileName)); err != nil {
			t.Fatal(err)
		}
		if got := faults(t, to); len(got) != 0 {
			t.Fatalf("faults of a copy: %v", got)
		}
		copied := open(t, to)
		heads, err := copied.Heads(t.Context())
		if err != nil || len(heads)%2 != 1 || int64(len(heads)) != seqOf(t, copied) {
			t.Fatalf("%d documents at %d, %v: half a file", len(heads), seqOf(t, copied), err)
		}
		copied.Close()
		select {
		case <-done:
			t.Logf("%d copies", n+1)
			return
		default:
		}
	}
}

// TestMigrate: the library of an earlier program is taken over with all there is
// in it.
func TestMigrate(t *testing.T) {
	dir := stocked(t)
	before := dump(t, dir)
	var back []string
	for _, table := range sealedTables() {
		for _, on := range []string{"insert", "update", "delete"} {
			back = append(back, fmt.Sprintf(`DROP TRIGGER %s_%s`, table.name, on))
		}
	}
	raw(t, dir, append(back, `DROP TABLE sums`, `DROP TABLE seal`, `DROP TABLE requirements`, `DROP TABLE states`, `DROP TABLE replaced`, `DROP TABLE collection_quotes`,
		`DROP TABLE collection_states`, `DROP TABLE collections`, `DROP INDEX documents_samples`, `ALTER TABLE files DROP COLUMN held`,
		`ALTER TABLE files DROP COLUMN released`, `ALTER TABLE files DROP COLUMN beside`, `PRAGMA user_version = 1`)...)
	if got := faults(t, dir); len(got) != 0 {
		t.Errorf("faults of a library of version 1: %v", got)
	}
	l := open(t, dir)
	if got := get(t, l, "甲").Document.Fields.Source; got != "校对" {
		t.Errorf("source %q", got)
	}
	undo(t, l, "甲")
	correct(t, l, "甲", `{"source":"校对"}`)
	put(t, l, file("/c", "3"), essay("", "丙", paragraphs(3)))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got := faults(t, dir); len(got) != 0 {
		t.Errorf("faults after the migration: %v", got)
	}
	if got := dump(t, dir); len(got) <= len(before) {
		t.Errorf("%d rows, before there were %d", len(got), len(before))
	}
}

// TestMigrateUploads: what an older program took in under a bare name keeps its
// id; the same bytes are the same file, others are another one, and what the old
// one was can be undone as before.
func TestMigrateUploads(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", fileURI(filepath.Join(dir, fileName), ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range migrations[:4] {
		if _, err := db.Exec(m); err != nil {
			t.Fatal(err)
		}
	}
	src, data := `{"stated":"{\"title\":\"甲\",\"kind\":\"essay\",\"source\":\"旁注\"}","hints":{}}`, []byte("1")
	packed, err := pack(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		query string
		args  []any
	}{
		{`INSERT INTO originals VALUES (?, 1, ?)`, []any{File{Data: data}.sum(), packed}},
		{`INSERT INTO files (path, sha256, imported) VALUES ('upload/通知.txt', ?, 1)`, []any{File{Data: data}.sum()}},
		{`UPDATE counter SET seq = 2`, nil},
		{`INSERT INTO documents (id, path, part, imported, changed, removed, seq, text_seq, parser, corrections, noted, fields, diagnostics, runes, sum, source, text)
			VALUES ('甲', 'upload/通知.txt', '', 1, 1, 'person', 2, 1, 1, '', 'null', '{"title":"甲"}', '[]', 1, ?, ?, '一')`, []any{checksum(src, "一"), src}},
		{`INSERT INTO edits (seq, at, id, action, corrections) VALUES (2, 1, '甲', 'remove', '')`, nil},
		{`PRAGMA user_version = 4`, nil},
	} {
		if _, err := db.Exec(s.query, s.args...); err != nil {
			t.Fatalf("%s: %v", s.query, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	l := open(t, dir)
	undo(t, l, "甲")
	bare := func(data string) File { return file(BarePath(Uploaded, "通知.txt", []byte(data)), data) }
	if recs, outcome := put(t, l, bare("1"), essay("", "甲", "一")); outcome != Unchanged || recs[0].Document.ID != "甲" || recs[0].Document.Fields.Source != "旁注" {
		t.Errorf("the same bytes: %s %v", outcome, ids(recs))
	}
	if recs, outcome := put(t, l, bare("2"), essay("", "甲", "二")); outcome != Added || recs[0].Document.ID != "甲~2" {
		t.Errorf("other bytes: %s %v", outcome, ids(recs))
	}
	if got := get(t, l, "甲").Document.Text; got != "一" {
		t.Errorf("the old one says %q", got)
	}
	sound(t, l)
}

// dump is all that can be read of a library.
func dump(t *testing.T, dir string) []string {
	t.Helper()
	db, err := openOther(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out []string
	for _, table := range sealedTables() {
		rows, err := db.QueryContext(context.Background(), `SELECT * FROM `+table.name+` ORDER BY 1`)
		if err != nil {
			t.Fatal(err)
		}
		err = scanEach(rows, func(row []any) { out = append(out, fmt.Sprintf("%s %q", table.name, row)) })
		rows.Close()
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestSealIsKept: after anything that can be done to a library, the checksums
// are those of its rows.
func TestSealIsKept(t *testing.T) {
	dir := stocked(t)
	l := open(t, dir)
	remove(t, l, "甲")
	undo(t, l, "甲")
	put(t, l, file("/s", "9"), essay("", "密", secretText))
	if err := l.Release(t.Context(), "密"); err != nil {
		t.Fatal(err)
	}
	put(t, l, file("/b", "7"), essay("2", "新", "换了内容。"))
	put(t, l, file("/sample", "3"), sampleOf("样", "三"))
	correct(t, l, "样", `{"source":"校对"}`)
	if _, err := l.RemoveSamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := l.writer.Exec(`UPDATE documents SET parser = 0`); err != nil {
		t.Fatal(err)
	}
	put(t, l, file("/d", "10"), essay("", "弃", secretText))
	if err := l.Discard(t.Context(), "弃"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Reparse(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Fault(nil), faults(t, dir)); diff != "" {
		t.Errorf("faults while it is open:\n%s", diff)
	}
}

// TestView: what is only looked at stays byte for byte as it is, and tables of
// another version are not touched.
func TestView(t *testing.T) {
	dir := stocked(t)
	look := func() (*Library, error) {
		l, err := View(t.Context(), dir)
		if err == nil {
			t.Cleanup(func() { l.Close() })
		}
		return l, err
	}
	before, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	l, err := look()
	if err != nil {
		t.Fatal(err)
	}
	if heads, err := l.Heads(t.Context()); err != nil || len(heads) == 0 {
		t.Errorf("heads %v, %v", heads, err)
	}
	if err := l.Remove(t.Context(), "甲", ""); err == nil {
		t.Error("written")
	}
	if after, err := os.ReadFile(filepath.Join(dir, fileName)); err != nil || !bytes.Equal(before, after) {
		t.Errorf("%v, or the file is another", err)
	}
	for version, want := range map[int]error{len(migrations) - 1: ErrOlder, len(migrations) + 1: ErrNewer} {
		w := open(t, dir)
		if _, err := w.writer.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, version)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.writer.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
			t.Fatal(err)
		}
		if _, err := look(); !errors.Is(err, want) {
			t.Errorf("version %d: %v", version, err)
		}
		if _, err := w.writer.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, len(migrations))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := View(t.Context(), t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder without a library: %v", err)
	}
}
