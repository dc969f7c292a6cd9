package bleve

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
)

// mostMissing is how many strings, the first of a query, a title may stand for: as many
// as the bits of a set.
const mostMissing = 64

// addTitled adds to those passages in which all strings stand those that lack some, but
// not all, which stand in their documents' titles: in 发展党员工作细则 a clause on 公示
// need not name 发展党员 again. What is not there scores nothing.
func (r *reader) addTitled(ctx context.Context, texts []sought, phrases []phrase, to *impacts) error {
	if len(phrases) < 2 || len(phrases) > mostMissing {
		return nil
	}
	missing, err := r.titled(texts)
	if err != nil || len(missing) == 0 {
		return err
	}
	groups := map[uint64]bool{}
	for _, set := range missing {
		groups[set] = true
	}
	var more impacts
	for set := range groups {
		for i, s := range r.segs {
			r.each(r.without(i, phrases, set), func(numbers []uint32) {
				for _, n := range numbers {
					if ctx.Err() != nil || missing[s.ordinal[n]] != set {
						continue
					}
					if score := r.verify(s, n, phrases, set); score > 0 && to.of(s.base+n) == 0 {
						more.numbers, more.worth = append(more.numbers, s.base+n), append(more.worth, score)
					}
				}
			})
		}
	}
	*to = to.with(more)
	return ctx.Err()
}

// titled says of the documents whose titles hold some of the strings which these are,
// by ordinal. A single letter names nothing, nor does what must stand to the letter.
func (r *reader) titled(texts []sought) (map[uint32]uint64, error) {
	out := map[uint32]uint64{}
	for i, w := range texts {
		if !w.figures || utf8.RuneCountInString(w.text) < 2 {
			continue
		}
		var terms []*postings
		var err error
		zap.EachGram(w.text, func(gram string, _ int) {
			if err == nil {
				var p *postings
				p, err = r.find(zap.Title, gram)
				terms = append(terms, p)
			}
		})
		if err != nil {
			return nil, err
		}
		if len(terms) == 0 || slices.ContainsFunc(terms, func(p *postings) bool { return p.count == 0 }) {
			continue
		}
		for seg, s := range r.segs {
			r.each(intersect(listsOf(seg, terms)), func(numbers []uint32) {
				for _, n := range numbers {
					if o := s.ordinal[n]; strings.Contains(r.table.rows[o].title, w.text) {
						out[o] |= 1 << i
					}
				}
			})
		}
	}
	return out, nil
}

// without is the set of passages of a segment that hold what is not missing of some
// strings or, if nothing need be there, any of them; nil if none do.
func (r *reader) without(seg int, phrases []phrase, missing uint64) *roaring.Bitmap {
	var left []phrase
	either := roaring.New()
	for i, p := range phrases {
		if missing&(1<<i) == 0 {
			left = append(left, p)
		} else if set := r.holders(seg, []phrase{p}); set != nil && missing == 1<<len(phrases)-1 {
			either.Or(set)
		}
	}
	if left == nil {
		return either
	}
	return r.holders(seg, left)
}
