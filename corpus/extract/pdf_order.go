package extract

import (
	"slices"
)

// inReadingOrder puts the pieces of a page into the order of its rows where the file
// has another one: figures written after the words around them, or lines from
// the last to the first. A table whose cells have several lines is left alone.
func inReadingOrder(pieces []pdfPiece) []pdfPiece {
	const most = 20_000
	if len(pieces) == 0 || len(pieces) > most || pieces[0].line {
		return pieces
	}
	rows := pieceRows(pieces)
	if !filled(pieces, rows) && !jumps(pieces, rows) {
		return pieces
	}
	out := make([]pdfPiece, 0, len(pieces))
	for _, row := range rows {
		slices.SortStableFunc(row.pieces, func(a, b int) int { return compare(pieces[a].left, pieces[b].left) })
		for _, i := range row.pieces {
			out = append(out, pieces[i])
		}
	}
	return out
}

// filled reports whether something was written into the holes that rows were
// left with.
func filled(pieces []pdfPiece, rows []pieceRow) bool {
	const widest, longest = 8, 1000 // em, characters of a row
	n := 0
	for _, row := range rows {
		if len(row.pieces) > longest {
			return false
		}
		order := slices.Clone(row.pieces) // by place
		slices.SortStableFunc(order, func(a, b int) int { return compare(pieces[a].left, pieces[b].left) })
		runs := runsOf(order)
		for k := 1; k < len(runs); k++ {
			before, run := runs[k-1], runs[k]
			if k+1 == len(runs) { // at the end of the row, close to it
				p, last := pieces[run[0]], pieces[before[len(before)-1]]
				if run[0] > before[len(before)-1] && abs(p.left-last.right) < 0.4*p.size && isMark(p.text) {
					n++
				}
				continue
			}
			after := runs[k+1]
			left, right := pieces[before[len(before)-1]].right, pieces[after[0]].left
			p, last := pieces[run[0]], pieces[run[len(run)-1]]
			if run[0] > after[0] && isWritten(p.text) && p.left > left-0.3*p.size && last.right < right+0.3*p.size && right-left < widest*p.size {
				n++
			}
		}
	}
	return n > 0
}

// isMark reports whether s may be the mark of a note or a full stop: a bit of a
// line, and no cell of a table.
func isMark(s string) bool { return noteMark.MatchString(s) || endsWithStop(s) }

// runsOf cuts places into runs that follow each other in the file.
func runsOf(places []int) (runs [][]int) {
	for i, at := range places {
		if i == 0 || at != places[i-1]+1 {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], at)
	}
	return runs
}

// jumps reports whether a page goes up and down between whole rows.
func jumps(pieces []pdfPiece, rows []pieceRow) bool {
	of := make([]int, len(pieces))
	for n, row := range rows {
		for _, i := range row.pieces {
			of[i] = n
		}
	}
	visited := make([]bool, len(rows))
	ups, again, last := 0, 0, -1
	for i := range pieces {
		row := of[i]
		if row == last || !isWritten(pieces[i].text) {
			continue
		}
		if row < last {
			ups++
		}
		if visited[row] {
			again++
		}
		visited[row], last = true, row
	}
	const least = 3
	return ups > least && ups*10 > len(rows) && again*10 <= len(rows)
}
