package bleve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
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

// phrase is a folded string that must stand in a passage, in one of its forms.
type phrase struct {
	forms []form // the string as it was asked for, then other ways to write it
	exact bool   // what holds the only term of the only form holds the string
	// weight is its rarity. The exact count would cost reading every text that
	// may hold it; its rarest term's stands in for it.
	weight float32
	none   bool // no passage can hold it
}

// form is one way to write a phrase.
type form struct {
	text  []byte
	rare  int // which of its bytes is the rarest in these texts
	terms []*postings
	// grams are its bigrams in their order, if it is made of these and none comes twice.
	grams []*postings
	// apart says that it must not be a piece of a longer number: 50人 is not 150人.
	apart bool
}

// sought is a string to be found as it is, or with its numbers written in any way or in
// full.
type sought struct {
	text    string
	figures bool
	full    []string // what it is the short name of
}

// phrases looks up all terms of some strings.
func (r *reader) phrases(texts []sought) ([]phrase, error) {
	phrases := make([]phrase, len(texts))
	for i, w := range texts {
		var err error
		if phrases[i], err = r.phrase(w); err != nil {
			return nil, err
		}
	}
	return phrases, nil
}

func (r *reader) phrase(w sought) (phrase, error) {
	one, least, exact, err := r.form(w.text)
	if err != nil {
		return phrase{}, err
	}
	p := phrase{forms: []form{one}, exact: exact}
	count := least
	if w.figures {
		for _, text := range search.OtherFigures(w.text) {
			other, least, _, err := r.form(text)
			if err != nil {
				return phrase{}, err
			}
			if least > 0 {
				other.apart = true
				p.forms, p.exact, count = append(p.forms, other), false, count+least
			}
		}
	}
	for _, text := range w.full {
		other, least, _, err := r.form(text)
		if err != nil {
			return phrase{}, err
		}
		if least > 0 {
			p.forms, p.exact, count = append(p.forms, other), false, count+least
		}
	}
	p.weight = search.Rarity(min(count, r.table.passages), r.table.passages)
	p.none = count == 0
	return p, nil
}

// form looks up the terms of a string; least is how many passages hold the rarest.
func (r *reader) form(text string) (f form, least int, exact bool, err error) {
	terms, exact := termsOf(text)
	if len(terms) == 0 {
		return f, 0, false, nil // without a letter it is nowhere
	}
	f, least = form{text: []byte(text), rare: r.texts.rarest(text)}, r.table.passages
	for _, t := range terms {
		p, err := r.find(t.field, t.text)
		if err != nil {
			return f, 0, false, err
		}
		least = min(least, p.count)
		f.terms = append(f.terms, p)
	}
	if letters := utf8.RuneCountInString(text); len(terms) == letters-1 && terms[0].field == zap.Grams && oneSequence(text) {
		f.grams = f.terms
	}
	return f, least, exact, nil
}

// oneSequence reports whether a text has nothing but letters.
func oneSequence(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !search.IsLetter(r) })
}

// standsApart reports whether no number goes on before or behind a piece of a text that
// begins or ends with one.
func standsApart(text []byte, start, end int) bool {
	before, _ := utf8.DecodeLastRune(text[:start])
	first, _ := utf8.DecodeRune(text[start:])
	last, _ := utf8.DecodeLastRune(text[:end])
	behind, _ := utf8.DecodeRune(text[end:])
	return !goesOn(first, before) && !goesOn(last, behind)
}

// goesOn reports whether a figure and what stands beside it are of one number.
func goesOn(figure, beside rune) bool {
	return corpus.IsNumeralRune(figure) && (corpus.IsNumeralRune(beside) || figure < utf8.RuneSelf && (beside == '.' || beside == ','))
}
