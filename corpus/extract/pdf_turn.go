package extract

import (
	"math"
	"slices"
	"strings"
)

// upright turns a page until most of it stands upright. What then is askew or
// turned lies over the text (a watermark) or beside it (the label of a table
// set sideways) and is taken out, unless it is much of the page.
func (r *pdfReading) upright(number int, pieces []pdfPiece) []pdfPiece {
	var quarters [4]int
	all := 0
	for _, p := range pieces {
		if q, ok := p.quarter(); ok {
			quarters[q] += p.seen()
		}
		all += p.seen()
	}
	main := 0
	for q, n := range quarters {
		if n > quarters[main] {
			main = q
		}
	}
	for i := range pieces {
		pieces[i].turn(main)
	}
	if main != 0 && quarters[main] > 0 {
		r.turned[number] = true
	}
	pieces = r.withoutAskew(number, pieces)
	if isVertical(pieces) {
		r.columned[number] = true
		return downColumns(pieces)
	}
	const most = 0.3 // of a page is no label
	var upright, aside []pdfPiece
	turned := 0
	for _, p := range pieces {
		if q, _ := p.quarter(); q != 0 {
			turned += p.seen()
			aside = append(aside, p)
		} else {
			upright = append(upright, p)
		}
	}
	if float64(turned) <= most*float64(all) {
		return r.takeOut(number, NoteTurned, pieces, func(p pdfPiece) bool { q, _ := p.quarter(); return q != 0 })
	}
	for i := range aside { // below the rest, as a block of its own
		q, _ := aside[i].quarter()
		aside[i].turn(q)
		aside[i].doubt |= doubtTurned
		aside[i].column = math.MaxInt32 - 4 + q
	}
	slices.SortStableFunc(aside, func(a, b pdfPiece) int { return a.column - b.column })
	return append(upright, aside...)
}

// quarter is the quarter turn that the writing of a piece has made, and whether
// it is one: scans are laid down a little askew.
func (p pdfPiece) quarter() (int, bool) {
	const straight = 8 // degrees
	q := math.Round(p.angle / 90)
	return (int(q)%4 + 4) % 4, abs(p.angle-90*q) <= straight
}

// turn turns a piece back by quarter turns.
func (p *pdfPiece) turn(quarters int) {
	back := func(x, y float64) (float64, float64) {
		switch quarters {
		case 1:
			return y, -x
		case 2:
			return -x, -y
		case 3:
			return -y, x
		}
		return x, y
	}
	p.left, p.base = back(p.left, p.base)
	p.right, p.rise = back(p.right, p.rise)
	p.angle -= 90 * float64(quarters)
}

// withoutAskew takes out what is written across the page.
func (r *pdfReading) withoutAskew(number int, pieces []pdfPiece) []pdfPiece {
	return r.takeOut(number, NoteWatermark, pieces, func(p pdfPiece) bool { _, straight := p.quarter(); return !straight })
}

// isVertical reports whether most of a page is written in columns: one upright
// character below the other.
func isVertical(pieces []pdfPiece) bool {
	down, across, whole := 0, 0, 0
	for i, p := range pieces {
		if p.down {
			whole += p.seen()
		}
		if i == 0 || p.line || strings.TrimSpace(p.text) == "" {
			continue
		}
		before := pieces[i-1]
		switch dx, dy := abs(p.left-before.left)/p.size, (before.base-p.base)/p.size; {
		case dx < 0.5 && dy > 0.5 && dy < 2.2:
			down++
		case abs(dy) < 0.5:
			across++
		}
	}
	const least = 12 // fewer are a label
	all := 0
	for _, p := range pieces {
		all += p.seen()
	}
	return whole*2 > all || down >= least && down > 2*across
}

// downColumns turns a page of columns, which are read from right to left, so
// that columns are lines.
func downColumns(pieces []pdfPiece) []pdfPiece {
	for i := range pieces {
		p := &pieces[i]
		end := -p.base + p.size
		if p.down && p.line {
			end = -p.rise
		}
		p.left, p.right, p.base = -p.base, end, p.left
		p.doubt |= doubtVertical
	}
	if !goesDown(pieces) {
		var sorted []pdfPiece
		for _, row := range pieceRows(pieces) {
			slices.SortStableFunc(row.pieces, func(a, b int) int { return compare(pieces[a].left, pieces[b].left) })
			for _, i := range row.pieces {
				sorted = append(sorted, pieces[i])
			}
		}
		return sorted
	}
	return pieces
}

// goesDown reports whether the lines of a page follow each other in its order.
func goesDown(pieces []pdfPiece) bool {
	down, up := 0, 0
	for i := 1; i < len(pieces); i++ {
		switch d := pieces[i-1].base - pieces[i].base; {
		case d > 0.5*pieces[i].size:
			down++
		case d < -0.5*pieces[i].size:
			up++
		}
	}
	return down >= up
}
