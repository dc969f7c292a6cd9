package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tiaowen/corpus"
)

// htmlFormat reads web pages: those of the sites that publish texts, and those
// that word processors save.
type htmlFormat struct{}

func (htmlFormat) name() string      { return "网页" }
func (htmlFormat) endings() []string { return []string{".html", ".htm", ".xhtml", ".shtml"} }

var pageStart = regexp.MustCompile(`(?is)^(?:<\?xml.{0,200}?\?>)?\s*(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)[\s>]`)

// claims looks at the text and not at the bytes: a page may be in UTF-16.
func (htmlFormat) claims(f *file) bool {
	if !bytes.ContainsRune(f.raw[:min(len(f.raw), 2048)], '<') {
		return false
	}
	text, err := f.text()
	if err != nil {
		return false
	}
	return pageStart.MatchString(strings.TrimSpace(text[:min(len(text), 4096)]))
}

func (htmlFormat) read(f *file) ([]corpus.Source, error) {
	text, err := f.text()
	if err != nil {
		return nil, err
	}
	source, err := readPage(text)
	if err != nil {
		return nil, err
	}
	return []corpus.Source{source}, nil
}

// readPage makes a text of a page or of a piece of one.
func readPage(text string) (corpus.Source, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return corpus.Source{}, refuse(TooDeep, "网页的标记嵌套太深，不能读取")
	}
	var p page
	p.scan(root)
	w := &pageWriter{top: p.top(root), unnumbered: p.unnumbered}
	part := p.mainPart()
	if part == nil {
		part = root
	} else if heading := p.heading(w.top); heading != nil && !within(heading, part) && !opens(part, squeezed(nodeText(heading))) {
		w.node(heading)
	}
	w.node(part)
	source := w.d.source(strings.TrimRight(w.d.b.String(), "\n"))
	if strings.TrimSpace(source.Text) == "" {
		return source, refuse(NoText, "网页里没有文字")
	}
	var said corpus.Fields
	if part != root {
		p.labels(root, part, &said)
	}
	source.Hints = p.hints(said)
	if part != root {
		source.Diagnostics = append(source.Diagnostics, note(NoteMainText, corpus.Note, "只取了网页的正文部分，页眉、导航等没有收入"))
	}
	source.Diagnostics = append(source.Diagnostics, w.seen.said()...)
	return source, nil
}

// page is what a first look at a page finds.
type page struct {
	title    string
	stated   string          // the title of the text, by <meta>
	claims   []corpus.Fields // of <meta>, in the page's order
	headings []*html.Node    // the first <h1>
	parts    []*html.Node    // elements that may hold the text proper
	// unnumbered is true if the page's own style sheet has lists not counted.
	unnumbered bool
}

// heading is what stands above the text proper and belongs to it.
func (p *page) heading(top *html.Node) *html.Node {
	if top == nil && len(p.headings) > 0 {
		return p.headings[0]
	}
	return top
}

// scan goes through the page; html.Parse has bounded its depth.
func (p *page) scan(n *html.Node) {
	if n.Type == html.ElementNode {
		switch {
		case n.DataAtom == atom.Title && p.title == "" && n.Namespace == "":
			p.title = nodeText(n)
		case n.DataAtom == atom.Meta:
			p.meta(n)
		case n.DataAtom == atom.Link && attribute(n, "rel") == "canonical":
			p.claim("url", attribute(n, "href"))
		case n.DataAtom == atom.H1 && len(p.headings) < mostHeadings:
			p.headings = append(p.headings, n)
		case n.DataAtom == atom.Style && n.FirstChild != nil:
			p.unnumbered = p.unnumbered || sheetWithout.MatchString(n.FirstChild.Data)
		case isTextPart(n):
			p.parts = append(p.parts, n)
		}
	}
	if leftOut(n) && n.DataAtom != atom.Head {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.scan(c)
	}
}

func (p *page) meta(n *html.Node) {
	name := attribute(n, "name")
	if name == "" {
		name = attribute(n, "property")
	}
	p.claim(name, attribute(n, "content"))
}

// mostHeadings of a page are looked at for its title.
const mostHeadings = 20

func (p *page) claim(name, value string) {
	var f corpus.Fields
	hint(&f, name, value)
	if p.stated == "" {
		p.stated = f.Title
	}
	p.claims = append(p.claims, f)
}

// hints are what the page claims: its own table of labels, then a site's own names
// before the title of the window, which often carries the site's name too.
func (p *page) hints(said corpus.Fields) corpus.Fields {
	all := said
	for _, c := range p.claims {
		hint(&all, "title", c.Title)
		hint(&all, "authors", c.Authors...)
		hint(&all, "published", string(c.Published))
		hint(&all, "source", c.Source)
		hint(&all, "url", c.URL)
		hint(&all, "keywords", c.Keywords...)
	}
	hint(&all, "title", p.title)
	return all
}

// textParts are ids and classes by which the sites of government, Party and
// their newspapers set the text proper apart from menus and footers.
var textParts = map[string]bool{
	"UCAP-CONTENT": true, "zoom": true, "Zoom": true, "ozoom": true, "pages_content": true, "TRS_Editor": true,
	"trs_editor_view": true, "TRS_UEDITOR": true, "rwb_zw": true, "js_content": true, "article-content": true,
	"articleContent": true, "BodyLabel": true,
}

func isTextPart(n *html.Node) bool {
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main || textParts[attribute(n, "id")] {
		return true
	}
	for _, class := range strings.Fields(attribute(n, "class")) {
		if textParts[class] {
			return true
		}
	}
	return false
}

// mainPart is the innermost element that holds all of the text proper, nil if
// the page does not tell: no element says so, several beside each other do, or
// what it holds is too little to be a text.
func (p *page) mainPart() *html.Node {
	const leastText = 200 // characters
	const mostParts = 10  // a list of articles is not one text
	if len(p.parts) == 0 || len(p.parts) > mostParts {
		return nil
	}
	var inside []*html.Node // each within the one before
	settled := false        // two stand beside each other in the last
	for _, part := range p.parts {
		if utf8.RuneCountInString(nodeText(part)) < leastText {
			continue
		}
		if inside == nil {
			inside = append(inside, part)
			continue
		}
		for len(inside) > 0 && !within(part, inside[len(inside)-1]) {
			inside = inside[:len(inside)-1]
			settled = true
		}
		if len(inside) == 0 {
			return nil
		}
		if !settled {
			inside = append(inside, part)
		}
	}
	if len(inside) == 0 {
		return nil
	}
	return inside[len(inside)-1]
}

func within(n, ancestor *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == ancestor {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// nodeText is the text in n, with white space as one space.
func nodeText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !leftOut(c) {
				walk(c)
			}
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
