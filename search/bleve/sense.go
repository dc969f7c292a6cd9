package bleve

import (
	"context"
	"math"
	"slices"
	"strings"
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
	// nearest are the passages nearest in meaning, by number in the view, ascending.
	nearest []near
	likest  float32   // how near the nearest of all that may be shown is
	worth   []float32 // what a cosine above the floor is multiplied by in scores, by list
	took    time.Duration
}

// senseOf is what a question means; nil where that does not count: it is not ranked, or
// holds what must stand.
func (r *reader) senseOf(q search.Query, a *asked, m *means) *sense {
	if m == nil || m.known == 0 || !mayMean(q, a) {
		return nil
	}
	began := time.Now()
	var runs []string
	for _, run := range a.runs {
		runs = append(runs, run.Folded)
	}
	lists := 1
	if q.Lanes {
		lists += len(corpus.Lanes)
	}
	code := m.encoder.question(strings.Join(runs, " "))
	return &sense{means: m, code: code, worth: make([]float32, lists), took: time.Since(began)}
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
	case w.means.whole && w.means.known == 0:
		return "" // there is nothing of which it is to be known
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

// likest is how near the nearest passage of which that is known is to the question, 0 if
// it is known of none; best reports whether it is known of the best hit.
func (r *reader) likest(s *sense, hits []rescored) (cosine float32, best bool) {
	if s == nil || len(hits) == 0 {
		return 0, false
	}
	_, best = r.likeness(s, hits[0].number)
	return s.likest, best
}

// addSense adds what their meaning is worth to the scores of the candidates that are
// looked at again. It is in times of the best score of their list, or of 1 where no word
// has brought any: what was found by its meaning alone must have an order too.
func (r *reader) addSense(ctx context.Context, s *sense, looked []uint32, found *candidates) error {
	if s == nil || r.weights.Meaning == 0 {
		return nil
	}
	for _, n := range looked {
		i := r.listOf(s, r.ordinalOf(n))
		s.worth[i] = max(s.worth[i], found.dense.scores[n])
	}
	for i, best := range s.worth {
		if best <= admitted {
			best = 1
		}
		s.worth[i] = best * float32(r.weights.Meaning)
	}
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
	return s.worth[r.listOf(s, r.ordinalOf(number))] * max(0, cosine-float32(r.weights.MeaningFloor))
}
