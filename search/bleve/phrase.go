package bleve

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// term is a term of a field.
type term struct {
	field int
	text  string
}

// termsOf are the terms that a passage holds in which a folded string stands:
// its bigrams, and the letters that stand alone between punctuation. They are
// exact if whatever holds them holds the string.
func termsOf(text string) (terms []term, exact bool) {
	add := func(field int, text string) {
		if !slices.ContainsFunc(terms, func(t term) bool { return t == term{field, text} }) {
			terms = append(terms, term{field, text})
		}
	}
	zap.EachSequence(text, func(s string) {
		runes := utf8.RuneCountInString(s)
		exact = len(s) == len(text) && runes <= 2
		if runes == 1 {
			add(zap.Runes, s)
			return
		}
		zap.EachGram(s, func(gram string, _ int) { add(zap.Grams, gram) })
	})
	return terms, exact
}

// phrase is a folded string that must stand in a passage.
type phrase struct {
	text  []byte
	rare  int // which of its bytes is the rarest in these texts
	terms []term
	exact bool // what holds the only term holds the string
	// weight is its rarity. The exact count would cost reading every text that
	// may hold it; its rarest term's stands in for it.
	weight float32
}

// phrases looks up all terms of some strings.
func (r *reader) phrases(texts []string) (phrases []phrase, terms []*postings, err error) {
	for _, text := range texts {
		one := phrase{text: []byte(text), rare: r.texts.rarest(text)}
		one.terms, one.exact = termsOf(text)
		least := r.table.passages
		for _, t := range one.terms {
			p, err := r.find(t.field, t.text)
			if err != nil {
				return nil, nil, err
			}
			least = min(least, p.count)
			terms = append(terms, p)
		}
		one.weight = search.Rarity(least, r.table.passages)
		phrases = append(phrases, one)
	}
	return phrases, terms, nil
}

// verify scores a passage if all strings stand in it, else gives 0.
func (r *reader) verify(s *segmentView, number uint32, phrases []phrase) (score float32) {
	spread := r.spread[s.length[number]]
	for i := range phrases {
		c := r.count(s, number, &phrases[i])
		if c == 0 {
			return 0
		}
		tf := float32(c)
		score += phrases[i].weight * r.peak * tf / (tf + spread)
	}
	return score
}

// count is how often a string begins in a passage's own text. It looks for the
// string's rarest byte: its first begins every other character.
func (r *reader) count(s *segmentView, number uint32, one *phrase) int {
	text := r.folded(s, number)
	own := len(text)
	if s.part[number]&partTail != 0 {
		own = r.own(s, number)
	}
	count := 0
	for at := one.rare; at < len(text); {
		i := bytes.IndexByte(text[at:], one.text[one.rare])
		if i < 0 {
			break
		}
		at += i
		start := at - one.rare
		if start >= own {
			break
		}
		if bytes.HasPrefix(text[start:], one.text) {
			count++
			at += len(one.text)
		} else {
			at++
		}
	}
	return count
}
