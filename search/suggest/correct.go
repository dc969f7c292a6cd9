package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/pinyin"
)

// Why a word was searched instead of the one typed.
const (
	WhyPinyin     = "pinyin"
	WhyCorrection = "correction"
)

// Bounds of what is taken for a slip.
const (
	minInitials = 3 // letters: two are the beginnings of anything
	// sureStranger is how long a word must be to be right where a character
	// stands in it that does not sound or look like its own; strangerLength, to
	// be offered there.
	sureStranger   = 6
	strangerLength = 4
)

// Correct says what was meant by a text that itself finds nothing: the word
// whose pinyin or initials it is, or the text with one character right that was
// wrong in one of its words. It says nothing where that is not clear.
func (v *Vocabulary) Correct(text string) (to, why string, ok bool) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.correct(text, sureStranger)
}

// Misspelt is what to ask a person, 您是不是要找, whose text found little. It is
// bolder than Correct, as it does not answer in the person's place.
func (v *Vocabulary) Misspelt(text string) (to string, ok bool) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	to, _, ok = v.correct(text, strangerLength)
	return to, ok
}

func (v *Vocabulary) correct(text string, strangers int) (to, why string, ok bool) {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > search.MaxText {
		return "", "", false
	}
	if to, ok = v.spokenIn(text); ok {
		return to, WhyPinyin, true
	}
	if to, ok = v.slipIn(newEntered(text), strangers); ok {
		why = WhyCorrection
	}
	return to, why, ok
}

// spokenIn is a text in which pinyin is written out: a word of the vocabulary that it is
// all of, or the words of the texts that its pieces spell.
func (v *Vocabulary) spokenIn(text string) (string, bool) {
	letters := pinyin.Letters(corpus.Fold(text))
	if pinyin.IsLatin(letters) {
		if to, ok := v.spelledOut(letters); ok {
			return to, true
		}
	}
	if !strings.ContainsFunc(letters, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
		return "", false
	}
	var out []string
	changed := false
	for _, word := range strings.Fields(text) {
		to := word
		if !strings.ContainsAny(word, ":：") && !strings.HasPrefix(word, "-") { // no filter, not excluded
			sounded, ok := v.sounded(pinyin.Letters(corpus.Fold(word)))
			if !ok && strings.ContainsFunc(pinyin.Letters(corpus.Fold(word)), func(r rune) bool { return r >= 'a' && r <= 'z' }) {
				return "", false
			}
			if ok {
				to, changed = sounded, true
			}
		}
		out = append(out, to)
	}
	return strings.Join(out, " "), changed
}

// spelledOut is the word whose pinyin the letters are, else whose initials. A
// word of the field is asked for more often than a title; if two of a kind may
// be meant, none is.
func (v *Vocabulary) spelledOut(letters string) (string, bool) {
	if len(letters) < minInitials {
		return "", false
	}
	var best []*word
	how := pinyin.None
	for i := range v.list {
		l := &v.list[i]
		if l.first&pinyin.LetterBit(letters[0]) == 0 {
			continue
		}
		switch h := v.readings.Match(letters, l.word.plain); {
		case h > how:
			how, best = h, []*word{l.word}
		case h == how && h != pinyin.None:
			best = append(best, l.word)
		}
	}
	if slices.ContainsFunc(best, (*word).ofField) {
		best = slices.DeleteFunc(best, func(w *word) bool { return !w.ofField() })
	}
	if len(best) != 1 {
		return "", false
	}
	return best[0].text, true
}

// ofField tells a word of the field or a topic from a name of texts only.
func (w *word) ofField() bool { return w.subjects[0].Kind != SubjectTitle }

// entered is a text as it is corrected: Simplified, but with all its signs.
type entered struct {
	runes []rune
	// letters holds runes, and 0 for what is no part of a word.
	letters []rune
	// right marks the characters that are part of a word without a slip.
	right []bool
	// first is the first letter, end behind the last.
	first, end int
}

func newEntered(text string) entered {
	t := entered{runes: []rune(text)}
	t.letters, t.right = make([]rune, len(t.runes)), make([]bool, len(t.runes))
	for i, r := range t.runes {
		if f := corpus.FoldRune(r); search.IsLetter(f) {
			if t.end == 0 {
				t.first = i
			}
			t.runes[i], t.letters[i], t.end = f, f, i+1
		}
	}
	return t
}

// anchor is two characters of a word by which it is found if another is wrong:
// its first two, its last two, or the outer ones of three. Of two characters
// only one is right; the other is 0.
type anchor struct {
	a, b  rune
	place byte
}

const (
	anchorHead = iota
	anchorTail
	anchorOuter
	anchorAlone
)

func (w *word) anchors() []anchor {
	r, n := w.runes, len(w.runes)
	out := []anchor{{r[0], r[1], anchorHead}}
	switch n {
	case 2:
		return append(out, anchor{r[0], 0, anchorAlone}, anchor{0, r[1], anchorAlone})
	case 3:
		out = append(out, anchor{r[0], r[2], anchorOuter})
	}
	return append(out, anchor{r[n-2], r[n-1], anchorTail})
}

// slip is a character that is wrong if the word is meant.
type slip struct {
	word  *word
	start int // of the word in the text
	at    int // of the character in the text
	to    rune
	like  likeness
}

// slipIn corrects the one slip in a text. Of several the likeliest counts, then
// that in the longer word; where that leaves two, nothing is corrected.
func (v *Vocabulary) slipIn(t entered, strangers int) (string, bool) {
	slips := v.slips(&t)
	slips = slices.DeleteFunc(slips, func(s slip) bool {
		n := len(s.word.runes)
		return t.right[s.at] || s.like == unlike || s.like == stranger && n < strangers || n == 2 && s.like != sameSound ||
			n < t.end-t.first && t.beside(s)
	})
	if len(slips) == 0 {
		return "", false
	}
	compare := func(a, b slip) int {
		return cmp.Or(cmp.Compare(a.like, b.like), cmp.Compare(len(b.word.runes), len(a.word.runes)))
	}
	best := slices.MinFunc(slips, compare)
	for _, s := range slips {
		if compare(s, best) == 0 && (s.at != best.at || s.to != best.to) {
			return "", false
		}
	}
	t.runes[best.at] = best.to
	return string(t.runes), true
}

// particles are characters that stand between words.
const particles = "的地得之和与及或在再是有没无不要能会可为被把从向对当到由以于后前时中里内上下了着过吗呢吧么怎几多哪谁什等各每其该本使令让所如何问请又都也只就还"

// beside reports whether a slip is likely no part of the word, but of what
// stands beside it: 当|支部书记 is not 党支部书记. Two characters that are right do
// not make a third one wrong.
func (t *entered) beside(s slip) bool {
	first, last := s.start, s.start+len(s.word.runes)-1
	if s.at != first && s.at != last {
		return false
	}
	if len(s.word.runes) == 3 || s.like == stranger || strings.ContainsRune(particles, t.letters[s.at]) {
		return true
	}
	for i := first; i <= last; i++ {
		if i != s.at && !t.right[i] {
			return false
		}
	}
	return true
}

// slips lists every place where a word stands but for one character, and marks
// in t where words stand rightly. A word that does is not looked for elsewhere.
func (v *Vocabulary) slips(t *entered) []slip {
	var out []slip
	found := map[*word]bool{}
	look := func(words []*word, end func(w *word) int) {
		for _, w := range words {
			start := end(w) - len(w.runes)
			if start < 0 || end(w) > len(t.letters) {
				continue
			}
			switch at, wrong := differs(w.runes, t.letters[start:]); wrong {
			case 0:
				found[w] = true
				for i := range w.runes {
					t.right[start+i] = true
				}
			case 1:
				out = append(out, slip{w, start, start + at, w.runes[at], v.likeness(t.letters[start+at], w.runes[at])})
			}
		}
	}
	for i := 0; i+1 < len(t.letters); i++ {
		a, b := t.letters[i], t.letters[i+1]
		look(v.anchors[anchor{a, b, anchorHead}], func(w *word) int { return i + len(w.runes) })
		look(v.anchors[anchor{a, b, anchorTail}], func(*word) int { return i + 2 })
		if i+2 < len(t.letters) {
			look(v.anchors[anchor{a, t.letters[i+2], anchorOuter}], func(*word) int { return i + 3 })
		}
	}
	if t.end-t.first == 2 {
		look(v.anchors[anchor{t.letters[t.first], 0, anchorAlone}], func(*word) int { return t.end })
		look(v.anchors[anchor{0, t.letters[t.end-1], anchorAlone}], func(*word) int { return t.end })
	}
	return slices.DeleteFunc(out, func(s slip) bool { return found[s.word] })
}

// differs counts, up to two, the characters of a word that a text does not
// begin with, and says where the last of them stands.
func differs(word, text []rune) (at, wrong int) {
	for i, r := range word {
		if text[i] != r {
			if at = i; wrong == 1 {
				return at, 2
			}
			wrong++
		}
	}
	return at, wrong
}
