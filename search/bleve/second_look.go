package bleve

import (
	"context"
	"slices"

	"tiaowen/search"
)

// A question's best passages are looked at again, twice: the best thousand for what
// costs too much to be read for all, letters, headings and words (here); the best of
// those for what adding up terms cannot see, that several passages of one document
// answer, and how much of the question one passage holds (see rescore).

// secondLook adds what letters, headings and words add to the scores of the best
// candidates, and says which these are, ascending.
func (r *reader) secondLook(ctx context.Context, q search.Query, a *asked, found *candidates, docs documents) ([]uint32, error) {
	var looked []uint32
	switch {
	case !a.question():
		return nil, nil
	case found.listed:
		looked = found.list.numbers
	default:
		var err error
		if looked, err = r.best(ctx, q, found, docs); err != nil {
			return nil, err
		}
	}
	if a.sense != nil { // what the words alone may not have brought so far
		looked = slices.Clone(looked)
		for _, n := range a.sense.nearest {
			looked = append(looked, n.number)
		}
		slices.Sort(looked)
		looked = slices.Compact(looked)
	}
	if err := r.scoreDeferred(ctx, looked, a, found); err != nil {
		return nil, err
	}
	if err := r.addSense(ctx, a.sense, looked, found); err != nil {
		return nil, err
	}
	if found.listed {
		found.list.worth = make([]float32, len(looked))
		for i, n := range looked {
			found.list.worth[i] = found.dense.scores[n]
		}
	}
	return looked, nil
}

// scoreDeferred adds what was deferred to the scores of numbers, ascending.
func (r *reader) scoreDeferred(ctx context.Context, numbers []uint32, a *asked, found *candidates) error {
	deferred := slices.Concat(a.clues.letters, a.clues.beside)
	if len(deferred) == 0 || len(numbers) == 0 {
		return nil
	}
	selected := r.selections(numbers)
	found.dense.dirty = true
	for _, c := range deferred {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, s := range selected {
			scores := found.dense.scores[s.base:]
			r.eachOf(s, c.postings, func(numbers []uint32) {
				for _, n := range numbers {
					scores[n] += c.weight * c.norm[s.length[n]]
				}
			})
		}
	}
	return nil
}
