package procedure

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

func resolverOf(s searchtest.Shelf) *resolve.Resolver {
	r := resolve.NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	return r
}

// partyShelf are the regulations and the handbook, which is taken apart as it is when it
// is taken in.
func partyShelf(t testing.TB) searchtest.Shelf {
	t.Helper()
	shelf := searchtest.Shelf{}
	err := filepath.WalkDir(sharedtest.Path(t, "party"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sources, err := extract.Read(path, raw)
		for _, src := range sources {
			for _, one := range parse.Split(src) {
				shelf.Add(parse.Document(one))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return shelf
}

// TestRealCitations: every clause that the built-in procedures cite stands in the
// regulations themselves.
func TestRealCitations(t *testing.T) {
	r := resolverOf(partyShelf(t))
	cited, procedures := 0, 0
	for _, p := range Default().All() {
		if p.Sample {
			continue
		}
		procedures++
		got, err := NewChecker(r, "", "2026-11-30").Check(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for i, check := range got.Checks {
			for _, c := range check.Clauses {
				cited++
				if c.Status != OK || len(c.Provisions) == 0 {
					t.Errorf("%s, step %d: %s is %s %v", p.Name, i+1, c.Cited, c.Status, c.Notices)
				}
			}
		}
	}
	if cited < 100 || procedures != 6 {
		t.Errorf("%d citations of %d procedures", cited, procedures)
	}
}
