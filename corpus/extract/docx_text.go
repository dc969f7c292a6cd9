package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline reads what stands in a paragraph.
func (w *docxWriter) inline(e element) {
	switch e.name {
	case "w:pPr":
		w.p.read(e)
		w.p.hidden = w.styles.hides(w.p.style)
	case "w:r", "m:r":
		w.run()
	case "w:del", "w:moveFrom":
		w.m.deleted++
	case "w:ins", "w:moveTo":
		w.m.inserted++
		w.walk.each(w.inline, nil)
	case "w:sdt":
		w.control(w.inline)
	case "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:rt":
	case "mc:AlternateContent":
		w.alternatives(w.inline)
	case "w:fldSimple":
		w.simpleField(e)
	case "m:oMath":
		w.m.formulas++
		w.put(w.formula())
	default: // links, content controls, simple fields, formulas
		w.walk.each(w.inline, nil)
	}
}

// run reads text of one look.
func (w *docxWriter) run() {
	hidden := w.p.hidden
	noted := false
	w.raised = false
	w.walk.each(func(e element) {
		if e.name == "w:rPr" {
			hidden = w.hides(hidden)
			return
		}
		if hidden && e.name == "w:t" {
			if !noted {
				w.m.hidden++
			}
			noted = true
			return
		}
		if e.name == "w:t" && w.raised {
			at := e.offset()
			w.put(w.traced(setOff(w.p.b.String(), shownText(w.walk.text(), true)), at))
			return
		}
		w.piece(e)
	}, nil)
}

// hides reads the properties of a run: whether it is hidden, if otherwise the
// paragraph's style decides.
func (w *docxWriter) hides(byStyle bool) bool {
	hidden := byStyle
	w.raised = false
	w.walk.each(func(e element) {
		switch e.name {
		case "w:rStyle":
			hidden = hidden || w.styles.hides(e.attr("val"))
		case "w:vanish":
			hidden = isOn(e.attr("val"))
		case "w:vertAlign":
			w.raised = e.attr("val") == "superscript"
		case "w:strike", "w:dstrike":
			if isOn(e.attr("val")) {
				w.m.struck++
			}
		}
	}, nil)
	return hidden
}

// piece reads a piece of a run.
func (w *docxWriter) piece(e element) {
	switch e.name {
	case "w:t", "m:t":
		at := e.offset()
		w.put(w.traced(shownText(w.walk.text(), e.attr("space") == "preserve" || e.name == "m:t"), at))
	case "w:tab", "w:ptab":
		w.put("\t")
	case "w:br", "w:cr":
		w.put("\n")
	case "w:noBreakHyphen":
		w.put("-")
	case "w:sym":
		w.put(symbol(e.attr("font"), e.attr("char")))
	case "w:fldChar":
		w.field(e.attr("fldCharType"))
	case "w:footnoteReference", "w:endnoteReference":
		if w.shown() {
			w.reference(e)
		}
	case "w:ruby":
		w.walk.each(w.inline, nil)
	case "mc:AlternateContent":
		w.alternatives(w.piece)
	case "w:instrText":
		text := w.walk.text()
		w.p.contents = w.p.contents || strings.Contains(text, "PAGEREF")
		w.instruct(text)
	case "w:delText", "w:delInstrText", "w:rPr":
	default:
		w.boxes(e)
	}
}

// setOff puts ^ before a raised figure that stands behind a figure: with it it
// would be another number.
func setOff(before, raised string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	if first, _ := utf8.DecodeRuneInString(raised); unicode.IsDigit(last) && unicode.IsDigit(first) {
		return "^" + raised
	}
	return raised
}

// shownText is text as Word shows it: a line end in the file is a space, and
// spaces at the ends are the file's unless it says otherwise.
func shownText(s string, kept bool) string {
	if !kept {
		s = strings.Trim(s, " \t\r\n")
	}
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(s)
}

// put writes text, unless it is a field's instruction: there it is part of that.
func (w *docxWriter) put(s string) {
	if w.shown() {
		w.p.b.WriteString(s)
		for _, f := range w.fields {
			f.shows = f.shows || strings.TrimSpace(s) != ""
		}
		return
	}
	w.instruct(s)
}

// instruct adds to the instruction being read.
func (w *docxWriter) instruct(s string) {
	const longest = 4000 // bytes
	for i := len(w.fields) - 1; i >= 0; i-- {
		if f := w.fields[i]; !f.result {
			if f.instruction.Len() < longest {
				f.instruction.WriteString(s)
			}
			return
		}
	}
}

// field follows fields: what they show is text, their instructions are not.
func (w *docxWriter) field(kind string) {
	n := len(w.fields)
	switch {
	case kind == "begin":
		w.fields = append(w.fields, &wordField{})
	case kind == "separate" && n > 0:
		w.fields[n-1].result = true
	case kind == "end" && n > 0:
		ended := w.fields[n-1]
		w.fields = w.fields[:n-1]
		w.put(ended.text())
	}
}

// simpleField reads a field in one element.
func (w *docxWriter) simpleField(e element) {
	f := &wordField{result: true}
	f.instruction.WriteString(e.attr("instr"))
	w.fields = append(w.fields, f)
	w.walk.each(w.inline, nil)
	if n := len(w.fields); n > 0 && w.fields[n-1] == f {
		w.fields = w.fields[:n-1]
		w.put(f.text())
	}
}

func (w *docxWriter) shown() bool {
	for _, f := range w.fields {
		if !f.result {
			return false
		}
	}
	return true
}

// boxes looks for the text of a text box in a drawing.
func (w *docxWriter) boxes(e element) {
	switch e.name {
	case "w:txbxContent":
		box := &draft{}
		w.aside(box, w.blocks)
		w.p.boxes = append(w.p.boxes, box)
	case "mc:AlternateContent":
		w.alternatives(w.boxes)
	case "?:OLEObject":
		w.object(e)
	default:
		if name := local(e); name == "relIds" || name == "chart" {
			w.m.diagrams = append(w.m.diagrams, w.diagram(e))
			return
		}
		w.walk.each(w.boxes, nil)
	}
}

// docxNote is a note and, once the text referred to it, its mark.
type docxNote struct{ text, mark string }

// reference puts the mark of a note into the text and the note at its end.
func (w *docxWriter) reference(e element) {
	kind := strings.TrimSuffix(strings.TrimPrefix(e.name, "w:"), "Reference")
	at := e.offset()
	n := w.notes[kind+e.attr("id")]
	if n == nil || n.text == "" {
		return
	}
	if n.mark == "" {
		n.mark = w.m.noteMark(n.text)
	}
	if w.f.tracer != nil && w.part != "" {
		w.p.b.WriteString(w.f.tracer.mark(Piece{Part: w.part, At: at, Note: kind + e.attr("id"), Refers: true}))
	}
	w.p.b.WriteString(n.mark)
}

// readNotes reads the notes before the text that refers to them.
func (d *docx) readNotes() error {
	for _, kind := range []string{"footnote", "endnote"} {
		name := d.parts[kind+"s"]
		if !d.a.has(name) {
			continue
		}
		err := d.a.walkEntry(name, func(root element) {
			root.walk.each(func(e element) {
				if e.name != "w:"+kind || strings.HasSuffix(strings.ToLower(e.attr("type")), "separator") {
					return
				}
				w := &docxWriter{docx: d, walk: e.walk, part: name, note: kind + e.attr("id")}
				out := &draft{}
				w.aside(out, w.blocks)
				d.notes[kind+e.attr("id")] = &docxNote{text: strings.TrimSpace(out.b.String())}
			}, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// headPart is how the files of heads and feet are called.
var headPart = regexp.MustCompile(`^(?:header|footer)[0-9]*\.xml$`)

// symbols are characters that Word takes out of fonts of signs: boxes to tick
// are what Chinese forms use them for.
var symbols = map[string]string{
	"wingdings a8": "□", "wingdings 6f": "□", "wingdings 71": "❑", "wingdings fe": "☑", "wingdings fd": "☒", "wingdings fc": "✓",
	"wingdings 6c": "●", "wingdings 6e": "■", "wingdings a1": "○", "wingdings d8": "➢", "wingdings e0": "→", "wingdings ab": "★",
	"wingdings 2 52": "☑", "wingdings 2 a3": "□", "wingdings 2 2a": "□", "wingdings 2 50": "✓", "wingdings 2 54": "☒", "wingdings 2 53": "☒",
	"symbol b7": "•", "symbol b3": "≥", "symbol a3": "≤", "symbol b4": "×", "symbol b1": "±", "symbol b0": "°", "symbol de": "⇒",
}

// symbol is the character that a code of a font of signs shows.
func symbol(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 16)
	if err != nil {
		return ""
	}
	const private, last = 0xf000, 0xf0ff
	if n < private || n > last {
		return string(rune(n))
	}
	if s, ok := symbols[strings.ToLower(font)+" "+strconv.FormatUint(n-private, 16)]; ok {
		return s
	}
	return "\ufffd"
}

// heads reads what stands above and below pages, without a trace in the text.
// Damage there costs a mark and no text.
func (d *docx) heads(folder string) []string {
	var out []string
	for _, name := range d.a.names {
		if base, ok := strings.CutPrefix(name, folder+"/"); !ok || !headPart.MatchString(base) {
			continue
		}
		beside := &docx{f: d.f, a: d.a, parts: d.parts, styles: d.styles, notes: map[string]*docxNote{}}
		_ = d.a.walkEntry(name, func(root element) {
			w := &docxWriter{docx: beside, walk: root.walk, out: &beside.m.d}
			w.blocks()
		})
		out = append(out, beside.m.d.b.String())
		// A watermark is a drawing whose words are an attribute (VML).
		var drawn func(element)
		drawn = func(e element) {
			if words := e.attr("string"); local(e) == "textpath" && words != "" {
				out = append(out, words)
				if !slices.Contains(d.watermarks, words) {
					d.watermarks = append(d.watermarks, words)
				}
			}
			e.walk.each(drawn, nil)
		}
		_ = d.a.walkEntry(name, drawn)
	}
	return out
}
