package bleve

import (
	"context"
	"slices"
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
	for _, s := range r.segs {
		k := r.seeker(s, phrases)
		for i, n := range r.holders(s, phrases) {
			if i%often == 0 && ctx.Err() != nil {
				return out, ctx.Err()
			}
			if score := k.score(n, 0); score > 0 {
				out.numbers, out.worth = append(out.numbers, s.base+n), append(out.worth, score)
			}
		}
	}
	return out, ctx.Err()
}

// holders are the passages of a segment that hold all terms of some strings, and perhaps
// some more, ascending.
func (r *reader) holders(s *segmentView, phrases []phrase) []uint32 {
	var must []*list
	var either [][]uint32
	for i := range phrases {
		forms := phrases[i].forms
		if len(forms) == 1 {
			must = append(must, listsOf(s, forms[0].terms)...)
			continue
		}
		var forAny []uint32
		for k := range forms {
			forAny = union(forAny, r.common(s, listsOf(s, forms[k].terms)))
		}
		either = append(either, forAny)
	}
	if must != nil {
		either = append(either, r.common(s, must))
	}
	all := either[0]
	for _, numbers := range either[1:] {
		all = both(all, numbers)
	}
	return all
}

func listsOf(s *segmentView, terms []*postings) []*list {
	lists := make([]*list, len(terms))
	for i, t := range terms {
		lists[i] = &t.lists[s.seg]
	}
	return lists
}

// exactMatch takes the passages on the list of the only term as they are.
// Only where there is a tail the string may begin there, which does not count.
func (r *reader) exactMatch(ctx context.Context, one *phrase) (impacts, error) {
	p := one.forms[0].terms[0]
	out := impacts{make([]uint32, 0, p.count), make([]float32, 0, p.count)}
	for _, s := range r.segs {
		k := r.seeker(s, []phrase{*one})
		r.eachCounted(s, &p.lists[s.seg], func(numbers []uint32, times []byte) {
			if ctx.Err() != nil {
				return
			}
			for i, n := range numbers {
				if s.part[n]&partTail != 0 && k.count(n, 0) == 0 {
					continue
				}
				score := one.weight
				if times != nil {
					score *= r.worthOf(times[i], s.length[n])
				}
				out.numbers, out.worth = append(out.numbers, s.base+n), append(out.worth, score)
			}
		})
	}
	return out, ctx.Err()
}

// anyMatch finds the passages in which any of some strings stands, ascending, and
// scores nothing.
func (r *reader) anyMatch(ctx context.Context, texts []string) ([]uint32, error) {
	var numbers []uint32
	for _, text := range texts {
		one, err := r.phrase(sought{text: text})
		if err != nil {
			return nil, err
		}
		for _, s := range r.segs {
			if numbers, err = r.appendMatch(ctx, numbers, s, one); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

// appendMatch appends the passages of a segment in which a string stands.
func (r *reader) appendMatch(ctx context.Context, to []uint32, s *segmentView, one phrase) ([]uint32, error) {
	if one.none {
		return to, nil
	}
	held := r.holders(s, []phrase{one})
	if len(held) == 0 {
		return to, ctx.Err()
	}
	k := r.seeker(s, []phrase{one})
	for i, n := range held {
		if i%often == 0 && ctx.Err() != nil {
			return to, ctx.Err()
		}
		if one.exact && s.part[n]&partTail == 0 || k.count(n, 0) > 0 {
			to = append(to, s.base+n)
		}
	}
	return to, ctx.Err()
}
