package bleve

import (
	"context"
	"math"
	"slices"

	"tiaowen/search"
)

// siftAll leaves in the sieves the passages with the best scores. Where the
// sieves would stand in the end is guessed from a sample: else they take in many
// times what they keep.
func (c *collector) siftAll(ctx context.Context) error {
	if len(c.closer) != 1+len(c.lanes) {
		c.closer = make([]sieve, 1+len(c.lanes))
	}
	depth := c.weights.SecondLook
	if c.q.Sort != search.ByRelevance {
		depth = 0 // a score decides nothing
	}
	for i := range c.closer {
		c.closer[i].empty(depth)
	}
	if depth == 0 {
		return nil
	}
	for i := range c.segs {
		c.sample(i)
	}
	for i := range c.closer {
		c.closer[i].guess(sampled)
	}
	if err := c.sift(ctx); err != nil || !slices.ContainsFunc(c.closer, func(s sieve) bool { return s.short() }) {
		return err
	}
	for i := range c.closer {
		c.closer[i].empty(depth)
	}
	return c.sift(ctx)
}

// sampled is how many passages there are to one of the sample.
const sampled = 32

// sample shows the sieves some passages of a segment.
func (c *collector) sample(seg int) {
	s := c.segs[seg]
	for _, run := range s.runs {
		a := &c.about[run.ordinal]
		if a.passes == 0 {
			continue
		}
		best := c.sieveOf(run.ordinal)
		for n := (run.start + sampled - 1) / sampled * sampled; n < run.end; n += sampled {
			if score := c.scores[s.base+n]; score > 0 {
				best.worth = append(best.worth, worthOf((score+a.boost)*a.factor, s.part[n]))
			}
		}
	}
}

func (c *collector) sieveOf(ordinal uint32) *sieve {
	if c.lanes == nil {
		return &c.closer[0]
	}
	return &c.closer[1+c.table.lane(ordinal)]
}

// sift shows the sieves all passages that have a score.
func (c *collector) sift(ctx context.Context) error {
	for _, s := range c.segs {
		for i, run := range s.runs {
			if i%often == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			a := &c.about[run.ordinal]
			if a.held&a.passes == 0 {
				continue
			}
			best := c.sieveOf(run.ordinal)
			needed := a.needed(best.floor())
			for i, score := range c.scores[s.base+run.start : s.base+run.end] {
				if score > needed {
					n := run.start + uint32(i)
					best.add((score+a.boost)*a.factor, s.part[n], s.base+n)
					needed = a.needed(best.floor())
				}
			}
		}
	}
	return nil
}

// needed is what a passage must be above to be worth floor or more: rather a
// little less than more, for rounding.
func (a *about) needed(floor float32) float32 {
	if a.factor == 0 { // no document has no factor
		return math.MaxFloat32
	}
	return max(0, floor*(1-1e-5)/a.factor-a.boost)
}

// lookedCloser are the numbers of the passages that are looked at closer: the
// best, and where there are lanes the best of every kind.
func (c *collector) lookedCloser() []uint32 {
	var numbers []uint32
	for i := range c.closer {
		numbers = c.closer[i].appendNumbers(numbers)
	}
	slices.Sort(numbers)
	return numbers
}

// closerOf are those of numbers that have been looked at closer.
func (c *collector) closerOf(numbers []uint32, m matched) []uint32 {
	switch {
	case m.listed:
		return numbers
	case c.q.Sort != search.ByRelevance:
		return nil
	}
	var out []uint32
	looked := c.lookedCloser()
	for _, n := range numbers {
		if _, ok := slices.BinarySearch(looked, n); ok {
			out = append(out, n)
		}
	}
	return out
}
