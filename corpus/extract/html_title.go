package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Many sites set their own name as <h1> and the title of a text in some <div>.
// What the page calls itself tells which is which.

var titleCut = regexp.MustCompile(`\s*[_|｜]+\s*|\s+[-–—]+\s+|--+|——`)

// ownTitle is the longest part of what the page calls itself; the others are
// names of the site and its sections.
func (p *page) ownTitle() string {
	const least = 4 // characters
	best := ""
	for _, stated := range []string{p.stated, p.title} {
		for _, part := range titleCut.Split(stated, -1) {
			if part = squeezed(part); utf8.RuneCountInString(part) > utf8.RuneCountInString(best) {
				best = part
			}
		}
		if utf8.RuneCountInString(best) >= least {
			return best
		}
		best = ""
	}
	return ""
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// top is the element that holds the title, by the page's own word; nil if
// nothing in it is called as the page is.
func (p *page) top(root *html.Node) *html.Node {
	title := p.ownTitle()
	if title == "" {
		return nil
	}
	for _, h := range p.headings {
		if text := squeezed(nodeText(h)); len(text) >= len(title)/2 && (strings.Contains(text, title) || strings.Contains(title, text)) {
			return h
		}
	}
	found, _ := findCalled(root, title)
	return found
}

// findCalled looks for the innermost element whose whole text is the title, and
// gives the text of n up to the length of that.
func findCalled(n *html.Node, title string) (found *html.Node, text string) {
	if n.Type == html.TextNode {
		return nil, squeezed(n.Data)
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if leftOut(c) || c.DataAtom == atom.Title {
			continue
		}
		inner, text := findCalled(c, title)
		if inner != nil {
			return inner, ""
		}
		if b.Len() <= len(title) {
			b.WriteString(text)
		}
	}
	if n.Type == html.ElementNode && b.String() == title && n.DataAtom != atom.A {
		return n, ""
	}
	return nil, b.String()
}

// opens reports whether a text has the title among its first lines.
func opens(part *html.Node, title string) bool {
	const far = 300 // bytes
	text := squeezed(nodeText(part))
	at := strings.Index(text, title)
	return at >= 0 && at <= far
}
