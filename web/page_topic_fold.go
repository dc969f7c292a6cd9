package web

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// What thirty texts say in the same words takes one place among the hits. Two
// passages are the same if they differ in few of their pairs of letters: in a
// number, a name of a unit, a closing formula.

const (
	// sameShare is how much of two texts' pairs of letters must be common.
	sameShare = 0.8
	// shortText is below what a few letters make a text another one.
	shortText = 12
)

// foldHits puts hits together that say the same, in the order of the first of
// each.
func foldHits(hits []search.Hit) [][]search.Hit {
	var out [][]search.Hit
	var firsts []pairSet
	for _, h := range hits {
		set := newPairSet(h)
		at := -1
		for i := range firsts {
			if firsts[i].same(set) {
				at = i
				break
			}
		}
		if at < 0 {
			out, firsts = append(out, []search.Hit{h}), append(firsts, set)
			continue
		}
		out[at] = append(out[at], h)
	}
	return out
}

// pairSet is a text as the pairs of letters in it.
type pairSet struct {
	text  string
	pairs map[[2]rune]int
	count int
}

// newPairSet takes the hit's own number off its text: the same article stands
// under another number in another text.
func newPairSet(h search.Hit) pairSet {
	text := h.Text
	if i := strings.Index(text, h.Passage.Label); i >= 0 && h.Passage.Label != "" {
		text = text[i+len(h.Passage.Label):]
	}
	s := pairSet{text: corpus.Fold(text), pairs: map[[2]rune]int{}}
	var before rune
	for _, r := range s.text {
		if before != 0 && search.IsLetter(r) && search.IsLetter(before) {
			s.pairs[[2]rune{before, r}]++
			s.count++
		}
		before = r
	}
	return s
}

func (s pairSet) same(o pairSet) bool {
	switch {
	case s.text == o.text:
		return true
	case min(s.count, o.count) < shortText, float64(min(s.count, o.count)) < sameShare*float64(max(s.count, o.count)):
		return false
	}
	common := 0
	for pair, n := range s.pairs {
		common += min(n, o.pairs[pair])
	}
	return float64(common) >= sameShare*float64(max(s.count, o.count))
}
