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
	if err != nil || missing == nil {
		return err
	}
	var more impacts
	for _, set := range kindsOf(missing) {
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

// kindsOf are the sets that are not empty, each once.
func kindsOf(sets []uint64) []uint64 {
	var out []uint64
	for _, set := range sets {
		if set != 0 && !slices.Contains(out, set) {
			out = append(out, set)
		}
	}
	return out
}

// titled says, by ordinal, which of some strings the names of a document hold, a bit for
// each; nil if none do. A single letter names nothing, nor does what must stand to the
// letter.
func (r *reader) titled(texts []sought) ([]uint64, error) {
	var out []uint64
	for i, w := range texts {
		if !w.figures || utf8.RuneCountInString(w.text) < 2 {
			continue
		}
		terms, err := r.titleTerms(w.text)
		if err != nil {
			return nil, err
		}
		if len(terms) == 0 {
			continue
		}
		if out == nil {
			out = make([]uint64, len(r.table.rows))
		}
		exact := utf8.RuneCountInString(w.text) == 2
		for seg, s := range r.segs {
			r.each(intersect(listsOf(seg, terms)), func(numbers []uint32) {
				for _, n := range numbers {
					if o := s.ordinal[n]; exact || strings.Contains(r.table.rows[o].names, w.text) {
						out[o] |= 1 << i
					}
				}
			})
		}
	}
	return out, nil
}

// titleTerms are the pairs of letters of a string, as titles hold them; none if no title
// holds them all.
func (r *reader) titleTerms(text string) (terms []*postings, err error) {
	none := false
	zap.EachGram(text, func(gram string, _ int) {
		if none || err != nil {
			return
		}
		var p *postings
		if p, err = r.find(zap.Title, gram); err == nil {
			terms, none = append(terms, p), p.count == 0
		}
	})
	if none {
		return nil, err
	}
	return terms, err
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
