package extract

import (
	"strconv"
	"strings"
)

// odtWriter goes through the text of a document.
type odtWriter struct {
	*odt
	walk *xmlWalk
	// out is where paragraphs go: the text, a cell, a note or a text box.
	out *draft
	// b is the paragraph being read, white space in it one space.
	b      strings.Builder
	spaced bool
	boxes  []*draft
	// list is where we are in a list, depth its level, 0 outside of any.
	list *odtList
	// label is the number of the item that the next paragraph begins.
	label string
	// contents is true inside a table of contents.
	contents bool
	// cell is the one being read, nil outside of tables.
	cell *cell
}

func (w *odtWriter) blocks() { w.walk.each(w.block, nil) }

func (w *odtWriter) block(e element) {
	switch e.name {
	case "text:p":
		w.paragraph(e, 0)
	case "text:h":
		level, err := strconv.Atoi(e.attr("outline-level"))
		if err != nil || level < 1 {
			level = 1
		}
		w.paragraph(e, min(level, odtLevels))
	case "text:list":
		w.listBlock(e)
	case "table:table":
		if w.cell != nil {
			w.cell.layout = true
		}
		w.table()
	case "text:tracked-changes":
		w.changes()
	case "draw:frame", "draw:g", "draw:custom-shape", "draw:rect", "draw:text-box":
		w.boxIn(e)
		w.putBoxes()
	case "text:table-of-content":
		w.contents = true
		w.blocks()
		w.contents = false
	case "text:section", "text:index-body", "text:index-title", "text:numbered-paragraph",
		"text:alphabetical-index", "text:illustration-index", "text:table-index", "text:user-index", "text:bibliography":
		if e.attr("display") != "none" {
			w.blocks()
		} else {
			w.m.hidden++
		}
	}
}

// changes counts what revisions did. What they took away is kept there and
// nowhere else.
func (w *odtWriter) changes() {
	w.walk.each(func(e element) {
		w.walk.each(func(e element) {
			switch e.name {
			case "text:insertion":
				w.m.inserted++
			case "text:deletion":
				w.m.deleted++
			}
		}, nil)
	}, nil)
}

func (w *odtWriter) paragraph(e element, heading int) {
	style := e.attr("style-name")
	w.b.Reset()
	w.spaced = true // white space at the beginning is dropped
	hidden := w.hides("paragraph", style)
	label := w.label
	w.label = ""
	if heading > 0 && w.list == nil {
		label = w.lists.outline(heading)
	} else if list := w.find("paragraph", style, func(s *odtStyle) bool { return s.list != "" }); list != nil && w.list == nil && heading == 0 {
		label = w.lists.next(list.list, list.list, 1, 0)
	}
	w.walk.each(w.inline, w.text)
	text := w.b.String()
	if w.contents {
		text = withoutPage(text)
	}
	switch {
	case hidden && strings.TrimSpace(text) != "":
		w.m.hidden++
	default:
		title := w.find("paragraph", style, func(s *odtStyle) bool { return s.title }) != nil && strings.TrimSpace(text) != "" && w.cell == nil
		w.out.paragraph(label+text, w.m.level(heading, title))
	}
	w.putBoxes()
	w.walk.bound(w.out.len())
}

func (w *odtWriter) putBoxes() {
	boxes := w.boxes
	w.boxes = nil
	for _, box := range boxes {
		w.out.join(box)
	}
}

// text writes what stands between tags: white space is one space there, others
// are written as elements.
func (w *odtWriter) text(s string) {
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			if !w.spaced {
				w.b.WriteByte(' ')
			}
			w.spaced = true
			continue
		}
		w.b.WriteRune(r)
		w.spaced = false
	}
}

func (w *odtWriter) put(s string) {
	w.walk.bound(w.b.Len())
	w.b.WriteString(s)
	w.spaced = false
}

// inline reads what stands in a paragraph.
func (w *odtWriter) inline(e element) {
	switch e.name {
	case "text:s":
		n, err := strconv.Atoi(e.attr("c"))
		if err != nil {
			n = 1
		}
		const most = 100
		w.put(strings.Repeat(" ", min(max(n, 0), most)))
	case "text:tab":
		w.put("\t")
	case "text:line-break":
		w.put("\n")
	case "text:note":
		w.note()
	case "text:span":
		if w.hides("text", e.attr("style-name")) {
			w.m.hidden++
			return
		}
		w.walk.each(w.inline, w.text)
	case "text:hidden-text", "text:hidden-paragraph":
		w.m.hidden++
	case "office:annotation":
		out := &draft{}
		w.aside(out, nil, (*odtWriter).blocks)
		w.m.remarks = append(w.m.remarks, strings.TrimSpace(out.b.String()))
	case "office:annotation-end", "text:ruby-text", "text:soft-page-break", "text:note-citation":
	case "draw:frame", "draw:g", "draw:custom-shape", "draw:rect", "draw:a":
		w.boxIn(e)
	default: // links, fields, marks of revisions
		w.walk.each(w.inline, w.text)
	}
}

// aside reads into a draft of its own.
func (w *odtWriter) aside(out *draft, c *cell, read func(inner *odtWriter)) {
	read(&odtWriter{odt: w.odt, walk: w.walk, out: out, cell: c})
}

func (w *odtWriter) note() {
	out := &draft{}
	w.walk.each(func(e element) {
		if e.name == "text:note-body" {
			w.aside(out, nil, (*odtWriter).blocks)
		}
	}, nil)
	if text := strings.TrimSpace(out.b.String()); text != "" {
		w.put(w.m.noteMark(text))
	}
}

// boxIn looks for the text of a text box in a drawing.
func (w *odtWriter) boxIn(e element) {
	switch {
	case e.name == "draw:object" || e.name == "draw:object-ole":
		w.object(e)
		return
	case isWatermark(e):
		out := &draft{}
		w.aside(out, nil, (*odtWriter).blocks)
		w.watermark(out)
		return
	}
	if e.name == "draw:text-box" || e.name == "draw:custom-shape" || e.name == "draw:rect" {
		box := &draft{}
		w.aside(box, nil, (*odtWriter).blocks)
		w.boxes = append(w.boxes, box)
		return
	}
	w.walk.each(w.boxIn, nil)
}

func (w *odtWriter) table() {
	var rows [][]*cell
	var visit func(e element)
	visit = func(e element) {
		switch e.name {
		case "table:table-row":
			rows = append(rows, w.row())
		case "table:table-header-rows", "table:table-rows", "table:table-row-group":
			w.walk.each(visit, nil)
		}
	}
	w.walk.each(visit, nil)
	w.out.grid(rows)
}

// row reads a row. A cell covered by another stays empty: its text stands
// there; what one covers to its right is no cell of its own.
func (w *odtWriter) row() []*cell {
	var cells []*cell
	covered := 0
	w.walk.each(func(e element) {
		switch e.name {
		case "table:table-cell":
			c := &cell{}
			w.aside(&c.d, c, (*odtWriter).blocks)
			cells = append(cells, c)
			covered, _ = strconv.Atoi(e.attr("number-columns-spanned"))
		case "table:covered-table-cell":
			if covered--; covered < 1 {
				cells = append(cells, &cell{})
			}
		}
	}, nil)
	return cells
}
