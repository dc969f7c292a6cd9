package extract

import (
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
	w.rows(table)
	w.d.mark(corpus.MarkTable, 0, start)
	w.endLine()
}

func (w *pageWriter) rows(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case leftOut(c):
		case c.DataAtom == atom.Tr:
			w.row(c)
		case c.DataAtom == atom.Thead || c.DataAtom == atom.Tbody || c.DataAtom == atom.Tfoot:
			w.rows(c)
		case c.DataAtom == atom.Caption:
			w.node(c)
		}
	}
}

func (w *pageWriter) row(tr *html.Node) {
	w.endLine()
	first := true
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || leftOut(c) {
			continue
		}
		if !first {
			w.space = ""
			w.d.write("\t")
		}
		first = false
		w.cell = true
		w.children(c)
		w.cell = false
		w.space = ""
	}
	w.endLine()
}
