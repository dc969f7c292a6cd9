package extract

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

// twice repairs the stretch that begins at from if it is UTF-8 that was read as
// GBK: written as GBK again its bytes are UTF-8, which does not happen by chance.
// A character that lost a byte ends the stretch.
func (l *language) twice(text string, from int) (corpus.Repair, bool) {
	if !startsMisread(text[from:]) {
		return corpus.Repair{}, false
	}
	var bytes []byte
	to, valid, n := from, 0, 0
	encoder := simplifiedchinese.GB18030.NewEncoder()
	for i, r := range text[from:] {
		pair, err := encoder.String(string(r))
		if n++; err != nil || unicode.IsSpace(r) || n > longestTwice {
			break
		}
		if r == '€' {
			pair = "\x80" // what code page 936 makes of that byte alone
		}
		bytes = append(bytes, pair...)
		whole, hopeless := validUpTo(bytes[valid:])
		if hopeless {
			break
		}
		if r >= utf8.RuneSelf && whole {
			to, valid = from+i+utf8.RuneLen(r), len(bytes)
		}
	}
	l.left -= n // to get the bytes costs about as much as to weigh a letter
	after := string(bytes[:valid])
	if utf8.RuneCountInString(after) < 2 || signsIn(text[from:to]) < fewestSigns {
		return corpus.Repair{}, false
	}
	r, ok := l.decide(RuleTwice, text[from:to], []reading{{after, l.cost(after)}})
	r.Was = corpus.Span{Start: from, End: to}
	return r, ok
}

// signsIn counts what no good text holds in numbers.
func signsIn(text string) (n int) {
	for _, r := range text {
		if isMisread(r) {
			n++
		}
	}
	return n
}

// longestTwice bounds the characters of one repair: the next begins where it ends.
const longestTwice = 300

// validUpTo reports whether bytes are whole UTF-8, and whether no more bytes can
// make them so.
func validUpTo(bytes []byte) (whole, hopeless bool) {
	for len(bytes) > 0 {
		r, size := utf8.DecodeRune(bytes)
		if r == utf8.RuneError && size <= 1 {
			return false, utf8.FullRune(bytes)
		}
		bytes = bytes[size:]
	}
	return true, false
}

// startsMisread reports whether a Chinese character begins text and a sign that
// something is wrong is at most a few characters away: of the two or three pairs
// that the bytes of two characters make, one may happen to be an everyday one.
func startsMisread(text string) bool {
	n := 0
	for _, r := range text {
		if n == 0 && r < utf8.RuneSelf {
			return false
		}
		if isMisread(r) {
			return true
		}
		if n++; n > gap {
			return false
		}
	}
	return false
}
