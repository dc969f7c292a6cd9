package bleve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// With a dictionary, a question is held to have no basis for one of four
// reasons, each of which can be told to a reader:
//
//   - it speaks of other things: none of its words is about as common in the
//     library as it is in general, no passage holds most of them, and what they
//     name is not here;
//   - it is short and names a thing that is not here beside one word that is;
//   - it asks of a matter of Party affairs what no text says of it: it names a
//     thing that is not here, and the passages that name the matter hold next to
//     nothing else of the question;
//   - it asks for a measure (多少钱、多少平方米) and no passage that names the
//     matter gives one.
//
// Only things tell: a noun that people use and these texts do not (牛仔裤). Verbs
// and adverbs that the texts do not use are a layman's way of saying what they
// say otherwise, and refusing what the texts answer is worse than answering what
// they do not. The numbers stand in Weights.

// bearing is a question and the best of what was found, to be compared.
type bearing struct {
	words    []subject
	typed    string // the question, folded
	synonyms []search.Replaced
	texts    []string // of the best hits, folded, title and headings included
	weights  *Weights
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

// newBearing compares a question with the best hits. There is a dictionary.
func (r *reader) newBearing(a *asked, hits []rescored) *bearing {
	d := r.gen.words
	b := &bearing{weights: r.weights, synonyms: a.replaced}
	for _, run := range a.runs {
		b.typed += run.Folded + " "
		for _, w := range d.Cut(run.Folded) {
			b.add(r, w.Text)
		}
	}
	for _, h := range hits {
		b.texts = append(b.texts, string(r.wholly(h.hit, true)))
	}
	return b
}

// add takes a word in, unless it only asks. One that has synonyms is of the
// field: somebody wrote down what the texts say for it.
func (b *bearing) add(r *reader, word string) {
	known := slices.ContainsFunc(b.words, func(s subject) bool { return s.text == word })
	if known || search.IsQuestionWord(word) || defaultWeightless.has(word) {
		return
	}
	s := subject{text: word, weight: rarity(r.least(word), r.table.passages), party: r.gen.words.Own(word)}
	if s.typical = s.party || b.translated(word); utf8.RuneCountInString(word) > 1 {
		p, err := r.find(zap.Words, word)
		s.typical = s.typical || err == nil && r.typical(word, p.count)
		s.strange = err == nil && p.count <= r.weights.RareHere && !s.typical && r.names(word)
		s.known = err == nil && p.count >= r.weights.Familiar
	}
	b.words = append(b.words, s)
}

func (b *bearing) translated(word string) bool {
	return utf8.RuneCountInString(word) > 1 && slices.ContainsFunc(b.synonyms, func(s search.Replaced) bool { return strings.Contains(s.From.Folded, word) })
}

// wholly is the folded text of a hit, with its tail or without, and with its
// document's title and the headings above it.
func (r *reader) wholly(h hit, tail bool) []byte {
	s := r.segmentOf(h.number)
	n := h.number - s.base
	row := r.table.rows[s.ordinal[n]]
	text := r.folded(s, n)
	if !tail {
		text = text[:r.own(s, n)]
	}
	path := r.texts.record(row.place).passage(int(s.part[n] & partMask)).Path
	return slices.Concat(text, []byte(" "+corpus.Fold(row.head.Fields.Title)+" "+corpus.Fold(strings.Join(path, " "))))
}

// least is how many passages hold the rarest bigram of a word, or the letter
// that it is.
func (r *reader) least(word string) int {
	least := r.table.passages
	terms, _ := termsOf(word)
	for _, t := range terms {
		if p, err := r.find(t.field, t.text); err == nil {
			least = min(least, p.count)
		}
	}
	return least
}

// typical reports whether a word that stands in n passages is about as common
// here as it is among all words. Single letters are words too seldom to tell.
func (r *reader) typical(word string, n int) bool {
	if n == 0 || n == 1 && r.table.passages > r.weights.SmallLibrary {
		return false
	}
	return float64(n) >= r.weights.TypicalRatio*max(r.gen.words.Share(word), r.weights.LeastShare)*float64(r.table.grams)
}

// names reports whether a word names a thing that people speak of. What is
// written in other letters is a name.
func (r *reader) names(word string) bool {
	latin := strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == ""
	return latin || r.gen.words.Noun(word) && r.gen.words.Share(word) >= r.weights.UsedShare
}
