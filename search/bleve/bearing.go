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
	synonyms []search.Expansion
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
func (c *collector) newBearing(m matched, hits []hit) *bearing {
	d := c.gen.words
	b := &bearing{weights: c.weights}
	for _, e := range m.expansions {
		b.synonyms = append(b.synonyms, search.Expansion{From: corpus.Fold(e.From), To: corpus.Fold(e.To)})
	}
	for _, run := range m.asked {
		b.typed += run.Folded + " "
		for _, w := range d.Cut(run.Folded) {
			b.add(c, w.Text)
		}
	}
	for _, h := range hits {
		b.texts = append(b.texts, string(c.wholly(h, true)))
	}
	return b
}

// add takes a word in, unless it only asks. One that has synonyms is of the
// field: somebody wrote down what the texts say for it.
func (b *bearing) add(c *collector, word string) {
	known := slices.ContainsFunc(b.words, func(s subject) bool { return s.text == word })
	if known || search.IsQuestionWord(word) || defaultWeightless.has(word) {
		return
	}
	s := subject{text: word, weight: rarity(c.least(word), c.table.passages), party: c.gen.words.Own(word)}
	if s.typical = s.party || b.translated(word); utf8.RuneCountInString(word) > 1 {
		f, err := c.find(zap.Words, word)
		s.typical = s.typical || err == nil && c.typical(word, f.count)
		s.strange = err == nil && f.count <= c.weights.RareHere && !s.typical && c.names(word)
		s.known = err == nil && f.count >= c.weights.Familiar
	}
	b.words = append(b.words, s)
}

func (b *bearing) translated(word string) bool {
	return utf8.RuneCountInString(word) > 1 && slices.ContainsFunc(b.synonyms, func(e search.Expansion) bool { return strings.Contains(e.From, word) })
}

// wholly is the folded text of a hit, with its tail or without, and with its
// document's title and the headings above it.
func (c *collector) wholly(h hit, tail bool) []byte {
	s := c.segmentOf(h.number)
	n := h.number - s.base
	row := c.table.rows[s.ordinal[n]]
	text := c.folded(s, n)
	if !tail {
		text = text[:c.own(s, n)]
	}
	path := c.texts.record(row.place).passage(int(s.part[n] & partMask)).Path
	return slices.Concat(text, []byte(" "+corpus.Fold(row.head.Fields.Title)+" "+corpus.Fold(strings.Join(path, " "))))
}

// least is how many passages hold the rarest bigram of a word, or the letter
// that it is.
func (c *collector) least(word string) int {
	least := c.table.passages
	terms, _ := termsOf(word)
	for _, t := range terms {
		if f, err := c.find(t.field, t.text); err == nil {
			least = min(least, f.count)
		}
	}
	return least
}

// typical reports whether a word that stands in n passages is about as common
// here as it is among all words. Single letters are words too seldom to tell.
func (c *collector) typical(word string, n int) bool {
	if n == 0 || n == 1 && c.table.passages > c.weights.SmallLibrary {
		return false
	}
	return float64(n) >= c.weights.TypicalRatio*max(c.gen.words.Share(word), c.weights.LeastShare)*float64(c.table.grams)
}

// names reports whether a word names a thing that people speak of. What is
// written in other letters is a name.
func (c *collector) names(word string) bool {
	latin := strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == ""
	return latin || c.gen.words.Noun(word) && c.gen.words.Share(word) >= c.weights.UsedShare
}
