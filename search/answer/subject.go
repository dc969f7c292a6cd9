package answer

import (
	"slices"
	"strings"

	"tiaowen/search"
)

// ones say of a thing only that it is one.
var ones = []string{"一个", "个", "一次", "次", "一名", "名", "一位", "位"}

// units cuts what is left of a question into the words that its answer must be about.
func (a *Answerer) units(piece string) (out []unit) {
	last := -1 // the unit right before, if any
	for _, w := range a.joined(a.cut(piece)) {
		if slices.Contains(ones, w) {
			continue // 成立一个支部 is 成立支部
		}
		if a.fillers[w] || !strings.ContainsFunc(w, search.IsLetter) ||
			slices.ContainsFunc(out, func(u unit) bool { return u.word == w }) {
			last = -1
			continue
		}
		out = append(out, a.unit(w))
		if last >= 0 {
			pair := out[last].word + w
			out[last].pairs = append(out[last].pairs, pair)
			out[last+1].pairs = append(out[last+1].pairs, pair)
		}
		last = len(out) - 1
	}
	tie(out)
	return out
}
