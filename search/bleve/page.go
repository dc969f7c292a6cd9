package bleve

import (
	"context"

	"tiaowen/search"
)

// page says which hits of all a query asks for.
type page struct {
	// twice: the best hits are looked at a second time, and the page is a piece of
	// them that begins after skip. Else it is what comes after a place.
	twice bool
	skip  int
	after order
	depth int // how many hits have to be kept for it
}

// newPage reads what the cursor of a query says. The hits looked at twice come
// first; after the last of them the cursor is a place, as it is everywhere else.
func (v *view) newPage(q search.Query, m matched, after order) page {
	if !reranks(q, m) || q.Cursor != "" && after.high != 0 {
		return page{after: after, depth: max(q.Limit, v.weights.BasisHits)}
	}
	p := page{twice: true, after: first, depth: v.weights.VoteDepth}
	if q.Cursor != "" {
		p.skip = int(min(after.low, uint64(p.depth)))
	}
	return p
}

// onPage is what was kept, from the first hit of the page on, and the cursor of
// the page after it; nil if there is none.
func (c *collector) onPage(ctx context.Context, m matched) ([]hit, *order) {
	hits := c.hits.sorted()
	if !c.page.twice {
		n := min(len(hits), c.q.Limit)
		if n == 0 || c.passed+n >= c.total {
			return hits, nil
		}
		return hits, &hits[n-1].order
	}
	shown := c.page.skip + c.q.Limit
	next := shownBefore(shown)
	switch {
	case shown >= c.total:
		return c.rest(ctx, hits, m), nil
	case shown >= len(hits):
		next = hits[len(hits)-1].order
	}
	return c.rest(ctx, hits, m), &next
}

// inLane is the best of a lane, ranked in itself.
func (c *collector) inLane(ctx context.Context, i int, m matched) []hit {
	hits := c.lanes[i].hits.sorted()
	if c.page.twice {
		c.why.first, c.why.voted = nil, nil
		hits = c.rerank(ctx, hits, &m.asking)
	}
	return hits[:min(len(hits), c.q.Limit)]
}

// rest is the hits looked at twice, without those of the pages before.
func (c *collector) rest(ctx context.Context, hits []hit, m matched) []hit {
	again := c.rerank(ctx, hits, &m.asking)
	return again[min(c.page.skip, len(again)):]
}
