package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// lineWidth is how many columns of a terminal a line of help may take.
const lineWidth = 80

// columns is how wide a character is in a terminal.
func columns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous: // “ ” … as Chinese fonts have them
		return 2
	}
	return 1
}

// padded is a word with spaces up to a column, one at least.
func padded(word string, to int) string {
	at := 0
	for _, r := range word {
		at += columns(r)
	}
	return word + strings.Repeat(" ", max(1, to-at))
}

// wrapped breaks a text into lines that begin at a column: between Han anywhere, but
// not before a closing sign, else between words.
func wrapped(text string, from int) string {
	var out, word strings.Builder
	at, wide := from, 0
	end := func() {
		if at+wide > lineWidth && at > from {
			broken := strings.TrimRight(out.String(), " ") + "\n" + strings.Repeat(" ", from)
			out.Reset()
			out.WriteString(broken)
			at = from
		}
		out.WriteString(word.String())
		at += wide
		word.Reset()
		wide = 0
	}
	var before rune
	for _, r := range text {
		if before == ' ' || (breaks(before) || breaks(r)) && !closing(r) && !opening(before) {
			end()
		}
		word.WriteRune(r)
		wide += columns(r)
		before = r
	}
	end()
	return out.String()
}

func breaks(r rune) bool { return columns(r) == 2 }
func closing(r rune) bool {
	return strings.ContainsRune("，。、；：？！）》”…", r) || r == ' '
}
func opening(r rune) bool { return r == 0 || unicode.In(r, unicode.Ps, unicode.Pi) }
