package match

import (
	"slices"
	"unicode/utf8"
)

// Pieces are strings to be compared with texts: which pieces of them stand in one is
// told from where their pairs of letters do, found in one pass.
type Pieces struct {
	strings []string
	pairs   Words
	starts  [][]int // of every string: where its letters start
	numbers [][]int // and which pair starts there
	at      [][]int // where every pair stands in the text at hand
}

// NewPieces makes some strings ready to be compared.
func NewPieces(of ...string) *Pieces {
	p := &Pieces{strings: of}
	for _, text := range of {
		var starts, numbers []int
		for i := range text {
			if n := len(starts); n > 0 {
				_, width := utf8.DecodeRuneInString(text[i:])
				numbers = append(numbers, p.pairs.Add(text[starts[n-1]:i+width]))
			}
			starts = append(starts, i)
		}
		p.starts, p.numbers = append(p.starts, starts), append(p.numbers, numbers)
	}
	p.at = make([][]int, p.pairs.Len())
	return p
}

// Each cuts from every string, from left to right, the longest pieces of two
// letters or more that stand in text, and calls visit with each and where it
// stands, one place after the end of another. It is not for two at a time.
func (p *Pieces) Each(text []byte, visit func(piece string, at []int)) {
	for i := range p.at {
		p.at[i] = p.at[i][:0]
	}
	p.pairs.Each(text, func(pair, at int) { p.at[pair] = append(p.at[pair], at) })
	var places []int
	for i, whole := range p.strings {
		for k := 0; k < len(p.numbers[i]); {
			rest, at := whole[p.starts[i][k]:], p.at[p.numbers[i][k]]
			piece := rest[:longest(text, rest, at)]
			if piece == "" {
				k++
				continue
			}
			places = places[:0]
			for _, start := range at {
				n, end := len(places), start+len(piece)
				if (n == 0 || start >= places[n-1]+len(piece)) && end <= len(text) && string(text[start:end]) == piece {
					places = append(places, start)
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
	for _, start := range at {
		n, here := 0, text[start:]
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

// PiecesIn are those of one string in one text.
func PiecesIn(text, of string) []string {
	var out []string
	NewPieces(of).Each([]byte(text), func(piece string, _ []int) { out = append(out, piece) })
	return slices.Clip(out)
}
