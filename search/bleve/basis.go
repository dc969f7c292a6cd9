package bleve

import (
	"bytes"
	"slices"

	"tiaowen/corpus/match"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// nearestHits is how many hits are shown apart when none bears on a question.
const nearestHits = 3

// covers reports whether one of some hits covers of a question's matter more than
// next to nothing, title and heading trail included: the share of its letters,
// weighed by the square of their rarity, that stand in it two or more in a row as
// they do in the question, or whose synonym stands in it. What asks nothing is
// covered. The square lets the one rare word decide that a question is about.
func (r *reader) covers(a *asked, hits []rescored) bool {
	weights := r.matter(a)
	total := 0.0
	for _, w := range weights {
		total += w
	}
	if total == 0 {
		return true
	}
	var typed []string
	for _, w := range a.weighted {
		if w.Weight == 1 {
			typed = append(typed, w.Text)
		}
	}
	pieces := match.NewPieces(typed...)
	return slices.ContainsFunc(hits, func(h rescored) bool {
		return covered(r.wholly(h.hit, false), pieces, a.replaced, weights)/total >= r.weights.BasisShare
	})
}

// matter weighs the letters a question is made of, but for those that only ask.
func (r *reader) matter(a *asked) map[rune]float64 {
	out := map[rune]float64{}
	for _, w := range a.weighted {
		if w.Weight != 1 {
			continue
		}
		for _, letter := range w.Text {
			if !search.IsLetter(letter) || defaultWeightless.letters[letter] || out[letter] > 0 {
				continue
			}
			if p, err := r.find(zap.Runes, string(letter)); err == nil {
				idf := float64(rarity(p.count, r.table.passages))
				out[letter] = idf * idf
			}
		}
	}
	return out
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

// hasBasis decides whether the library bears on a question: something was
// found, and the words of the question are held by the best of it as bearing
// has it or, for want of a dictionary, it covers more than next to nothing of
// what was asked.
func (r *reader) hasBasis(q search.Query, a *asked, hits []rescored) bool {
	if !a.question() || q.Cursor != "" || q.Named || len(a.phrases) > 0 || r.weights.BasisHits == 0 {
		return true
	}
	hits = hits[:min(len(hits), r.weights.BasisHits)]
	switch {
	case len(hits) == 0:
		return false
	case r.gen.words != nil:
		return r.newBearing(a, hits).none() == ""
	}
	return r.covers(a, hits)
}

// noBasis sets the hits apart as the nearest: there are none.
func noBasis(res *search.Result) {
	res.Verdict = search.NoBasis
	res.Nearest = res.Hits[:min(len(res.Hits), nearestHits)]
	res.Hits, res.NextCursor = nil, ""
	for i := range res.Lanes {
		res.Lanes[i].Total, res.Lanes[i].Hits = 0, nil
	}
	res.Total, res.Documents = 0, 0
	for i := range res.Facets {
		res.Facets[i].Values, res.Facets[i].Other = []search.FacetValue{}, 0
	}
}
