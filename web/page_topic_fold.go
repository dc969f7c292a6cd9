package web

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// What thirty texts say in the same words takes one place among the hits. Two
// passages are the same if they differ in few of their pairs of letters: in a
// number, a name of a unit, a closing formula.

const (
	// sameShare is how much of two texts' pairs of letters must be common, of
	// two versions of one work less.
	sameShare    = 0.8
	versionShare = 0.5
	// shortText is below what a few letters make a text another one.
	shortText = 12
)

// foldHits puts hits together that say the same, in the order of the first of
// each. What is in force stands for the others.
func foldHits(hits []search.Hit) [][]search.Hit {
	var out [][]search.Hit
	var firsts []pairSet
	for _, h := range hits {
		set := newPairSet(h)
		at := slices.IndexFunc(firsts, set.same)
		if at < 0 {
			out, firsts = append(out, []search.Hit{h}), append(firsts, set)
			continue
		}
		out[at] = append(out[at], h)
	}
	for _, same := range out {
		slices.SortStableFunc(same, func(a, b search.Hit) int { return applies(b) - applies(a) })
	}
	return out
}

// pairSet is a text as the pairs of letters in it.
type pairSet struct {
	id    string // of the document
	work  string // empty if it has no versions
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
	s := pairsOf(text)
	s.id = h.Document.ID
	if f := h.Document.Fields; f.Kind == corpus.Regulation {
		s.work = corpus.WorkKey(f.Title)
	}
	return s
}

func pairsOf(text string) pairSet {
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
	least := sameShare
	if s.work != "" && s.work == o.work && s.id != o.id {
		least = versionShare
	}
	switch {
	case s.text == o.text:
		return true
	case min(s.count, o.count) < shortText, float64(min(s.count, o.count)) < least*float64(max(s.count, o.count)):
		return false
	}
	return s.shareIn(o, false) >= least
}

func (s pairSet) common(o pairSet) int {
	n := 0
	for pair, count := range s.pairs {
		n += min(count, o.pairs[pair])
	}
	return n
}
