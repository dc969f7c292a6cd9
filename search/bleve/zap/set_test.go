package zap

import (
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// TestSet: a set is read by Roaring as it was written.
func TestSet(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, c := range []struct {
		name  string
		below uint32
		count int
	}{
		{"few", 10, 3}, {"one container", 1 << 16, 1000}, {"as many as are listed", 1 << 16, mostListed},
		{"one more", 1 << 16, mostListed + 1}, {"all", 1 << 16, 1 << 16}, {"many containers", 1 << 20, 30_000},
		{"many full containers", 1 << 18, 200_000}, {"wide apart", 1 << 31, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := roaring.New()
			for set.GetCardinality() < uint64(c.count) {
				set.Add(random.Uint32N(c.below))
			}
			got := roaring.New()
			written := appendSet([]byte("before"), set.ToArray())[len("before"):]
			if n, err := got.FromBuffer(written); err != nil || int(n) != len(written) {
				t.Fatalf("read %d of %d bytes: %v", n, len(written), err)
			}
			if !got.Equals(set) {
				t.Error("another set is read")
			}
		})
	}
}
