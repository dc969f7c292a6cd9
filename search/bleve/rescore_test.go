package bleve

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestByScore: the order is that of a stable sort.
func TestByScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var hits []rescored
		for i, score := range rapid.SliceOfN(rapid.IntRange(0, 5), 0, 30).Draw(t, "scores") {
			hits = append(hits, rescored{hit: hit{number: uint32(i), score: float32(score)}})
		}
		want := slices.Clone(hits)
		slices.SortStableFunc(want, func(a, b rescored) int { return cmp.Compare(b.score, a.score) })
		if byScore(hits); !slices.Equal(hits, want) {
			t.Fatalf("%v, want %v", hits, want)
		}
	})
}
