package extract

import (
	"strings"
	"unicode/utf8"
)

// formula writes a formula of Word as one line: a fraction with a stroke, what
// is raised after ^. Only so does 1/2 not become 12.
func (w *docxWriter) formula() string {
	var b strings.Builder
	w.walk.each(func(e element) {
		switch e.name {
		case "m:t":
			b.WriteString(w.walk.text())
		case "m:num":
			b.WriteString(grouped(w.formula()))
		case "m:den":
			b.WriteString("/" + grouped(w.formula()))
		case "m:sup":
			if over := w.formula(); over != "" {
				b.WriteString("^" + grouped(over))
			}
		case "m:sub":
			if under := w.formula(); under != "" {
				b.WriteString("_" + grouped(under))
			}
		case "m:rad":
			b.WriteString(w.root())
		case "w:del", "w:moveFrom":
			w.m.deleted++
		default:
			b.WriteString(w.formula())
		}
	}, nil)
	return b.String()
}

// root writes a root: √2, 3√(a+b).
func (w *docxWriter) root() string {
	degree, of := "", ""
	w.walk.each(func(e element) {
		switch e.name {
		case "m:deg":
			degree = w.formula()
		case "m:e":
			of = w.formula()
		}
	}, nil)
	return degree + "√" + grouped(of)
}

// grouped puts brackets around what is more than a number or one sign.
func grouped(s string) string {
	if utf8.RuneCountInString(s) < 2 || strings.Trim(s, "0123456789.%") == "" {
		return s
	}
	return "(" + s + ")"
}

// diagram are the words of a drawing that a program made, from the file that
// holds them.
func (w *docxWriter) diagram(e element) string {
	name := w.targets[e.attr("dm")]
	if name == "" {
		name = w.targets[e.attr("id")]
	}
	return w.wordsIn(name, "t")
}

// wordsIn are the texts of all elements of a local name in a file of the
// document; a broken one has those before the break.
func (d *docx) wordsIn(name, tag string) string {
	var words []string
	if !d.a.has(name) {
		return ""
	}
	_ = d.a.walkEntry(name, func(root element) {
		words = root.texts(func(e element) bool { return local(e) == tag })
	})
	return strings.TrimSpace(strings.Join(words, " "))
}

// readRemarks reads what people wrote in the margin. It is no text, and said to
// have been there.
func (d *docx) readRemarks() error {
	name := d.parts["comments"]
	if !d.a.has(name) {
		return nil
	}
	return d.a.walkEntry(name, func(root element) {
		root.walk.each(func(e element) {
			if e.name == "w:comment" {
				words := e.texts(func(e element) bool { return e.name == "w:t" })
				d.m.remarks = append(d.m.remarks, strings.TrimSpace(strings.Join(words, "")))
			}
		}, nil)
	})
}
