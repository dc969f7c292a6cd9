package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// quotation is what stands between two quotation marks. Inner is without them.
type quotation struct {
	outer, inner corpus.Span
	depth        int // 0 for one that stands in no other
}

// closers are the quotation marks in pairs, but for the straight one.
var closers = map[rune]rune{'“': '”', '‘': '’', '「': '」', '『': '』', '﹁': '﹂', '﹃': '﹄'}

const (
	// mostLines is over how many lines a quotation may go, deepest how deep in others it
	// may lie to be looked at by itself.
	mostLines, deepest = 20, 3
)

// opened is a mark that waits for its counterpart.
type opened struct {
	closer rune
	at     int // where what is quoted begins
	width  int
	line   int
}

// quotations are those of a text, in the order in which they begin. A mark without a
// counterpart is none: each closing one belongs to the nearest opening one of its kind.
// Every character is looked at once, and every opening mark is taken back once.
func quotations(text string) []quotation {
	var stack []opened
	waiting := map[rune]int{} // how many marks wait for a closer
	var out []quotation
	line, start := 0, 0 // the line's number, and where it begins
	drop := func(n int) {
		for _, o := range stack[n:] {
			waiting[o.closer]--
		}
		stack = stack[:n]
	}
	for i, r := range text {
		width := utf8.RuneLen(r)
		switch closer, opens := closers[r]; {
		case r == '\n':
			line, start = line+1, i+1
			drop(lastStraight(stack))
		case opens:
			if goesOn(stack, text[start:i], line, closer) {
				continue
			}
			stack = append(stack, opened{closer, i + width, width, line})
			waiting[closer]++
		case r == '"' && waiting['"'] == 0:
			stack = append(stack, opened{'"', i + width, width, line})
			waiting['"']++
		case waiting[r] > 0:
			n := len(stack) - 1
			for stack[n].closer != r {
				n--
			}
			if o := stack[n]; line-o.line <= mostLines {
				out = append(out, quotation{corpus.Span{Start: o.at - o.width, End: i + width}, corpus.Span{Start: o.at, End: i}, 0})
			}
			drop(n)
		}
	}
	return nested(out)
}

// lastStraight is how many marks are left when a line ends: a straight one does not go on
// in the next.
func lastStraight(stack []opened) int {
	n := len(stack)
	for n > 0 && stack[n-1].closer == '"' {
		n--
	}
	return n
}

// goesOn reports whether a mark behind before, what a line begins with, only says that
// the quotation of the paragraph before goes on.
func goesOn(stack []opened, before string, line int, closer rune) bool {
	if len(stack) == 0 || stack[len(stack)-1].closer != closer || stack[len(stack)-1].line == line {
		return false
	}
	return len(before) <= mostIndent && strings.TrimFunc(before, corpus.Invisible) == ""
}

// mostIndent is how many bytes of white space a paragraph may begin with.
const mostIndent = 48

// nested sorts quotations by where they begin, which were found by where they end, and
// says how deep each lies.
func nested(found []quotation) []quotation {
	// Those that end later and begin earlier hold the others: going from the last to the
	// first meets every one before those in it.
	out := make([]quotation, 0, len(found))
	var above []int // where those begin that hold the one at hand
	for i := len(found) - 1; i >= 0; i-- {
		q := found[i]
		for len(above) > 0 && above[len(above)-1] > q.outer.Start {
			above = above[:len(above)-1]
		}
		q.depth = len(above)
		above = append(above, q.outer.Start)
		out = append(out, q)
	}
	slices.SortFunc(out, func(a, b quotation) int { return a.outer.Start - b.outer.Start })
	return out
}
