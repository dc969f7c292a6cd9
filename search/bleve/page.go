package bleve

import "tiaowen/search"

// page says which hits of all a query asks for.
type page struct {
	// twice: the best hits are looked at a second time, and the page is a piece of
	// them. Else it is of what comes after a place. In both it begins after skip.
	twice bool
	skip  int
	after sortKey
	// depth is how many hits have to be kept for it: one more than are shown, to know
	// whether there is another page, and as many as a verdict looks at.
	depth int
}

// newPage is the page that begins somewhere. The hits looked at twice come first; after
// the last of them the cursor is a place, as it is everywhere else. Hits may be counted
// that are not looked at twice: at the beginning, and where the state that the walk
// began in is gone.
func (w *Weights) newPage(q search.Query, a *asked, listed bool, from start) page {
	if !a.question() || listed || q.Sort != search.ByRelevance || q.Group == search.GroupDocument || from.after != beforeAll {
		return page{skip: from.shown, after: from.after, depth: max(from.shown+q.Limit+max(q.Beside, 1), w.BasisHits)}
	}
	return page{twice: true, skip: min(from.shown, w.VoteDepth), after: beforeAll, depth: w.VoteDepth}
}

// cut is the hits from the first of the page on, of which the page shows limit, and where
// the page after it begins; nil if there is none. in are the same hits as they were
// collected, more says whether there are any behind them.
func (p page) cut(hits []rescored, in []hit, more bool, limit int) ([]rescored, *reached) {
	rest, shown := hits[min(p.skip, len(hits)):], p.skip+limit
	switch {
	case shown < len(in):
		next := p.start(in, shown)
		return rest, &next
	case p.twice && more:
		return rest, &reached{hit: &in[len(in)-1]}
	}
	return rest, nil
}

// start is where a page begins whose first hit is the nth of those collected.
func (p page) start(in []hit, n int) reached {
	if p.twice || n == 0 {
		return reached{shown: n}
	}
	return reached{hit: &in[n-1]}
}
