package search

import "tiaowen/corpus"

// How alike two texts are is measured in one way: by the pairs of neighbouring
// letters that they have in common. What share of them is enough differs with the
// question that is asked, and stands here.
const (
	// SameShare is how much two texts have in common that say the same: they differ
	// in a number, a name of a unit, a closing formula. Between two versions of one
	// work VersionShare is enough, for they are known to be about the same.
	SameShare    = 0.8
	VersionShare = 0.5
	// SuccessorShare is how much of a provision the one has that took its place in a
	// newer version; below that nothing is said to have done so.
	SuccessorShare = 0.3
	// ShortText is below how many pairs a few letters make of a text another one.
	ShortText = 12
)

// Pairs is a text as the pairs of letters in it, each as often as it stands there.
type Pairs struct {
	// Folded is the text; Count is how many pairs it has.
	Folded string
	Count  int
	of     map[[2]rune]int
}

// NewPairs folds a text and counts its pairs.
func NewPairs(text string) Pairs {
	p := Pairs{Folded: corpus.Fold(text), of: map[[2]rune]int{}}
	var before rune
	for _, r := range p.Folded {
		if before != 0 && IsLetter(r) && IsLetter(before) {
			p.of[[2]rune{before, r}]++
			p.Count++
		}
		before = r
	}
	return p
}

// Common is how many pairs two texts have in common.
func (p Pairs) Common(o Pairs) int {
	n := 0
	for pair, count := range p.of {
		n += min(count, o.of[pair])
	}
	return n
}

// Share is what share of the longer of two texts they have in common, 0–1.
func (p Pairs) Share(o Pairs) float64 { return share(p.Common(o), max(p.Count, o.Count)) }

// Within is what share of p stands in o, 0–1.
func (p Pairs) Within(o Pairs) float64 { return share(p.Common(o), p.Count) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Same reports whether two texts share at least so much; short ones must be equal.
func (p Pairs) Same(o Pairs, least float64) bool {
	switch {
	case p.Folded == o.Folded:
		return true
	case min(p.Count, o.Count) < ShortText, float64(min(p.Count, o.Count)) < least*float64(max(p.Count, o.Count)):
		return false
	}
	return p.Share(o) >= least
}
