package bleve

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
)

// phraseMatch finds the passages in which all strings stand, and what each scores for
// that.
func (r *reader) phraseMatch(ctx context.Context, phrases []phrase) (impacts, error) {
	if slices.ContainsFunc(phrases, func(p phrase) bool { return p.none }) {
		return impacts{}, nil
	}
	if len(phrases) == 1 && phrases[0].exact {
		return r.exactMatch(ctx, &phrases[0])
	}
	var out impacts
	for i, s := range r.segs {
		r.each(r.holders(i, phrases), func(numbers []uint32) {
			if ctx.Err() != nil {
				return
			}
			for _, n := range numbers {
				if score := r.verify(s, n, phrases, 0); score > 0 {
					out.numbers, out.worth = append(out.numbers, s.base+n), append(out.worth, score)
				}
			}
		})
	}
	return out, ctx.Err()
}

// holders is the set of passages of a segment that hold all terms of some strings, and
// perhaps of some more; nil if none do.
func (r *reader) holders(seg int, phrases []phrase) *roaring.Bitmap {
	var sets []*roaring.Bitmap
	for i := range phrases {
		forms := phrases[i].forms
		if len(forms) == 1 {
			for _, t := range forms[0].terms {
				sets = append(sets, t.lists[seg])
			}
			continue
		}
		all := roaring.New()
		for k := range forms {
			if set := intersect(listsOf(seg, forms[k].terms)); set != nil {
				all.Or(set)
			}
		}
		sets = append(sets, all)
	}
	return intersect(sets)
}

func listsOf(seg int, terms []*postings) []*roaring.Bitmap {
	sets := make([]*roaring.Bitmap, len(terms))
	for i, t := range terms {
		sets[i] = t.lists[seg]
	}
	return sets
}

// few is how many passages are looked into rather than narrowed any further.
const few = 64

// intersect is the set of passages that are in all sets, and perhaps in some more; nil
// if none are. It sorts the list of sets.
func intersect(sets []*roaring.Bitmap) *roaring.Bitmap {
	if slices.Contains(sets, nil) {
		return nil
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
func (r *reader) exactMatch(ctx context.Context, one *phrase) (impacts, error) {
	only := &one.forms[0]
	p := only.terms[0]
	var lists []impacts
	if utf8.RuneCount(only.text) > 1 {
		var err error
		if _, lists, err = r.findGram(string(only.text)); err != nil {
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
				if s.part[n]&partTail != 0 && r.count(s, n, only) == 0 {
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
		one, err := r.phrase(sought{text: text})
		if err != nil {
			return nil, err
		}
		for i := range r.segs {
			if sets[i] == nil {
				sets[i] = roaring.New()
			}
			if err := r.addMatch(ctx, sets[i], i, one); err != nil {
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
func (r *reader) addMatch(ctx context.Context, to *roaring.Bitmap, seg int, one phrase) error {
	set := r.holders(seg, []phrase{one})
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
			if one.exact && s.part[n]&partTail == 0 || r.count(s, n, &one.forms[0]) > 0 {
				kept = append(kept, n)
			}
		}
		more.AddMany(kept)
	})
	to.Or(more)
	return ctx.Err()
}
