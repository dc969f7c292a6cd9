package extract

import (
	"math"
	"strings"
	"unicode"
)

// A page is gathered whole before lines are made of it: what lies over the
// text, what is turned and what is drawn twice can only be told from the rest
// of the page.

// pdfPiece is what a page shows at one place: a character or, with the second
// reader, a line.
type pdfPiece struct {
	text        string
	left, base  float64 // where it begins, on its base line
	right, rise float64 // where it ends
	angle       float64 // of the writing, in degrees against the clock
	size        float64
	line        bool // a whole line
	down        bool // written downwards, with upright characters
	faint       bool // in a light colour, or one shines through
	unseen      bool // drawn in no colour: the layer of text under a scan
	added       bool // by an annotation: a form field filled in, a typed remark
	alone       bool // no line of the page goes on in it
	column      int  // in the order in which columns are read
	narrow      bool // in a column
	doubt       pdfDoubt
}

// pdfDoubt says what speaks against a line's place in the text.
type pdfDoubt uint16

const (
	doubtTurned pdfDoubt = 1 << iota
	doubtVertical
	doubtColumns
	doubtOverprint
	doubtUnseen
	doubtCodes
	doubtNote
	doubtBreak
	doubtRaised
	doubtLost
	doubtSmall
)

// removed is what was left out of the text, and why.
type removed struct {
	code string
	page int
	text string
}

// collect takes up a piece of the page being read.
func (r *pdfReading) collect(p pdfPiece) {
	if r.size += len(p.text); r.size > pdfMostText {
		panic(tooMuchText())
	}
	if p.text != "" && p.size > 0 {
		r.pieces = append(r.pieces, p)
	}
}

// endPage makes lines of the pieces of a page.
func (r *pdfReading) endPage(number int) {
	pieces := r.pieces
	r.pieces = nil
	pieces, n := once(pieces)
	r.twice += n
	pieces = r.upright(number, pieces)
	pieces = placeAdded(pieces)
	pieces = r.withoutMargins(number, pieces)
	pieces = r.inColumns(inReadingOrder(pieces))
	r.noteUnseen(number, pieces)
	for _, p := range pieces {
		if p.line {
			r.lines = append(r.lines, p.asLine(number))
			continue
		}
		r.put(number, p)
	}
}

func (p pdfPiece) asLine(number int) pdfLine {
	return pdfLine{page: number, text: p.text, left: p.left, right: p.right, base: p.base, size: p.size, column: p.column, narrow: p.narrow, alone: p.alone, doubt: p.doubt, faint: p.faint}
}

// seen is how many characters of a piece are no white space.
func (p pdfPiece) seen() int {
	return count(p.text, func(c rune) bool { return !unicode.IsSpace(c) })
}

// usualSize is the size of most characters.
func usualSize(pieces []pdfPiece) float64 {
	var sizes []float64
	for _, p := range pieces {
		if strings.TrimSpace(p.text) != "" {
			sizes = append(sizes, p.size)
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	return quantile(sizes, 0.5)
}

// takeOut takes pieces out of a page and notes their words.
func (r *pdfReading) takeOut(number int, code string, pieces []pdfPiece, out func(pdfPiece) bool) []pdfPiece {
	kept := pieces[:0:0]
	var words strings.Builder
	var last pdfPiece
	flush := func() {
		if text := strings.TrimSpace(words.String()); text != "" {
			r.removed = append(r.removed, removed{code, number, text})
		}
		words.Reset()
	}
	for _, p := range pieces {
		if !out(p) {
			kept = append(kept, p)
			continue
		}
		// One writing goes on where it left off.
		if words.Len() > 0 && math.Hypot(p.left-last.right, p.base-last.rise) > 1.5*p.size {
			flush()
		}
		words.WriteString(p.text)
		last = p
	}
	flush()
	return kept
}

// noteUnseen marks a page whose text is drawn in no colour, under a picture: it
// was recognised by a program.
func (r *pdfReading) noteUnseen(number int, pieces []pdfPiece) {
	all, unseen := 0, 0
	for _, p := range pieces {
		all++
		if p.unseen {
			unseen++
		}
	}
	const most = 0.8
	if !r.pictures[number] || float64(unseen) < most*float64(all) {
		return
	}
	for i := range pieces {
		pieces[i].doubt |= doubtUnseen
	}
}
