package bleve

import "tiaowen/search"

// page says which hits of all a query asks for.
type page struct {
	// twice: the best hits are looked at a second time, and the page is a piece of
	// them that begins after skip. Else it is what comes after a place.
	twice bool
	skip  int
	after sortKey
	depth int // how many hits have to be kept for it: a verdict looks at as many whatever its length
}

// newPage reads what the cursor of a query says. The hits looked at twice come
// first; after the last of them the cursor is a place, as it is everywhere else.
func (w *Weights) newPage(q search.Query, a *asked, listed bool, after sortKey) page {
	if !a.question() || listed || q.Sort != search.ByRelevance || q.Group == search.GroupDocument || q.Cursor != "" && after.high != 0 {
		return page{after: after, depth: max(q.Limit, w.BasisHits)}
	}
	p := page{twice: true, after: beforeAll, depth: w.VoteDepth}
	if q.Cursor != "" {
		p.skip = int(min(after.low, uint64(p.depth)))
	}
	return p
}

// cut is the hits from the first of the page on, of which the page shows limit, and the
// cursor of the page after it; nil if there is none.
func (p page) cut(hits []rescored, in collected, total, limit int) ([]rescored, *sortKey) {
	if !p.twice {
		n := min(len(hits), limit)
		if n == 0 || in.passed+n >= total {
			return hits, nil
		}
		return hits, &hits[n-1].sortKey
	}
	rest, shown := hits[min(p.skip, len(hits)):], p.skip+limit
	switch {
	case shown >= total:
		return rest, nil
	case shown >= len(in.hits):
		return rest, &in.hits[len(in.hits)-1].sortKey // the last as they were collected
	}
	next := shownBefore(shown)
	return rest, &next
}
