package extract

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// layout is what the lines of a file have in common, by which one tells where
// their paragraphs begin.
type layout struct {
	right   float64 // where full lines end
	leading float64 // from base line to base line
	// pages are the edges of pages that have enough lines to tell; left and right
	// pages stand apart.
	pages map[int]pageEdges
	left  float64 // where most lines begin, of the file
	// regular says that most lines have the same distance, indented that
	// paragraphs begin with white, even that most lines end at the right edge.
	regular, indented, even bool
}

// pageEdges is where the full lines of a page begin and end.
type pageEdges struct{ left, right float64 }

func measure(lines []pdfLine) layout {
	var rights, leadings []float64
	for i, line := range lines {
		rights = append(rights, line.right)
		if i > 0 && lines[i-1].page == line.page {
			if d := lines[i-1].base - line.base; d > 0 {
				leadings = append(leadings, d)
			}
		}
	}
	l := layout{right: quantile(rights, 0.9), leading: quantile(leadings, 0.5), pages: map[int]pageEdges{}}
	l.left = usualLeft(lines)
	same := 0
	for _, d := range leadings {
		if abs(d-l.leading) < 0.03*l.leading {
			same++
		}
	}
	l.regular = 2*same > len(leadings)
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		l.page(lines[start:end])
		start = end
	}
	l.habits(lines)
	return l
}

// usualLeft is the leftmost place at which many lines begin.
func usualLeft(lines []pdfLine) float64 {
	begins := map[int]int{}
	for _, line := range lines {
		begins[int(math.Floor(line.left))]++
	}
	const share = 8 // of the lines, one in so many
	best := math.Inf(1)
	for at, n := range begins {
		if (n+begins[at+1])*share >= len(lines) {
			best = min(best, float64(at))
		}
	}
	return best
}

// page measures the lines of one page.
func (l *layout) page(lines []pdfLine) {
	const least = 8
	if len(lines) < least {
		return
	}
	var rights []float64
	for _, line := range lines {
		rights = append(rights, line.right)
	}
	e := pageEdges{usualLeft(lines), quantile(rights, 0.9)}
	if white := e.left - l.left; white > lines[0].size && e.right-l.right < 0.5*white {
		e.left = l.left // the page has only first lines
	}
	l.pages[lines[0].page] = e
}

// edges are those of the page of a line.
func (l layout) edges(line pdfLine) pageEdges {
	if e, ok := l.pages[line.page]; ok && !math.IsInf(e.left, 1) {
		return e
	}
	return pageEdges{l.left, l.right}
}

// habits finds out how paragraphs and lines are set.
func (l *layout) habits(lines []pdfLine) {
	in, out, full := 0, 0, 0
	for _, line := range lines {
		e := l.edges(line)
		if line.right > e.right-0.6*line.size {
			full++
		}
		if !numbered.MatchString(line.text) {
			continue
		}
		if l.isIndented(line) || strings.HasPrefix(line.text, "\u3000") {
			in++
		} else {
			out++
		}
	}
	if in+out == 0 {
		for _, line := range lines {
			if l.isIndented(line) {
				in++
			}
		}
		out = len(lines) / 20
	}
	l.indented = in > out
	l.even = full*3 > len(lines)
}

// isIndented reports whether a line begins with the white of a paragraph.
func (l layout) isIndented(line pdfLine) bool {
	const least, most = 1.2, 6 // em
	white := line.left - l.edges(line).left
	return white > least*line.size && white < most*line.size
}

var numbered = regexp.MustCompile(`^[\s\x{3000}]*(?:第[〇零一二三四五六七八九十百千0-9０-９]+[编章节条]|[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]+[.．、])`)

// begins reports whether a paragraph begins with line, which follows previous,
// and whether that is open.
func (l layout) begins(previous, line pdfLine) (begins, open bool) {
	em := min(previous.size, line.size)
	if previous.alone || line.alone || l.apart(previous, line) {
		return true, false
	}
	before, now := l.edges(previous), l.edges(line)
	right, ended := before.right, endsWithStop(previous.text)
	if previous.right < right-2.5*em {
		return true, false
	}
	if deeper := line.left - now.left - previous.left + before.left; deeper > 1.2*em {
		hanging := !ended && numbered.MatchString(previous.text) && previous.left < before.left+0.6*em
		return !hanging, false
	}
	if !ended {
		return false, false
	}
	switch {
	case numbered.MatchString(line.text), l.isIndented(line), previous.page == line.page && l.regular && previous.base-line.base > 1.25*l.leading:
		return true, false
	case l.indented && line.left < now.left+0.6*em:
		return false, false
	}
	// The first word of the line would have found room in the one before.
	room := right - previous.right
	fits := room > firstWord(line)+0.3*em
	return fits, !fits || !l.even
}

// apart reports whether two lines are set as no two lines of a paragraph are.
func (l layout) apart(previous, line pdfLine) bool {
	em := min(previous.size, line.size)
	return strings.HasPrefix(line.text, "\u3000") || strings.HasPrefix(line.text, "  ") ||
		abs(previous.size-line.size) > 0.15*em || previous.isRow() || line.isRow() || previous.gaps > 0 && line.gaps > 0 ||
		previous.page == line.page && previous.base-line.base > 1.8*l.leading
}

// endsWithStop reports whether a line ends where a paragraph may.
func endsWithStop(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(strings.TrimSpace(text), "”’」』）)》"))
	return strings.ContainsRune("。；：！？", last)
}

// firstWord is how wide the word is that a line begins with: a Chinese
// character, or letters and figures that no line is broken in.
func firstWord(line pdfLine) float64 {
	n := 0
	for _, r := range strings.TrimSpace(line.text) {
		if r >= 0x80 || unicode.IsSpace(r) {
			break
		}
		n++
	}
	return max(line.size, 0.55*line.size*float64(n))
}
