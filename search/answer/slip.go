package answer

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/search/pinyin"
)

// slips are the words that a question may have meant where it finds nothing: those of the
// field, by their length.
type slips struct {
	readings *pinyin.Readings
	words    map[int][][]rune
}

// Bounds of the words that slips are looked for in.
const (
	shortestSlip = 2
	longestSlip  = 8
)

func newSlips(field []string) slips {
	s := slips{pinyin.NewReadings(), map[int][][]rune{}}
	for _, w := range field {
		r := []rune(corpus.Fold(w))
		if n := len(r); n >= shortestSlip && n <= longestSlip {
			s.words[n] = append(s.words[n], r)
		}
	}
	return s
}

// meant is a folded text with the one word right in which a letter is wrong that sounds
// like its own, or two have changed places (党废, 极积分子): the longest there is. What is whole is not wrong.
func (s slips) meant(text string, whole func(string) bool) (string, bool) {
	r := []rune(text)
	for n := min(longestSlip, len(r)); n >= shortestSlip; n-- {
		for i := 0; i+n <= len(r); i++ {
			for _, w := range s.words[n] {
				if s.isSlip(r[i:i+n], w) && !whole(string(r[i:i+n])) {
					return string(slices.Concat(r[:i], w, r[i+n:])), true
				}
			}
		}
	}
	return "", false
}

// isSlip reports whether letters are a word but for one of the same sound, or for two
// that have changed places.
func (s slips) isSlip(typed, word []rune) bool {
	first, wrong := -1, 0
	for i := range word {
		if typed[i] != word[i] {
			if wrong++; wrong > 2 {
				return false
			}
			if first < 0 {
				first = i
			}
		}
	}
	switch wrong {
	case 1:
		of := s.readings.Sounds(word[first])
		return slices.ContainsFunc(s.readings.Sounds(typed[first]), func(x string) bool { return slices.Contains(of, x) })
	case 2:
		return first+1 < len(word) && typed[first] == word[first+1] && typed[first+1] == word[first]
	}
	return false
}
