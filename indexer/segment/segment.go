// Package segment cuts Chinese text into words. It is the only importer of
// gse: its dictionary of general words, and the words of Party affairs in
// words.txt, which it would cut to pieces otherwise (三会|一课).
//
// Text is folded before it is cut, so Traditional and full-width text gives
// the words of its Simplified twin; offsets are those of the text as given.
// No string is found or missed because of this package: recall rests on the
// engine's bigrams, words only rank and explain.
package segment

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/go-ego/gse"

	"tiaowen/corpus"
)

//go:embed words.txt
var fieldWords string

// Word is a word as folded, and where it stands in the text as given.
type Word struct {
	Text string
	Span corpus.Span
}

// Dictionary cuts text. It is safe for use by many goroutines.
type Dictionary struct {
	ready chan struct{}
	seg   gse.Segmenter
	err   error
}

// New makes a dictionary of the words given, one a line, for tests.
func New(words string) (*Dictionary, error) {
	d := &Dictionary{ready: make(chan struct{})}
	d.load("", words)
	return d, d.err
}

// FieldWords are the words of the field that the dictionary of the program has
// beside gse's.
func FieldWords() []string {
	var out []string
	for line := range strings.Lines(fieldWords) {
		word, _, _ := strings.Cut(line, "#")
		out = append(out, strings.Fields(word)...)
	}
	return out
}

// Load makes the dictionary of the program: gse's and the words of the field.
// It takes about a second and 100 MB, so it is called once in a process and
// loads in the background: what needs words waits for them.
func Load() *Dictionary {
	d := &Dictionary{ready: make(chan struct{})}
	go d.load("zh_s", fieldWords)
	return d
}

// Err waits until the dictionary is loaded and says what went wrong: a word of
// the field that does not come through whole is an error that names it.
func (d *Dictionary) Err() error {
	<-d.ready
	return d.err
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

// wordFrequency lets a word of the field win over the pieces that gse knows.
const wordFrequency = 20_000

func (d *Dictionary) load(embedded, words string) {
	defer close(d.ready)
	// Sub-words are what gse's search mode needs, which has no true offsets.
	d.seg = gse.Segmenter{NotLoadHMM: true, SkipLog: true, SkipSubSeg: true, Dict: gse.NewDict()}
	d.seg.Init()
	if embedded != "" {
		if d.err = d.seg.LoadDictEmbed(embedded); d.err != nil {
			d.err = fmt.Errorf("load dictionary %s: %w", embedded, d.err)
			return
		}
	}
	list := lines(words)
	if d.err = d.add(list); d.err != nil {
		return
	}
	d.seg.CalcToken()
	d.err = d.check(list)
}

// add puts words over those of the dictionary. Removing a word can take a
// longer one with it that shares its beginning, so all are removed first.
func (d *Dictionary) add(words []string) error {
	for _, w := range words {
		if _, _, known := d.seg.Find(w); known {
			_ = d.seg.RemoveToken(w)
		}
	}
	for _, w := range words {
		if err := d.seg.AddToken(w, wordFrequency); err != nil {
			return fmt.Errorf("add word %s: %w", w, err)
		}
	}
	return nil
}

// check cuts every word alone: what does not come through whole was ignored,
// which gse says nowhere.
func (d *Dictionary) check(words []string) error {
	var cut []string
	for _, w := range words {
		if s := d.seg.ModeSegment([]byte(w)); len(s) != 1 {
			cut = append(cut, w)
		}
	}
	if cut != nil {
		return fmt.Errorf("words that the segmenter cuts: %s", strings.Join(cut, " "))
	}
	return nil
}

// lines are the folded words of a list, # beginning a comment.
func lines(list string) []string {
	var out []string
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			out = append(out, corpus.Fold(w))
		}
	}
	return out
}

// provisionNumber is a word of its own, which gse cuts at will: 第一百|二十条.
var provisionNumber = regexp.MustCompile(`第[0-9零〇一二三四五六七八九十百千两]+[编章节条款项目](?:之[一二三四五六七八九十]+)?`)

// Cut is the words of text in order. It waits until the dictionary is loaded.
func (d *Dictionary) Cut(text string) []Word {
	<-d.ready
	folded := corpus.FoldBack(text)
	var out []Word
	at := 0
	for _, m := range provisionNumber.FindAllStringIndex(folded.Text, -1) {
		out = d.clauses(out, folded, corpus.Span{Start: at, End: m[0]})
		out = append(out, Word{folded.Text[m[0]:m[1]], folded.Source(corpus.Span{Start: m[0], End: m[1]})})
		at = m[1]
	}
	return d.clauses(out, folded, corpus.Span{Start: at, End: len(folded.Text)})
}

// clauses cuts a range of a folded text clause by clause: in one long call the
// offsets of gse drift.
func (d *Dictionary) clauses(out []Word, folded corpus.Folded, in corpus.Span) []Word {
	from := in.Start
	flush := func(to int) {
		if to > from {
			out = d.clause(out, folded, corpus.Span{Start: from, End: to})
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

func (d *Dictionary) clause(out []Word, folded corpus.Folded, in corpus.Span) []Word {
	for _, s := range d.seg.ModeSegment([]byte(in.In(folded.Text))) {
		span := corpus.Span{Start: s.Start(), End: s.End()}.Shift(in.Start)
		out = append(out, Word{span.In(folded.Text), folded.Source(span)})
	}
	return out
}
