package extract

import (
	"slices"
	"strconv"
	"strings"
)

// withoutMargins takes out what stands beside the text of a page: the numbers
// of its lines, and captions in smaller print. Between the lines of the text
// they would be read as words of it.
func (r *pdfReading) withoutMargins(number int, pieces []pdfPiece) []pdfPiece {
	const most = 20_000 // no page has more
	if len(pieces) == 0 || len(pieces) > most || pieces[0].line {
		return pieces
	}
	aside := map[int]bool{}
	rows := pieceRows(pieces)
	for _, row := range rows {
		slices.SortStableFunc(row.pieces, func(a, b int) int { return compare(pieces[a].left, pieces[b].left) })
	}
	for _, mirrored := range []bool{false, true} {
		for _, i := range lineNumbers(pieces, rows, mirrored, r.numbered) {
			aside[i] = true
		}
	}
	r.numbered = r.numbered || len(aside) > 0
	pieces = r.takeOutPlaces(number, NoteLineNumbers, pieces, aside)
	return r.takeOutPlaces(number, NoteMargin, pieces, marginCaptions(pieces))
}

// takeOutPlaces is takeOut by places.
func (r *pdfReading) takeOutPlaces(number int, code string, pieces []pdfPiece, out map[int]bool) []pdfPiece {
	if len(out) == 0 {
		return pieces
	}
	at := -1
	return r.takeOut(number, code, pieces, func(pdfPiece) bool { at++; return out[at] })
}

// rowNumber is a number that stands first, or last, in a row.
type rowNumber struct {
	value       int
	pieces      []int
	left, right float64
}

// lineNumbers are the pieces of a column of numbers that go on by one, or by
// five, beside lines of running text. The first column of a table is none: its
// rows have cells, and end anywhere. Where pages before had such numbers, few
// are enough.
func lineNumbers(pieces []pdfPiece, rows []pieceRow, mirrored, before bool) (out []int) {
	var found []rowNumber
	var begins, ends []float64
	cells := 0
	for _, row := range rows {
		n, rest := cutNumber(pieces, row.pieces, mirrored)
		if len(rest) > 0 {
			begins, ends = append(begins, pieces[rest[0]].left), append(ends, pieces[rest[len(rest)-1]].right)
			cells += gapsIn(pieces, rest)
		}
		if n.pieces != nil {
			found = append(found, n)
		}
	}
	if len(begins) == 0 || cells*3 > len(begins) {
		return nil
	}
	size := usualSize(pieces)
	first, last := quantile(slices.Clone(begins), 0.1), quantile(slices.Clone(ends), 0.9)
	full := countWhere(ends, func(x float64) bool { return x > last-1.5*size })
	if full*4 < len(ends) && !before {
		return nil
	}
	found = slices.DeleteFunc(found, func(n rowNumber) bool {
		if mirrored {
			return n.left < last+0.2*size
		}
		return n.right > first-0.2*size
	})
	if !goesOn(found, before) {
		return nil
	}
	for _, n := range found {
		out = append(out, n.pieces...)
	}
	return out
}

func countWhere(values []float64, is func(float64) bool) (n int) {
	for _, v := range values {
		if is(v) {
			n++
		}
	}
	return n
}

// cutNumber cuts a number off the beginning or the end of a row.
func cutNumber(pieces []pdfPiece, row []int, mirrored bool) (n rowNumber, rest []int) {
	row = slices.DeleteFunc(slices.Clone(row), func(i int) bool { return strings.TrimSpace(pieces[i].text) == "" })
	if mirrored {
		slices.Reverse(row)
	}
	const most, gap = 4, 0.5
	digits := ""
	for i, at := range row {
		if i > 0 {
			a, b := pieces[row[i-1]], pieces[at]
			if max(a.left, b.left)-min(a.right, b.right) > gap*b.size {
				break
			}
		}
		text := strings.TrimSpace(pieces[at].text)
		if mirrored {
			digits = text + digits
		} else {
			digits += text
		}
		n.pieces = append(n.pieces, at)
	}
	value, err := strconv.Atoi(digits)
	rest = row[len(n.pieces):]
	if err != nil || len(digits) > most {
		n.pieces, rest = nil, row
	} else {
		n.value = value
		n.left, n.right = pieces[n.pieces[0]].left, pieces[n.pieces[0]].right
		for _, i := range n.pieces {
			n.left, n.right = min(n.left, pieces[i].left), max(n.right, pieces[i].right)
		}
	}
	if mirrored {
		rest = slices.Clone(rest)
		slices.Reverse(rest)
	}
	return n, rest
}

// gapsIn is 1 if a row has cells.
func gapsIn(pieces []pdfPiece, row []int) int {
	for i := 1; i < len(row); i++ {
		if pieces[row[i]].left-pieces[row[i-1]].right > 2*pieces[row[i]].size {
			return 1
		}
	}
	return 0
}

// goesOn reports whether numbers are counted: by one, by two or by five.
func goesOn(found []rowNumber, before bool) bool {
	least, leastFifths := 6, 3
	if before {
		least, leastFifths = 1, 1
	}
	steps := map[int]int{}
	for i := 1; i < len(found); i++ {
		steps[found[i].value-found[i-1].value]++
	}
	for _, step := range []int{1, 2, 5, 10} {
		need := least
		if step >= 5 {
			need = leastFifths
		}
		if len(found) >= need && 5*steps[step] >= 4*(len(found)-1) {
			return true
		}
	}
	return false
}

// marginCaptions are the pieces in smaller print that stand wholly to the left
// or to the right of the lines in the usual print, between the first and the
// last of them.
func marginCaptions(pieces []pdfPiece) map[int]bool {
	const smaller, least = 0.85, 60
	usual := usualSize(pieces)
	var lefts, rights []float64
	high, low, first := 0.0, 0.0, true
	for _, p := range pieces {
		if p.size <= 0.9*usual || strings.TrimSpace(p.text) == "" {
			continue
		}
		lefts, rights = append(lefts, p.left), append(rights, p.right)
		if first {
			high, low, first = p.base, p.base, false
		}
		high, low = max(high, p.base), min(low, p.base)
	}
	if len(lefts) < least {
		return nil
	}
	slices.Sort(lefts)
	slices.Sort(rights)
	left, right := lefts[0], rights[len(rights)-1]
	out := map[int]bool{}
	for i, p := range pieces {
		beside := p.right < left-0.3*usual || p.left > right+0.3*usual
		if beside && p.size <= smaller*usual && p.base <= high+usual && p.base >= low-usual && strings.TrimSpace(p.text) != "" {
			out[i] = true
		}
	}
	return out
}
