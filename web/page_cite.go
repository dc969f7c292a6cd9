package web

import (
	"strings"

	"tiaowen/corpus"
)

// cites keeps the words by which the node being laid out is cited after its
// document's title. A document is walked from the top, so the words of a node
// are those of the node above and its own.
type cites struct {
	stack []cited
}

type cited struct {
	node  *corpus.Provision
	words string
}

// enter goes down to n.
func (c *cites) enter(n *corpus.Provision) {
	var above cited
	if len(c.stack) > 0 {
		above = c.stack[len(c.stack)-1]
	}
	c.stack = append(c.stack, cited{n, citeWords(above, n)})
}

// leave goes back up.
func (c *cites) leave() { c.stack = c.stack[:len(c.stack)-1] }

// String is how the present node is cited after the title.
func (c *cites) String() string { return c.stack[len(c.stack)-1].words }

// citeWords is how n is cited. 条 run on through the chapters, so an article
// needs no chapter; an article of one 款 is cited without it; a paragraph of
// prose is cited by the heading it stands under.
func citeWords(above cited, n *corpus.Provision) string {
	switch n.Kind {
	case corpus.NodeArticle, corpus.NodePart, corpus.NodePreamble, corpus.NodeAnnex:
		return n.Label
	case corpus.NodeSubpart, corpus.NodeChapter, corpus.NodeSection:
		return above.words + n.Label
	case corpus.NodeHeading:
		return "“" + n.Label + n.Caption + "”"
	case corpus.NodeParagraph:
		if above.node != nil && above.node.Kind == corpus.NodeArticle && count(above.node, corpus.NodeParagraph) > 1 {
			return above.words + n.Label
		}
		return above.words
	case corpus.NodeItem:
		return above.words + "第" + strings.TrimRight(n.Label, "、．.") + "项"
	case corpus.NodeSubitem:
		return above.words + "第" + strings.TrimRight(n.Label, "、．.") + "目"
	}
	return above.words
}

func count(n *corpus.Provision, kind corpus.NodeKind) int {
	found := 0
	for _, c := range n.Children {
		if c.Kind == kind {
			found++
		}
	}
	return found
}
