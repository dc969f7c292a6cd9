package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tiaowen/corpus"
)

// pageWriter writes the text of a page: a line for each block, a tab between
// the cells of a table.
type pageWriter struct {
	d draft
	// space is white space seen and not yet written: whether it is depends on
	// what follows.
	space string
	// cell is true inside a cell of a table: everything is one line there.
	cell bool
	// keep is true inside <pre>.
	keep bool
	// label is the number of the list item whose text comes next; lists of the
	// page have none if unnumbered.
	label      string
	unnumbered bool
	// top is the element that holds the title; until it has come, an <h1> is the
	// name of the site.
	top    *html.Node
	topped bool
	seen   counted
}

// silent elements hold nothing that belongs to a text.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Head: true,
	atom.Footer: true, atom.Aside: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Iframe: true,
	atom.Object: true, atom.Audio: true, atom.Video: true, atom.Rp: true, atom.Rt: true,
}

// unprinted are classes by which pages say that something is for the screen
// and not of the text. n-i-o-t is "not in original text".
var unprinted = map[string]bool{"noprint": true, "no-print": true, "d-print-none": true, "hidden-print": true, "sr-only": true, "n-i-o-t": true}

// blockElements begin and end lines.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true,
	atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Legend: true, atom.Li: true, atom.Main: true,
	atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true,
	atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

var headingLevels = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// leftOut reports whether n and what it holds are not of the text.
func leftOut(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type == html.CommentNode || n.Type == html.DoctypeNode
	}
	if silent[n.DataAtom] || n.Namespace != "" && (n.Data == "title" || n.Data == "desc" || n.Data == "style") {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if unseen(a.Val) {
				return true
			}
		case "class":
			for _, class := range strings.Fields(a.Val) {
				if unprinted[class] {
					return true
				}
			}
		}
	}
	return false
}

func (w *pageWriter) node(n *html.Node) {
	if leftOut(n) || n.Type == html.ElementNode && w.special(n) {
		return
	}
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
	case n.DataAtom == atom.Br:
		w.lineBreak()
	case n.DataAtom == atom.Table && !w.cell && isGrid(n):
		w.table(n)
	case n.DataAtom == atom.Ol:
		w.list(n)
	case n == w.top && !w.cell:
		w.topped = true
		w.endLine()
		start := w.d.len()
		w.children(n)
		w.d.mark(corpus.MarkHeading, 1, start)
		w.endLine()
	case n.DataAtom == atom.H1 && !w.topped && w.top != nil && !within(w.top, n):
		w.endLine()
		w.children(n)
		w.endLine()
	case headingLevels[n.DataAtom] > 0 && !w.cell:
		w.endLine()
		start := w.d.len()
		w.children(n)
		w.d.mark(corpus.MarkHeading, headingLevels[n.DataAtom], start)
		w.endLine()
	case n.DataAtom == atom.Pre:
		w.endLine()
		kept := w.keep
		w.keep = !w.cell
		w.children(n)
		w.keep = kept
		w.endLine()
	case blockElements[n.DataAtom]:
		w.endLine()
		w.children(n)
		w.endLine()
	default:
		w.children(n)
	}
}

func (w *pageWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// endLine ends the line of a block; inside a cell it is a space.
func (w *pageWriter) endLine() {
	if w.cell {
		w.space = " "
		return
	}
	w.space = ""
	w.d.endLine()
}

func (w *pageWriter) lineBreak() {
	if w.cell {
		w.space = " "
		return
	}
	w.space = ""
	w.d.write("\n")
}

// text writes what stands between tags. White space that only sets the source
// of the page is dropped, or is one space between words; full-width spaces and
// runs of plain spaces are the author's and stay.
func (w *pageWriter) text(s string) {
	s, _ = tidy(s)
	if w.keep {
		w.d.write(w.label + s)
		w.label = ""
		return
	}
	for s != "" {
		body := strings.TrimLeft(s, " \t\n")
		if gap := s[:len(s)-len(body)]; gap != "" {
			w.gap(gap)
		}
		end := strings.IndexAny(body, " \t\n")
		if end < 0 {
			end = len(body)
		}
		w.word(body[:end])
		s = body[end:]
	}
}

func (w *pageWriter) gap(white string) {
	if strings.ContainsAny(white, "\t\n") {
		white = "\n"
	}
	if w.space == "" || white == "\n" && w.space != " " {
		w.space = white
	}
}

func (w *pageWriter) word(s string) {
	if s == "" {
		return
	}
	if w.space != "" && w.d.len() > 0 && w.d.last != '\n' && w.d.last != '\t' {
		next, _ := utf8.DecodeRuneInString(s)
		switch {
		case w.space != "\n":
			w.d.write(w.space)
		case !wide(w.d.last) || !wide(next):
			w.d.write(" ")
		}
	}
	w.space = ""
	w.d.write(w.label + s)
	w.label = ""
}

// wide reports whether r is written without spaces around it.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef ||
		strings.ContainsRune("“”‘’—…·", r)
}
