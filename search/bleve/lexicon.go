package bleve

import (
	"slices"
	"unicode/utf8"
)

// lexicon finds many words in a text in one pass over it: looking for one after
// the other is most of what a long question costs.
type lexicon struct {
	words []string
	// byFirst has the numbers of the words by what keyAt makes of their first
	// letter: nearly every letter of a text is passed over by it.
	byFirst [256][]int
}

// add takes a word in, once, and gives it a number.
func (l *lexicon) add(word string) int {
	k, _ := keyAt([]byte(word))
	for _, i := range l.byFirst[k] {
		if l.words[i] == word {
			return i
		}
	}
	l.words = append(l.words, word)
	l.byFirst[k] = append(l.byFirst[k], len(l.words)-1)
	return len(l.words) - 1
}

// each calls visit for every place where a word stands in a text.
func (l *lexicon) each(text []byte, visit func(word, at int)) {
	for i := 0; i < len(text); {
		k, width := keyAt(text[i:])
		for _, w := range l.byFirst[k] {
			if word := l.words[w]; len(text)-i >= len(word) && string(text[i:i+len(word)]) == word {
				visit(w, i)
			}
		}
		i += width
	}
}

// keyAt is the low bits of the letter that a text begins with, and its width.
// Unlike decoding it, that is hardly any work.
func keyAt(text []byte) (k byte, width int) {
	switch b := text[0]; {
	case b < utf8.RuneSelf || len(text) < 2:
		return b, 1
	case b < 0xe0:
		return text[1], 2
	case b < 0xf0 && len(text) > 2:
		return text[1]<<6 | text[2]&0x3f, 3
	}
	_, width = utf8.DecodeRune(text)
	return text[width-1], width
}

// strands are strings to be compared with texts: which pieces of them stand in
// one is told from where their pairs of letters do, found in one pass.
type strands struct {
	strings []string
	pairs   lexicon
	starts  [][]int // of every string: where its letters start
	numbers [][]int // and which pair starts there
	at      [][]int // where every pair stands in the text at hand
}

func newStrands(of ...string) *strands {
	s := &strands{strings: of}
	for _, text := range of {
		var starts, numbers []int
		for i := range text {
			if n := len(starts); n > 0 {
				_, width := utf8.DecodeRuneInString(text[i:])
				numbers = append(numbers, s.pairs.add(text[starts[n-1]:i+width]))
			}
			starts = append(starts, i)
		}
		s.starts, s.numbers = append(s.starts, starts), append(s.numbers, numbers)
	}
	s.at = make([][]int, len(s.pairs.words))
	return s
}

// each cuts from every string, from left to right, the longest pieces of two
// letters or more that stand in text, and calls visit with each and where it
// stands, one place after the end of another.
func (s *strands) each(text []byte, visit func(piece string, at []int)) {
	for i := range s.at {
		s.at[i] = s.at[i][:0]
	}
	s.pairs.each(text, func(pair, at int) { s.at[pair] = append(s.at[pair], at) })
	var places []int
	for i, whole := range s.strings {
		for k := 0; k < len(s.numbers[i]); {
			rest, at := whole[s.starts[i][k]:], s.at[s.numbers[i][k]]
			piece := rest[:longest(text, rest, at)]
			if piece == "" {
				k++
				continue
			}
			places = places[:0]
			for _, p := range at {
				n, end := len(places), p+len(piece)
				if (n == 0 || p >= places[n-1]+len(piece)) && end <= len(text) && string(text[p:end]) == piece {
					places = append(places, p)
				}
			}
			visit(piece, places)
			k += utf8.RuneCountInString(piece)
		}
	}
}

// longest is how much of a string, in whole letters, stands at one of some
// places in text.
func longest(text []byte, s string, at []int) int {
	most := 0
	for _, p := range at {
		n, here := 0, text[p:]
		for n < len(s) && n < len(here) && here[n] == s[n] {
			n++
		}
		for n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		most = max(most, n)
	}
	return most
}

// pieces are those of one string in one text.
func pieces(run, text string) []string {
	var out []string
	newStrands(run).each([]byte(text), func(piece string, _ []int) { out = append(out, piece) })
	return slices.Clip(out)
}
