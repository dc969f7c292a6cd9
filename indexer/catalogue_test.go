package indexer

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// TestCatalogue: whatever comes and goes, the standings are those that would be
// derived from all documents at once, and who moved is named.
func TestCatalogue(t *testing.T) {
	titles := []string{"某办法", "某办法（试行）", "某规定", "某细则", "另一细则", "某规定实施细则", "关于适用《某规定实施细则》的解释", "关于某办法若干问题的解释（二）"}
	dates := []corpus.Date{"", "2001-01-01", "2010-01-01", "2020-01-01"}
	rapid.Check(t, func(t *rapid.T) {
		c := newCatalogue(nil)
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			for range rapid.IntRange(1, 3).Draw(t, "at once") {
				id := rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}).Draw(t, "id")
				if rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
					c.remove(id)
					continue
				}
				f := corpus.Fields{Title: rapid.SampledFrom(titles).Draw(t, "title"), Kind: corpus.Regulation,
					Promulgated: rapid.SampledFrom(dates).Draw(t, "promulgated"), Effective: rapid.SampledFrom(dates).Draw(t, "effective")}
				if rapid.Bool().Draw(t, "repeals") {
					f.Repeals = []corpus.Repeal{{Title: rapid.SampledFrom(titles).Draw(t, "repealed")}}
				}
				if rapid.IntRange(0, 3).Draw(t, "under") == 0 {
					f.Under = []string{rapid.SampledFrom(titles).Draw(t, "ground"), rapid.SampledFrom(titles).Draw(t, "other ground")}
				}
				if rapid.IntRange(0, 4).Draw(t, "ceases") == 0 {
					f.Ceased = "2015-01-01"
				}
				if rapid.IntRange(0, 4).Draw(t, "essay") == 0 {
					f.Kind = corpus.Essay
				}
				c.put(corpus.Version{ID: id, Fields: f})
			}
			before := maps.Clone(c.standings)
			moved := c.settle()
			all := slices.Collect(maps.Values(c.versions))
			corpus.SortVersions(all)
			if diff := cmp.Diff(corpus.Standings(all), c.standings); diff != "" {
				t.Fatalf("standings (-all at once +one by one):\n%s", diff)
			}
			for id, s := range c.standings {
				if was, known := before[id]; known && was != s && !slices.Contains(moved, id) {
					t.Fatalf("%s moved and is not named", id)
				}
			}
		}
	})
}
