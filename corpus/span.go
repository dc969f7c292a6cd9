package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a half-open range [Start, End) of bytes in a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// In cuts s out of text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t have a byte in common.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Shift moves s by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// Runes turns spans of bytes of text into spans of code points. The spans must
// be sorted by Start and must not overlap.
func Runes(text string, spans []Span) []Span {
	out := make([]Span, len(spans))
	at, count := 0, 0
	advance := func(to int) int {
		count += utf8.RuneCountInString(text[at:to])
		at = to
		return count
	}
	for i, s := range spans {
		out[i].Start = advance(s.Start)
		out[i].End = advance(s.End)
	}
	return out
}

// Invisible are characters that stand at line borders without being seen and
// that unicode.IsSpace does not know.
func Invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u200c' || r == '\u200d' || r == '\u2060'
}

// TrimSpan is s without white space and invisible characters at its ends.
func TrimSpan(text string, s Span) Span {
	in := s.In(text)
	left := strings.TrimLeftFunc(in, Invisible)
	s.Start += len(in) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, Invisible))
	return s
}
