package bleve

import "tiaowen/search"

// page says which hits of all a query asks for.
type page struct {
	// twice: the best hits are looked at a second time, and the page is a piece of
	// them that begins after skip. Else it is what comes after a place.
	twice bool
	skip  int
	after sortKey
	// depth is how many hits have to be kept for it: one more than are shown, to know
	// whether there is another page, and as many as a verdict looks at.
	depth int
}

// newPage reads what the cursor of a query says. The hits looked at twice come
// first; after the last of them the cursor is a place, as it is everywhere else.
func (w *Weights) newPage(q search.Query, a *asked, listed bool, after sortKey) page {
	if !a.question() || listed || q.Sort != search.ByRelevance || q.Group == search.GroupDocument || q.Cursor != "" && after.high != 0 {
		return page{after: after, depth: max(q.Limit+1, w.BasisHits)}
	}
	p := page{twice: true, after: beforeAll, depth: w.VoteDepth}
	if q.Cursor != "" {
		p.skip = int(min(after.low, uint64(p.depth)))
	}
	return p
}

// cut is the hits from the first of the page on, of which the page shows limit, and the
// cursor of the page after it; nil if there is none. in are the same hits as they were
// collected, more says whether there are any behind them.
func (p page) cut(hits []rescored, in []hit, more bool, limit int) ([]rescored, *sortKey) {
	if !p.twice {
		if len(hits) <= limit {
			return hits, nil
		}
		return hits, &hits[limit-1].sortKey
	}
	rest, shown := hits[min(p.skip, len(hits)):], p.skip+limit
	switch {
	case shown < len(in):
		next := shownBefore(shown)
		return rest, &next
	case more:
		return rest, &in[len(in)-1].sortKey
	}
	return rest, nil
}
