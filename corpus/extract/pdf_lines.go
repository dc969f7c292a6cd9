package extract

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is one line as it stands on a page, in the order of the file.
type pdfLine struct {
	page              int
	text              string
	left, right, base float64 // where it begins and ends, and its base line
	size              float64
	gaps              int // wide ones, as between the cells of a row
}

// put adds a glyph to the line it stands on: the last one if it goes on there,
// else a new one.
func (r *pdfReading) put(page int, text string, left, right, base, size float64) {
	if r.size += len(text); r.size > pdfMostText {
		panic(tooMuchText())
	}
	if text == "" || size <= 0 {
		return
	}
	const longest = 10_000 // bytes: no page is wider, and adding to a line stays cheap
	if n := len(r.lines); n > 0 {
		last := &r.lines[n-1]
		em := max(last.size, size)
		if last.page == page && len(last.text) < longest && abs(last.base-base) < em/2 && left > last.right-em*1.5 && (!r.apart || left < last.right+em*1.5) {
			last.add(text, left, right, size)
			return
		}
	}
	r.lines = append(r.lines, pdfLine{page: page, text: text, left: left, right: right, base: base, size: size})
}

// add puts a glyph at the end, after a space if the page leaves one there:
// between words a quarter of an em, between Chinese characters a whole one.
func (l *pdfLine) add(text string, left, right, size float64) {
	last, _ := utf8.DecodeLastRuneInString(l.text)
	first, _ := utf8.DecodeRuneInString(text)
	const cells = 2 // em apart
	if left-l.right > cells*size {
		l.gaps++
	}
	width := 0.25 * size
	if wide(last) || wide(first) {
		width = 0.9 * size
	}
	if left-l.right > width && !unicode.IsSpace(last) && !unicode.IsSpace(first) {
		l.text += " "
	}
	l.text += text
	l.right = max(l.right, right)
	if !unicode.IsSpace(first) {
		l.size = max(l.size, size)
	}
}

// putLine adds a whole line.
func (r *pdfReading) putLine(line pdfLine) {
	if r.size += len(line.text); r.size > pdfMostText {
		panic(tooMuchText())
	}
	r.lines = append(r.lines, line)
}

func tooMuchText() *Refusal {
	return refuse(PDFTooLong, "这份 PDF 的文字超过 %d MB，请拆分后导入", pdfMostText>>20)
}

// joined is a text made of lines, and what was taken out of it.
type joined struct {
	text    string
	numbers int      // page numbers
	running []string // the lines above and below the text of every page
}

// joinLines makes paragraphs of lines and takes out page numbers and running
// heads, which would stand in the middle of sentences.
func joinLines(lines []pdfLine) joined {
	lines = slices.DeleteFunc(lines, func(l pdfLine) bool { return strings.TrimSpace(l.text) == "" })
	lines, out := dropRunning(lines)
	layout := measure(lines)
	var b strings.Builder
	for i, line := range lines {
		body := strings.TrimRight(line.text, " \t\u00a0\u3000")
		if i > 0 {
			previous := lines[i-1]
			if layout.begins(previous, line) {
				b.WriteByte('\n')
			} else {
				body = strings.TrimLeft(body, " ")
				before, _ := utf8.DecodeLastRuneInString(previous.text)
				first, _ := utf8.DecodeRuneInString(body)
				if !wide(before) && !wide(first) && !unicode.IsSpace(before) && body != "" {
					b.WriteByte(' ')
				}
			}
		}
		b.WriteString(body)
	}
	out.text = b.String()
	return out
}

// isRow reports whether a line is a row of a table.
func (l pdfLine) isRow() bool { return l.gaps >= 2 }

// layout is what the lines of a file have in common.
type layout struct {
	right   float64 // where full lines end
	leading float64 // from base line to base line
}

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
	return layout{right: quantile(rights, 0.9), leading: quantile(leadings, 0.5)}
}

func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.Inf(1)
	}
	slices.Sort(values)
	return values[int(q*float64(len(values)-1))]
}

var numbered = regexp.MustCompile(`^[\s\x{3000}]*(?:第[〇零一二三四五六七八九十百千0-9０-９]+[编章节条]|[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]+[.．、])`)

// begins reports whether a paragraph begins with line, which follows previous.
func (l layout) begins(previous, line pdfLine) bool {
	em := min(previous.size, line.size)
	if strings.HasPrefix(line.text, "\u3000") || strings.HasPrefix(line.text, "  ") {
		return true
	}
	if abs(previous.size-line.size) > 0.15*em || previous.isRow() || line.isRow() {
		return true
	}
	if line.left-previous.left > 1.2*em || previous.right < l.right-2.5*em {
		return true
	}
	if previous.page == line.page && previous.base-line.base > 1.8*l.leading {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(previous.text))
	return strings.ContainsRune("。；：！？", last) && numbered.MatchString(line.text)
}
