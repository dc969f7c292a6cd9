package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// line is one line of a source that is not blank, without the white space
// around it.
type line struct {
	span    corpus.Span
	text    string
	heading int // level of a heading by markup, 0 for none
	mark    corpus.MarkKind
}

// numberedLines is what share of the lines bear a number in order where lines are
// numbered, or every fifth of them.
const numberedLines = 0.8

var (
	numberBefore = pattern.MustCompile(`^([0-9０-９]{1,4})(?:[ \t\x{3000}]+|$)`)
	numberBehind = pattern.MustCompile(`(?:^|[ \t\x{3000}]+)([0-9０-９]{1,4})$`)
)

// withoutLineNumbers takes the numbers off lines that were numbered, each or every
// fifth; it reports whether they were. The numbers stay in the text.
func withoutLineNumbers(lines []line) ([]line, bool) {
	before, behind := 0, 0
	for _, l := range lines {
		first, last := l.digits()
		if first {
			before++
		}
		if last {
			behind++
		}
	}
	if max(before, behind)*8 < len(lines) { // as most texts are
		return lines, false
	}
	for _, number := range []*pattern.Pattern{numberBefore, numberBehind} {
		for _, step := range []int{1, 5} {
			if numbered := inSteps(lines, number, step); numbered != nil {
				return bareLines(lines, number, numbered), true
			}
		}
	}
	return lines, false
}

// digits reports whether the line begins and whether it ends with a digit.
func (l line) digits() (before, behind bool) {
	first, _ := utf8.DecodeRuneInString(l.text)
	last, _ := utf8.DecodeLastRuneInString(l.text)
	return isDigit(first), isDigit(last)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// inSteps are the lines whose numbers go up by step from one to the next, step lines
// apart; nil unless they are most of those that would be numbered.
func inSteps(lines []line, number *pattern.Pattern, step int) map[int]bool {
	found := map[int]bool{}
	at, before := 0, 0
	for i, l := range lines {
		if before, behind := l.digits(); !before && !behind {
			continue
		}
		m := number.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		n, ok := corpus.ParseNumeral(m[1])
		if !ok || n%step != 0 {
			continue
		}
		if apart := i - at; len(found) == 0 || n-before == apart || n < before && n == step {
			found[i] = true
			at, before = i, n
		}
	}
	if len(found) < 8/step+3 || float64(len(found)*step) < numberedLines*float64(len(lines)-step) {
		return nil
	}
	return found
}

func bareLines(lines []line, number *pattern.Pattern, numbered map[int]bool) []line {
	var out []line
	for i, l := range lines {
		if numbered[i] {
			cut := number.FindStringIndex(l.text)
			if cut[0] == 0 {
				l.span.Start += cut[1]
			} else {
				l.span.End -= cut[1] - cut[0]
			}
			l.text = l.text[:cut[0]] + l.text[cut[1]:]
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	return out
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
