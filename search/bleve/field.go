package bleve

import (
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"tiaowen/search"
)

// field is a field of our own for scorch: it brings its terms instead of being
// analysed, and neither frequencies nor positions are kept of them.
type field struct {
	name  string
	value []byte // stored, if not nil
	// terms fills the set; it is called once, by one of scorch's analysis workers.
	terms func(set index.TokenFrequencies)
	about int // how many terms there will be
	set   index.TokenFrequencies
}

// once is what every term of every field maps to: there is nothing to say of it.
var once = &index.TokenFreq{}

func (f *field) Name() string                                     { return f.name }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) Size() int                                        { return len(f.value) }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) AnalyzedLength() int                              { return 0 }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.set }

func (f *field) Options() index.FieldIndexingOptions {
	if f.value != nil {
		return index.StoreField
	}
	return index.IndexField | index.SkipFreqNorm
}

func (f *field) Analyze() {
	f.set = make(index.TokenFrequencies, f.about)
	f.terms(f.set)
}

// gramField holds the bigrams of a passage. Those that begin in its own text
// count as often as they stand there, those in the tail are only there.
func gramField(folded string, own int) *field {
	return &field{name: fieldNames[fieldGrams], about: len(folded) / 3, terms: func(set index.TokenFrequencies) {
		eachGram(folded, func(gram string, at int) {
			if _, seen := set[gram]; !seen {
				set[gram] = once
			} else if at < own {
				raise(set, gram)
			}
		})
	}}
}

// raise sets the next level of a bigram that is in set.
func raise(set index.TokenFrequencies, gram string) {
	var buf [3 * utf8.UTFMax]byte
	term := append(append(buf[:0], gram...), 0)
	for level := 2; level <= maxLevel; level++ {
		term[len(gram)] = byte(level)
		if _, seen := set[string(term)]; !seen {
			set[string(term)] = once
			return
		}
	}
}

// plainGramField holds bigrams without their frequency, of several texts.
func plainGramField(name string, folded []string) *field {
	return &field{name: name, terms: func(set index.TokenFrequencies) {
		for _, s := range folded {
			eachGram(s, func(gram string, _ int) { set[gram] = once })
		}
	}}
}

// runeField holds the letters of a passage one by one.
func runeField(folded string) *field {
	return &field{name: fieldNames[fieldRunes], about: len(folded) / 5, terms: func(set index.TokenFrequencies) {
		for i, r := range folded {
			if search.IsLetter(r) {
				set[folded[i:i+utf8.RuneLen(r)]] = once
			}
		}
	}}
}

// wordField holds the words that cut finds.
func wordField(cut func() []string) *field {
	return &field{name: fieldNames[fieldWords], terms: func(set index.TokenFrequencies) {
		for _, w := range cut() {
			set[w] = once
		}
	}}
}
