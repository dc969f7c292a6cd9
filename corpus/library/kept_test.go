package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// readAnew fails the test unless every document is what its text says when all of it is
// read anew.
func readAnew(t *testing.T, l *Library) (n int) {
	t.Helper()
	for r, err := range l.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		anew, err := live(t.Context(), l.reader, r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := anew.record()
		for by, got := range map[string]Record{"All": r, "Get": get(t, l, r.Document.ID)} {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s of %s (-anew +kept):\n%.1000s", by, r.Document.ID, diff)
			}
		}
		n++
	}
	return n
}

// TestKept: what was found when a text was written is what is found when it is read.
func TestKept(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	put(t, l, file("/b", "2"), essay("", "甲", "二")) // of the same id
	put(t, l, file("/c", "3"), corpus.Source{Text: "示例条例\n\n第一条 甲，\n\n第二条 乙。\n\n第五条 丙。\n本条例自2020年1月1日起施行。"})
	put(t, l, file("/d", "4"), essay("", "丁", "四"))
	correct(t, l, "丁", `{"kind":"regulation","source":"校对"}`)
	if n := readAnew(t, l); n != 4 {
		t.Errorf("%d documents", n)
	}
	k, err := scanKept(l.reader.QueryRowContext(t.Context(), selectKept()+`WHERE d.id = '甲'`))
	if _, _, ok := k.derived(); err != nil || !ok {
		t.Errorf("the fields of a text that nobody touched are not used: %v", err)
	}
}

// TestKeptDamaged: fields that are not as they were written are not used, as long as the
// text is; nor are those of another parser.
func TestKeptDamaged(t *testing.T) {
	for name, change := range map[string]string{
		"a letter":        `UPDATE documents SET fields = replace(fields, '甲', '由')`,
		"no JSON":         `UPDATE documents SET diagnostics = '[{'`,
		"its checksum":    `UPDATE sums SET sum = sum + 1 WHERE kind = 'documents'`,
		"no checksum":     `DELETE FROM sums WHERE kind = 'documents'`,
		"another parser":  `UPDATE documents SET parser = 0, fields = '{"title":"旧","kind":"essay"}'`,
		"felled a parser": `UPDATE documents SET diagnostics = '[{"code":"unread","severity":"fault","message":""}]'`,
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, t.TempDir())
			put(t, l, file("/a", "1"), essay("", "甲", "一"))
			if name != "another parser" && name != "felled a parser" { // who sealed those rows
				if _, err := l.writer.ExecContext(t.Context(), `DROP TRIGGER documents_update`); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := l.writer.ExecContext(t.Context(), change); err != nil {
				t.Fatal(err)
			}
			if r := get(t, l, "甲"); r.Document.Fields.Title != "甲" || r.Fault != nil || len(r.Document.Diagnostics) > 0 {
				t.Errorf("%+v %v %v", r.Document.Fields, r.Document.Diagnostics, r.Fault)
			}
		})
	}
}

// TestKeptReal is TestKept on real laws.
func TestKeptReal(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "law", "刑法"), "*.md"))
	more, _ := filepath.Glob(filepath.Join(sharedtest.Path(t, "party"), "*.md"))
	if paths = append(paths, more...); err != nil || len(paths) == 0 {
		t.Fatal(err, len(paths))
	}
	l := open(t, t.TempDir())
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		put(t, l, file(path, string(text)), corpus.Source{Path: path, Text: strings.TrimPrefix(string(text), "# ")})
	}
	readAnew(t, l)
}
