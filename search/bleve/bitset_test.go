package bleve

import (
	"testing"

	"pgregory.net/rapid"
)

// TestAddRun: a run adds the numbers in it, and no other.
func TestAddRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const size = 300
		from := rapid.Uint32Range(0, size).Draw(t, "from")
		to := rapid.Uint32Range(from, size).Draw(t, "to")
		b := newBitset(size)
		if n := b.addRun(run{1, from, to}); n != float64(to-from) {
			t.Fatalf("%v numbers", n)
		}
		for n := range uint32(size) {
			if b.has(n) != (from <= n && n < to) {
				t.Fatalf("%d to %d: %d is in it: %v", from, to, n, b.has(n))
			}
		}
	})
}
