package amendment

import (
	"slices"
	"unicode"

	"tiaowen/corpus"
)

// grams are the distinct pairs of characters of a text, sorted; letters and digits
// only.
type grams []uint64

func gramsOf(text string) grams {
	var out grams
	last := rune(0)
	for _, r := range corpus.Fold(text) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		out = append(out, uint64(last)<<32|uint64(r))
		last = r
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// like is how much two texts have in common, from 0 to 1.
func (g grams) like(h grams) float64 {
	if len(g)+len(h) == 0 {
		return 0
	}
	return 2 * float64(g.shared(h)) / float64(len(g)+len(h))
}

// shared is how many pairs of characters two texts have in common.
func (g grams) shared(h grams) int {
	n := 0
	for i, j := 0, 0; i < len(g) && j < len(h); {
		switch {
		case g[i] < h[j]:
			i++
		case g[i] > h[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// mattersOf is what each clause is about.
func mattersOf(text string, list []*Clause) []grams {
	out := make([]grams, len(list))
	for i, c := range list {
		out[i] = gramsOf(matter(text, c))
	}
	return out
}

// matter is a clause without its bearer, its modal word and its quantities: who has
// to, how strongly and how much is what may have changed.
func matter(text string, c *Clause) string {
	var cuts []corpus.Span
	for _, r := range c.Requirements {
		cuts = append(cuts, r.Bearer, r.Modal)
		if r.Quantity != nil {
			cuts = append(cuts, r.Quantity.Span)
		}
	}
	slices.SortFunc(cuts, func(a, b corpus.Span) int { return a.Start - b.Start })
	out, at := "", c.Span.Start
	for _, s := range cuts {
		if s.Empty() || !c.Span.Contains(s) || s.Start < at {
			continue
		}
		out += text[at:s.Start] + " "
		at = s.End
	}
	return out + text[at:c.Span.End]
}
