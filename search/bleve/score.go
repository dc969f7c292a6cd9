package bleve

import (
	"cmp"
	"context"
	"math"
	"unicode/utf8"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// norms precomputes by length what does not hang on the term.
func (w *Weights) norms(t *table) (norm, spread []float32) {
	norm, spread = make([]float32, maxLength+1), make([]float32, maxLength+1)
	mean := float64(max(t.grams, 1)) / float64(max(t.passages, 1))
	for n := range norm {
		k := w.K1 * (1 - w.B + w.B*float64(n)/mean)
		spread[n] = float32(k)
		norm[n] = float32((w.K1 + 1) / (1 + k))
	}
	return norm, spread
}

// rarity is BM25's idf of what is held by count of all.
func rarity(count, all int) float32 {
	return float32(math.Log(1 + (float64(all-count)+0.5)/(float64(count)+0.5)))
}

// tabledLevels is how many rises are looked up rather than divided for.
const tabledLevels = 8

// risesOf precomputes by level and length what occurrences add.
func risesOf(peak float32, spread []float32) [tabledLevels + 1][]float32 {
	var out [tabledLevels + 1][]float32
	for level := 2; level <= tabledLevels; level++ {
		out[level] = make([]float32, len(spread))
		for n, k := range spread {
			out[level][n] = rise(level, peak, k)
		}
	}
	return out
}

// riseOf is what an occurrence adds in a passage of a length.
func (v *view) riseOf(level int, length uint16) float32 {
	if level <= tabledLevels {
		return v.rises[level][length]
	}
	return rise(level, v.peak, v.spread[length])
}

// rise is what the nth occurrence adds to n-1 of them.
func rise(n int, peak, spread float32) float32 {
	f := float32(n)
	return peak * (f/(f+spread) - (f-1)/(f-1+spread))
}

// rank adds to the scores what every passage has of the strings asked for.
// Bigrams and titles decide which passages are looked at any closer; letters,
// headings and words are noted for then.
func (r *reader) rank(ctx context.Context, asked []search.Weighted, words []string, a *asking) error {
	r.dirty = true
	k := &ranking{reader: r, ctx: ctx, seen: map[string]bool{}}
	for _, w := range asked {
		if len(asked) == 1 && utf8.RuneCountInString(w.Text) == 1 {
			k.add(zap.Runes, w.Text, func() error { return r.addLone(w.Text, w.Weight) })
		}
		zap.EachGram(w.Text, func(gram string, _ int) {
			k.add(zap.Grams, gram, func() error { return r.addGram(gram, w.Weight, a) })
		})
	}
	for _, w := range asked {
		k.noteBeside(w, a)
	}
	for _, w := range words {
		k.add(zap.Words, w, func() error { return r.note(zap.Words, w, r.weights.Word, a) })
	}
	return k.err
}

// ranking scores every term of a query once, until time is up.
type ranking struct {
	*reader
	ctx  context.Context
	seen map[string]bool
	err  error
}

func (k *ranking) add(field int, text string, score func() error) {
	key := zap.FieldNames[field] + text
	if k.err != nil || k.seen[key] {
		return
	}
	k.seen[key] = true
	k.err = cmp.Or(k.ctx.Err(), score())
	if k.noted != nil {
		k.noted(field, text)
	}
}

// noteBeside notes what single letters and headings have of a string, and adds
// what titles have.
func (k *ranking) noteBeside(w search.Weighted, a *asking) {
	for _, c := range w.Text {
		if letter := string(c); search.IsLetter(c) && w.Weight == 1 {
			k.add(zap.Runes, letter, func() error { return k.noteLetter(letter, a) })
		}
	}
	zap.EachGram(w.Text, func(gram string, _ int) {
		k.add(zap.Trail, gram, func() error { return k.note(zap.Trail, gram, k.weights.Trail*w.Weight, a) })
		k.add(zap.Title, gram, func() error { return k.addTitle(gram, k.weights.Title*w.Weight, float32(k.weights.EssayTitle)) })
	})
}

// addGram adds a bigram's BM25 to the scores.
func (r *reader) addGram(gram string, weight float64, a *asking) error {
	f, lists, err := r.findGram(gram)
	if err != nil || f.count == 0 {
		return err
	}
	w := float32(weight) * rarity(f.count, r.table.passages)
	a.grams.add(clue{weighed{gram, w}, zap.Grams, nil, f})
	for i, s := range r.segs {
		scores, scored, worth := r.scores[s.base:], r.scored[i], lists[i].worth
		for j, n := range lists[i].numbers {
			scores[n] += w * worth[j]
			scored[n/64] |= 1 << (n % 64)
		}
	}
	return nil
}

// noteLetter notes a single letter of the question. Very common ones tell
// nothing and are not read.
func (r *reader) noteLetter(letter string, a *asking) error {
	f, err := r.find(zap.Runes, letter)
	if err != nil || f.count == 0 || r.weights.Rune == 0 || float64(f.count) > r.weights.CommonRune*float64(r.table.passages) {
		return err
	}
	// That it is there counts, not in how long a text.
	a.letters.add(clue{weighed{letter, float32(r.weights.Rune) * rarity(f.count, r.table.passages)}, zap.Runes, r.flat, f})
	return nil
}

// note notes a term of a field without frequencies.
func (r *reader) note(field int, text string, weight float64, a *asking) error {
	f, err := r.find(field, text)
	if err != nil || f.count == 0 || weight == 0 {
		return err
	}
	a.beside.add(clue{weighed{text, float32(weight) * rarity(f.count, r.table.passages)}, field, r.norm, f})
	return nil
}

// addLone adds the only letter that is asked for.
func (r *reader) addLone(letter string, weight float64) error {
	f, err := r.find(zap.Runes, letter)
	if err != nil || f.count == 0 {
		return err
	}
	w := float32(weight) * rarity(f.count, r.table.passages)
	for i, s := range r.segs {
		scores, scored := r.scores[s.base:], r.scored[i]
		r.each(f.lists[i], func(numbers []uint32) {
			for _, n := range numbers {
				scores[n] += w
				scored[n/64] |= 1 << (n % 64)
			}
		})
	}
	return nil
}

// addTitle adds a bigram to what the documents get whose title holds it; one of
// an essay counts essay times as much.
func (r *reader) addTitle(gram string, weight float64, essay float32) error {
	f, err := r.find(zap.Title, gram)
	if err != nil || f.count == 0 {
		return err
	}
	w := float32(weight) * rarity(f.count, r.table.documents)
	for i, s := range r.segs {
		r.each(f.lists[i], func(numbers []uint32) {
			for _, n := range numbers {
				r.about[s.ordinal[n]].boost += w * r.table.rows[s.ordinal[n]].titled(essay)
			}
		})
	}
	return nil
}

// scoreTitles adds to the documents whose title holds one of the strings.
func (r *reader) scoreTitles(ctx context.Context, needles []string) error {
	for _, needle := range needles {
		var err error
		zap.EachGram(needle, func(gram string, _ int) {
			if err == nil {
				err = r.addTitle(gram, r.weights.Title, 1)
			}
		})
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}
