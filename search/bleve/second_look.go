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

// toLookAt are the candidates that are looked at again, ascending.
func (r *reader) toLookAt(ctx context.Context, q search.Query, a *asked, found *candidates, docs documents) ([]uint32, error) {
	switch {
	case !a.question():
		return nil, nil
	case found.listed:
		return found.list.numbers, nil
	case q.Sort != search.ByRelevance:
		return nil, nil // a score decides nothing
	}
	return r.best(ctx, q, found, docs)
}

// secondLook adds what letters, headings and words add to the scores of some candidates,
// and says which these were, ascending.
func (r *reader) secondLook(ctx context.Context, looked []uint32, a *asked, found *candidates) ([]uint32, error) {
	if !a.question() {
		return nil, nil
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
			r.eachOf(s.selection, &c.lists[s.seg].List, func(numbers []uint32) {
				for _, n := range numbers {
					scores[n] += c.weight * c.norm[s.length[n]]
				}
			})
		}
	}
	return nil
}
