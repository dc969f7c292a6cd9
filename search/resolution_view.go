package search

import (
	"strings"

	"tiaowen/corpus"
)

// Place is a node of a document and the nodes above it from the root down.
type Place struct {
	Document *corpus.Document
	Node     *corpus.Provision
	Above    []*corpus.Provision
}

// Address is id#locator.
func (p Place) Address() string {
	if p.Node.Locator == "" {
		return p.Document.ID
	}
	return p.Document.ID + "#" + p.Node.Locator
}

// Doubts are what speaks against the text of the place as it is held.
func (p Place) Doubts() []corpus.Caution {
	return p.Document.Cautions(p.Node.Span)
}

// View is the place as it is shown, in a text cited by title.
func (p Place) View(title string) Provision {
	text := p.Document.Text
	v := Provision{Document: p.Document.ID, Citation: Cite(title, p),
		Locator: p.Node.Locator, Label: p.Node.CitedLabel(), Caption: p.Node.Caption, Kind: p.Node.Kind, Text: ownText(p.Node, text), Doubts: p.Doubts()}
	for _, n := range append(p.Above[min(1, len(p.Above)):len(p.Above):len(p.Above)], p.Node) {
		if line := pathLine(n); line != "" {
			v.Path = append(v.Path, line)
		}
	}
	switch p.Node.Kind {
	case corpus.NodeParagraph:
		v.Paragraphs = []Paragraph{newParagraph(p.Node, text)}
	case corpus.NodeItem:
		v.Paragraphs = p.alone(p.Node)
	case corpus.NodeSubitem:
		v.Paragraphs = p.alone(p.Within(corpus.NodeItem))
	default:
		for _, c := range p.Node.Children {
			if c.Kind == corpus.NodeParagraph {
				v.Paragraphs = append(v.Paragraphs, newParagraph(c, text))
			}
		}
	}
	return v
}

// alone is the 款 above with one of its items.
func (p Place) alone(item *corpus.Provision) []Paragraph {
	above := p.Within(corpus.NodeParagraph)
	if above == nil || item == nil {
		return nil
	}
	out := newParagraph(above, p.Document.Text)
	out.Items = []Item{newItem(item, p.Document.Text)}
	return []Paragraph{out}
}

// Within is the node of the kind that p stands in, nil if there is none.
func (p Place) Within(kind corpus.NodeKind) *corpus.Provision {
	for _, n := range p.Above {
		if n.Kind == kind {
			return n
		}
	}
	return nil
}

func newParagraph(n *corpus.Provision, text string) Paragraph {
	out := Paragraph{Locator: n.Locator, Label: n.CitedLabel(), Text: ownText(n, text)}
	for _, c := range n.Children {
		if c.Kind == corpus.NodeItem {
			out.Items = append(out.Items, newItem(c, text))
		}
	}
	return out
}

func newItem(n *corpus.Provision, text string) Item {
	out := Item{Locator: n.Locator, Label: n.CitedLabel(), Text: ownText(n, text)}
	for _, c := range n.Children {
		if c.Kind == corpus.NodeSubitem {
			out.Subitems = append(out.Subitems, Subitem{c.Locator, c.CitedLabel(), ownText(c, text)})
		}
	}
	return out
}

// ownText is the text a reader means by a node.
func ownText(n *corpus.Provision, text string) string {
	switch n.Kind {
	case corpus.NodeParagraph:
		return n.Lead(text)
	case corpus.NodeItem, corpus.NodeSubitem:
		end := n.Span.End
		if len(n.Children) > 0 {
			end = n.Children[0].Span.Start
		}
		return strings.TrimSpace(text[n.Span.Start:end])
	}
	return n.Body(text)
}

// pathLine is a node's line in a path: articles go by their number alone.
func pathLine(n *corpus.Provision) string {
	switch n.Kind {
	case corpus.NodeArticle, corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem:
		return n.CitedLabel()
	}
	return n.Heading()
}

func IsArticle(n *corpus.Provision) bool { return n.Kind == corpus.NodeArticle }
