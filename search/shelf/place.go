package shelf

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// PlaceAt is the place with a locator, the whole document without one.
func PlaceAt(d *corpus.Document, locator string) (search.Place, bool) {
	switch {
	case d.Root == nil:
		return search.Place{}, false
	case locator == "":
		return search.Place{Document: d, Node: d.Root}, true
	}
	node, above := d.Root.Find(locator)
	return search.Place{Document: d, Node: node, Above: above}, node != nil
}

// TextOf is what is quoted of a place: without its number and caption, which may
// change while the text stays; an item begins with its mark.
func TextOf(p search.Place) string {
	switch p.Node.Kind {
	case corpus.NodeItem, corpus.NodeSubitem:
		return strings.TrimSpace(p.Node.Span.In(p.Document.Text))
	}
	return p.Node.Body(p.Document.Text)
}

// wholly is the provision whose text is the one that stands at span.
func wholly(d *corpus.Document, span corpus.Span, want string) (found search.Place, ok bool) {
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		if ok || !n.Span.Contains(span) {
			return false
		}
		at := search.Place{Document: d, Node: n, Above: slices.Clone(above)}
		if n.Locator != "" && corpus.Fold(TextOf(at)) == want {
			found, ok = at, true
		}
		return !ok
	})
	return found, ok
}

// innermost is the provision in which span lies, or if it goes over several the
// one in which it begins.
func innermost(d *corpus.Document, span corpus.Span) search.Place {
	out := search.Place{Document: d, Node: d.Root}
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		inside := n.Span.Start <= span.Start && span.Start < n.Span.End
		if inside && (n.Span.Contains(span) || !isUnit(out.Node)) {
			out = search.Place{Document: d, Node: n, Above: slices.Clone(above)}
		}
		return inside
	})
	return out
}

// isUnit reports whether a node is text that people cite, not a place above it.
func isUnit(n *corpus.Provision) bool {
	switch n.Kind {
	case corpus.NodeArticle, corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem, corpus.NodeTable, corpus.NodeNote:
		return true
	}
	return false
}
