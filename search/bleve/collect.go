package bleve

import (
	"context"
	"math"
	"math/bits"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// order is where a hit stands: the greater goes first, first by high, then by
// low. It does not hang on segments, so a merge changes nothing.
type order struct{ high, low uint64 }

func (a order) before(b order) bool {
	return a.high > b.high || a.high == b.high && a.low > b.low
}

// first goes before every hit.
var first = order{math.MaxUint64, math.MaxUint64}

// hit is a passage that was found.
type hit struct {
	order
	number uint32
	score  float32
}

// collector takes in passages that match and keeps the best.
type collector struct {
	*reader
	*currency
	q     search.Query
	ranks []uint32 // the order by date that breaks ties, or is the order
	page  page

	total, documents int
	hits             top
	passed           int // hits before the cursor, and at it
	lanes            []lane
	why              explanation
}

type lane struct {
	total int
	hits  top
}

// newCollector makes one for a query; what the reader holds by document is
// made ready for it.
func (r *reader) newCollector(q search.Query, p search.Parsed, day *currency, page page) *collector {
	c := &collector{reader: r, currency: day, q: q, ranks: r.table.newest, page: page, hits: top{limit: page.depth}}
	if q.Sort == search.Oldest {
		c.ranks = r.table.oldest
	}
	r.filter(q, p, day)
	if q.Lanes {
		for range corpus.Lanes {
			c.lanes = append(c.lanes, lane{hits: top{limit: page.depth}})
		}
	}
	if q.Group == search.GroupDocument {
		r.best = slices.Grow(r.best[:0], len(r.about))[:len(r.about)]
		clear(r.best)
	}
	return c
}

// rankScored takes in the passages that have a score: the best are looked at
// closer first.
func (c *collector) rankScored(ctx context.Context, a *asking) error {
	for i := range c.segs {
		if err := c.tally(ctx, i); err != nil {
			return err
		}
	}
	if err := c.siftAll(ctx); err != nil {
		return err
	}
	looked := c.lookedCloser()
	if err := c.lookCloser(ctx, looked, a); err != nil {
		return err
	}
	if c.page.twice { // no other can be on it
		for _, number := range looked {
			c.addNumber(number)
		}
		return ctx.Err()
	}
	for _, s := range c.segs {
		if err := c.addScored(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// often is how many documents or passages are taken in between two looks at the
// clock.
const often = 1 << 10

// tally counts the passages of a segment that have a score.
func (c *collector) tally(ctx context.Context, seg int) error {
	for i, run := range c.segs[seg].runs {
		if i%often == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if held := ones(c.scored[seg], run.start, run.end); held > 0 {
			a := &c.about[run.ordinal]
			a.held = 1
			c.count(run.ordinal, held*int(a.passes))
		}
	}
	return nil
}

// ones counts the bits from one place to another.
func ones(set []uint64, from, to uint32) int {
	first, last := from/64, to/64
	low, high := ^uint64(0)<<(from%64), uint64(1)<<(to%64)-1
	if first == last {
		return bits.OnesCount64(set[first] & low & high)
	}
	n := bits.OnesCount64(set[first]&low) + bits.OnesCount64(set[last]&high)
	for _, word := range set[first+1 : last] {
		n += bits.OnesCount64(word)
	}
	return n
}

// count counts passages of a document that are hits.
func (c *collector) count(ordinal uint32, hits int) {
	c.total += hits
	if c.lanes == nil {
		return
	}
	if k := c.table.lane(ordinal); k >= 0 {
		c.lanes[k].total += hits
	}
}

// addScored makes hits of the passages of a segment that have a score.
func (c *collector) addScored(ctx context.Context, s *segmentView) error {
	for i, run := range s.runs {
		if i%often == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a := &c.about[run.ordinal]
		if a.passes == 0 {
			continue
		}
		for n := run.start; n < run.end; n++ {
			score := c.scores[s.base+n]
			if score <= 0 {
				continue
			}
			if score = (score + a.boost) * a.factor; !c.outdone(run.ordinal, score) {
				c.add(s, n, run.ordinal, score)
			}
		}
	}
	return nil
}

// addAll takes in all passages of a segment, in an order that has no relevance
// in it.
func (c *collector) addAll(ctx context.Context, s *segmentView, not bool) error {
	floor, ranked, grouped := uint32(math.MaxUint32), c.ranked(), c.q.Group == search.GroupDocument
	for i, run := range s.runs {
		if i%often == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a, live := &c.about[run.ordinal], int(run.end-run.start)
		if not {
			live -= c.excludedIn(s, run)
		}
		if c.table.rows[run.ordinal] == nil || live == 0 {
			continue
		}
		a.held = 1
		if a.passes == 0 {
			continue
		}
		c.count(run.ordinal, live)
		if c.ranks[run.ordinal] > floor {
			continue
		}
		for n := run.start; n < run.end; n++ {
			if c.scores[s.base+n] == excluded {
				continue
			}
			c.add(s, n, run.ordinal, 0)
			if grouped && s.part[n]&partApart == 0 {
				break // of a document the first counts
			}
		}
		if ranked {
			floor = c.hits.lastRank()
		}
	}
	return nil
}

func (c *collector) excludedIn(s *segmentView, run run) (count int) {
	for _, score := range c.scores[s.base+run.start : s.base+run.end] {
		if score == excluded {
			count++
		}
	}
	return count
}

// ranked reports whether what is no better than the last hit kept can be left.
func (c *collector) ranked() bool {
	return c.lanes == nil && c.q.Group != search.GroupDocument
}

// addListed takes in the passages of numbers, ascending.
func (c *collector) addListed(ctx context.Context, numbers []uint32) error {
	for _, s := range c.segs {
		end, _ := slices.BinarySearch(numbers, s.base+uint32(len(s.ordinal)))
		for i, number := range numbers[:end] {
			if i%often == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			n, score := number-s.base, c.scores[number]
			c.scores[number] = 0
			o := s.ordinal[n]
			a := &c.about[o]
			a.held = 1
			if a.passes == 0 {
				continue
			}
			c.count(o, 1)
			if score = (score + a.boost) * a.factor; !c.outdone(o, score) {
				c.add(s, n, o, score)
			}
		}
		numbers = numbers[end:]
	}
	return nil
}

// outdone reports whether a passage comes after all that are kept.
func (c *collector) outdone(ordinal uint32, score float32) bool {
	switch {
	case !c.ranked():
		return false
	case c.q.Sort == search.ByRelevance:
		return score < c.hits.floor()
	}
	return c.ranks[ordinal] > c.hits.lastRank()
}

// addNumber makes a hit of the passage of a number.
func (c *collector) addNumber(number uint32) {
	s := c.segmentOf(number)
	n := number - s.base
	o := s.ordinal[n]
	a := &c.about[o]
	if score := (c.scores[number] + a.boost) * a.factor; !c.outdone(o, score) {
		c.add(s, n, o, score)
	}
}

// add makes a hit of a passage.
func (c *collector) add(s *segmentView, n, o uint32, score float32) {
	h := hit{c.place(s, n, o, score), s.base + n, score}
	if c.q.Group == search.GroupDocument {
		if c.best[o].high == 0 || h.before(c.best[o].order) {
			c.best[o] = h
		}
		return
	}
	c.keep(h, o)
}

// place is where a passage stands in the order asked for. What stands apart in
// its document comes after all that does not; ties are broken by the date,
// the id and the place in the text.
func (c *collector) place(s *segmentView, n, o uint32, score float32) order {
	part := s.part[n]
	if c.q.Sort != search.ByRelevance {
		score = 0
	}
	return order{rank(score, part), ^(uint64(c.ranks[o])<<32 | uint64(part&partMask))}
}

// rank is the first part of an order.
func rank(score float32, part uint32) uint64 {
	high := 1 + uint64(math.Float32bits(score))
	if part&partApart == 0 {
		high |= notApart
	}
	return high
}

// notApart is the highest bit of a place.
const notApart = 1 << 40

// keep keeps a hit if it is among the best after the cursor.
func (c *collector) keep(h hit, o uint32) {
	if c.page.after.before(h.order) {
		c.hits.add(h)
	} else {
		c.passed++
	}
	if c.lanes == nil {
		return
	}
	if k := c.table.lane(o); k >= 0 {
		c.lanes[k].hits.add(h)
	}
}

// finish counts the documents and, when grouping, makes the best passage of
// each a hit.
func (c *collector) finish() {
	grouped := c.q.Group == search.GroupDocument
	if grouped {
		c.total = 0
		for i := range c.lanes {
			c.lanes[i].total = 0
		}
	}
	for o := range c.about {
		if c.about[o].held&c.about[o].passes == 0 {
			continue
		}
		c.documents++
		if grouped {
			c.count(uint32(o), 1)
			c.keep(c.best[o], uint32(o))
		}
	}
}
