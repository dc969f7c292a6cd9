package words

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"tiaowen/corpus"
	"tiaowen/indexer/words/trie"
)

// compiled is gse's dictionary; see compile.
//
//go:embed gse.trie
var compiled string

const (
	// wordFrequency lets a word of the field win over the pieces that gse knows.
	wordFrequency = 20_000
	// strange is the distance of a character that is no word.
	strange = 32
)

// cutter is one state of a dictionary. It does not change.
type cutter struct {
	general, own vocabulary
	total        float64 // the sum of all frequencies
	lattices     sync.Pool
}

// vocabulary is a set of words. The distance of a word, by its kind, is the smaller the
// more common it is: a text is cut so that the sum of them is least.
type vocabulary struct {
	*trie.Trie
	distances []float32
}

// newCutter makes one of gse's dictionary and folded words of the field, which are as
// common as they are there if that is more. An error beside a cutter names the words
// that it cuts.
func newCutter(general bool, words []string) (*cutter, error) {
	c := &cutter{lattices: sync.Pool{New: func() any { return &lattice{} }}}
	raw, err := compiled, error(nil)
	if !general {
		raw, err = trie.Build(nil)
	}
	if err == nil {
		c.general.Trie, err = trie.Open(raw)
	}
	if err == nil {
		c.own.Trie, err = c.ownWords(words)
	}
	if err != nil {
		panic("words: " + err.Error()) // a test reads gse.trie, and Words hold no word that is none
	}
	c.total = c.general.Total() + c.own.Total()
	c.general.measure(c.total)
	c.own.measure(c.total)
	return c, c.check(words)
}

func (c *cutter) ownWords(words []string) (*trie.Trie, error) {
	list := make([]trie.Word, len(words))
	for i, w := range words {
		known, _ := c.general.Find(w)
		list[i] = trie.Word{Text: w, Kind: trie.Kind{Frequency: max(known.Frequency, wordFrequency)}}
	}
	raw, err := trie.Build(list)
	if err != nil {
		return nil, err
	}
	return trie.Open(raw)
}

// measure sets the distances, in the precision in which gse reckons them.
func (v *vocabulary) measure(total float64) {
	for _, k := range v.Kinds() {
		v.distances = append(v.distances, float32(math.Log2(total))-float32(math.Log2(float64(k.Frequency))))
	}
}

// find is what is said of a word; of one of the field, as one of the field.
func (c *cutter) find(word string) trie.Kind {
	if k, own := c.own.Find(word); own {
		return k
	}
	k, _ := c.general.Find(word)
	return k
}

// check cuts every word alone: some do not come through whole, as 第三条款.
func (c *cutter) check(words []string) error {
	var cut []string
	for _, w := range words {
		pieces := 0
		if c.cut(w, func(corpus.Span) { pieces++ }); pieces != 1 {
			cut = append(cut, w)
		}
	}
	if cut != nil {
		return fmt.Errorf("words that the segmenter cuts: %s", strings.Join(cut, " "))
	}
	return nil
}
