package bleve

import (
	"math"
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
}

type lane struct {
	total int
	hits  top
}

// newCollector makes one for a query; what the reader holds by document is
// made ready for it.
func (r *reader) newCollector(q search.Query, p search.Parsed, day *currency, page page) *collector {
	c := &collector{reader: r, currency: day, q: q, ranks: r.table.newest, page: page, hits: top{limit: page.keeps(q.Limit)}}
	if q.Sort == search.Oldest {
		c.ranks = r.table.oldest
	}
	r.filter(q, p, c.statuses)
	if q.Lanes {
		for range corpus.Kinds {
			c.lanes = append(c.lanes, lane{hits: top{limit: q.Limit}})
		}
	}
	if q.Group == search.GroupDocument {
		r.best = slices.Grow(r.best[:0], len(r.about))[:len(r.about)]
		clear(r.best)
	}
	return c
}

// addScored takes in the passages of a segment that have a score. This is the
// loop that a question spends its time in. Which passages have a score no
// processor can foresee, so it counts without asking, and asks only what is
// nearly always false: whether a passage is among the best.
func (c *collector) addScored(s *segmentView) {
	floor, ranked := float32(0), c.q.Sort == search.ByRelevance && c.lanes == nil && c.q.Group != search.GroupDocument
	total, abouts, ordinals := 0, c.about, s.ordinal
	for n, score := range c.scores[s.base:][:len(ordinals)] {
		hit := uint8(0)
		if score > 0 {
			hit = 1
		}
		a := &abouts[ordinals[n]]
		a.held |= hit
		hit &= a.passes
		total += int(hit)
		if score = (score + a.boost) * a.factor; score < floor || hit == 0 {
			continue
		}
		c.add(s, uint32(n), ordinals[n], score)
		if ranked {
			floor = c.hits.floor()
		}
	}
	c.total += total
}

// addAll takes in the passages of a segment that are not removed, in an order
// that has no relevance in it.
func (c *collector) addAll(s *segmentView) {
	floor, ranked := uint32(math.MaxUint32), c.lanes == nil && c.q.Group != search.GroupDocument
	removed := s.snap.Deleted()
	for n, part := range s.part {
		if part&partHead != 0 || c.scores[s.base+uint32(n)] == excluded || removed != nil && removed.Contains(uint32(n)) {
			continue
		}
		o := s.ordinal[n]
		c.about[o].held = 1
		if c.about[o].passes == 0 {
			continue
		}
		c.total++
		if c.ranks[o] > floor {
			continue
		}
		c.add(s, uint32(n), o, 0)
		if ranked {
			floor = c.hits.lastRank()
		}
	}
}

// addListed takes in the passage of a number.
func (c *collector) addListed(number uint32) {
	s := c.segmentOf(number)
	n := number - s.base
	o := s.ordinal[n]
	a := &c.about[o]
	a.held = 1
	if a.passes == 1 {
		c.total++
		c.add(s, n, o, (c.scores[number]+a.boost)*a.factor)
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
	high := uint64(1)
	if c.q.Sort == search.ByRelevance {
		high += uint64(math.Float32bits(score))
	}
	if part&partApart == 0 {
		high |= notApart
	}
	return order{high, ^(uint64(c.ranks[o])<<32 | uint64(part&partMask))}
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
	if c.lanes != nil {
		if k := c.table.rows[o].kind; k >= 0 {
			c.lanes[k].total++
			c.lanes[k].hits.add(h)
		}
	}
}

// finish counts the documents and, when grouping, makes the best passage of
// each a hit.
func (c *collector) finish() {
	for o := range c.about {
		if c.about[o].held&c.about[o].passes == 1 {
			c.documents++
			if c.q.Group == search.GroupDocument {
				c.keep(c.best[o], uint32(o))
			}
		}
	}
	if c.q.Group == search.GroupDocument {
		c.total = c.documents
	}
}

// top keeps the best hits of many, as a heap with the last of them in front.
type top struct {
	limit int
	heap  []hit
}

// add takes a hit in if it is among the best.
func (t *top) add(h hit) {
	if len(t.heap) < t.limit {
		t.heap = append(t.heap, h)
		for i := len(t.heap) - 1; i > 0 && t.heap[(i-1)/2].before(t.heap[i].order); i = (i - 1) / 2 {
			t.heap[i], t.heap[(i-1)/2] = t.heap[(i-1)/2], t.heap[i]
		}
		return
	}
	if h.before(t.heap[0].order) {
		t.heap[0] = h
		t.sink()
	}
}

// floor is the score below which nothing gets in any more.
func (t *top) floor() float32 {
	if len(t.heap) < t.limit || t.heap[0].high&notApart == 0 {
		return 0
	}
	return t.heap[0].score
}

// lastRank is the rank by date beyond which nothing gets in any more.
func (t *top) lastRank() uint32 {
	if len(t.heap) < t.limit || t.heap[0].high&notApart == 0 {
		return math.MaxUint32
	}
	return uint32(^t.heap[0].low >> 32)
}

// sink moves the hit in front to its place.
func (t *top) sink() {
	for i := 0; ; {
		last := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.heap); child++ {
			if t.heap[last].before(t.heap[child].order) {
				last = child
			}
		}
		if last == i {
			return
		}
		t.heap[i], t.heap[last] = t.heap[last], t.heap[i]
		i = last
	}
}

// sorted is what was kept, best first.
func (t *top) sorted() []hit {
	slices.SortFunc(t.heap, func(a, b hit) int {
		if a.before(b.order) {
			return -1
		}
		return 1
	})
	return t.heap
}
