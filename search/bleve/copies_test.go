package bleve

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSorted: sums are in order however many there are, equal ones by their numbers.
func TestSorted(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, count := range []int{0, 1, 2, 3, 100, 5000} {
		var sums []sum
		for i := range count {
			said := r.Uint64()
			if i > 0 && r.IntN(3) == 0 {
				said = sums[r.IntN(i)].said
			}
			sums = append(sums, sum{said, uint32(i)})
		}
		want := slices.SortedFunc(slices.Values(sums), sum.compare)
		if got := sorted(sums); !slices.Equal(got, want) {
			t.Errorf("%d sums: %v, want %v", count, got, want)
		}
	}
	same := make([]sum, 1000) // all alike
	for i := range same {
		same[i] = sum{^uint64(0), uint32(i)}
	}
	if got := sorted(same); !slices.Equal(got, same) {
		t.Error("sums that are all alike are not in order")
	}
}
