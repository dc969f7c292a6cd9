package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// line is one line of a source that is not blank, without the white space
// around it.
type line struct {
	span    corpus.Span
	text    string
	heading int // level of a heading by markup, 0 for none
	mark    corpus.MarkKind
}

// runes is the length of the line in code points.
func (l line) runes() int { return utf8.RuneCountInString(l.text) }

// readLines lists the lines of src that hold anything.
func readLines(src corpus.Source) []line {
	var out []line
	marks := src.Marks
	for at := 0; at < len(src.Text); {
		end := strings.IndexByte(src.Text[at:], '\n')
		if end < 0 {
			end = len(src.Text)
		} else {
			end += at
		}
		if span := corpus.TrimSpan(src.Text, corpus.Span{Start: at, End: end}); !span.Empty() {
			l := line{span: span, text: span.In(src.Text)}
			for len(marks) > 0 && marks[0].Span.End <= span.Start {
				marks = marks[1:]
			}
			for _, m := range marks {
				if m.Span.Start >= span.End {
					break
				}
				if m.Kind == corpus.MarkHeading {
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

// endsSentence reports whether a line is complete: it ends with punctuation
// that a sentence, a list item or a quotation ends with.
func endsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("。；：！？.;:!?”’」』）)》】〉…—*|", r)
}

// hasStop reports whether text holds punctuation that headings do not.
func hasStop(text string) bool { return strings.ContainsAny(text, "。；！？") }

// simplified is a text in Simplified characters, nothing else of it changed.
func simplified(text string) string { return strings.Map(corpus.FoldRune, text) }
