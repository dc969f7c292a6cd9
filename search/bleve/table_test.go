package bleve

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// TestTableAfterUpdates: a table that begins with an earlier one ranks as one
// that is made anew, whatever was added, changed and removed between them.
func TestTableAfterUpdates(t *testing.T) {
	dates := []corpus.Date{"", "2018", "2018-10", "2018-10-28", "2019-01-01"}
	rapid.Check(t, func(t *rapid.T) {
		in := newInterner(search.Facets)
		rows := []*row{nil}
		draw := func(id int) *row {
			h := indexer.Head{ID: fmt.Sprint(id), Fields: corpus.Fields{Promulgated: rapid.SampledFrom(dates).Draw(t, "date")}}
			return in.row(uint32(id), h, place{})
		}
		var before *table
		for range 4 {
			for i := 1; i < len(rows); i++ {
				switch change := rapid.IntRange(0, 5).Draw(t, "change"); {
				case rows[i] == nil: // an ordinal is not used again
				case change == 0:
					rows[i] = nil
				case change == 1:
					rows[i] = draw(i)
				}
			}
			for range rapid.IntRange(0, 3).Draw(t, "added") {
				rows = append(rows, draw(len(rows)))
			}
			got, want := newTable(slices.Clone(rows), in, before), newTable(slices.Clone(rows), in, nil)
			if diff := cmp.Diff([][]uint32{want.newest, want.oldest}, [][]uint32{got.newest, got.oldest}); diff != "" {
				t.Fatalf("(-anew +begun):\n%s", diff)
			}
			before = got
		}
	})
}

// TestTableKeepsItsNames: a table does not learn the values that come after it, for
// searches read it while the next is made.
func TestTableKeepsItsNames(t *testing.T) {
	in := newInterner(search.Facets)
	issued := func(key uint32, issuer string) *row {
		return in.row(key, indexer.Head{Fields: corpus.Fields{Issuer: []string{issuer}}}, place{})
	}
	before := newTable([]*row{nil, issued(1, "甲")}, in, nil)
	after := newTable([]*row{nil, before.rows[1], issued(2, "乙")}, in, before)
	issuer := slices.IndexFunc(search.Facets, func(f search.Facet) bool { return f.Name == "issuer" })
	if got := fmt.Sprint(before.names[issuer], after.names[issuer]); got != "[甲] [甲 乙]" {
		t.Errorf("before and after: %s", got)
	}
}
