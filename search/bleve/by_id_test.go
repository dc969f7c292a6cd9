package bleve

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/search"
)

// compareHeads: a document is known by its id exactly if it is there, and as a search
// shows it.
func compareHeads(rt *rapid.T, t *testing.T, e *Engine, w twin) {
	const day = "2024-05-01"
	for _, id := range []string{"甲", "乙", "丙", "丁", "戊", "己"} {
		head, ok, err := e.Head(t.Context(), id, day)
		if _, there := w[id]; err != nil || ok != there {
			rt.Fatalf("%s: known %v, there %v: %v", id, ok, there, err)
		}
		hits := ask(t, e, search.Query{Document: id, AsOf: day, Limit: 1}).Hits
		if len(hits) > 0 {
			if diff := cmp.Diff(hits[0].Document, head); diff != "" {
				rt.Fatalf("%s (-found +by id):\n%s", id, diff)
			}
		}
	}
}

// TestHeadClosed: an index that is closed says so, and does not deny a document.
func TestHeadClosed(t *testing.T) {
	e, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Head(t.Context(), "甲", ""); err == nil {
		t.Error("no error")
	}
}
