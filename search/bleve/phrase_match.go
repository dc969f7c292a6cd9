package bleve

import (
	"context"
	"slices"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
)

// phraseMatch finds the passages in which all strings stand, and what each scores for
// that.
func (r *reader) phraseMatch(ctx context.Context, texts []string) (impacts, error) {
	phrases, terms, err := r.phrases(texts)
	if err != nil {
		return impacts{}, err
	}
	least := slices.MinFunc(terms, func(a, b *postings) int { return a.count - b.count })
	if least.count == 0 {
		return impacts{}, nil
	}
	if len(phrases) == 1 && phrases[0].exact {
		return r.exactMatch(ctx, &phrases[0], terms[0])
	}
	var out impacts
	for i, s := range r.segs {
		r.each(r.intersect(i, terms), func(numbers []uint32) {
			if ctx.Err() != nil {
				return
			}
			for _, n := range numbers {
				if score := r.verify(s, n, phrases); score > 0 {
					out.numbers, out.worth = append(out.numbers, s.base+n), append(out.worth, score)
				}
			}
		})
	}
	return out, ctx.Err()
}

// few is how many passages are looked into rather than narrowed any further.
const few = 64

// intersect is the set of passages of a segment that hold all terms, and perhaps of
// some more; nil if none do.
func (r *reader) intersect(seg int, terms []*postings) *roaring.Bitmap {
	sets := make([]*roaring.Bitmap, len(terms))
	for i, t := range terms {
		if sets[i] = t.lists[seg]; sets[i] == nil {
			return nil
		}
	}
	slices.SortFunc(sets, func(a, b *roaring.Bitmap) int { return int(a.GetCardinality()) - int(b.GetCardinality()) })
	all := sets[0]
	for i, s := range sets[1:] {
		if all.GetCardinality() <= few {
			break
		}
		if i == 0 {
			all = roaring.And(all, s)
		} else {
			all.And(s)
		}
	}
	return all
}

// exactMatch takes the passages on the list of the only term as they are.
// Only where there is a tail the string may begin there, which does not count.
func (r *reader) exactMatch(ctx context.Context, one *phrase, p *postings) (impacts, error) {
	var lists []impacts
	if t := one.terms[0]; t.field == zap.Grams {
		var err error
		if _, lists, err = r.findGram(t.text); err != nil {
			return impacts{}, err
		}
	}
	out := impacts{make([]uint32, 0, p.count), make([]float32, 0, p.count)}
	for i, s := range r.segs {
		at := 0 // on the list of the segment
		r.each(p.lists[i], func(numbers []uint32) {
			if ctx.Err() != nil {
				return
			}
			for k, n := range numbers {
				if s.part[n]&partTail != 0 && r.count(s, n, one) == 0 {
					continue
				}
				score := one.weight
				if lists != nil {
					score *= lists[i].worth[at+k]
				}
				out.numbers, out.worth = append(out.numbers, s.base+n), append(out.worth, score)
			}
			at += len(numbers)
		})
	}
	return out, ctx.Err()
}

// anyMatch finds the passages in which any of some strings stands, ascending, and
// scores nothing.
func (r *reader) anyMatch(ctx context.Context, texts []string) ([]uint32, error) {
	var numbers []uint32
	sets := make([]*roaring.Bitmap, len(r.segs))
	for _, text := range texts {
		phrases, terms, err := r.phrases([]string{text})
		if err != nil {
			return nil, err
		}
		for i := range r.segs {
			if sets[i] == nil {
				sets[i] = roaring.New()
			}
			if err := r.addMatch(ctx, sets[i], i, phrases[0], terms); err != nil {
				return nil, err
			}
		}
	}
	for i, set := range sets {
		r.each(set, func(more []uint32) {
			for _, n := range more {
				numbers = append(numbers, r.segs[i].base+n)
			}
		})
	}
	return numbers, nil
}

// addMatch adds to a set the passages of a segment in which a string stands. Those
// that are there already are not looked into.
func (r *reader) addMatch(ctx context.Context, to *roaring.Bitmap, seg int, one phrase, terms []*postings) error {
	set := r.intersect(seg, terms)
	if set == nil {
		return ctx.Err()
	}
	s, more := r.segs[seg], roaring.New()
	r.each(roaring.AndNot(set, to), func(numbers []uint32) {
		if ctx.Err() != nil {
			return
		}
		kept := numbers[:0]
		for _, n := range numbers {
			if one.exact && s.part[n]&partTail == 0 || r.count(s, n, &one) > 0 {
				kept = append(kept, n)
			}
		}
		more.AddMany(kept)
	})
	to.Or(more)
	return ctx.Err()
}
