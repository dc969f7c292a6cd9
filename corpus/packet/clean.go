package packet

import (
	"strings"
	"unicode/utf8"
)

// clean is s as XML may hold it: valid UTF-8, LF line ends, and without the
// control characters and non-characters that XML 1.0 forbids.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if allowed(r) {
			return r
		}
		return -1
	}, s)
}

// plain reports whether clean would change nothing.
func plain(s string) bool {
	for i, r := range s {
		if !allowed(r) || r == '\r' {
			return false
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return false
			}
		}
	}
	return true
}

// allowed is the production Char of XML 1.0, without the C1 controls, which it
// allows but which no reader shows.
func allowed(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return true
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
		return false
	}
	return true
}

// oneLine is s cleaned, with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
