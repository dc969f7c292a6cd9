package suggest

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tiaowen/search/pinyin"
)

// Texts says which words stand in the texts, as cut by the dictionary, and in how many
// passages one does. Seq changes with them.
type Texts interface {
	Words() ([]string, error)
	Count(word string) (int, error)
	Seq() int64
}

// ordinary are the words of the texts that no list has: 会议, which is found by huiyi.
type ordinary struct {
	texts Texts

	mu    sync.Mutex
	seq   int64
	known bool
	words []spelled
	// readings are apart from those of the vocabulary, which is read at the same time.
	readings *pinyin.Readings
}

// spelled is an ordinary word and the letters that it may begin with.
type spelled struct {
	text  string
	first uint32
}

// Bounds of ordinary words.
const (
	longestOrdinary  = 4 // characters
	shortestSpelling = 4 // letters: what is shorter may be anything
	mostOrdinary     = 5 // suggestions
	leastPassages    = 2 // what stands in one may be a slip of the dictionary
)

// Know lets the words of the texts be found by their sounds.
func (v *Vocabulary) Know(texts Texts) {
	v.ordinary = &ordinary{texts: texts, readings: pinyin.NewReadings()}
}

// refresh reads the words again if the texts have changed.
func (o *ordinary) refresh() {
	seq := o.texts.Seq()
	if o.known && o.seq == seq {
		return
	}
	list, err := o.texts.Words()
	if err != nil {
		return // what is known is better than nothing
	}
	o.words, o.seq, o.known = nil, seq, true
	for _, w := range list {
		n := utf8.RuneCountInString(w)
		if n < 2 || n > longestOrdinary || strings.ContainsFunc(w, func(r rune) bool { return !pinyin.IsHan(r) }) {
			continue
		}
		o.readings.Learn(w)
		o.words = append(o.words, spelled{w, o.readings.Beginnings(w)})
	}
}

// spoken are the words that letters spell, or begin to, those in most passages first.
func (o *ordinary) spoken(letters string, open bool) []string {
	if o == nil || len(letters) < shortestSpelling || len(letters) > 6*longestOrdinary || !pinyin.IsLatin(letters) {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refresh()
	type counted struct {
		text  string
		count int
	}
	var out []counted
	for _, w := range o.words {
		if w.first&pinyin.LetterBit(letters[0]) == 0 {
			continue
		}
		s := pinyin.Spelling{Readings: o.readings, Open: open, Steps: 4 * len(letters)}
		if !s.Reads(letters, w.text) {
			continue
		}
		if n, err := o.texts.Count(w.text); err == nil && n >= leastPassages {
			out = append(out, counted{w.text, n})
		}
	}
	slices.SortStableFunc(out, func(a, b counted) int { return cmp.Compare(b.count, a.count) })
	var words []string
	for _, w := range out[:min(len(out), mostOrdinary)] {
		words = append(words, w.text)
	}
	return words
}

// sounded is a text with the pinyin in it written in characters: gongsi党建 is 公司党建.
// All of its letters must be the sounds of one word, or of two.
func (v *Vocabulary) sounded(text string) (string, bool) {
	var b strings.Builder
	changed := false
	for rest := text; rest != ""; {
		end := strings.IndexFunc(rest, func(r rune) bool { return r < 'a' || r > 'z' })
		switch {
		case end < 0:
			end = len(rest)
		case end == 0:
			_, end = utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:end])
			rest = rest[end:]
			continue
		}
		word, ok := v.saidBy(rest[:end])
		if !ok {
			return "", false
		}
		b.WriteString(word)
		changed, rest = true, rest[end:]
	}
	return b.String(), changed
}

// saidBy is the word, or the two, that letters spell.
func (v *Vocabulary) saidBy(letters string) (string, bool) {
	if word, ok := v.oneSaidBy(letters); ok {
		return word, true
	}
	for cut := len(letters) - shortestSpelling; cut >= shortestSpelling; cut-- {
		first, ok := v.oneSaidBy(letters[:cut])
		if !ok {
			continue
		}
		if second, ok := v.oneSaidBy(letters[cut:]); ok {
			return first + " " + second, true
		}
	}
	return "", false
}

func (v *Vocabulary) oneSaidBy(letters string) (string, bool) {
	if word, ok := v.spelledOut(letters); ok {
		return word, true
	}
	if words := v.ordinary.spoken(letters, false); len(words) > 0 {
		return words[0], true
	}
	return "", false
}
