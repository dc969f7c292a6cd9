package bleve

import (
	"math"
	"slices"
)

// candidates are the passages that a query finds, with what each scores so far.
// They come in three shapes: everything, for browsing; a list, where strings must
// stand; else all passages that have a score, for a question.
type candidates struct {
	everything, listed bool
	list               impacts     // by numbers in the view, if listed
	dense              denseScores // if not
	// titles is, by ordinal, what a document's title adds to the scores of all its
	// passages.
	titles []float32
	// perDocument is, by ordinal, how many of its passages are candidates, once they
	// are counted: by best, else by tally.
	perDocument []int32
	counted     bool
	// excluded is how many passages must not be found whatever they hold.
	excluded int
}

// denseScores are the scores of all passages of a view, removed ones too.
type denseScores struct {
	scores []float32 // by number in the view; 0 if a passage is no candidate
	dirty  bool      // there are some
}

// excludedScore is the score of a passage that must not be found.
const excludedScore = -1

// newCandidates are none, in memory that is used again and again, also by the views that
// come after: else the first question after a write would pay for it.
func (v *view) newCandidates() *candidates {
	c, ok := v.unused.Get().(*candidates)
	if !ok {
		c = &candidates{}
	}
	c.dense.clear()
	*c = candidates{
		dense:       denseScores{scores: sized(c.dense.scores, v.size)},
		titles:      sized(c.titles, len(v.table.rows)),
		perDocument: sized(c.perDocument, len(v.table.rows)),
	}
	clear(c.titles)
	clear(c.perDocument)
	return c
}

// sized is a slice of a length in the memory of another if that is enough, else in some
// that will do for a while.
func sized[V any](had []V, length int) []V {
	if cap(had) < length {
		had = make([]V, length+length/8)
	}
	return had[:length]
}

// clear takes all scores away. What lies behind them is 0 already.
func (d *denseScores) clear() {
	if d.dirty {
		clear(d.scores)
		d.dirty = false
	}
}

// exclude takes passages out, by their numbers, ascending.
func (c *candidates) exclude(numbers []uint32) {
	if c.excluded = len(numbers); c.excluded == 0 {
		return
	}
	if c.listed {
		c.list = c.list.without(numbers)
		return
	}
	c.dense.dirty = true
	for _, number := range numbers {
		c.dense.scores[number] = excludedScore
	}
}

// admitted is the score of a candidate that no word has brought: next to none.
const admitted = math.SmallestNonzeroFloat32

// admit makes a passage a candidate that no word has brought; false if it must not be
// found.
func (c *candidates) admit(number uint32) bool {
	score := &c.dense.scores[number]
	if *score == excludedScore {
		return false
	}
	if *score == 0 {
		c.dense.dirty = true
		*score = admitted
	}
	return true
}

// score is what a passage scores so far; 0, or less, if it is no candidate.
func (c *candidates) score(number uint32) float32 {
	if c.listed {
		return c.list.of(number)
	}
	return c.dense.scores[number]
}

// impacts are numbers of passages, ascending, and what each of them gets: of a
// term, or of strings that stand in it.
type impacts struct {
	numbers []uint32
	worth   []float32
}

// without is what is left without some numbers, ascending, in the same memory.
func (l impacts) without(numbers []uint32) impacts {
	left := 0
	for i, n := range l.numbers {
		for len(numbers) > 0 && numbers[0] < n {
			numbers = numbers[1:]
		}
		if len(numbers) == 0 || numbers[0] != n {
			l.numbers[left], l.worth[left] = n, l.worth[i]
			left++
		}
	}
	return impacts{l.numbers[:left], l.worth[:left]}
}

// with is the list with others, none of which is on it, in new memory.
func (l impacts) with(more impacts) impacts {
	if len(more.numbers) == 0 {
		return l
	}
	numbers := slices.Concat(l.numbers, more.numbers)
	slices.Sort(numbers)
	worth := make([]float32, len(numbers))
	for _, part := range []impacts{l, more} {
		for i, n := range part.numbers {
			at, _ := slices.BinarySearch(numbers, n)
			worth[at] = part.worth[i]
		}
	}
	return impacts{numbers, worth}
}

// of is what a number gets; 0 if it is not among them.
func (l impacts) of(number uint32) float32 {
	if i, ok := slices.BinarySearch(l.numbers, number); ok {
		return l.worth[i]
	}
	return 0
}
