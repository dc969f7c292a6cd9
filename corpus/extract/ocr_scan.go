package extract

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"
)

// scan is what was recognised on a page.
type scan struct {
	lines      []pdfLine
	sure       float64 // per cent, added up over the characters
	characters int
}

// readScan reads Tesseract's table: a row for each block, paragraph, line and
// word, with the place of each in pixels and how sure it is of the words.
func readScan(table string, page int, scale float64) *scan {
	s := &scan{}
	var heights []float64
	for _, row := range strings.Split(table, "\n") {
		fields := strings.Split(strings.TrimRight(row, "\r"), "\t")
		const columns = 12
		if len(fields) != columns {
			continue
		}
		var n [11]float64
		for i := range n {
			n[i], _ = strconv.ParseFloat(fields[i], 64)
		}
		level, left, top, width, height, sure := n[0], n[6]*scale, n[7]*scale, n[8]*scale, n[9]*scale, n[10]
		const lineLevel, wordLevel = 4, 5
		switch {
		case level == lineLevel:
			s.lines = append(s.lines, pdfLine{page: page, left: left, right: left, base: -top - height, size: height, doubt: doubtUnseen})
			heights = append(heights, height)
		case level == wordLevel && len(s.lines) > 0:
			s.word(fields[columns-1], left, left+width, sure)
		}
	}
	s.even(quantile(heights, 0.5))
	return s
}

func (s *scan) word(text string, left, right, sure float64) {
	text, _ = tidy(text)
	if strings.TrimSpace(text) == "" {
		return
	}
	line := &s.lines[len(s.lines)-1]
	if line.text == "" {
		line.text, line.left, line.right = text, left, right
	} else {
		line.add(text, left, right, line.size)
	}
	n := count(text, func(r rune) bool { return !unicode.IsSpace(r) })
	s.characters += n
	s.sure += sure * float64(n)
}

// unsure reports whether most of a page is guessed.
func (s *scan) unsure() bool { return s.sure < leastSure*float64(s.characters) }

// even gives all ordinary lines one size. The height of a line is that of the
// characters in it, and by that a line of 一 and 二 would be a smaller print.
func (s *scan) even(height float64) {
	const title = 1.4
	kept := s.lines[:0]
	for _, line := range s.lines {
		if line.text == "" {
			continue
		}
		if line.size < title*height {
			line.size = height
		}
		kept = append(kept, line)
	}
	s.lines = kept
}

// draw draws a page as finely as Tesseract likes it, within bounds.
func (d *pdfiumDocument) draw(number int) (picture, error) {
	size, err := d.pdfium.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.doc, Index: number})
	if err != nil {
		return picture{}, err
	}
	const finest, mostPixels, points = 300, 16e6, 72
	fits := points * math.Sqrt(mostPixels/max(size.Width*size.Height, 1))
	dpi := int(max(min(finest, fits), 1))
	drawn, err := d.pdfium.RenderPageInDPI(&requests.RenderPageInDPI{Page: d.page(number), DPI: dpi})
	if err != nil {
		return picture{}, err
	}
	defer drawn.Cleanup()
	colours := drawn.Result.Image
	bounds := colours.Bounds()
	p := picture{width: bounds.Dx(), height: bounds.Dy(), scale: points / float64(dpi)}
	p.grey = make([]byte, 0, p.width*p.height)
	for y := range p.height {
		row := colours.Pix[y*colours.Stride:]
		for x := range p.width {
			r, g, b := int(row[4*x]), int(row[4*x+1]), int(row[4*x+2])
			p.grey = append(p.grey, byte((299*r+587*g+114*b)/1000))
		}
	}
	return p, nil
}
