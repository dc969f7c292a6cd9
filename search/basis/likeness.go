package basis

import (
	"slices"
	"strings"
)

// likeness says whether something bears on a question by what is known of what the texts
// mean; ok is false if that does not tell. k is nil if there is no dictionary.
//
// One passage must be near the question, and the nearer the more of the question names
// things that are not here: a question about paying in some new kind of money is near
// whatever speaks of paying. What is near enough has a basis, whatever its words: people
// ask in other words than texts answer in. What is not has none, unless a passage may be
// nearer than is known, which as long as anything but state law is left to learn any may
// be: then its words must say so too.
func likeness(k *bearing, q Question, b Bounds) (why Reason, ok bool) {
	if q.Likest <= 0 {
		return "", false
	}
	bound := b.Unlike
	if k != nil {
		if why := k.surely(); why != "" {
			return why, true
		}
		bound += b.UnlikeStrange * float64(k.strangeness())
	}
	switch {
	case float64(q.Likest) >= bound, k != nil && k.typedOut():
		return "", true
	case q.PartyKnown && (q.Known || k != nil && k.asksParty()):
		return Unlike, true
	}
	return "", false
}

// typedOut reports whether a text holds most of the question's pairs of letters.
func (b *bearing) typedOut() bool {
	pairs := map[string]bool{}
	for _, run := range strings.Fields(b.typed) {
		letters := []rune(run)
		for i := range len(letters) - 1 {
			pairs[string(letters[i:i+2])] = true
		}
	}
	return len(pairs) > 0 && slices.ContainsFunc(b.texts, func(text string) bool {
		held := 0
		for pair := range pairs {
			if strings.Contains(text, pair) {
				held++
			}
		}
		return float64(held) >= b.bounds.TypedShare*float64(len(pairs))
	})
}

// strangeness is what share of the question, by weight, names things that are not here.
func (b *bearing) strangeness() float32 {
	all, strange := float32(0), float32(0)
	for _, w := range b.words {
		all += w.weight
		if w.strange {
			strange += w.weight
		}
	}
	if all == 0 {
		return 0
	}
	return strange / all
}
