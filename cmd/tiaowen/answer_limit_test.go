//go:build unix

package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
)

// TestAnswersWhateverTheLimit: what stands in an answer does not depend on how many hits
// are shown, nor do the hits on what is read for the answer.
func TestAnswersWhateverTheLimit(t *testing.T) {
	d := newServedStore(t)
	answered := 0
	for _, text := range d.queries {
		q := search.Query{Text: text, Today: "2026-11-30"}
		whole, err := d.asker.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, q.Limit = range []int{1, 3, 10, 19} {
			part, err := d.asker.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			answered += len(part.Answers)
			if diff := cmp.Diff(whole.Answers, part.Answers); diff != "" {
				t.Errorf("%s, the first %d: answers (-all +these):\n%s", text, q.Limit, diff)
			}
			shown := min(len(part.Hits), len(whole.Hits))
			if diff := cmp.Diff(addresses(whole.Hits[:shown]), addresses(part.Hits)); diff != "" || part.Beside != nil {
				t.Errorf("%s, the first %d: %d beside, hits (-all +these):\n%s", text, q.Limit, len(part.Beside), diff)
			}
		}
	}
	if answered == 0 {
		t.Error("nothing was answered")
	}
}

func addresses(hits []search.Hit) (out []string) {
	for _, h := range hits {
		out = append(out, h.Address())
	}
	return out
}
