// Package words cuts Chinese text into words. It is the only importer of
// gse: its dictionary of general words, and the words of Party affairs in
// words.txt, which it would cut to pieces otherwise (三会|一课).
//
// Text is folded before it is cut, so Traditional and full-width text gives
// the words of its Simplified twin; offsets are those of the text as given.
// No string is found or missed because of this package: recall rests on the
// engine's bigrams, words only rank and explain.
package words

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"tiaowen/corpus"
)

// Word is a word as folded, and where it stands in the text as given.
type Word struct {
	Text string
	Span corpus.Span
}

// Dictionary cuts text. It is safe for use by many goroutines, also while it
// takes other words into use.
type Dictionary struct {
	ready   chan struct{}
	general bool // with gse's words
	now     atomic.Pointer[cutter]
	fault   atomic.Pointer[error]
}

// cutter is one state of a dictionary. It does not change. Of gse's segmenter it
// holds what it calls and not the type: see embedded.go.
type cutter struct {
	segment func(text []byte, search ...bool) []gse.Segment
	find    func(word string) (frequency float64, class string, known bool)
	total   float64         // the sum of all frequencies
	own     map[string]bool // the words of the field, folded
}

// New makes a dictionary of the words given and no others, for tests.
func New(words string) (*Dictionary, error) {
	list, err := ParseWords(strings.NewReader(words))
	if err != nil {
		return nil, err
	}
	d := &Dictionary{ready: make(chan struct{})}
	d.start(list)
	return d, d.Err()
}

// Load makes the dictionary of the program: gse's words and those of the field.
// It takes about a second and 100 MB, so it is called once in a process and
// loads in the background: what needs words waits for them.
func Load(words *Words) *Dictionary {
	d := &Dictionary{ready: make(chan struct{}), general: true}
	go d.start(words)
	return d
}

// start takes the first words into use. Without gse's own nothing could be cut,
// which is the only way it fails.
func (d *Dictionary) start(words *Words) {
	defer close(d.ready)
	c, err := newCutter(d.general, words)
	if c == nil {
		c, _ = newCutter(false, &Words{})
	}
	d.now.Store(c)
	d.fault.Store(&err)
}

// Use takes other words of the field into use in place of those before. A new
// segmenter is made aside, as at the start; until it is there, and if it cannot
// be made, text is cut as before. The error is that of Err.
func (d *Dictionary) Use(words *Words) error {
	<-d.ready
	c, err := newCutter(d.general, words)
	if c != nil {
		d.now.Store(c)
	}
	d.fault.Store(&err)
	return err
}

// Err waits until the dictionary is loaded and says what is wrong with it: words
// of the field that do not come through whole are named; the others are in use.
func (d *Dictionary) Err() error {
	<-d.ready
	return *d.fault.Load()
}

// Ready reports whether Cut would answer at once.
func (d *Dictionary) Ready() bool {
	select {
	case <-d.ready:
		return true
	default:
		return false
	}
}

// Own reports whether a folded word is one of the field. It waits until the
// dictionary is loaded.
func (d *Dictionary) Own(word string) bool {
	<-d.ready
	return d.now.Load().own[word]
}

// Noun reports whether a folded word names things rather than says something of
// them, as far as the dictionary knows. It waits until that is loaded.
func (d *Dictionary) Noun(word string) bool {
	<-d.ready
	_, class, known := d.now.Load().find(word)
	return known && strings.HasPrefix(class, "n")
}

// wordFrequency lets a word of the field win over the pieces that gse knows.
const wordFrequency = 20_000

// empty is a segmenter without words. Sub-words are what gse's search mode
// needs, which has no true offsets.
func empty() gse.Segmenter {
	seg := gse.Segmenter{NotLoadHMM: true, SkipLog: true, SkipSubSeg: true, Dict: gse.NewDict()}
	seg.Init()
	return seg
}

// newCutter makes one of gse's dictionary and the words of the field. An error
// beside a cutter names the words that it cuts.
func newCutter(general bool, words *Words) (*cutter, error) {
	seg := empty()
	if general {
		if err := loadSimplified(&seg); err != nil {
			return nil, err
		}
	}
	if err := add(&seg, words.folded); err != nil {
		return nil, err
	}
	seg.CalcToken()
	c := &cutter{segment: seg.ModeSegment, find: seg.Find, total: seg.Dict.TotalFreq(), own: map[string]bool{}}
	for _, w := range words.folded {
		c.own[w] = true
	}
	return c, c.check(words.folded)
}

// add puts words over those of the dictionary, as common as they are there if
// that is more. Removing a word can take a longer one with it that shares its
// beginning, so all are removed first.
func add(seg *gse.Segmenter, words []string) error {
	frequency := map[string]float64{}
	for _, w := range words {
		if f, _, known := seg.Find(w); known {
			frequency[w] = f
			_ = seg.RemoveToken(w)
		}
	}
	for _, w := range words {
		if err := seg.AddToken(w, max(frequency[w], wordFrequency)); err != nil {
			return fmt.Errorf("add word %s: %w", w, err)
		}
	}
	return nil
}

// check cuts every word alone, as Cut does: what does not come through whole was
// ignored, which gse says nowhere.
func (c *cutter) check(words []string) error {
	var cut []string
	for _, w := range words {
		if len(c.cut(w)) != 1 {
			cut = append(cut, w)
		}
	}
	if cut != nil {
		return fmt.Errorf("words that the segmenter cuts: %s", strings.Join(cut, " "))
	}
	return nil
}

// provisionNumber is a word of its own, which gse cuts at will: 第一百|二十条.
var provisionNumber = regexp.MustCompile(`第[0-9零〇一二三四五六七八九十百千两]+[编章节条款项目](?:之[一二三四五六七八九十]+)?`)

// Cut is the words of text in order. It waits until the dictionary is loaded.
func (d *Dictionary) Cut(text string) []Word {
	<-d.ready
	return d.now.Load().cut(text)
}

func (c *cutter) cut(text string) []Word {
	folded := corpus.FoldBack(text)
	var out []Word
	at := 0
	for _, m := range provisionNumber.FindAllStringIndex(folded.Text, -1) {
		out = c.clauses(out, folded, corpus.Span{Start: at, End: m[0]})
		out = append(out, Word{folded.Text[m[0]:m[1]], folded.Source(corpus.Span{Start: m[0], End: m[1]})})
		at = m[1]
	}
	return c.clauses(out, folded, corpus.Span{Start: at, End: len(folded.Text)})
}

// clauses cuts a range of a folded text clause by clause: in one long call the
// offsets of gse drift.
func (c *cutter) clauses(out []Word, folded corpus.Folded, in corpus.Span) []Word {
	from := in.Start
	flush := func(to int) {
		if to > from {
			out = c.clause(out, folded, corpus.Span{Start: from, End: to})
		}
	}
	for i, r := range in.In(folded.Text) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			flush(in.Start + i)
			from = in.Start + i + len(string(r))
		}
	}
	flush(in.End)
	return out
}

func (c *cutter) clause(out []Word, folded corpus.Folded, in corpus.Span) []Word {
	for _, s := range segment(in.In(folded.Text), func(text []byte) []gse.Segment { return c.segment(text) }) {
		span := s.Shift(in.Start)
		out = append(out, Word{span.In(folded.Text), folded.Source(span)})
	}
	return out
}

// segment is what gse cuts a clause into, in bytes of the clause. A clause that fells
// gse is cut into its characters: it is found as well, only ranked less well.
func segment(clause string, cut func([]byte) []gse.Segment) (out []corpus.Span) {
	defer func() {
		if recover() != nil {
			out = out[:0]
			for i, r := range clause {
				out = append(out, corpus.Span{Start: i, End: i + utf8.RuneLen(r)})
			}
		}
	}()
	for _, s := range cut([]byte(clause)) {
		out = append(out, corpus.Span{Start: s.Start(), End: s.End()})
	}
	return out
}
