package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tiaowen/corpus"
)

// counted is what a page has that is read otherwise than it looks, or not at
// all; each is said once.
type counted struct{ inserted, deleted, struck, formulas, beside int }

// special writes the elements whose characters would be read wrong one after
// the other, or are no text any more. It reports whether n was one.
func (w *pageWriter) special(n *html.Node) bool {
	switch {
	case n.Namespace == "math" && n.Data == "math":
		w.seen.formulas++
		w.word(formulaOf(n))
	case n.DataAtom == atom.Del:
		w.seen.deleted++
	case n.DataAtom == atom.Sup:
		w.raised(n)
	case isBeside(n):
		w.seen.beside++
	default:
		if n.DataAtom == atom.Ins {
			w.seen.inserted++
		}
		if n.DataAtom == atom.S || n.DataAtom == atom.Strike {
			w.seen.struck++
		}
		return false
	}
	return true
}

// raised writes what stands raised. A figure behind a figure would grow
// together with it: 3 with a note is not 31, and 10² not 102.
func (w *pageWriter) raised(n *html.Node) {
	text := strings.TrimSpace(nodeText(n))
	number := text != "" && strings.Trim(text, "0123456789") == ""
	switch {
	case number && hasLink(n):
		w.word("[" + text + "]")
	case number && unicode.IsDigit(w.d.last) && w.space == "":
		w.word("^" + text)
	default:
		w.children(n)
	}
}

func hasLink(n *html.Node) bool {
	if n.Parent != nil && n.Parent.DataAtom == atom.A {
		return true
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// formulaOf writes a formula of MathML as one line.
func formulaOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if s := formulaOf(c); s != "" && c.Data != "annotation" {
			parts = append(parts, s)
		}
	}
	between := map[string]string{"mfrac": "/", "msup": "^", "msub": "_"}[n.Data]
	switch {
	case between != "" && len(parts) == 2:
		return grouped(parts[0]) + between + grouped(parts[1])
	case n.Data == "msqrt":
		return "√" + grouped(strings.Join(parts, ""))
	case n.Data == "mroot" && len(parts) == 2:
		return parts[1] + "√" + grouped(parts[0])
	}
	return strings.Join(parts, "")
}

// besideWords are what pages call the parts around a text, in classes and ids.
var besideWords = map[string]bool{
	"breadcrumb": true, "breadcrumbs": true, "crumb": true, "crumbs": true, "share": true, "bdsharebuttonbox": true,
	"related": true, "recommend": true, "pagination": true, "toolbar": true, "copyright": true,
}

// isBeside reports whether an element is a path, buttons or links around the
// text, by what the page calls it; nothing long or with articles is.
func isBeside(n *html.Node) bool {
	const longest = 200 // characters
	named := false
	for _, name := range strings.FieldsFunc(strings.ToLower(attribute(n, "class")+" "+attribute(n, "id")), func(r rune) bool { return !unicode.IsLetter(r) }) {
		named = named || besideWords[name]
	}
	if !named || n.Type != html.ElementNode {
		return false
	}
	text := nodeText(n)
	return utf8.RuneCountInString(text) < longest && !strings.Contains(text, "条　") && !strings.Contains(text, "。")
}

// unseen reports whether a style hides what it is put on.
func unseen(style string) bool {
	style = strings.ReplaceAll(strings.ToLower(style), " ", "")
	for _, rule := range strings.Split(style, ";") {
		switch strings.TrimSuffix(rule, "!important") {
		case "display:none", "visibility:hidden", "font-size:0", "font-size:0px", "font-size:0pt", "opacity:0":
			return true
		}
	}
	return false
}

// said tells a person what was counted.
func (c counted) said() (out []corpus.Diagnostic) {
	if c.deleted > 0 {
		out = append(out, note(NoteRevision, corpus.Warning, "网页带有修改的痕迹：%d 处插入已收入，%d 处删除已略去，请核对是否定稿", c.inserted, c.deleted))
	}
	m := manuscript{struck: c.struck, formulas: c.formulas}
	out = append(out, m.beside()...)
	if c.beside > 0 {
		out = append(out, note(NoteMainText, corpus.Note, "网页里的位置、分享、相关链接等 %d 处没有收入", c.beside))
	}
	return out
}
