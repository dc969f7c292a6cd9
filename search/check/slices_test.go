package check

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tiaowen/search/searchtest"
)

// TestMutatedSlices: whatever is left of a real text when pieces are cut out of it, and
// characters dropped and put in, is checked, and nothing is exact that is not.
func TestMutatedSlices(t *testing.T) {
	l := realLibrary(t)
	var all strings.Builder
	for _, shelf := range []searchtest.Shelf{searchtest.RealShelf(t, "articles"), l.shelf} {
		for _, id := range slices.Sorted(maps.Keys(shelf))[:300] {
			all.WriteString(shelf[id].Text)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	text, signs := []rune(all.String()), []rune("“”《》\"‘’「」\n，。第条款（）…")
	for range 150 {
		at := r.IntN(len(text) - 3000)
		piece := slices.Clone(text[at : at+200+r.IntN(2500)])
		for range r.IntN(40) {
			i := r.IntN(len(piece))
			switch r.IntN(3) {
			case 0:
				piece = slices.Delete(piece, i, i+1)
			case 1:
				piece[i] = signs[r.IntN(len(signs))]
			case 2:
				piece[i] = piece[r.IntN(len(piece))]
			}
		}
		sound(t, "slice", l.check(t, string(piece), ""))
	}
}
