package bleve

import (
	"bytes"
	"context"
	"slices"
	"unicode/utf8"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
)

// term is a term of a field.
type term struct {
	field int
	text  string
}

// termsOf are the terms that a passage holds in which a folded string stands:
// its bigrams, and the letters that stand alone between punctuation. They are
// exact if whatever holds them holds the string.
func termsOf(needle string) (terms []term, exact bool) {
	add := func(field int, text string) {
		if !slices.ContainsFunc(terms, func(t term) bool { return t == term{field, text} }) {
			terms = append(terms, term{field, text})
		}
	}
	zap.EachSequence(needle, func(s string) {
		runes := utf8.RuneCountInString(s)
		exact = len(s) == len(needle) && runes <= 2
		if runes == 1 {
			add(zap.Runes, s)
			return
		}
		zap.EachGram(s, func(gram string, _ int) { add(zap.Grams, gram) })
	})
	return terms, exact
}

// needle is a folded string that must stand in a passage.
type needle struct {
	text  []byte
	rare  int // which of its bytes is the rarest in these texts
	terms []term
	exact bool // what holds the only term holds the string
	// weight is its rarity. The exact count would cost reading every text that
	// may hold it; its rarest term's stands in for it.
	weight float32
}

// stand finds the passages in which all strings stand, ascending, and adds to
// their scores.
func (r *reader) stand(ctx context.Context, strings []string) ([]uint32, error) {
	needles, terms, err := r.needles(strings)
	if err != nil {
		return nil, err
	}
	least := slices.MinFunc(terms, func(a, b *found) int { return a.count - b.count })
	if least.count == 0 {
		return nil, nil
	}
	if len(needles) == 1 && needles[0].exact {
		return r.standExactly(ctx, needles[0], terms[0])
	}
	var numbers []uint32
	for i, s := range r.segs {
		set := r.holding(i, terms)
		if set == nil {
			continue
		}
		r.each(set, func(more []uint32) {
			if ctx.Err() != nil {
				return
			}
			for _, number := range more {
				if score := r.verify(s, number, needles); score > 0 {
					numbers = append(numbers, s.base+number)
					r.scores[s.base+number] += score
				}
			}
		})
	}
	return numbers, ctx.Err()
}

// needles looks up all terms of the strings.
func (r *reader) needles(strings []string) (needles []needle, terms []*found, err error) {
	for _, text := range strings {
		n := needle{text: []byte(text), rare: r.texts.rarest(text)}
		n.terms, n.exact = termsOf(text)
		least := r.table.passages
		for _, t := range n.terms {
			f, err := r.find(t.field, t.text)
			if err != nil {
				return nil, nil, err
			}
			least = min(least, f.count)
			terms = append(terms, f)
		}
		n.weight = rarity(least, r.table.passages)
		needles = append(needles, n)
	}
	return needles, terms, nil
}

// few is how many passages are looked into rather than narrowed any further.
const few = 64

// holding is the set of passages of a segment that hold all terms; nil if none.
func (r *reader) holding(seg int, terms []*found) *roaring.Bitmap {
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

// verify scores a passage if all strings stand in it, else gives 0.
func (r *reader) verify(s *segmentView, number uint32, needles []needle) (score float32) {
	spread := r.spread[s.length[number]]
	for i := range needles {
		c := r.count(s, number, &needles[i])
		if c == 0 {
			return 0
		}
		tf := float32(c)
		score += needles[i].weight * r.peak * tf / (tf + spread)
	}
	return score
}

// standExactly takes the passages on the list of the only term as they are.
// Only where there is a tail the string may begin there, which does not count.
func (r *reader) standExactly(ctx context.Context, n needle, f *found) ([]uint32, error) {
	numbers := make([]uint32, 0, f.count)
	for i, s := range r.segs {
		r.each(f.lists[i], func(more []uint32) {
			if ctx.Err() != nil {
				return
			}
			for _, number := range more {
				if s.part[number]&partTail == 0 || r.count(s, number, &n) > 0 {
					numbers = append(numbers, s.base+number)
				}
			}
		})
	}
	r.dirty = true
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if t := n.terms[0]; t.field == zap.Grams {
		return numbers, r.addGram(t.text, 1, &asking{})
	}
	return numbers, r.addLone(string(n.text), 1)
}

// standAny finds the passages in which any of the strings stands, ascending, and
// scores nothing.
func (r *reader) standAny(ctx context.Context, strings []string) ([]uint32, error) {
	var numbers []uint32
	found := make([]*roaring.Bitmap, len(r.segs))
	for _, text := range strings {
		needles, terms, err := r.needles([]string{text})
		if err != nil {
			return nil, err
		}
		for i := range r.segs {
			if found[i] == nil {
				found[i] = roaring.New()
			}
			if err := r.addStanding(ctx, found[i], i, needles[0], terms); err != nil {
				return nil, err
			}
		}
	}
	for i, set := range found {
		r.each(set, func(more []uint32) {
			for _, n := range more {
				numbers = append(numbers, r.segs[i].base+n)
			}
		})
	}
	return numbers, nil
}

// addStanding adds to found the passages of a segment in which a string stands.
// Those that are there already are not looked into.
func (r *reader) addStanding(ctx context.Context, found *roaring.Bitmap, seg int, n needle, terms []*found) error {
	set := r.holding(seg, terms)
	if set == nil {
		return ctx.Err()
	}
	s, more := r.segs[seg], roaring.New()
	r.each(roaring.AndNot(set, found), func(numbers []uint32) {
		if ctx.Err() != nil {
			return
		}
		kept := numbers[:0]
		for _, number := range numbers {
			if n.exact && s.part[number]&partTail == 0 || r.count(s, number, &n) > 0 {
				kept = append(kept, number)
			}
		}
		more.AddMany(kept)
	})
	found.Or(more)
	return ctx.Err()
}

// count is how often a string begins in a passage's own text. It looks for the
// string's rarest byte: its first begins every other character.
func (r *reader) count(s *segmentView, number uint32, n *needle) int {
	text := r.folded(s, number)
	own := len(text)
	if s.part[number]&partTail != 0 {
		own = r.own(s, number)
	}
	count := 0
	for at := n.rare; at < len(text); {
		i := bytes.IndexByte(text[at:], n.text[n.rare])
		if i < 0 {
			break
		}
		at += i
		start := at - n.rare
		if start >= own {
			break
		}
		if bytes.HasPrefix(text[start:], n.text) {
			count++
			at += len(n.text)
		} else {
			at++
		}
	}
	return count
}

// without is the numbers in a that are not in b, both ascending, in the memory
// of a.
func without(a, b []uint32) []uint32 {
	out := a[:0]
	for _, n := range a {
		for len(b) > 0 && b[0] < n {
			b = b[1:]
		}
		if len(b) == 0 || b[0] != n {
			out = append(out, n)
		}
	}
	return out
}
