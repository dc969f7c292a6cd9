package bleve

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer"
	"tiaowen/search"
)

// understood parses real texts and cuts them as the program does.
func understood(t testing.TB, limit int) []indexer.Entry {
	t.Helper()
	var out []indexer.Entry
	for _, root := range []string{sharedtest.Path(t, "party", "regulations"), sharedtest.Path(t, "seeds"), sharedtest.Path(t, "articles"), sharedtest.Path(t, "law")} {
		n := 0
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || n == limit {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			n++
			doc := parse.Document(corpus.Source{Path: path, Text: strings.ToValidUTF8(string(raw), "\ufffd")})
			out = append(out, indexer.Entry{Head: indexer.Head{ID: path, Fields: doc.Fields}, Text: doc.Text, Passages: parse.Passages(&doc)})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestRecall: any string of 1 to 40 characters that stands in a real passage,
// in quotes, is found in all passages in which a scan finds it, with an exact
// total, and is marked.
func TestRecall(t *testing.T) {
	entries := understood(t, 20)
	w := twin{}
	w.apply(indexer.Change{Put: entries})
	e := open(t)
	rebuild(t, e, entries, 1)
	r := rand.New(rand.NewPCG(5, 6))
	for range 150 {
		entry := entries[r.IntN(len(entries))]
		if len(entry.Passages) == 0 {
			continue
		}
		text := []rune(entry.Passages[r.IntN(len(entry.Passages))].Text(entry.Text))
		at := r.IntN(len(text))
		s := string(text[at:min(len(text), at+1+r.IntN(40))])
		if strings.ContainsAny(s, `"\“”`) || strings.IndexFunc(corpus.Fold(s), search.IsLetter) < 0 {
			continue
		}
		want := w.finds(s)
		res := ask(t, e, search.Query{Text: `"` + s + `"`, Limit: 100})
		if res.Total != len(want) {
			t.Fatalf("%q: %d passages, a scan finds %d", s, res.Total, len(want))
		}
		for _, h := range res.Hits {
			if !slices.ContainsFunc(h.Matches, func(m corpus.Span) bool { return strings.Contains(corpus.Fold(m.In(h.Text)), corpus.Fold(s)) }) {
				t.Fatalf("%q is not marked in %q: %v", s, h.Text, h.Matches)
			}
		}
	}
}
