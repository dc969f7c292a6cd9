package extract

import (
	"math"
	"slices"
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
	column            int
	narrow            bool // in one of two columns
	alone             bool
	faint             bool
	doubt             pdfDoubt
}

// put adds a glyph to the line it stands on: the last one if it goes on there,
// else a new one.
func (r *pdfReading) put(page int, p pdfPiece) {
	const longest = 10_000 // bytes: no page is wider, and adding to a line stays cheap
	if n := len(r.lines); n > 0 {
		last := &r.lines[n-1]
		em := max(last.size, p.size)
		larger := 2.2 // no line has words so much larger than its others
		if last.faint != p.faint {
			larger = 1.3
		}
		onLine := last.page == page && last.column == p.column && last.alone == p.alone && abs(last.base-p.base) < em/2 && (em < larger*min(last.size, p.size) || !isWritten(p.text) || !isWritten(last.text))
		if onLine && len(last.text) < longest && p.left > last.right-em*1.5 && (!r.apart || p.left < last.right+em*1.5) {
			if p.isRaised(last) {
				last.raise(p)
				return
			}
			last.add(p.text, p.left, p.right, p.size)
			last.doubt |= p.doubt
			last.faint = last.faint && p.faint
			return
		}
	}
	r.lines = append(r.lines, p.asLine(page))
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

func tooMuchText() *Refusal {
	return refuse(PDFTooLong, "这份 PDF 的文字超过 %d MB，请拆分后导入", pdfMostText>>20)
}

// isRow reports whether a line is a row of a table.
func (l pdfLine) isRow() bool { return l.gaps >= 2 }

func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.Inf(1)
	}
	slices.Sort(values)
	return values[int(q*float64(len(values)-1))]
}
