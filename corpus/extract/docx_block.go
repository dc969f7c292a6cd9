package extract

import (
	"strconv"
	"strings"
)

// docxWriter goes through a file of a document that holds paragraphs.
type docxWriter struct {
	*docx
	walk *xmlWalk
	// out is where paragraphs go: the text, a cell, a note or a text box.
	out *draft
	// p is the paragraph being read.
	p *docxParagraph
	// carried is the text of a paragraph whose end a revision took away.
	carried string
	// fields are the open ones. They run over paragraphs.
	fields []*wordField
	// raised says that the run being read stands above the line.
	raised bool
	// part is the file gone through, note the note being read; for who traces.
	part, note string
}

type docxParagraph struct {
	docxProperties
	b      strings.Builder
	hidden bool
	// contents is true for a line of a table of contents: it refers to a page.
	contents bool
	// boxes are texts that float beside the paragraph.
	boxes []*draft
}

func (d *docx) readBody(name string) error {
	return d.a.walkEntry(name, func(root element) {
		w := &docxWriter{docx: d, walk: root.walk, out: &d.m.d, part: name}
		w.walk.each(func(e element) {
			if e.name == "w:body" {
				w.blocks()
			}
		}, nil)
		if w.carried != "" {
			w.out.paragraph(w.carried, 0)
		}
	})
}

// control reads a content control. What it shows until somebody fills it in is
// no text.
func (w *docxWriter) control(visit func(element)) {
	prompt := false
	w.walk.each(func(e element) {
		switch e.name {
		case "w:sdtPr":
			w.walk.each(func(e element) {
				prompt = prompt || e.name == "w:showingPlcHdr" && isOn(e.attr("val"))
			}, nil)
		case "w:sdtContent":
			if prompt {
				w.m.prompts++
				return
			}
			w.walk.each(visit, nil)
		}
	}, nil)
}

// blocks reads what stands in the body, a cell, a box: paragraphs, tables and
// what is put around them.
func (w *docxWriter) blocks() { w.walk.each(w.block, nil) }

func (w *docxWriter) block(e element) {
	switch e.name {
	case "w:p":
		w.paragraph()
	case "w:tbl":
		w.table()
	case "w:del", "w:moveFrom":
		w.m.deleted++
	case "w:ins", "w:moveTo", "w:sdtContent", "w:customXml", "w:smartTag":
		w.blocks()
	case "w:sdt":
		w.control(w.block)
	case "w:altChunk":
		w.chunk(e.attr("id"))
	case "mc:AlternateContent":
		w.alternatives(w.block)
	}
}

// alternatives reads the first form of a content that holds text: programs
// write one for each other's versions.
func (w *docxWriter) alternatives(visit func(element)) {
	before := w.written()
	w.walk.each(func(e element) {
		if (e.name == "mc:Choice" || e.name == "mc:Fallback") && w.written() == before {
			w.walk.each(visit, nil)
		}
	}, nil)
}

// written measures the text so far, to see whether more came.
func (w *docxWriter) written() int {
	n := w.out.len() + len(w.m.notes)
	if w.p != nil {
		n += w.p.b.Len()
		for _, box := range w.p.boxes {
			n += box.len()
		}
	}
	return n
}

func (w *docxWriter) paragraph() {
	outer := w.p
	w.p = &docxParagraph{}
	w.p.b.WriteString(w.carried)
	w.carried = ""
	w.walk.each(w.inline, nil)
	for i := range w.fields {
		w.fields[i].result = true // an instruction never ended must not eat the text
	}
	w.endParagraph()
	w.p = outer
}

func (w *docxWriter) endParagraph() {
	p := w.p
	if p.markDeleted {
		w.m.deleted++
		w.carried = p.b.String()
	} else {
		level, title := w.styles.heading(p.docxProperties)
		text := p.b.String()
		if strings.TrimSpace(text) == "" {
			level, title = 0, false
		}
		if p.contents {
			text = withoutPage(text)
		}
		if p.dropCap && level == 0 && text != "" {
			w.carried = text // the paragraph goes on in the next
		} else {
			w.out.paragraph(w.label(p.docxProperties)+text, w.m.level(level, title))
		}
	}
	for _, box := range p.boxes {
		w.out.join(box)
	}
	w.walk.bound(w.out.len())
}

// aside reads blocks into a draft of their own.
func (w *docxWriter) aside(out *draft, read func()) {
	outer := *w
	w.out, w.p, w.carried, w.fields = out, nil, "", nil
	read()
	if w.carried != "" {
		out.paragraph(w.carried, 0)
	}
	*w = outer
}

func (w *docxWriter) table() {
	var rows [][]*cell
	var row func(e element)
	row = func(e element) {
		switch e.name {
		case "w:tr":
			if cells := w.row(); cells != nil {
				rows = append(rows, cells)
			}
		case "w:sdt", "w:sdtContent", "w:ins", "w:customXml":
			w.walk.each(row, nil)
		}
	}
	w.walk.each(row, nil)
	w.out.grid(rows)
}

// row reads a row; nil if a revision took it away.
func (w *docxWriter) row() []*cell {
	cells, deleted := []*cell{}, false
	var visit func(e element)
	visit = func(e element) {
		switch e.name {
		case "w:trPr":
			w.walk.each(func(e element) {
				deleted = deleted || e.name == "w:del"
				if e.name == "w:gridBefore" {
					cells = append(cells, emptyCells(e.attr("val"))...)
				}
			}, nil)
		case "w:tc":
			cells = append(cells, w.cell())
		case "w:sdt", "w:sdtContent", "w:customXml":
			w.walk.each(visit, nil)
		}
	}
	w.walk.each(visit, nil)
	if deleted {
		w.m.deleted++
		return nil
	}
	return cells
}

// emptyCells are as many cells as a grid says, within reason.
func emptyCells(number string) []*cell {
	const most = 60
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > most {
		return nil
	}
	cells := make([]*cell, n)
	for i := range cells {
		cells[i] = &cell{}
	}
	return cells
}

// cell reads a cell. One that goes on from the row above stays empty: its text
// stands there.
func (w *docxWriter) cell() *cell {
	c, goesOn := &cell{}, false
	w.aside(&c.d, func() {
		w.walk.each(func(e element) {
			switch e.name {
			case "w:tcPr":
				w.walk.each(func(e element) {
					goesOn = goesOn || e.name == "w:vMerge" && e.attr("val") != "restart"
				}, nil)
			case "w:tbl":
				c.layout = true
				w.table()
			default:
				w.block(e)
			}
		}, nil)
	})
	if goesOn {
		return &cell{}
	}
	return c
}
