package search

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// addRuns adds the runs of a piece of plain text.
func (p *Parsed) addRuns(word string) {
	before := len(p.Runs)
	pieces := cutPieces(word)
	for len(pieces) > 0 {
		n := 1
		for n < len(pieces) && joins(pieces[n-1], pieces[n]) {
			n++
		}
		p.addPieces(pieces[:n])
		pieces = pieces[n:]
	}
	if len(p.Runs) > before+1 {
		p.Joined = append(p.Joined, corpus.Fold(strings.TrimFunc(word, separates)))
	}
}

// piece is a sequence of letters in a word with the signs between it and the next.
type piece struct{ text, signs string }

// separates reports whether a character is no part of a run.
func separates(r rune) bool {
	return strings.IndexFunc(corpus.Fold(string(r)), IsLetter) < 0 && corpus.Fold(string(r)) != ""
}

// cutPieces cuts a word at its signs; those that it begins with are left out.
func cutPieces(word string) []piece {
	var out []piece
	for word = strings.TrimLeftFunc(word, separates); word != ""; {
		end := strings.IndexFunc(word, separates)
		if end < 0 {
			return append(out, piece{word, ""})
		}
		rest := strings.TrimLeftFunc(word[end:], separates)
		out = append(out, piece{word[:end], word[end : len(word)-len(rest)]})
		word = rest
	}
	return out
}

// joiners are the signs that stand inside of figures and names: 3.5, 1,234, A-10, GB/T,
// 10:30, 5%以上.
const joiners = ".,-%/:"

// joins reports whether two pieces are likely one thing: there is one of the joiners
// between them and a figure or a Latin letter on either side, or they are two figures.
// What is behind a percent sign may be anything.
func joins(a, b piece) bool {
	last, _ := utf8.DecodeLastRuneInString(corpus.Fold(a.text))
	first, _ := utf8.DecodeRuneInString(corpus.Fold(b.text))
	sign := corpus.Fold(a.signs)
	figures := isDigit(last) && isDigit(first)
	return figures || sign == "%" && isDigit(last) || len(sign) == 1 && strings.Contains(joiners, sign) && isPlain(last) && isPlain(first)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isPlain(r rune) bool { return isDigit(r) || r >= 'a' && r <= 'z' }

// addPieces adds pieces that are one run. A percent sign right behind a figure
// belongs to it, also at the end.
func (p *Parsed) addPieces(pieces []piece) {
	whole, parts := "", []Run(nil)
	for i, one := range pieces {
		addRun(&parts, one.text)
		whole += one.text
		if i < len(pieces)-1 {
			whole += one.signs
		} else if percentage(one) {
			_, width := utf8.DecodeRuneInString(one.signs)
			whole += one.signs[:width]
		}
	}
	before := len(p.Runs)
	addRun(&p.Runs, whole)
	if len(p.Runs) > before && p.Runs[before].Folded != corpus.Fold(pieces[0].text) {
		p.Runs[before].Parts = parts
	}
}

// percentage reports whether a percent sign stands right behind a figure.
func percentage(one piece) bool {
	last, _ := utf8.DecodeLastRuneInString(corpus.Fold(one.text))
	return isDigit(last) && strings.HasPrefix(corpus.Fold(one.signs), "%")
}
