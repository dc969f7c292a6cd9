package bleve

import (
	"cmp"
	"context"
	"math"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// sortKey is where a hit stands: the greater goes first, first by high, then by
// low. It does not hang on segments, so a merge changes nothing.
type sortKey struct{ high, low uint64 }

func (a sortKey) before(b sortKey) bool {
	return a.high > b.high || a.high == b.high && a.low > b.low
}

// beforeAll goes before every hit.
var beforeAll = sortKey{math.MaxUint64, math.MaxUint64}

// hit is a passage that was found.
type hit struct {
	sortKey
	number, ordinal uint32
	score           float32
}

// compare puts the hit first that stands first.
func (a hit) compare(b hit) int {
	if a.high != b.high {
		return cmp.Compare(b.high, a.high)
	}
	return cmp.Compare(b.low, a.low)
}

// collected are the hits after a place, best first, each by which a place stands.
type collected struct {
	hits  []hit
	lanes [][]hit // by the number of the lane in corpus.Lanes, if there are lanes
}

// collector keeps the best of the candidates.
type collector struct {
	*view
	q     search.Query
	found *candidates
	docs  documents
	same  *collapse
	page  page
	dates []uint32 // the places in the order that breaks ties, or is the order

	hits  top
	lanes []top
	best  []hit // by ordinal, when grouping
}

func (v *view) newCollector(q search.Query, found *candidates, docs documents, same *collapse, p page) *collector {
	c := &collector{view: v, q: q, found: found, docs: docs, same: same, page: p, dates: v.table.order(q.Sort).places, hits: top{limit: p.depth}}
	if q.Lanes {
		for range corpus.Lanes {
			c.lanes = append(c.lanes, top{limit: p.depth})
		}
	}
	if q.Group == search.GroupDocument {
		c.best = make([]hit, len(v.table.rows))
	}
	return c
}

// collect keeps the best of the candidates: of those looked at a second time if the
// page is of these.
func (v *view) collect(ctx context.Context, q search.Query, found *candidates, docs documents, same *collapse, looked []uint32, p page) (collected, error) {
	if p.twice {
		return v.collectLooked(q, found, docs, same, looked, p.depth), ctx.Err()
	}
	c := v.newCollector(q, found, docs, same, p)
	add := c.addSegments
	if found.listed {
		add = c.addListed
	}
	if err := add(ctx); err != nil {
		return collected{}, err
	}
	return c.collected(), ctx.Err()
}

func (c *collector) addSegments(ctx context.Context) error {
	add := c.addScored
	if c.found.everything {
		add = c.addAll
	}
	for _, s := range c.segs {
		if err := add(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// addScored makes hits of the passages of a segment that have a score.
func (c *collector) addScored(ctx context.Context, s *segmentView) error {
	for i, run := range s.runs {
		if i%often == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if c.docs.fails[run.ordinal] != 0 {
			continue
		}
		titles, factor := c.found.titles[run.ordinal], c.docs.factors[run.ordinal]
		for i, score := range c.found.dense.scores[s.base+run.start : s.base+run.end] {
			if score <= 0 {
				continue
			}
			if score = (score + titles) * factor; !c.outdone(run.ordinal, score) {
				c.add(s, run.start+uint32(i), run.ordinal, score)
			}
		}
	}
	return nil
}

// addAll takes in all passages of a segment, in an order that has no relevance
// in it.
func (c *collector) addAll(ctx context.Context, s *segmentView) error {
	floor, prunes := uint32(math.MaxUint32), c.prunes()
	for i, run := range s.runs {
		if i%often == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if c.docs.fails[run.ordinal] != 0 || c.dates[run.ordinal] > floor {
			continue
		}
		for n := run.start; n < run.end; n++ {
			if c.found.dense.scores[s.base+n] == excludedScore {
				continue
			}
			c.add(s, n, run.ordinal, 0)
			if c.best != nil && s.part[n]&partApart == 0 {
				break // of a document the first counts
			}
		}
		if prunes {
			floor = c.hits.lastDate()
		}
	}
	return nil
}

// prunes reports whether what is no better than the last hit kept can be left.
func (c *collector) prunes() bool { return c.lanes == nil && c.best == nil }

// addListed takes in the passages on the list.
func (c *collector) addListed(ctx context.Context) error {
	numbers, worth := c.found.list.numbers, c.found.list.worth
	for _, s := range c.segs {
		end, _ := slices.BinarySearch(numbers, s.base+uint32(len(s.ordinal)))
		for i, number := range numbers[:end] {
			if i%often == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			n := number - s.base
			o := s.ordinal[n]
			if c.docs.fails[o] != 0 {
				continue
			}
			if score := (worth[i] + c.found.titles[o]) * c.docs.factors[o]; !c.outdone(o, score) {
				c.add(s, n, o, score)
			}
		}
		numbers, worth = numbers[end:], worth[end:]
	}
	return nil
}

// outdone reports whether a passage comes after all that are kept.
func (c *collector) outdone(ordinal uint32, score float32) bool {
	switch {
	case !c.prunes():
		return false
	case c.q.Sort == search.ByRelevance:
		return score < c.hits.floor()
	}
	return c.dates[ordinal] > c.hits.lastDate()
}

// add makes a hit of a passage.
func (c *collector) add(s *segmentView, n, o uint32, score float32) {
	relevance := score
	if c.q.Sort != search.ByRelevance {
		relevance = 0
	}
	h := hit{newSortKey(relevance, s.part[n], c.dates[o]), s.base + n, o, score}
	if c.best == nil {
		c.keep(h)
	} else if c.best[o].high == 0 || h.before(c.best[o].sortKey) {
		c.best[o] = h
	}
}

// newSortKey is where a passage stands. What stands apart in its document comes after
// all that does not; ties are broken by the date, the id and the place in the text.
func newSortKey(score float32, part, date uint32) sortKey {
	high := 1 + uint64(math.Float32bits(score))
	if part&partApart == 0 {
		high |= notApart
	}
	return sortKey{high, ^(uint64(date)<<32 | uint64(part&partMask))}
}

// notApart is the highest bit of a place.
const notApart = 1 << 40

// keep keeps a hit if it is among the best after the cursor, and the one by which its
// place stands.
func (c *collector) keep(h hit) {
	if c.page.after.before(h.sortKey) && c.hits.takes(h) && c.same.stands(h, allLanes) {
		c.hits.add(h)
	}
	if c.lanes == nil {
		return
	}
	if lane := c.table.lane(h.ordinal); lane >= 0 && c.lanes[lane].takes(h) && c.same.stands(h, lane) {
		c.lanes[lane].add(h)
	}
}

// collected is what was kept; when grouping, of the best passage of each document.
func (c *collector) collected() collected {
	for _, h := range c.best {
		if h.high != 0 {
			if c.found.everything {
				h.high |= notApart // a document that is listed has its place whatever it is made of
			}
			c.keep(h)
		}
	}
	out := collected{hits: c.hits.sorted()}
	for i := range c.lanes {
		out.lanes = append(out.lanes, c.lanes[i].sorted())
	}
	return out
}
