package requirement

import (
	"unicode/utf8"

	"tiaowen/corpus"
)

// line is a stretch of a document as the rules read it: folded, without white space,
// so that １ 次, 1次 and 一 次 broken over two lines are read alike. at[i] is the byte
// of Document.Text that rune i comes from, end[i] the byte behind it.
type line struct {
	runes []rune
	at    []int
	end   []int
}

// shortLine is the length in runes below which a line that no sign ends is one of its
// own, as a heading is, and not the beginning of a sentence broken over lines.
const shortLine = 15

// readLine folds the part s of text. A line break stays as '\n' behind a short line,
// since what follows is no continuation of it.
func readLine(text string, s corpus.Span) line {
	n := s.Len()/3 + 1
	l := line{runes: make([]rune, 0, n), at: make([]int, 0, n), end: make([]int, 0, n)}
	last := 0 // where the line of the source begins in l
	gap := -1 // where the white space before what is read begins, -1 without any
	for i := s.Start; i < s.End; {
		r, width := utf8.DecodeRuneInString(text[i:s.End])
		if r == '\n' {
			if len(l.runes) > last && len(l.runes)-last < shortLine {
				l.add('\n', i, width)
			}
			last = len(l.runes)
		} else if f := corpus.FoldRune(r); f > 0 {
			if gap >= 0 && isDigit(f) && isDigit(l.rune(len(l.runes)-1)) {
				l.add(' ', gap, i-gap) // 200 2.5% are two numbers
			}
			gap = -1
			l.add(f, i, width)
			i += width
			continue
		}
		if gap < 0 {
			gap = i
		}
		i += width
	}
	return l
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func (l *line) add(r rune, at, width int) {
	l.runes = append(l.runes, r)
	l.at = append(l.at, at)
	l.end = append(l.end, at+width)
}

// span is where the runes [from, to) stand in the document.
func (l *line) span(from, to int) corpus.Span {
	if to <= from {
		return corpus.Span{}
	}
	return corpus.Span{Start: l.at[from], End: l.end[to-1]}
}

// rune is the rune i, 0 outside of the line.
func (l *line) rune(i int) rune {
	if i < 0 || i >= len(l.runes) {
		return 0
	}
	return l.runes[i]
}

// has reports whether word stands at i.
func (l *line) has(i int, word string) bool {
	for _, r := range word {
		if l.rune(i) != r {
			return false
		}
		i++
	}
	return true
}

// hasBefore reports whether word ends at i.
func (l *line) hasBefore(i int, word string) bool {
	return l.has(i-utf8.RuneCountInString(word), word)
}
