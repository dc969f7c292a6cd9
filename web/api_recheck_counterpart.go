package web

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search"
)

// In a newer version the number of a provision may belong to another one. What
// took a passage's place is the provision of its sort that has most of its pairs
// of letters; one at the old number is preferred a little.

const (
	// leastLike is below what nothing is said to have taken a passage's place.
	leastLike = 0.3
	// atItsNumber is what the old number is worth.
	atItsNumber = 0.1
)

func (t heldText) counterpart(p packet.Passage) (best search.Place, ok bool) {
	if p.Locator == "" || t.document.Root == nil {
		return placeAt(t.document, p.Locator)
	}
	want, most := pairsOf(p.Text), leastLike
	sort := sortOf(p.Locator)
	t.document.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		if n.Locator == "" || sortOf(n.Locator) != sort {
			return true
		}
		at := search.Place{Document: t.document, Node: n}
		share := want.shareIn(pairsOf(provisionText(at)), p.Piece)
		if n.Locator == p.Locator && share > 0 {
			share += atItsNumber
		}
		if share >= most {
			at.Above = slices.Clone(above)
			best, most, ok = at, share, true
		}
		return true
	})
	return best, ok
}

// sortOf is what a locator names: art for art_12, para for art_8__para_2.
func sortOf(locator string) string {
	if i := strings.LastIndex(locator, "__"); i >= 0 {
		locator = locator[i+2:]
	}
	sort, _, _ := strings.Cut(locator, "_")
	return sort
}

// shareIn is how much two texts have in common of the longer, or of s alone if
// s is a piece.
func (s pairSet) shareIn(o pairSet, piece bool) float64 {
	whole := max(s.count, o.count)
	if piece {
		whole = s.count
	}
	if whole == 0 {
		return 0
	}
	return float64(s.common(o)) / float64(whole)
}
