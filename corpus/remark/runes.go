package remark

import "unicode/utf8"

// lastStart is where the character before a place begins.
func lastStart(text string, at int) int {
	_, n := utf8.DecodeLastRuneInString(text[:at])
	return at - n
}

// nextStart is where the character at a place ends.
func nextStart(text string, at int) int {
	_, n := utf8.DecodeRuneInString(text[at:])
	return at + n
}
