package basis

import (
	"bytes"
	"slices"

	"tiaowen/corpus/match"
	"tiaowen/search"
)

// letterWeights are what the letters of a question tell, in the order in which they
// stand.
type letterWeights struct {
	letters []rune
	weight  map[rune]float64
}

// covers reports whether one of some passages covers of a question's matter more than
// next to nothing, title and headings included: the share of its letters, weighed by
// the square of their rarity, that stand in it two or more in a row as they do in the
// question, or whose synonym stands in it. What asks nothing is covered. The square
// lets the one rare word decide that a question is about.
func covers(l Library, q Question, found []Text, b Bounds) (bool, error) {
	matter, err := matterOf(l, q)
	if err != nil {
		return false, err
	}
	total := 0.0
	for _, letter := range matter.letters {
		total += matter.weight[letter]
	}
	if total == 0 {
		return true, nil
	}
	var typed []string
	for _, w := range q.Weighted {
		if w.Weight == 1 {
			typed = append(typed, w.Text)
		}
	}
	pieces := match.NewPieces(typed...)
	return slices.ContainsFunc(found, func(t Text) bool {
		return covered(t.whole(false), pieces, q.Replaced, matter.weight)/total >= b.BasisShare
	}), nil
}

// matterOf weighs the letters a question is made of, but for those that only ask.
func matterOf(l Library, q Question) (letterWeights, error) {
	out := letterWeights{weight: map[rune]float64{}}
	passages, _ := l.Size()
	for _, w := range q.Weighted {
		if w.Weight != 1 {
			continue
		}
		for _, letter := range w.Text {
			if _, again := out.weight[letter]; again || !search.IsLetter(letter) || defaultWeightless.letters[letter] {
				continue
			}
			n, err := l.Count(string(letter), false)
			if err != nil {
				return out, err
			}
			idf := float64(search.Rarity(n, passages))
			out.letters, out.weight[letter] = append(out.letters, letter), idf*idf
		}
	}
	return out, nil
}

// covered is the weight of the letters of a question that a text holds.
func covered(text []byte, typed *match.Pieces, synonyms []search.Replaced, weights map[rune]float64) float64 {
	sum, seen := 0.0, map[rune]bool{}
	cover := func(s string) {
		for _, letter := range s {
			if !seen[letter] {
				seen[letter] = true
				sum += weights[letter]
			}
		}
	}
	typed.Each(text, func(piece string, _ []int) { cover(piece) })
	for _, s := range synonyms {
		if bytes.Contains(text, []byte(s.To.Folded)) {
			cover(s.From.Folded)
		}
	}
	return sum
}
