// Package words cuts Chinese text into words: those of gse's dictionary of general
// words, and those of Party affairs in words.txt, which would be cut to pieces
// otherwise (三会|一课).
//
// What a word is and how a text is cut is as gse has it; a test holds both against
// gse's own. But the program does not carry gse: its dictionary was compiled into
// gse.trie, which is read where it stands in the program, and the way of least distance
// is looked for here. That takes no time at the start, no memory, and a small part of
// the time for cutting.
//
// Text is folded before it is cut, so Traditional and full-width text gives
// the words of its Simplified twin; offsets are those of the text as given.
// No string is found or missed because of this package: recall rests on the
// engine's bigrams, words only rank and explain. What they bring to ranking is little and
// stands in the README; what an answer is made of, what a question speaks of and which
// repair of a garbled text is right is told by them as well.
package words

import (
	"strings"
	"sync/atomic"

	"tiaowen/corpus"
)

//go:generate go run ./compile

// Word is a word as folded, and where it stands in the text as given.
type Word struct {
	Text string
	Span corpus.Span
}

// Dictionary cuts text. It is safe for use by many goroutines, also while it
// takes other words into use.
type Dictionary struct {
	general bool // with gse's words
	now     atomic.Pointer[state]
}

// state is what a dictionary is until other words come into use.
type state struct {
	*cutter
	fault error // words that do not come through whole
}

// New makes a dictionary of the words given and no others, for tests.
func New(words string) (*Dictionary, error) {
	list, err := ParseWords(strings.NewReader(words))
	if err != nil {
		return nil, err
	}
	d := &Dictionary{}
	return d, d.Use(list)
}

// Load makes the dictionary of the program: gse's words and those of the field.
func Load(words *Words) *Dictionary {
	d := &Dictionary{general: true}
	_ = d.Use(words) // it is that of Err
	return d
}

// Use takes other words of the field into use in place of those before. The error is
// that of Err.
func (d *Dictionary) Use(words *Words) error {
	c, err := newCutter(d.general, words.folded)
	d.now.Store(&state{c, err})
	return err
}

// Err says what is wrong with the dictionary: words of the field that do not come
// through whole are named; the others are in use.
func (d *Dictionary) Err() error { return d.now.Load().fault }

// Own reports whether a folded word is one of the field.
func (d *Dictionary) Own(word string) bool {
	_, own := d.now.Load().own.Find(word)
	return own
}

// Noun reports whether a folded word names things rather than says something of
// them, as far as the dictionary knows.
func (d *Dictionary) Noun(word string) bool { return d.now.Load().find(word).Noun }

// Share is how common a word is among all words, 0 for what is no word of the
// dictionary.
func (d *Dictionary) Share(word string) float64 {
	c := d.now.Load()
	if f := c.find(word).Frequency; f > 0 {
		return float64(f) / c.total
	}
	return 0
}

// Cut is the words of text in order.
func (d *Dictionary) Cut(text string) []Word {
	folded := corpus.FoldBack(text)
	var out []Word
	d.now.Load().cut(folded.Text, func(at corpus.Span) {
		out = append(out, Word{at.In(folded.Text), folded.Source(at)})
	})
	return out
}

// wordBytes is about how many bytes a word of a text has.
const wordBytes = 5

// CutFolded is the words of a folded text in order.
func (d *Dictionary) CutFolded(text string) []string {
	out := make([]string, 0, len(text)/wordBytes)
	d.now.Load().cut(text, func(at corpus.Span) { out = append(out, at.In(text)) })
	return out
}
