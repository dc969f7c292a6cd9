package procedure

import (
	"testing"

	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

func resolverOf(s searchtest.Shelf) *resolve.Resolver {
	r := resolve.NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	return r
}

// TestRealCitations: every clause that the built-in procedures cite stands in the
// regulations themselves.
func TestRealCitations(t *testing.T) {
	r := resolverOf(searchtest.RealShelf(t, "party"))
	cited := 0
	for _, p := range Default().All() {
		if p.Sample {
			continue
		}
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
	if cited < 90 {
		t.Errorf("%d citations in all", cited)
	}
}
