package bleve

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// sense is what a question means, and what is known of the passages.
type sense struct {
	*means
	code meaning.Code
	// nearest are the passages nearest in meaning, by number in the view, ascending; the
	// best of them is first.
	nearest []uint32
	first   uint32
	likest  float32 // how near the nearest of all that may be shown is
	worth   float32 // what a cosine above the floor is multiplied by in scores
	took    time.Duration
}

// senseOf is what a question means; nil where that does not count: it is not ranked, or
// holds what must stand.
func (r *reader) senseOf(q search.Query, a *asked, m *means) *sense {
	if m == nil || m.known == 0 || !mayMean(q, a) {
		return nil
	}
	began := time.Now()
	var text string
	for _, run := range a.runs {
		text += run.Text + " "
	}
	code := m.encoder.Code(corpus.Fold(text))
	return &sense{means: m, code: code, took: time.Since(began)}
}

// mayMean reports whether what it means counts of what was asked.
func mayMean(q search.Query, a *asked) bool {
	return a.mode == search.ModeQuestion && len(a.phrases) == 0 && q.Sort == search.ByRelevance
}

// meant says whether what it means counted.
func (r *reader) meant(q search.Query, w journey, a *asked) search.Meant {
	switch {
	case r.means.Load() == nil || !mayMean(q, a):
		return ""
	case w.means == nil:
		return search.MeantOff
	case w.means.whole && a.sense != nil:
		return search.MeantWhole
	}
	return search.MeantPartial
}

// encoding is how long it took to find out what was asked means.
func (s *sense) encoding() time.Duration {
	if s == nil {
		return 0
	}
	return s.took
}

// mark names the meanings that an order came of; 0 if it came of words alone.
func (s *sense) mark() uint64 {
	if s == nil {
		return 0
	}
	return s.means.mark
}

// near is a passage with how near it is.
type near struct {
	number uint32
	worth  float32
}

// addNearest makes the passages nearest in meaning candidates, if they are none, and
// notes which they are.
func (r *reader) addNearest(ctx context.Context, s *sense, found *candidates, docs documents) error {
	if s == nil || r.weights.MeaningDepth == 0 {
		return nil
	}
	best, err := r.nearest(ctx, s, docs)
	if err != nil || len(best) == 0 {
		return err
	}
	s.first = best[0].number
	found.dense.dirty = true
	for _, n := range best {
		if found.dense.scores[n.number] == excludedScore {
			continue
		}
		s.nearest = append(s.nearest, n.number)
		if found.dense.scores[n.number] == 0 {
			found.dense.scores[n.number] = math.SmallestNonzeroFloat32
			seg := r.segmentAt(n.number)
			at := n.number - r.segs[seg].base
			found.dense.scored[seg][at/64] |= 1 << (at % 64)
		}
	}
	slices.Sort(s.nearest)
	return nil
}

// nearest are the passages nearest in meaning among those that may be shown, best first.
func (r *reader) nearest(ctx context.Context, s *sense, docs documents) ([]near, error) {
	var best []near
	floor := float32(r.weights.MeaningFloor)
	for _, seg := range r.segs {
		for i, run := range seg.runs {
			if i%often == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			record := s.records[run.ordinal]
			if record.Len() == 0 || docs.fails[run.ordinal] != 0 {
				continue
			}
			r.dots = slices.Grow(r.dots[:0], record.Len())[:record.Len()]
			dots := r.dots
			meaning.Dots(&s.code, record.Codes(), dots)
			factor := float32(math.Pow(float64(docs.factors[run.ordinal]), r.weights.MeaningStanding))
			for from := 0; from < len(dots); {
				part := record.Passage(from)
				whole, likeness, codes := likenessOf(record, from, dots[from:])
				from += codes
				worth := likeness * factor
				if worth <= floor && whole <= s.likest {
					continue
				}
				n, ok := seg.numberOf(run, uint32(part))
				if !ok || seg.part[n]&partApart != 0 {
					continue
				}
				s.likest = max(s.likest, whole)
				if worth <= floor {
					continue
				}
				best = append(best, near{seg.base + n, worth})
				if len(best) >= 4*r.weights.MeaningDepth+64 {
					best = nearestOf(best, r.weights.MeaningDepth)
					floor = best[len(best)-1].worth
				}
			}
		}
	}
	return nearestOf(best, r.weights.MeaningDepth), nil
}

// likenessOf is how near the passage is whose codes begin at from, by the products of
// these and those behind: the whole of it, and the mean of that and its nearest sentence.
// n is how many codes it has.
func likenessOf(record codes.Record, from int, dots []int32) (whole, likeness float32, n int) {
	most, best := int32(math.MinInt32), int32(math.MinInt32)
	part := record.Passage(from)
	for n < len(dots) && record.Passage(from+n) == part {
		best = max(best, dots[n])
		if record.Whole(from + n) {
			most = max(most, dots[n])
		}
		n++
	}
	return meaning.Cosine(most), (meaning.Cosine(most) + meaning.Cosine(best)) / 2, n
}

// nearestOf keeps the best, each passage once, best first.
func nearestOf(of []near, depth int) []near {
	slices.SortFunc(of, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.number, b.number))
	})
	out := of[:0]
	for _, n := range of {
		if len(out) < depth && !slices.ContainsFunc(out, func(o near) bool { return o.number == n.number }) {
			out = append(out, n)
		}
	}
	return out
}

// numberOf is the number in the segment of a part of the document of a run.
func (c *columns) numberOf(r run, part uint32) (uint32, bool) {
	if n := r.start + part; n < r.end && c.part[n]&partMask == part {
		return n, true
	}
	for n := r.start; n < r.end; n++ {
		if c.part[n]&partMask == part {
			return n, true
		}
	}
	return 0, false
}

// likeness is how near a passage is to the question, from -1 to 1; ok is false if that is
// not known.
func (r *reader) likeness(s *sense, number uint32) (cosine float32, ok bool) {
	seg := r.segmentOf(number)
	n := number - seg.base
	record, part := s.records[seg.ordinal[n]], seg.part[n]&partMask
	from, to := record.Of(int(part))
	if from == to {
		return 0, false
	}
	r.dots = slices.Grow(r.dots[:0], to-from)[:to-from]
	meaning.Dots(&s.code, record.Codes()[from*meaning.Width:to*meaning.Width], r.dots)
	_, cosine, _ = likenessOf(record, from, r.dots)
	return cosine, true
}

// likest is how near the nearest passage is to the question; ok is false if that is not
// known of all hits.
func (r *reader) likest(s *sense, hits []rescored) (cosine float32, ok bool) {
	if s == nil {
		return 0, false
	}
	for _, h := range hits {
		if _, known := r.likeness(s, h.number); !known {
			return 0, false
		}
	}
	return s.likest, true
}

// addSense adds what their meaning is worth to the scores of the candidates that are
// looked at again.
func (r *reader) addSense(ctx context.Context, s *sense, looked []uint32, found *candidates) error {
	if s == nil || r.weights.Meaning == 0 {
		return nil
	}
	most := float32(0)
	for _, n := range looked {
		most = max(most, found.dense.scores[n])
	}
	s.worth = most * float32(r.weights.Meaning)
	for i, n := range looked {
		if i%often == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		found.dense.scores[n] += r.senseWorth(s, n)
	}
	return nil
}

// senseWorth is what its meaning adds to the score of a passage.
func (r *reader) senseWorth(s *sense, number uint32) float32 {
	cosine, ok := r.likeness(s, number)
	if !ok {
		return 0
	}
	return s.worth * max(0, cosine-float32(r.weights.MeaningFloor))
}

// raise gives the passage that is the nearest in meaning a place among the first, if the
// words did not bring it there.
func (s *sense) raise(hits []rescored, place int) {
	if s == nil || s.nearest == nil || place == 0 {
		return
	}
	at := slices.IndexFunc(hits, func(h rescored) bool { return h.number == s.first })
	if at < place {
		return
	}
	h := hits[at]
	h.raised = true
	copy(hits[place:at+1], hits[place-1:at])
	hits[place-1] = h
}
