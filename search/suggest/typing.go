package suggest

import (
	"strings"
	"unicode/utf8"

	"tiaowen/search/naming"
	"tiaowen/search/pinyin"
)

// typing is what was typed so far.
type typing struct {
	plain string
	runes int
	sign  naming.Signature
	// latin says that there are letters in it which may be pinyin; written are
	// its characters without them, first the letter it begins with.
	latin   bool
	written naming.Signature
	first   uint32
	// read is the beginning of a name that it spells, remembered because titles
	// begin alike by the thousand.
	read string
	// starts remembers of two characters whether names that begin with them can
	// be spelled by it.
	starts map[[2]rune]bool
}

func newTyping(text string) typing {
	plain := naming.Plain(pinyin.Toneless(strings.ToLower(strings.Trim(text, "《》 "))))
	t := typing{plain: plain, runes: utf8.RuneCountInString(plain), sign: naming.Sign(plain)}
	han := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return -1
		}
		return r
	}, plain)
	if t.latin = len(han) < len(plain); t.latin {
		t.written, t.first, t.starts = naming.Sign(han), pinyin.LetterBit(plain[0]), map[[2]rune]bool{}
	}
	return t
}

// fit says how a name answers what was typed, the better the less.
type fit int

const (
	fitWhole fit = iota
	fitWholeShort
	fitBegins
	fitBeginsShort // initials, alone or mixed with sounds and characters
	fitInside
	fitScattered
	noFit
)

func (t *typing) fit(l *spoken, rs *pinyin.Readings) fit {
	plain := l.word.plain
	switch {
	case t.sign.Lacks(l.sign) > 0:
	case t.plain == plain:
		return fitWhole
	case strings.HasPrefix(plain, t.plain):
		return fitBegins
	case l.word.short:
	case strings.Contains(plain, t.plain):
		return fitInside
	case t.runes >= minScattered && naming.Scattered(t.plain, plain):
		return fitScattered
	}
	if !t.latin || t.first != 0 && t.first&l.first == 0 || t.written.Lacks(l.sign) > 0 || !t.mayStart(l.start, rs) {
		return noFit
	}
	return t.spelled(l.word, rs)
}

// mayStart reports whether a name that begins with two characters may be spelled
// by what was typed: thousands begin alike and need not be read.
func (t *typing) mayStart(start [2]rune, rs *pinyin.Readings) bool {
	may, known := t.starts[start]
	if !known {
		s := pinyin.Spelling{Readings: rs, Short: true, Open: true, Steps: 100}
		may = s.Reads(t.plain, string(start[:])) || s.Further
		t.starts[start] = may
	}
	return may
}

// spelled is how a name answers if letters typed are pinyin.
func (t *typing) spelled(w *word, rs *pinyin.Readings) fit {
	s := pinyin.Spelling{Readings: rs}
	reads := func(short, open bool) bool {
		s.Short, s.Open, s.Steps = short, open, 4*len(t.plain)
		return s.Reads(t.plain, w.plain)
	}
	if t.read != "" && len(t.read) < len(w.plain) && strings.HasPrefix(w.plain, t.read) {
		return fitBegins
	}
	// Every character takes a letter at least.
	mayBeWhole := len(w.runes) <= t.runes
	switch {
	case mayBeWhole && reads(false, false):
		return fitWhole
	case mayBeWhole && reads(true, false):
		return fitWholeShort
	case reads(false, true):
		t.read = strings.TrimSuffix(w.plain, s.Left)
		return fitBegins
	case reads(true, true):
		return fitBeginsShort
	}
	return noFit
}
