package suggest

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/pinyin"
)

// Vocabulary is the words a library can be asked for: those of the field, the
// topics, and the names its texts go by. It suggests them while a person types
// (Suggest), and knows one that was typed as pinyin or with a wrong character
// (Correct). It is safe for use by many goroutines.
type Vocabulary struct {
	mu      sync.RWMutex
	aliases *naming.Aliases
	// named are the documents that have a name.
	named map[string]*namedDocument
	// words by their plain form; list is the same, to be read through.
	words map[string]*word
	list  []spoken
	// anchors lead to the words a piece of a text may be a slip of.
	anchors map[anchor][]*word
	// characters counts the words that have one.
	characters map[rune]int
	readings   *pinyin.Readings
	// ordinary are the words of the texts themselves; nil if they are not known.
	ordinary *ordinary
}

// Term is a word of the field, or a topic.
type Term struct {
	Text string
	Kind SubjectKind // SubjectTopic, else SubjectTerm is meant
}

// SubjectKind is what a suggestion leads to.
type SubjectKind string

// The kinds of suggestions.
const (
	SubjectTitle     SubjectKind = "title"
	SubjectProvision SubjectKind = "provision"
	SubjectTopic     SubjectKind = "topic"
	SubjectTerm      SubjectKind = "term"
)

// namedDocument remembers which words a document brought.
type namedDocument struct {
	search.Titled
	subject *subject
	words   []*word
}

// word is one name of something, in the plain form names are compared in.
type word struct {
	plain string
	runes []rune
	// text is how it is shown where it stands for itself.
	text string
	// short says that it is only a title with something left out at its start:
	// what is inside it is inside the title.
	short bool
	// subjects are what goes by it.
	subjects []*subject
	at       int // in Vocabulary.list
}

// spoken is what decides for most words that they are not meant, side by side
// because reading them through their words would be ten times as slow.
type spoken struct {
	sign  naming.Signature
	first uint32 // as listed.first
	start [2]rune
	word  *word
}

// NewVocabulary knows the words given and no document yet. The aliases are the
// other names of texts.
func NewVocabulary(terms []Term, aliases *naming.Aliases) *Vocabulary {
	v := &Vocabulary{
		aliases: aliases, named: map[string]*namedDocument{}, words: map[string]*word{},
		anchors: map[anchor][]*word{}, characters: map[rune]int{}, readings: pinyin.NewReadings(),
	}
	for _, t := range terms {
		v.addTerm(t)
	}
	return v
}

// addTerm adds a word of the field. One that is a topic too is that topic.
func (v *Vocabulary) addTerm(t Term) {
	text := strings.TrimSpace(t.Text)
	w := v.word(naming.Letters(corpus.Fold(text)), text, false)
	if w == nil {
		return
	}
	s := newTermSubject(text, t.Kind)
	if len(w.subjects) == 0 || s.order < w.subjects[0].order {
		w.text, w.subjects = text, []*subject{s}
	}
}

// Put makes documents known by their names, or known anew.
func (v *Vocabulary) Put(docs ...search.Titled) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, d := range docs {
		v.put(d)
	}
}

func (v *Vocabulary) put(d search.Titled) {
	v.remove(d.ID)
	names := naming.Of(d.Fields, v.aliases)
	if len(names) == 0 {
		return
	}
	doc := &namedDocument{Titled: d, subject: newTitleSubject(d)}
	for i, n := range names {
		text := n.Plain
		if i == 0 {
			text = d.Fields.Title
		}
		if w := v.word(n.Plain, text, !n.Given); w != nil {
			w.subjects = append(w.subjects, doc.subject)
			doc.words = append(doc.words, w)
		}
	}
	v.named[d.ID] = doc
}

// Remove makes documents unknown.
func (v *Vocabulary) Remove(ids ...string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, id := range ids {
		v.remove(id)
	}
}

func (v *Vocabulary) remove(id string) {
	doc := v.named[id]
	if doc == nil {
		return
	}
	delete(v.named, id)
	for _, w := range doc.words {
		w.subjects = slices.DeleteFunc(w.subjects, func(s *subject) bool { return s == doc.subject })
		if len(w.subjects) == 0 {
			v.drop(w)
		}
	}
}

// Forget is told of texts that changed, which names do not depend on.
func (v *Vocabulary) Forget(string) {}

// Rename takes other aliases into use for all documents.
func (v *Vocabulary) Rename(aliases *naming.Aliases) {
	v.mu.Lock()
	defer v.mu.Unlock()
	docs := make([]search.Titled, 0, len(v.named))
	for _, d := range v.named {
		docs = append(docs, d.Titled)
	}
	v.aliases = aliases
	for _, d := range docs {
		v.put(d)
	}
}

// word is the one of a plain form, made if need be; nil for a single character,
// which is no word to be looked for.
func (v *Vocabulary) word(plain, text string, short bool) *word {
	if w := v.words[plain]; w != nil {
		w.short = w.short && short
		return w
	}
	if utf8.RuneCountInString(plain) < 2 {
		return nil
	}
	w := &word{plain: plain, runes: []rune(plain), text: text, short: short, at: len(v.list)}
	v.words[plain] = w
	v.readings.Learn(plain)
	v.list = append(v.list, spoken{naming.Sign(plain), v.readings.Beginnings(plain), [2]rune(w.runes), w})
	for _, a := range w.anchors() {
		v.anchors[a] = append(v.anchors[a], w)
	}
	for _, r := range w.runes {
		v.characters[r]++
	}
	return w
}

// drop forgets a word that nothing goes by any more.
func (v *Vocabulary) drop(w *word) {
	delete(v.words, w.plain)
	last := v.list[len(v.list)-1]
	v.list[w.at], last.word.at = last, w.at
	v.list = v.list[:len(v.list)-1]
	for _, a := range w.anchors() {
		v.anchors[a] = slices.DeleteFunc(v.anchors[a], func(o *word) bool { return o == w })
		if len(v.anchors[a]) == 0 {
			delete(v.anchors, a)
		}
	}
	for _, r := range w.runes {
		if v.characters[r]--; v.characters[r] == 0 {
			delete(v.characters, r)
		}
	}
}
