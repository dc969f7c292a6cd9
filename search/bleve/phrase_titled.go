package bleve

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/search/bleve/zap"
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
		left := without(phrases, set)
		for _, s := range r.segs {
			r.titledIn(s, phrases, left, missing, set, *to, &more)
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	*to = to.with(more)
	return ctx.Err()
}

// titledIn adds the passages of a segment in whose titles a set of the strings stands, and
// the others in the text: left, unless none are.
func (r *reader) titledIn(s *segmentView, phrases, left []phrase, missing []uint64, set uint64, to impacts, more *impacts) {
	var k *seeker // most kinds of titles have nothing to look into
	for _, n := range r.holdersOfAny(s, phrases, left) {
		if missing[s.ordinal[n]] != set {
			continue
		}
		if k == nil {
			k = r.seeker(s, phrases)
		}
		if score := k.score(n, set); score > 0 && to.of(s.base+n) == 0 {
			more.numbers, more.worth = append(more.numbers, s.base+n), append(more.worth, score)
		}
	}
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
		for _, s := range r.segs {
			for _, n := range r.common(s, listsOf(s, terms)) {
				if o := s.ordinal[n]; exact || strings.Contains(r.table.rows[o].names, w.text) {
					out[o] |= 1 << i
				}
			}
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

// without are the strings but for those of a set.
func without(phrases []phrase, set uint64) (left []phrase) {
	for i, p := range phrases {
		if set&(1<<i) == 0 {
			left = append(left, p)
		}
	}
	return left
}

// holdersOfAny are the passages of a segment that hold what is left of some strings or, if
// nothing is, any of them, ascending.
func (r *reader) holdersOfAny(s *segmentView, phrases, left []phrase) []uint32 {
	if left != nil {
		return r.holders(s, left)
	}
	var either []uint32
	for _, p := range phrases {
		either = union(either, r.holders(s, []phrase{p}))
	}
	return either
}
