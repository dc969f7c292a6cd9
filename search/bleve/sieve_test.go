package bleve

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestSieve: what is kept is what sorting would put first, with all that is
// worth as much as the last of it, whatever was guessed, or the guess is known to
// have been too high.
func TestSieve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		depth := rapid.IntRange(1, 5).Draw(t, "depth")
		type scored struct {
			Apart bool
			Score int
		}
		list := rapid.SliceOf(rapid.Custom(func(t *rapid.T) scored {
			return scored{rapid.Bool().Draw(t, "apart"), rapid.IntRange(1, 9).Draw(t, "score")}
		})).Draw(t, "list")
		worth := func(s scored) int {
			if s.Apart {
				return s.Score
			}
			return 100 + s.Score
		}
		var s sieve
		s.empty(depth)
		if one := rapid.IntRange(0, 9).Draw(t, "guess"); one > 0 {
			s.worth = append(s.worth, worthOf(float32(one), 0))
			s.guess(sparse*depth + 1)
		}
		var worths []int
		for i, one := range list {
			part := uint32(0)
			if one.Apart {
				part = partApart
			}
			s.add(float32(one.Score), part, uint32(i))
			worths = append(worths, worth(one))
		}
		if s.short() {
			return
		}
		slices.SortFunc(worths, func(a, b int) int { return b - a })
		var want []uint32
		for i, one := range list {
			if len(list) <= depth || worth(one) >= worths[depth-1] {
				want = append(want, uint32(i))
			}
		}
		if diff := cmp.Diff(want, s.appendNumbers(nil)); diff != "" {
			t.Fatalf("kept (-want +got):\n%s", diff)
		}
	})
}
