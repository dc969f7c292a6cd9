package shelf

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search"
)

// atItsNumber is what the old number is worth: in a newer version the number of a
// provision may belong to another one.
const atItsNumber = 0.1

// counterpart is what took a passage's place in a text: the provision of its sort
// that has most of its pairs of letters; one at the old number is preferred a little.
func counterpart(d *corpus.Document, p packet.Passage) (best search.Place, ok bool) {
	if p.Locator == "" || d.Root == nil {
		return PlaceAt(d, p.Locator)
	}
	want, most := search.NewPairs(p.Text), search.SuccessorShare
	alike := want.Share
	if p.Piece {
		alike = want.Within
	}
	sort := sortOf(p.Locator)
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		if n.Locator == "" || sortOf(n.Locator) != sort {
			return true
		}
		at := search.Place{Document: d, Node: n}
		share := alike(search.NewPairs(TextOf(at)))
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
