package bleve

import (
	"fmt"
	"testing"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
)

// TestTermsKept: what is asked for again and again stays, however much else is
// asked for; and that is not kept without end.
func TestTermsKept(t *testing.T) {
	const room = 1 << 20
	kept := terms{room: room}
	often := key{zap.Grams, "党员"}
	want := &postings{lists: []*roaring.Bitmap{roaring.BitmapOf(1)}, count: 1}
	kept.put(often, want)
	const others = 4 * room / 512
	for i := range others {
		kept.put(key{zap.Grams, fmt.Sprint(i)}, &postings{})
		if got := kept.get(often); got != want {
			t.Fatalf("after %d others: %v", i+1, got)
		}
	}
	if n := len(kept.recent) + len(kept.older); n > others*3/4 {
		t.Errorf("%d of %d are kept", n, others)
	}
}
