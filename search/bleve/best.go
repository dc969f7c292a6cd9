package bleve

import (
	"context"
	"math"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// best are the numbers of the candidates with the best scores, ascending: of all, and
// where there are lanes of every kind. It counts the candidates by their documents, for
// going through all scores once costs as much as adding them up. Where the sieves would
// stand in the end is guessed from a sample: else they take in many times what they keep.
func (r *reader) best(ctx context.Context, q search.Query, found *candidates, docs documents) ([]uint32, error) {
	s := r.newSieves(q.Lanes, found, docs)
	for i := range r.segs {
		s.sample(i)
	}
	for i := range s.sieves {
		s.sieves[i].guess(sampled)
	}
	err := s.sift(ctx)
	if err == nil && slices.ContainsFunc(s.sieves, func(s sieve) bool { return s.short() }) {
		s.empty()
		clear(found.perDocument)
		err = s.sift(ctx)
	}
	found.counted = true
	if err != nil {
		return nil, err
	}
	var numbers []uint32
	for i := range s.sieves {
		numbers = s.sieves[i].appendNumbers(numbers)
	}
	slices.Sort(numbers)
	r.unusedSieves.Put(s)
	return numbers, nil
}

// sieves keep the best of some candidates.
type sieves struct {
	*view
	found  *candidates
	docs   documents
	lanes  bool
	sieves []sieve // one, or one for those of no lane and one for each lane
}

// newSieves are empty, in memory that is used again and again.
func (v *view) newSieves(lanes bool, found *candidates, docs documents) *sieves {
	s, ok := v.unusedSieves.Get().(*sieves)
	if !ok {
		s = &sieves{}
	}
	count := 1
	if lanes {
		count += len(corpus.Lanes)
	}
	if len(s.sieves) != count {
		s.sieves = make([]sieve, count)
	}
	*s = sieves{v, found, docs, lanes, s.sieves}
	s.empty()
	return s
}

func (s *sieves) empty() {
	for i := range s.sieves {
		s.sieves[i].empty(s.weights.SecondLook)
	}
}

// of is the sieve for the passages of a document.
func (s *sieves) of(ordinal uint32) *sieve {
	if !s.lanes {
		return &s.sieves[0]
	}
	return &s.sieves[1+s.table.lane(ordinal)]
}

// sampled is how many passages there are to one of the sample.
const sampled = 32

// sample shows the sieves some passages of a segment.
func (s *sieves) sample(seg int) {
	view := s.segs[seg]
	scores := s.found.dense.scores[view.base:]
	for _, run := range view.runs {
		if s.docs.fails[run.ordinal] != 0 {
			continue
		}
		best, titles, factor := s.of(run.ordinal), s.found.titles[run.ordinal], s.docs.factors[run.ordinal]
		for n := (run.start + sampled - 1) / sampled * sampled; n < run.end; n += sampled {
			if score := scores[n]; score > 0 {
				best.worth = append(best.worth, worthOf((score+titles)*factor, view.part[n]))
			}
		}
	}
}

// sift shows the sieves all passages that have a score, and counts them.
func (s *sieves) sift(ctx context.Context) error {
	for _, seg := range s.segs {
		for i, run := range seg.runs {
			if i%often == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			scores := s.found.dense.scores[seg.base+run.start : seg.base+run.end]
			if s.docs.fails[run.ordinal] != 0 {
				s.found.perDocument[run.ordinal] += int32(len(scores) - unscored(scores))
				continue
			}
			s.siftRun(seg, run, scores)
		}
	}
	return nil
}

// siftRun shows a sieve the passages of a document. It is the loop that all scores go
// through: whether one is above 0 is as good as random, so nothing branches on it, and
// positive numbers are in the order of their bits.
func (s *sieves) siftRun(seg *segmentView, run run, scores []float32) {
	best, titles, factor := s.of(run.ordinal), s.found.titles[run.ordinal], s.docs.factors[run.ordinal]
	least := int32(math.Float32bits(needed(best.floor(), titles, factor)))
	none := uint32(0)
	for i, score := range scores {
		bits := int32(math.Float32bits(score))
		none += uint32(bits-1) >> 31
		if bits > least {
			n := run.start + uint32(i)
			if best.add((score+titles)*factor, seg.part[n], seg.base+n) {
				least = int32(math.Float32bits(needed(best.floor(), titles, factor)))
			}
		}
	}
	s.found.perDocument[run.ordinal] += int32(len(scores)) - int32(none)
}

// unscored is how many scores are those of no candidate.
func unscored(scores []float32) int {
	none := uint32(0)
	for _, score := range scores {
		none += uint32(int32(math.Float32bits(score))-1) >> 31
	}
	return int(none)
}

// needed is what a passage must be above to be worth floor or more: rather a
// little less than more, for rounding.
func needed(floor, titles, factor float32) float32 {
	if factor == 0 { // no document has no factor
		return math.MaxFloat32
	}
	return max(0, floor*(1-1e-5)/factor-titles)
}
