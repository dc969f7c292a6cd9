package bleve

import (
	"cmp"
	"context"
	"unicode/utf8"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// clues are the terms by which candidates are scored, each once. Bigrams and titles
// decide which passages are looked at again; letters, headings and words wait for
// that.
type clues struct {
	grams, lone     []clue // added to all who hold them
	titles          []clue
	letters, beside []clue // deferred to the second look
}

// clue is a term of a query: a passage of the length n that holds it is worth
// weight × norm[n].
type clue struct {
	weighed
	field int
	norm  []float32
	*postings
	essay float32 // of a title: how many times it counts in an essay
}

type weighed struct {
	text   string
	weight float32
}

// scoring scores every term of a question once, until time is up.
type scoring struct {
	*reader
	ctx   context.Context
	a     *asked
	found *candidates
	seen  map[term]bool
	err   error
}

// scoreTerms adds to the scores what every passage has of the strings asked for.
func (r *reader) scoreTerms(ctx context.Context, a *asked, found *candidates) error {
	k := &scoring{reader: r, ctx: ctx, a: a, found: found, seen: map[term]bool{}}
	for _, w := range a.weighted {
		if len(a.weighted) == 1 && utf8.RuneCountInString(w.Text) == 1 {
			k.once(zap.Runes, w.Text, func() error { return k.scoreLone(w.Text, w.Weight) })
		}
		zap.EachGram(w.Text, func(gram string, _ int) {
			k.once(zap.Grams, gram, func() error { return r.scoreGram(gram, w.Weight, a, found) })
		})
	}
	for _, w := range a.weighted {
		k.deferLetters(w)
		k.beside(w)
	}
	for _, w := range a.words {
		k.once(zap.Words, w, func() error { return k.deferTerm(zap.Words, w, k.weights.Word) })
	}
	return k.err
}

// once does something with a term unless it was done before.
func (k *scoring) once(field int, text string, do func() error) {
	if k.err != nil || k.seen[term{field, text}] {
		return
	}
	k.seen[term{field, text}] = true
	k.err = cmp.Or(k.ctx.Err(), do())
}

// deferLetters leaves the single letters of what was typed for the second look.
func (k *scoring) deferLetters(w search.Weighted) {
	for _, c := range w.Text {
		if letter := string(c); search.IsLetter(c) && w.Weight == 1 {
			k.once(zap.Runes, letter, func() error { return k.deferLetter(letter) })
		}
	}
}

// beside leaves for the second look what headings have of a string, and adds what
// titles have.
func (k *scoring) beside(w search.Weighted) {
	zap.EachGram(w.Text, func(gram string, _ int) {
		k.once(zap.Trail, gram, func() error { return k.deferTerm(zap.Trail, gram, k.weights.Trail*w.Weight) })
		k.once(zap.Title, gram, func() error {
			return k.scoreTitles(gram, k.weights.Title*w.Weight, float32(k.weights.EssayTitle), k.a, k.found)
		})
	})
}

// scoreGram adds a bigram's BM25 to the scores.
func (r *reader) scoreGram(gram string, weight float64, a *asked, found *candidates) error {
	p, err := r.find(zap.Grams, gram)
	if err != nil || p.count == 0 {
		return err
	}
	w := float32(weight) * search.Rarity(p.count, r.table.passages)
	a.clues.grams = append(a.clues.grams, clue{weighed{gram, w}, zap.Grams, nil, p, 0})
	found.dense.dirty = true
	for i, s := range r.segs {
		l := &p.lists[i]
		for b := range l.Blocks() {
			add := adding{found.dense.scores[s.base+b.Base:], s.length[b.Base:], l.Times[b.Rank:][:b.Count], w, r.view}
			if b.Bits != nil {
				add.bits(&b)
			} else {
				add.listed(b.Listed)
			}
		}
	}
	return nil
}

// scoreLone adds the only letter that is asked for.
func (k *scoring) scoreLone(letter string, weight float64) error {
	p, err := k.find(zap.Runes, letter)
	if err != nil || p.count == 0 {
		return err
	}
	w := float32(weight) * search.Rarity(p.count, k.table.passages)
	k.a.clues.lone = append(k.a.clues.lone, clue{weighed{letter, w}, zap.Runes, k.flat, p, 0})
	k.found.dense.dirty = true
	for i, s := range k.segs {
		scores := k.found.dense.scores[s.base:]
		k.each(s, &p.lists[i], func(numbers []uint32) {
			for _, n := range numbers {
				scores[n] += w
			}
		})
	}
	return nil
}

// deferLetter leaves a single letter of the question for the second look. Very
// common ones tell nothing and are not read.
func (k *scoring) deferLetter(letter string) error {
	p, err := k.find(zap.Runes, letter)
	if err != nil || p.count == 0 || k.weights.Rune == 0 || float64(p.count) > k.weights.CommonRune*float64(k.table.passages) {
		return err
	}
	// That it is there counts, not in how long a text.
	w := float32(k.weights.Rune) * search.Rarity(p.count, k.table.passages)
	k.a.clues.letters = append(k.a.clues.letters, clue{weighed{letter, w}, zap.Runes, k.flat, p, 0})
	return nil
}

// deferTerm leaves a term of a field without frequencies for the second look.
func (k *scoring) deferTerm(field int, text string, weight float64) error {
	p, err := k.find(field, text)
	if err != nil || p.count == 0 || weight == 0 {
		return err
	}
	w := float32(weight) * search.Rarity(p.count, k.table.passages)
	k.a.clues.beside = append(k.a.clues.beside, clue{weighed{text, w}, field, k.norm, p, 0})
	return nil
}

// scoreTitles adds a bigram to what the documents get whose title holds it; one of
// an essay counts essay times as much.
func (r *reader) scoreTitles(gram string, weight float64, essay float32, a *asked, found *candidates) error {
	p, err := r.find(zap.Title, gram)
	if err != nil || p.count == 0 {
		return err
	}
	w := float32(weight) * search.Rarity(p.count, r.table.documents)
	a.clues.titles = append(a.clues.titles, clue{weighed{gram, w}, zap.Title, nil, p, essay})
	for i, s := range r.segs {
		r.each(s, &p.lists[i], func(numbers []uint32) {
			for _, n := range numbers {
				found.titles[s.ordinal[n]] += w * r.table.rows[s.ordinal[n]].titled(essay)
			}
		})
	}
	return nil
}
