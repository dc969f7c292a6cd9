package formula

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// shared are the documents of a folder of real texts.
func shared(t testing.TB, folder string) []*corpus.Document {
	t.Helper()
	var out []*corpus.Document
	err := filepath.WalkDir(sharedtest.Path(t, folder), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sources, err := extract.Read(filepath.Base(path), raw)
		if err != nil {
			return nil // a table of judgements, a picture
		}
		for _, s := range sources {
			for _, part := range parse.Split(s) {
				d := parse.Document(part)
				d.ID = folder + "/" + d.Fields.BaseID()
				out = append(out, &d)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var folders = []string{"party", "seeds", "speech", "law", "articles", "official"}

// library is what the texts of some folders say of formulas.
func library(t testing.TB, folders ...string) *Formulas {
	t.Helper()
	var b Book
	for _, folder := range folders {
		for _, d := range shared(t, folder) {
			b.Put(d)
		}
	}
	return b.All(nil)
}

// Whole, in its own words, every text that spells a formula spells it right; and
// the articles, which nobody held against anything, get no alarm, whether the
// library holds them or not.
func TestSharedAlarms(t *testing.T) {
	others := library(t, "party", "seeds", "speech", "law", "official")
	all := library(t, folders...)
	articles := shared(t, "articles")
	if len(articles) != 372 {
		t.Errorf("%d articles", len(articles))
	}
	for name, f := range map[string]*Formulas{"without the articles": others, "with them": all} {
		spelled := 0
		for _, folder := range folders {
			docs := articles
			if folder != "articles" {
				docs = shared(t, folder)
			}
			for _, d := range docs {
				for _, found := range f.Check(d.Text) {
					if spelled++; found.Status != OK {
						t.Errorf("%s: %s: %s: %s", name, d.ID, found.Status, found.Formula.Name)
					}
				}
			}
		}
		t.Logf("%s: %d formulas, %d places that spell one", name, len(f.List()), spelled)
	}
}
