package web

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
)

// TestSlim: an answer holds what was asked for, by GET and by POST, and is as
// described all the same; its numbers do not change.
func TestSlim(t *testing.T) {
	b := newBench(t, nil)
	b.result.Nearest = slices.Clone(b.result.Hits)
	b.result.Lanes = []search.Lane{{Kind: "regulation", Total: 1, Hits: slices.Clone(b.result.Hits)}}
	all := []string{"address", "also", "citation", "document", "matches", "passage", "score", "snippet", "snippet_cut"}
	for query, want := range map[string][]string{
		``: all, `fields=`: all, `snippet=true`: all,
		`fields=passage`:                   {"address", "citation", "passage", "score"},
		`fields=snippet&fields=also`:       {"address", "also", "citation", "score", "snippet", "snippet_cut"},
		`fields=matches&snippet=false`:     {"address", "citation", "matches", "score"},
		`fields=document&fields=`:          {"address", "citation", "document", "score"},
		`fields=%E6%AE%B5%E8%90%BD&limit=`: {"address", "citation", "passage", "score"}, // by its label
	} {
		got := b.get("/api/v1/search?q=a&" + query)
		lists := []any{got["hits"], got["nearest"], got["lanes"].(map[string]any)["regulation"].(map[string]any)["hits"]}
		for _, list := range lists {
			hit := list.([]any)[0].(map[string]any)
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(hit))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", query, diff)
			}
		}
		if got["total"] != 1.0 {
			t.Errorf("%s: total %v", query, got["total"])
		}
	}
	if hit := b.get("/api/v1/search?q=a&snippet=false")["hits"].([]any)[0].(map[string]any); len(hit["snippet"].([]any)) != 0 {
		t.Errorf("a snippet that was not asked for: %v", hit["snippet"])
	}
	for body, want := range map[string]int{`{"q":"a"}`: 2, `{"q":"a","facets":"none"}`: 0, `{"q":"a","facets":["topic"]}`: 1, `{"q":"a","facets":[]}`: 2} {
		var got SearchAnswer
		w := b.ask("POST", "/api/v1/search", body)
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got.Facets) != want {
			t.Errorf("%s: %d facets of %d, %v", body, len(got.Facets), want, err)
		}
	}
	wantProblem(t, b.ask("GET", "/api/v1/search?fields=text&facets=words&snippet=short", ""), 422, "invalid_request",
		"query.fields unknown_value", "query.facets unknown_value", "query.snippet bad_boolean")
}
