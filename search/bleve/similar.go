package bleve

import (
	"cmp"
	"context"
	"runtime/debug"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/match"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// What is like a passage is found by its rarest pairs of letters, ranked by BM25
// as a question is, and then compared letter by letter; and by its meaning, see
// similar_meaning.
const (
	// rarePairs is how many of a passage's pairs are asked for, commonPair the
	// share of all passages from which on one is not rare.
	rarePairs  = 60
	commonPair = 0.02
	// mostCompared is how many passages are compared.
	mostCompared = 100
	// leastLike is the share of the passage's rare pairs, by weight, that one which
	// treats the same holds at least.
	leastLike = 0.2
	// sharedString is the length in letters from which on a string in common is
	// marked.
	sharedString = 4
)

var _ search.Similarity = (*Engine)(nil)

// Similar finds what else treats the same; see search.Similarity.
func (e *Engine) Similar(ctx context.Context, to search.Likened) (hits []search.Hit, err error) {
	if to.Limit == 0 {
		to.Limit = search.DefaultSimilar
	}
	if to.Limit < 1 || to.Limit > search.MaxLimit {
		return nil, &search.QueryError{Field: "limit", Reason: "out_of_range"}
	}
	v := e.acquire()
	if v == nil {
		return nil, errClosed
	}
	defer v.release()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	r := v.readers.Get().(*reader)
	m := v.acquireMeans()
	defer m.release()
	hits, err = r.similar(ctx, to, m)
	v.readers.Put(r)
	return hits, err
}

// likening compares passages with one of them.
type likening struct {
	*reader
	asOf   corpus.Date
	docs   documents
	source placed
	rare   []weighed
	all    float32 // the weight of the rare ones
}

// placed is a passage and, of one that is compared in full, its pairs of letters.
type placed struct {
	number  uint32
	ordinal uint32
	locator string
	text    string // folded
	score   float32
	said    *search.Pairs // once they are asked for
}

// alike are passages told as one: the first of them, and how many more.
type alike struct {
	placed
	also int
}

func (r *reader) similar(ctx context.Context, to search.Likened, m *means) ([]search.Hit, error) {
	number, there := r.passageAt(to.Document, to.Locator)
	if !there {
		return nil, nil
	}
	q := search.Query{Sort: search.ByRelevance, AsOf: to.Today}
	l := &likening{reader: r, asOf: to.Today, docs: r.filter(q, search.Parsed{})}
	l.source = l.placed(hit{number: number, ordinal: r.segmentOf(number).ordinal[number-r.segmentOf(number).base]})
	l.source.text = strings.Replace(l.source.text, corpus.Fold(l.labelOf(l.source)), "。", 1)
	found := r.newCandidates()
	defer r.unused.Put(found)
	if err := l.score(ctx, found); err != nil {
		return nil, err
	}
	best, err := r.collect(ctx, q, found, l.docs, nil, nil, page{after: beforeAll, depth: mostCompared})
	if err != nil {
		return nil, err
	}
	near, err := l.near(ctx, m)
	if err != nil {
		return nil, err
	}
	return l.shown(l.fold(best.hits, near), to.Limit), ctx.Err()
}

// passageAt is the number of the passage that a locator is of or lies in.
func (r *reader) passageAt(id, locator string) (uint32, bool) {
	o := slices.IndexFunc(r.table.rows, func(row *row) bool { return row != nil && row.head.ID == id })
	if o < 0 {
		return 0, false
	}
	rec := r.texts.record(r.table.rows[o].place)
	best, part := -1, uint32(0)
	for i := range r.table.rows[o].place.Passages {
		at := rec.passage(i).Locator
		if (at == locator || strings.HasPrefix(locator, at+"__")) && len(at) > best {
			best, part = len(at), uint32(i)
		}
	}
	if best <= 0 {
		return 0, false
	}
	for _, s := range r.segs {
		for n, ordinal := range s.ordinal {
			if ordinal == uint32(o) && s.part[n]&partHead == 0 && s.part[n]&partMask == part {
				return s.base + uint32(n), true
			}
		}
	}
	return 0, false
}

// labelOf is a passage's number, which is no part of what it treats.
func (v *view) labelOf(p placed) string { return v.passage(p.number, p.ordinal).Label }

// passage is the passage of a number and its document's ordinal.
func (v *view) passage(number, ordinal uint32) corpus.Passage {
	s := v.segmentOf(number)
	return v.texts.record(v.table.rows[ordinal].place).passage(int(s.part[number-s.base] & partMask))
}

// placed reads a passage.
func (v *view) placed(h hit) placed {
	s := v.segmentOf(h.number)
	n := h.number - s.base
	p := placed{number: h.number, ordinal: h.ordinal, text: string(v.folded(s, n)), score: h.score}
	if s.part[n]&partTail != 0 {
		p.text = p.text[:v.own(s, n)]
	}
	p.locator = v.passage(h.number, h.ordinal).Locator
	return p
}

// pairs are the pairs of letters in a passage.
func (p *placed) pairs() search.Pairs {
	if p.said == nil {
		pairs := search.NewPairs(p.text)
		p.said = &pairs
	}
	return *p.said
}

// score scores all passages by the rarest pairs of letters in the source that others
// have too.
func (l *likening) score(ctx context.Context, found *candidates) error {
	grams := map[string]bool{}
	zap.EachGram(l.source.text, func(gram string, _ int) { grams[gram] = true })
	for gram := range grams {
		p, err := l.find(zap.Grams, gram)
		if err != nil {
			return err
		}
		if p.count > 1 && float64(p.count) <= max(commonPair*float64(l.table.passages), few) {
			l.rare = append(l.rare, weighed{gram, search.Rarity(p.count, l.table.passages)})
		}
	}
	slices.SortFunc(l.rare, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.text, b.text))
	})
	l.rare = l.rare[:min(len(l.rare), rarePairs)]
	for _, w := range l.rare {
		l.all += w.weight
		if err := cmp.Or(ctx.Err(), l.scoreGram(w.text, 1, &asked{}, found)); err != nil {
			return err
		}
	}
	return nil
}

// fold tells passages as one that say nearly the same or are the same provision
// of another version, and leaves out what has too little in common. Those that are near in
// meaning alone come behind the others.
func (l *likening) fold(hits, near []hit) []alike {
	var out []alike
	shared := func(p placed) bool { return l.share(p) >= leastLike }
	out = l.foldInto(out, hits, shared)
	return l.foldInto(out, near, func(p placed) bool {
		return !shared(p) || !slices.ContainsFunc(hits, func(h hit) bool { return h.number == p.number })
	})
}

// foldInto is fold for some of the hits, those that pass.
func (l *likening) foldInto(out []alike, hits []hit, passes func(placed) bool) []alike {
	for _, h := range hits {
		if h.number == l.source.number || h.high&notApart == 0 {
			continue
		}
		p := l.placed(h)
		if !passes(p) {
			continue
		}
		i := slices.IndexFunc(out, func(a alike) bool { return l.same(&a.placed, &p) })
		if i < 0 {
			out = append(out, alike{placed: p})
			continue
		}
		out[i].also++
		if l.applies(p) && !l.applies(out[i].placed) {
			p.score = out[i].score
			out[i].placed = p
		}
	}
	return out
}

// share is how much of the source's rare pairs a passage holds, by weight.
func (l *likening) share(p placed) float32 {
	common := float32(0)
	for _, w := range l.rare {
		if strings.Contains(p.text, w.text) {
			common += w.weight
		}
	}
	return common / max(l.all, 1)
}

// same reports whether two passages are told as one.
func (l *likening) same(a, b *placed) bool {
	if a.locator == b.locator && a.ordinal != b.ordinal && l.workOf(a) == l.workOf(b) {
		return true
	}
	return a.pairs().Same(b.pairs(), search.SameShare)
}

func (l *likening) workOf(p *placed) string {
	return corpus.WorkKey(l.table.rows[p.ordinal].head.Fields.Title)
}

// applies reports whether a passage's document is in force.
func (l *likening) applies(p placed) bool {
	return l.view.applies(l.docs, p.ordinal)
}

// shown makes hits of what was found, and marks what they have in common with
// the source.
func (l *likening) shown(found []alike, limit int) []search.Hit {
	var out []search.Hit
	show := &display{view: l.view, q: search.Query{AsOf: l.asOf}}
	for _, a := range found[:min(len(found), limit)] {
		k := &marker{}
		zap.EachSequence(l.source.text, func(s string) {
			for _, piece := range match.PiecesIn(a.text, s) {
				if utf8.RuneCountInString(piece) >= sharedString {
					k.words.Add(piece)
				}
			}
		})
		show.marks = k
		h := show.hit(rescored{hit: hit{number: a.number, ordinal: a.ordinal, score: a.score}}, allLanes)
		h.Like = a.also
		out = append(out, h)
	}
	return out
}
