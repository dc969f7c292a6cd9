package extract

import (
	"slices"
	"strings"
	"unicode"

	"tiaowen/corpus"
)

// docWriter puts a document's paragraphs together.
type docWriter struct {
	m          manuscript
	paragraphs []docRun
	characters []docRun
	styles     []docStyle
	numbers    docLists
	notes      map[int]string // by the position of what stands for them
	fields     []*wordField   // the open ones
	ended      string         // what a field shows that has just ended
	line       strings.Builder
	rows       [][]*cell
	row        []*cell
	cell       *cell
	last       stretch
	// broken is where the paragraph begins that a page break has just cut.
	broken *int
}

// source writes the text proper, and after it the notes. Headers, remarks and
// text boxes stand beside the text and are left out but for marks of secrecy.
func (d *docFile) source() (corpus.Source, error) {
	const characterPages, paragraphPages = 12, 13
	w := &docWriter{
		paragraphs: d.runs(paragraphPages, paragraphRuns),
		characters: d.runs(characterPages, characterRuns),
		styles:     d.styles(),
		numbers:    d.lists(),
		notes:      map[int]string{},
	}
	const footnotes, endnotes = 2, 46
	d.readNotes(w, footnotes, docFootnotes)
	d.readNotes(w, endnotes, docEndnotes)
	for _, c := range d.part(docBody) {
		w.char(c)
	}
	w.paragraph(&w.m.d, docRun{}, !w.blank())
	w.endTable()
	w.m.objects = d.objects
	if d.lengths[docRemarks] > 0 {
		w.m.remarks = append(w.m.remarks, "")
	}
	source, err := w.m.source(" Word 文档")
	if err != nil {
		return source, err
	}
	markHead(&source, d.heads(w.characters))
	return source, nil
}

// heads reads what stands above and below pages.
func (d *docFile) heads(characters []docRun) []string {
	w := &docWriter{characters: characters}
	for _, c := range d.part(docHeaders) {
		switch {
		case c.r == charCell:
			w.line.WriteByte('\t')
		case w.visible(c):
			w.line.WriteRune(plainRune(c.r))
		}
	}
	return []string{w.line.String()}
}

// readNotes takes up the notes of a kind. The entry with this number lists the
// positions that they stand for in the text, the next one where each begins
// in the part of the notes.
func (d *docFile) readNotes(w *docWriter, number, part int) {
	places, _ := d.entry(number)
	begins, _ := d.entry(number + 1)
	start := 0
	for _, n := range d.lengths[:part] {
		start += n
	}
	const place, begin, perNote = 4, 4, 6 // bytes of each, and of place and kind
	for i := range (len(places) - place) / perNote {
		if begin*(i+2) > len(begins) {
			return
		}
		var b strings.Builder
		for _, c := range d.chars(start+u32(begins, begin*i), start+min(u32(begins, begin*(i+1)), d.lengths[part])) {
			if w.visible(c) {
				b.WriteRune(plainRune(c.r))
			}
		}
		w.fields = w.fields[:0]
		w.notes[u32(places, place*i)] = strings.TrimFunc(b.String(), isBlank)
	}
}

// The characters that mean something other than themselves.
const (
	charCell       = 0x07 // end of a cell or of a row
	charBreak      = 0x0b // of a line
	charPage       = 0x0c // of a page or section
	charColumn     = 0x0e
	charParagraph  = 0x0d
	charField      = 0x13 // an instruction begins
	charResult     = 0x14 // and what it shows
	charFieldEnd   = 0x15
	charHardHyphen = 0x1e
)

// char takes the next character of the text.
func (w *docWriter) char(c docChar) {
	switch {
	case c.r == charParagraph || c.r == charPage || c.r == charColumn || c.r == charCell:
		w.paragraphEnd(c)
	case !w.visible(c):
		w.line.WriteString(w.ended)
		w.ended = ""
	case w.notes[c.position] != "":
		w.line.WriteString(w.m.noteMark(w.notes[c.position]))
	default:
		w.line.WriteRune(plainRune(c.r))
	}
}

// plainRune is what a character looks like in a plain text; what stands for
// pictures and other things looks like nothing and is taken out later.
func plainRune(r rune) rune {
	switch r {
	case charBreak, charParagraph:
		return '\n'
	case charHardHyphen:
		return '-'
	}
	return r
}

// visible reports whether a reader of the document sees the character. It
// follows fields: of these only what they show is seen.
func (w *docWriter) visible(c docChar) bool {
	last := len(w.fields) - 1
	switch {
	case c.r == charField:
		w.fields = append(w.fields, &wordField{})
		return false
	case c.r == charResult && last >= 0:
		w.fields[last].result = true
		return false
	case c.r == charFieldEnd && last >= 0:
		ended := w.fields[last]
		w.fields = w.fields[:last]
		w.endField(ended)
		return false
	}
	if w.hidden(c.at) {
		return false
	}
	return w.shown(string(plainRune(c.r)))
}

// shown reports whether text is none of a field's instruction. If it is, it
// becomes part of that.
func (w *docWriter) shown(text string) bool {
	const longest = 4000 // bytes
	for i := len(w.fields) - 1; i >= 0; i-- {
		if f := w.fields[i]; !f.result {
			if f.instruction.Len() < longest {
				f.instruction.WriteString(text)
			}
			return false
		}
	}
	for _, f := range w.fields {
		f.shows = f.shows || strings.TrimSpace(text) != ""
	}
	return true
}

// endField leaves what a field shows and the file does not keep to be written.
func (w *docWriter) endField(f *wordField) {
	if text := f.text(); text != "" && w.shown(text) {
		w.ended = text
	}
}

// hidden reports whether the character at this place is set so that it does
// not show, and counts the stretches that are so or that a revision changed.
func (w *docWriter) hidden(at int) bool {
	s := w.stretch(at)
	for _, begins := range []struct {
		now, before bool
		count       *int
	}{{s.hidden, w.last.hidden, &w.m.hidden}, {s.deleted, w.last.deleted, &w.m.deleted}, {s.inserted, w.last.inserted, &w.m.inserted}} {
		if begins.now && !begins.before {
			*begins.count++
		}
	}
	w.last = s
	return s.hidden || s.deleted
}

// stretch is what is said of a character besides its looks.
type stretch struct{ hidden, deleted, inserted bool }

func (w *docWriter) stretch(at int) (s stretch) {
	eachChange(runAt(w.characters, at).changes, func(op, value int) {
		on := value&0xff == 1
		switch op {
		case opHidden:
			s.hidden = on
		case opDeleted:
			s.deleted = on
		case opInserted:
			s.inserted = on
		}
	})
	return s
}

// paragraphEnd ends a paragraph, or a cell or row of a table.
func (w *docWriter) paragraphEnd(c docChar) {
	run := runAt(w.paragraphs, c.at)
	inTable, rowEnd, dropCap := c.r == charCell, false, false
	eachChange(run.changes, func(op, value int) {
		switch op {
		case opInTable:
			inTable = inTable || value&0xff == 1
		case opRowEnd:
			rowEnd = value&0xff == 1
		case opDropCap:
			dropCap = value&0x7 != 0
		}
	})
	if dropCap && !inTable && c.r == charParagraph && !w.blank() {
		return // the paragraph goes on in the next
	}
	switch {
	case rowEnd:
		w.line.Reset()
		w.endRow()
	case inTable:
		if w.cell == nil {
			w.cell = &cell{}
			w.row = append(w.row, w.cell)
		}
		w.paragraph(&w.cell.d, run, w.numbered(c, run))
		if c.r == charCell {
			w.cell = nil
		}
	default:
		w.endTable()
		w.paragraph(&w.m.d, run, w.numbered(c, run))
	}
}

// numbered reports whether the paragraph that c ends is counted in its list:
// an empty one is, one of which only its end is left behind a page break, or
// which a revision took away, is not.
func (w *docWriter) numbered(c docChar, run docRun) bool {
	goesOn := w.broken != nil && *w.broken == run.start
	w.broken = nil
	if c.r == charPage || c.r == charColumn {
		if goesOn || !w.blank() {
			w.broken = &run.start
		}
		return !goesOn && !w.blank()
	}
	mark := w.stretch(c.at)
	instructing := slices.ContainsFunc(w.fields, func(f *wordField) bool { return !f.result })
	gone := mark.hidden || mark.deleted || instructing
	return !goesOn && (!w.blank() || !gone)
}

func (w *docWriter) blank() bool { return strings.TrimFunc(w.line.String(), isBlank) == "" }

// paragraph writes the line gathered as a paragraph.
func (w *docWriter) paragraph(d *draft, run docRun, numbered bool) {
	body, blank := w.line.String(), w.blank()
	w.line.Reset()
	s, label := w.style(run), ""
	if numbered {
		label = w.numbers.next(s.list, s.listLevel)
	}
	switch {
	case !blank:
		d.paragraph(label+body, w.m.level(s.level, s.title))
	case label != "":
		d.paragraph(label, 0)
	}
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

func (w *docWriter) style(run docRun) docStyle {
	var s docStyle
	if run.style < len(w.styles) {
		s = w.styles[run.style]
	}
	return s.changed(run.changes)
}

func (w *docWriter) endRow() {
	if len(w.row) > 0 {
		w.rows = append(w.rows, w.row)
	}
	w.row, w.cell = nil, nil
}

func (w *docWriter) endTable() {
	if w.endRow(); len(w.rows) > 0 {
		w.m.d.grid(w.rows)
		w.rows = nil
	}
}
