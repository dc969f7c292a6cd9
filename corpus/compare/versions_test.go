package compare

import (
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// readByEye is an expected alignment of two real versions.
type readByEye struct {
	old, new string // files below the shared folder
	rows     []eyeRow
}

type eyeRow struct {
	old, new string // numbers joined by +, - for none
	kind     Kind
}

func loadByEye(t *testing.T, file string) readByEye {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out readByEye
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case f[0] == "old":
			out.old = f[1]
		case f[0] == "new":
			out.new = f[1]
		default:
			out.rows = append(out.rows, eyeRow{f[0], f[1], Kind(f[2])})
		}
	}
	return out
}

// TestReadByEye compares real versions of four laws and holds the result
// against what a reader found. Rewritten articles that share hardly a word with
// what they replace are in the lists, so a few rows may be missed.
func TestReadByEye(t *testing.T) {
	files, err := filepath.Glob("testdata/alignments/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(path.Base(file), ".tsv"), func(t *testing.T) {
			want := loadByEye(t, file)
			c := Versions(loadShared(t, want.old), loadShared(t, want.new))
			checkByEye(t, want.rows, c)
			checkComparison(t, c)
		})
	}
}

// TestPlainOld reads the old 立法法 from another edition, as plain text.
func TestPlainOld(t *testing.T) {
	want := loadByEye(t, "testdata/alignments/立法法.tsv")
	checkByEye(t, want.rows, Versions(loadShared(t, "structure/txt/立法法.txt"), loadShared(t, want.new)))
}

func checkByEye(t *testing.T, rows []eyeRow, c Comparison) {
	t.Helper()
	found := map[eyeRow]bool{}
	for _, r := range c.Rows {
		if !r.Heading {
			found[eyeRow{joinNumbers(r.Old), joinNumbers(r.New), r.Kind}] = true
		}
	}
	missed := 0
	for _, want := range rows {
		if !found[want] {
			missed++
			t.Logf("not found: %v", want)
		}
	}
	t.Logf("%d of %d rows as read by eye", len(rows)-missed, len(rows))
	if missed*100 > len(rows)*3 {
		t.Errorf("%d of %d rows missed", missed, len(rows))
	}
}

func joinNumbers(nodes []*corpus.Provision) string {
	var out []string
	for _, n := range numbers(nodes) {
		out = append(out, strconv.Itoa(n))
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, "+")
}

func loadShared(t *testing.T, file string) *corpus.Document {
	return read(t, sharedtest.Path(t, strings.Split(file, "/")...))
}

func read(t testing.TB, file string) *corpus.Document {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return readBytes(t, filepath.Base(file), data)
}

func readBytes(t testing.TB, name string, data []byte) *corpus.Document {
	t.Helper()
	sources, err := extract.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	doc := parse.Document(sources[0])
	return &doc
}

// TestEveryPair compares every two versions of one title under law and holds
// what is true of every comparison.
func TestEveryPair(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "law"), "*", "*(????-??-??).md"))
	if err != nil {
		t.Fatal(err)
	}
	versions := map[string][]string{}
	for _, f := range files {
		title := path.Base(f)[:strings.LastIndex(path.Base(f), "(")]
		versions[title] = append(versions[title], f)
	}
	pairs := 0
	for title, files := range versions {
		for i := 1; i < len(files); i++ {
			pairs++
			c := Versions(read(t, files[i-1]), read(t, files[i]))
			checkComparison(t, c)
			c.SideBySide()
			c.Changes()
			if c.Summary.Old == 0 || c.Summary.New == 0 {
				t.Errorf("%s: nothing to compare: %+v", title, c.Summary)
			}
		}
	}
	t.Logf("%d pairs", pairs)
}
