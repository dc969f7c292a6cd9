package web

import (
	"testing"

	"tiaowen/search"
)

// TestParameterNames: no two parameters of a search bear one name, wherever their rows
// come from.
func TestParameterNames(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range searchParameters(search.Facets) {
		if seen[p.name] {
			t.Errorf("%s stands twice", p.name)
		}
		seen[p.name] = true
		if p.doc == "" {
			t.Errorf("%s is not described", p.name)
		}
	}
}
