package bleve

import (
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// counts say how many candidates may be shown.
type counts struct {
	total, documents int
	lanes            []int // by the number of the lane in corpus.Lanes, if there are lanes
}

// often is how many documents or passages are gone through between two looks at the
// clock.
const often = 1 << 10

// tally counts the candidates: passages, or documents when they are grouped.
func (v *view) tally(ctx context.Context, q search.Query, found *candidates, docs documents) (counts, error) {
	if !found.counted {
		if err := v.countPerDocument(ctx, found); err != nil {
			return counts{}, err
		}
	}
	n := counts{}
	if q.Lanes {
		n.lanes = make([]int, len(corpus.Lanes))
	}
	for o, count := range found.perDocument {
		if count == 0 || docs.fails[o] != 0 {
			continue
		}
		n.documents++
		if q.Group == search.GroupDocument {
			count = 1
		}
		n.total += int(count)
		if !q.Lanes {
			continue
		}
		if lane := v.table.lane(uint32(o)); lane >= 0 {
			n.lanes[lane] += int(count)
		}
	}
	return n, nil
}

// countPerDocument counts the candidates by their documents.
func (v *view) countPerDocument(ctx context.Context, found *candidates) error {
	out, numbers := found.perDocument, found.list.numbers
	for _, s := range v.segs {
		if found.listed {
			end, _ := slices.BinarySearch(numbers, s.base+uint32(len(s.ordinal)))
			for _, number := range numbers[:end] {
				out[s.ordinal[number-s.base]]++
			}
			numbers = numbers[end:]
			continue
		}
		for k, run := range s.runs {
			if k%often == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			out[run.ordinal] += int32(run.end - run.start)
			switch scores := found.dense.scores[s.base+run.start : s.base+run.end]; {
			case !found.everything:
				out[run.ordinal] -= int32(unscored(scores))
			case found.excluded > 0:
				out[run.ordinal] -= int32(excluded(scores))
			}
		}
	}
	return ctx.Err()
}

// excluded is how many scores are of passages that must not be found.
func excluded(scores []float32) (n int) {
	for _, score := range scores {
		if score == excludedScore {
			n++
		}
	}
	return n
}
