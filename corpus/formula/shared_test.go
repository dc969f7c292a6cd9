package formula

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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

// library is what the documents of some folders say of formulas.
func library(docs map[string][]*corpus.Document, folders ...string) *Formulas {
	var b Book
	for _, folder := range folders {
		for _, d := range docs[folder] {
			b.Put(d)
		}
	}
	return b.All(nil)
}

// TestShared reads the shared texts once and holds them against each other.
func TestShared(t *testing.T) {
	docs := map[string][]*corpus.Document{}
	for _, folder := range folders {
		docs[folder] = shared(t, folder)
	}
	others := library(docs, "party", "seeds", "speech", "law", "official")
	all := library(docs, folders...)
	t.Run("gold", func(t *testing.T) { checkGold(t, all) })
	t.Run("alarms", func(t *testing.T) {
		checkAlarms(t, "without the articles", others, docs)
		checkAlarms(t, "with them", all, docs)
	})
	t.Run("generated", func(t *testing.T) { checkGenerated(t, all) })
}

// checkAlarms: whole, in its own words, every text that spells a formula spells it
// right; and the articles, which nobody held against anything, get no alarm.
func checkAlarms(t *testing.T, name string, f *Formulas, docs map[string][]*corpus.Document) {
	t.Helper()
	if n := len(docs["articles"]); n != 372 {
		t.Errorf("%d articles", n)
	}
	spelled := 0
	for _, folder := range folders {
		for _, d := range docs[folder] {
			for _, found := range f.Check(d.Text, "") {
				if spelled++; found.Status != OK {
					t.Errorf("%s: %s: %s: %s", name, d.ID, found.Status, found.Formula.Name)
				}
			}
		}
	}
	t.Logf("%s: %d formulas, %d places that spell one", name, len(f.List()), spelled)
}

// checkGold holds what was drawn to what was marked by hand: the name of every
// formula that the shared texts state with a number and spell beside it or in one
// list of the same text, the title of a text that does, how many members it has,
// and where in the text they begin. A line with ? is of one that is not drawn, and
// the reason.
func checkGold(t *testing.T, f *Formulas) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "formulas.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	wanted, missed := map[string]bool{}, 0
	for line := range strings.Lines(string(raw)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(fields) < 4 {
			continue
		}
		name, known := strings.CutPrefix(fields[0], "?")
		if known {
			missed++
			continue
		}
		wanted[name+" "+fields[1]+" "+fields[2]+" "+fields[3]] = true
	}
	got := map[string]bool{}
	for _, one := range f.List() {
		for _, w := range one.Wordings {
			p := w.Places[0]
			got[fmt.Sprintf("%s %s %d %d", one.Name, p.ID, len(w.Members), p.Span.Start)] = true
		}
	}
	right := 0
	for what := range got {
		if wanted[what] {
			right++
		} else {
			t.Errorf("drawn and not marked: %s", what)
		}
	}
	for what := range wanted {
		if !got[what] {
			t.Errorf("marked and not drawn: %s", what)
		}
	}
	t.Logf("%d drawn, %d of them marked; %d more are marked and cannot be drawn", len(got), right, missed)
}
