package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a source that is not blank, without the white space
// around it.
type line struct {
	span    Span
	text    string
	heading int // level of a heading by markup, 0 for none
	mark    MarkKind
}

// runes is the length of the line in code points.
func (l line) runes() int { return utf8.RuneCountInString(l.text) }

// invisible are characters that stand at line borders without being seen and
// that unicode.IsSpace does not know.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u200c' || r == '\u200d' || r == '\u2060'
}

// readLines lists the lines of src that hold anything.
func readLines(src Source) []line {
	var out []line
	marks := src.Marks
	for at := 0; at < len(src.Text); {
		end := strings.IndexByte(src.Text[at:], '\n')
		if end < 0 {
			end = len(src.Text)
		} else {
			end += at
		}
		if span := trimSpan(src.Text, Span{at, end}); !span.Empty() {
			l := line{span: span, text: span.In(src.Text)}
			for len(marks) > 0 && marks[0].Span.End <= span.Start {
				marks = marks[1:]
			}
			for _, m := range marks {
				if m.Span.Start >= span.End {
					break
				}
				if m.Kind == MarkHeading {
					l.heading = m.Level
				} else if l.mark == "" {
					l.mark = m.Kind
				}
			}
			out = append(out, l)
		}
		at = end + 1
	}
	return out
}

// trimSpan is s without white space and invisible characters at its ends.
func trimSpan(text string, s Span) Span {
	in := s.In(text)
	left := strings.TrimLeftFunc(in, invisible)
	s.Start += len(in) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, invisible))
	return s
}

// endsSentence reports whether a line is complete: it ends with punctuation
// that a sentence, a list item or a quotation ends with.
func endsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("。；：！？.;:!?”’」』）)》】〉…—*|", r)
}

// hasStop reports whether text holds punctuation that headings do not.
func hasStop(text string) bool { return strings.ContainsAny(text, "。；！？") }
