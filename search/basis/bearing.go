package basis

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/search"
)

// bearing is a question and the best of what was found, to be compared.
type bearing struct {
	words    []subject
	typed    string // the question, folded
	synonyms []search.Replaced
	texts    []string // of the best passages, tail, title and headings included
	bounds   Bounds
}

// subject is a word that says what a question is about.
type subject struct {
	text    string
	weight  float32 // its rarity
	party   bool    // of the field's own words
	typical bool    // about as common in the library as in general, or more
	strange bool    // a thing that people speak of and these texts hardly
	known   bool    // these texts speak of it, however seldom
}

// newBearing compares a question with the best passages; nil if there is no dictionary.
func newBearing(l Library, q Question, found []Text, bounds Bounds) (*bearing, error) {
	b := &bearing{bounds: bounds, synonyms: q.Replaced}
	for _, run := range q.Runs {
		b.typed += run.Folded + " "
		words := l.Cut(run.Folded)
		if words == nil {
			return nil, nil
		}
		for _, w := range words {
			if err := b.add(l, w); err != nil {
				return nil, err
			}
		}
	}
	for _, t := range found {
		b.texts = append(b.texts, string(t.whole(true)))
	}
	return b, nil
}

// add takes a word in, unless it only asks.
func (b *bearing) add(l Library, word string) error {
	if search.IsQuestionWord(word) || defaultWeightless.has(word) || slices.ContainsFunc(b.words, func(s subject) bool { return s.text == word }) {
		return nil
	}
	letters, err := l.Count(word, false)
	if err != nil {
		return err
	}
	passages, pairs := l.Size()
	usage := l.Usage(word)
	s := subject{text: word, weight: search.Rarity(letters, passages), party: usage.Own}
	// What has synonyms is of the field: somebody wrote down what the texts say for it.
	s.typical = s.party || b.translated(word)
	if utf8.RuneCountInString(word) > 1 { // single letters are words too seldom to tell
		n, err := l.Count(word, true)
		if err != nil {
			return err
		}
		s.typical = s.typical || b.bounds.typical(n, usage.Share, passages, pairs)
		s.strange = n <= b.bounds.RareHere && !s.typical && b.bounds.names(word, usage)
		s.known = n >= b.bounds.Familiar
	}
	b.words = append(b.words, s)
	return nil
}

func (b *bearing) translated(word string) bool {
	return utf8.RuneCountInString(word) > 1 && slices.ContainsFunc(b.synonyms, func(s search.Replaced) bool { return strings.Contains(s.From.Folded, word) })
}

// typical reports whether a word that stands in n passages is about as common there
// as it is among all words.
func (b Bounds) typical(n int, share float64, passages int, pairs int64) bool {
	if n == 0 || n == 1 && passages > b.SmallLibrary {
		return false
	}
	return float64(n) >= b.TypicalRatio*max(share, b.LeastShare)*float64(pairs)
}

// names reports whether a word names a thing that people speak of. What is
// written in other letters is a name.
func (b Bounds) names(word string, usage Usage) bool {
	latin := strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == ""
	return latin || usage.Noun && usage.Share >= b.UsedShare
}
