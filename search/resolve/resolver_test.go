package resolve

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

func resolverOf(s searchtest.Shelf) *Resolver {
	r := NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	return r
}

// locators of what an address names, or its status.
func answer(t testing.TB, r *Resolver, text string) string {
	t.Helper()
	res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if res.Status != search.ResolveOK {
		return string(res.Status)
	}
	var out []string
	for _, p := range res.Provisions {
		out = append(out, p.Locator)
	}
	return strings.Join(append([]string{res.Document.Fields.Title}, out...), " ")
}

// TestPartyQueries answers p01–p12 of the judged queries on the real files.
func TestPartyQueries(t *testing.T) {
	raw, err := os.ReadFile(sharedtest.Path(t, "queries", "party.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	r := resolverOf(searchtest.RealShelf(t, "party/regulations"))
	for line := range strings.Lines(string(raw)) {
		var q struct {
			ID, Q, Expect string
			Relevant      []struct{ Document, Locator string }
		}
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		if q.ID > "p12" {
			if got := answer(t, r, q.Q); got != string(search.NotAnAddress) {
				t.Errorf("%s %s: %s, though it is a question", q.ID, q.Q, got)
			}
			continue
		}
		want := q.Expect
		if want == string(search.ResolveOK) {
			want = answer(t, r, q.Relevant[0].Document)
			for _, r := range q.Relevant {
				want += " " + r.Locator
			}
		}
		if got := answer(t, r, q.Q); got != want {
			t.Errorf("%s %s: got %s, want %s", q.ID, q.Q, got, want)
		}
	}
}
