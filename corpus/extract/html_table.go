package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tiaowen/corpus"
)

// isGrid reports whether a table holds rows and columns. Old pages lay out
// whole texts in tables: there a cell holds another table, a heading or more
// than a cell can, or each row has only one.
func isGrid(table *html.Node) bool {
	const fullCell = 3000 // bytes: a thousand characters
	columns, grid := 0, true
	var walk func(n *html.Node) (size int)
	walk = func(n *html.Node) (size int) {
		if n.Type == html.TextNode {
			return len(n.Data)
		}
		cellsHere := 0
		for c := n.FirstChild; c != nil && grid; c = c.NextSibling {
			if c.DataAtom == atom.Table || headingLevels[c.DataAtom] > 0 {
				grid = false
				return 0
			}
			n := walk(c)
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cellsHere++
				grid = grid && n <= fullCell
			}
			size += n
		}
		columns = max(columns, cellsHere)
		return size
	}
	walk(table)
	return grid && columns > 1
}

// table writes a grid, a line for each row.
func (w *pageWriter) table(table *html.Node) {
	w.endLine()
	start := w.d.len()
	w.rows(table, &spans{})
	w.d.mark(corpus.MarkTable, 0, start)
	w.endLine()
}

// spans are, for each column of a table, how many of the next rows a cell
// above still fills.
type spans []int

// The widest and highest cell; pages say anything.
const (
	mostColumns = 200
	mostRows    = 10_000
)

// fill notes a cell.
func (s *spans) fill(column, width, height int) {
	for len(*s) < column+width {
		*s = append(*s, 0)
	}
	for i := column; i < column+width; i++ {
		(*s)[i] = height - 1
	}
}

// taken reports whether a cell above fills the column in this row, and counts
// the row.
func (s spans) taken(column int) bool {
	if column < len(s) && s[column] > 0 {
		s[column]--
		return true
	}
	return false
}

func (w *pageWriter) rows(n *html.Node, above *spans) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case leftOut(c):
		case c.DataAtom == atom.Tr:
			w.row(c, above)
		case c.DataAtom == atom.Thead || c.DataAtom == atom.Tbody || c.DataAtom == atom.Tfoot:
			w.rows(c, &spans{}) // no cell reaches into the next part
		case c.DataAtom == atom.Caption:
			w.node(c)
		}
	}
}

// row writes a row, every cell in its column.
func (w *pageWriter) row(tr *html.Node, above *spans) {
	w.endLine()
	column, written := 0, 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || leftOut(c) {
			continue
		}
		for above.taken(column) {
			column++
		}
		w.space = ""
		w.d.write(strings.Repeat("\t", column-written))
		written = column
		w.cell = true
		w.children(c)
		w.cell, w.label = false, ""
		w.space = ""
		width := widthOf(attribute(c, "colspan"), mostColumns)
		above.fill(column, min(width, max(mostColumns-column, 1)), heightOf(attribute(c, "rowspan")))
		column += width
	}
	for ; column < len(*above); column++ {
		above.taken(column)
	}
	w.endLine()
}

// spanOf is how many columns or rows a cell fills.
func widthOf(value string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 1 || n > most {
		return 1
	}
	return n
}

// heightOf is spanOf for rows, of which 0 means all that follow.
func heightOf(value string) int {
	if strings.TrimSpace(value) == "0" {
		return mostRows
	}
	return widthOf(value, mostRows)
}
