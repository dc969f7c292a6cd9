package extract

import "slices"

// pieceRow are the pieces of a page at one height, as places among them.
type pieceRow struct {
	base   float64
	pieces []int
}

// inColumns finds out whether a page is set in two columns. If the file has it
// row by row, across both, its pieces are put into the order in which they are
// read, and doubted: a comparison of two texts looks the same.
func (r *pdfReading) inColumns(pieces []pdfPiece) []pdfPiece {
	const most = 20_000 // no page has more
	if len(pieces) == 0 || len(pieces) > most || pieces[0].line {
		return pieces
	}
	rows := pieceRows(pieces)
	g, ok := findGutter(pieces, rows)
	if !ok {
		if g = r.gutter; g.at == 0 || !g.white(pieces, rows) {
			return pieces
		}
	}
	r.gutter = g
	crossing := g.alternates(pieces, rows)
	band, split := 0, false
	for _, row := range rows {
		if g.crossed(pieces, row) {
			if split {
				band++
			}
			split = false
			for _, i := range row.pieces {
				pieces[i].column += 3 * band
			}
			continue
		}
		split = true
		for _, i := range row.pieces {
			g.place(&pieces[i], 3*band+1, crossing)
		}
	}
	if crossing {
		slices.SortStableFunc(pieces, func(a, b pdfPiece) int { return a.column - b.column })
	}
	return pieces
}

// white reports whether the gutter of an earlier page is one here: hardly a row
// crosses it.
func (g gutter) white(pieces []pdfPiece, rows []pieceRow) bool {
	crossed := 0
	for _, row := range rows {
		if g.crossed(pieces, row) {
			crossed++
		}
	}
	const most = 2 // a title, a page number
	return crossed <= most && len(rows) > 2*most
}

// pieceRows are the rows of a page from top to bottom.
func pieceRows(pieces []pdfPiece) []pieceRow {
	order := make([]int, len(pieces))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -compare(pieces[a].base, pieces[b].base) })
	var rows []pieceRow
	for _, i := range order {
		if n := len(rows); n == 0 || rows[n-1].base-pieces[i].base > 0.5*pieces[i].size {
			rows = append(rows, pieceRow{base: pieces[i].base})
		}
		rows[len(rows)-1].pieces = append(rows[len(rows)-1].pieces, i)
	}
	return rows
}

// gutter is the white between two columns.
type gutter struct {
	at, width   float64 // its middle; half of it at least is white
	left, right float64 // where the columns begin
}

// findGutter looks for a white strip down the middle of a page, with rows full
// of text on both sides. The cells of a table are not full.
func findGutter(pieces []pdfPiece, rows []pieceRow) (best gutter, ok bool) {
	first, last := pieces[0].left, pieces[0].right
	for _, p := range pieces {
		first, last = min(first, p.left), max(last, p.right)
	}
	size := usualSize(pieces)
	const leastRows, places = 6, 100
	most := leastRows - 1
	for i := range places {
		x := first + (0.3+0.4*float64(i)/places)*(last-first)
		g := gutter{at: x, width: 0.5 * size, left: last, right: last}
		lefts, rights, crossed := 0, 0, 0
		for _, row := range rows {
			if g.crossed(pieces, row) {
				crossed++
				continue
			}
			left, right := g.sides(pieces, row)
			if left > 0 {
				lefts++
			}
			if right > 0 {
				rights++
			}
		}
		split := min(lefts, rights)
		if split-crossed/2 > most && crossed <= split && g.full(pieces, rows, last) {
			most, best, ok = split-crossed/2, g, true
		}
	}
	if ok {
		best.begin(pieces, rows)
	}
	return best, ok
}

// sides is how much writing stands on the left and on the right.
func (g gutter) sides(pieces []pdfPiece, row pieceRow) (left, right float64) {
	for _, i := range row.pieces {
		if p := pieces[i]; p.left < g.at {
			left += p.right - p.left
		} else {
			right += p.right - p.left
		}
	}
	return left, right
}

// crossed reports whether something stands in the gutter.
func (g gutter) crossed(pieces []pdfPiece, row pieceRow) bool {
	return slices.ContainsFunc(row.pieces, func(i int) bool {
		return pieces[i].left < g.at+g.width && pieces[i].right > g.at-g.width && isWritten(pieces[i].text)
	})
}

// begin finds where the columns begin.
func (g *gutter) begin(pieces []pdfPiece, rows []pieceRow) {
	g.right = 0
	for _, row := range rows {
		if g.crossed(pieces, row) {
			continue
		}
		for _, i := range row.pieces {
			if p := pieces[i]; p.left < g.at {
				g.left = min(g.left, p.left)
			} else if g.right == 0 || p.left < g.right {
				g.right = p.left
			}
		}
	}
}

// full reports whether most rows fill both columns, or many fill each to its
// edge, as lines of paragraphs do between the short ones that end them.
func (g gutter) full(pieces []pdfPiece, rows []pieceRow, end float64) bool {
	const most, share = 0.75, 0.55
	const nearly, each = 0.65, 0.25
	g.begin(pieces, rows)
	size := usualSize(pieces)
	var all, full, edged [2]int
	for _, row := range rows {
		if g.crossed(pieces, row) {
			continue
		}
		left, right := g.sides(pieces, row)
		ends := [2]bool{} // close to the right edge
		for _, i := range row.pieces {
			switch p := pieces[i]; {
			case p.left < g.at:
				ends[0] = ends[0] || p.right > g.at-g.width-1.7*size
			default:
				ends[1] = ends[1] || p.right > end-1.7*size
			}
		}
		for i, fill := range []float64{left / (g.at - g.width - g.left), right / (end - g.right)} {
			if fill > 0 {
				all[i]++
			}
			if fill > most {
				full[i]++
			}
			if fill > nearly && ends[i] {
				edged[i]++
			}
		}
	}
	const narrowest = 8 // characters; narrower ones are cells
	if g.at-g.width-g.left < narrowest*size || end-g.right < narrowest*size {
		return false
	}
	more := func(n [2]int, share float64) bool {
		return float64(n[0]) > share*float64(all[0]) && float64(n[1]) > share*float64(all[1])
	}
	return more(full, share) || more(edged, each)
}

// alternates reports whether the file goes from column to column all the time
// and not once in each band between the rows that cross both.
func (g gutter) alternates(pieces []pdfPiece, rows []pieceRow) bool {
	bands := 1
	for _, row := range rows {
		if g.crossed(pieces, row) {
			bands++
		}
	}
	n := 0
	for i := 1; i < len(pieces); i++ {
		if pieces[i-1].left < g.at && pieces[i].left >= g.at {
			n++
		}
	}
	const least = 4
	return n-bands >= least
}

// place puts a piece into its column, and both columns over each other, so that
// lines of both begin and end at the same places.
func (g gutter) place(p *pdfPiece, block int, doubted bool) {
	p.narrow = true
	p.column += block
	if p.left >= g.at {
		p.column++
		p.left, p.right = p.left-g.right+g.left, p.right-g.right+g.left
	}
	if doubted {
		p.doubt |= doubtColumns
	}
}
