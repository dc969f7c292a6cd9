package basis

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus/match"
	"tiaowen/search"
)

// By its words a question is held to have no basis for one of five reasons:
//
//   - it asks about the law, a party or an office of another country, of which no
//     text speaks;
//   - it speaks of other things: none of its words is about as common in the
//     library as it is in general, no passage holds most of them, and what they
//     name is not here;
//   - it asks of a matter of Party affairs what no text says of it: it names a
//     thing that is not here, and the passages that name the matter hold next to
//     nothing else of the question;
//   - it asks for a measure (多少钱、多少平方米) and no passage that names the
//     matter gives one;
//   - it is short and names a thing that is not here beside one word that is.
//
// Only things tell: a noun that people use and these texts do not (牛仔裤). Verbs
// and adverbs that the texts do not use are a layman's way of saying what they
// say otherwise.

// missing says why the library has nothing on the question; empty if it has.
func (b *bearing) missing() Reason {
	why := b.surely()
	switch {
	case why != "":
		return why
	case b.foreign():
		return Foreign
	case b.beside():
		return Beside
	case b.strange():
		return Strange
	}
	return ""
}

// surely says why the library has nothing on the question where its words leave no
// doubt, however near a passage is in meaning; empty if they do.
func (b *bearing) surely() Reason {
	switch {
	case b.elsewhere():
		return Elsewhere
	case b.unmeasured():
		return Unmeasured
	}
	return ""
}

// foreign reports whether the question speaks of other things than the library.
func (b *bearing) foreign() bool {
	known := false
	for _, w := range b.words {
		if w.typical {
			return false
		}
		known = known || w.known && b.stands(w, b.texts)
	}
	return !b.answered() && (!known || b.misses(b.texts)) && b.most(b.words, b.texts) < float32(b.bounds.ForeignShare)
}

// answered reports whether a text holds what somebody wrote down that the texts
// say for a word of the question.
func (b *bearing) answered() bool {
	return slices.ContainsFunc(b.synonyms, func(s search.Replaced) bool {
		return slices.ContainsFunc(b.texts, func(text string) bool { return strings.Contains(text, s.To.Folded) })
	})
}

// strange reports whether a short question names a thing that is not here
// beside one word that is.
func (b *bearing) strange() bool {
	words, typical := 0, 0
	all, field := float32(0), float32(0)
	for _, w := range b.words {
		all += w.weight
		if utf8.RuneCountInString(w.text) > 1 {
			words++
		}
		if w.typical {
			typical++
			field += w.weight
		}
	}
	w := b.bounds
	return words <= w.StrangeWords && typical <= 1 && field < float32(w.StrangeTypical)*all && b.misses(b.texts) && b.most(b.words, b.texts) < float32(w.StrangeShare)
}

// misses reports whether the question names a thing that no text holds.
func (b *bearing) misses(texts []string) bool {
	return slices.ContainsFunc(b.words, func(w subject) bool { return w.strange && !b.stands(w, texts) })
}

// stands reports whether a word stands in one of the texts.
func (b *bearing) stands(w subject, texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return b.holds(text, w.text) })
}

// beside reports whether the passages that name the matter asked about hold
// next to nothing of what is asked, and not the thing it names.
func (b *bearing) beside() bool {
	if !b.asksParty() {
		return false
	}
	naming := b.naming()
	return len(b.asked()) <= b.bounds.BesideWords && b.misses(naming) && b.most(b.asked(), naming) < float32(b.bounds.BesideShare)
}

func (b *bearing) asksParty() bool {
	return slices.ContainsFunc(b.words, func(s subject) bool { return s.party })
}

// asked are the words beside those that name the matter.
func (b *bearing) asked() []subject {
	return slices.DeleteFunc(slices.Clone(b.words), func(s subject) bool { return s.party })
}

// most is the largest share of words that one of the texts holds, by weight; 1
// of none.
func (b *bearing) most(words []subject, texts []string) float32 {
	if len(words) == 0 {
		return 1
	}
	all, most := float32(0), float32(0)
	for _, w := range words {
		all += w.weight
	}
	for _, text := range texts {
		held := float32(0)
		for _, w := range words {
			if b.holds(text, w.text) {
				held += w.weight
			}
		}
		most = max(most, held)
	}
	return most / all
}

// holds reports whether a word or one of its synonyms stands in a text.
func (b *bearing) holds(text, word string) bool {
	if strings.Contains(text, word) {
		return true
	}
	for _, s := range b.synonyms {
		if (strings.Contains(s.From.Folded, word) || strings.Contains(word, s.From.Folded)) && strings.Contains(text, s.To.Folded) {
			return true
		}
	}
	return false
}

// naming are the texts that name the matter of Party affairs asked about, in
// these words or, if they are long, in part of them.
func (b *bearing) naming() []string {
	var out []string
	for _, text := range b.texts {
		for _, w := range b.words {
			if w.party && (b.holds(text, w.text) || utf8.RuneCountInString(w.text) > 3 && match.PiecesIn(text, w.text) != nil) {
				out = append(out, text)
				break
			}
		}
	}
	return out
}
