package corpus

import (
	"slices"
	"strings"
)

// CitedAs are the words by which p is cited after its document's title, a level each:
// 第十二条, 第二款, 第（三）项. above are the nodes over it, from the root down.
func (p *Provision) CitedAs(above []*Provision) []string {
	var words, annex []string
	var over *Provision
	for _, n := range append(slices.Clip(above), p) {
		switch n.Kind {
		case NodeAnnex:
			annex = []string{n.Label}
			words = annex
		case NodeArticle, NodePart, NodePreamble:
			words = append(slices.Clip(annex), n.Label)
		case NodeSubpart, NodeChapter, NodeSection:
			words = append(words, n.Label)
		case NodeHeading:
			words = append(words, citeHeading(n, n == p)...)
			if over != nil && over.Kind == NodeAnnex && len(words) == 2 && n.Number > 0 && strings.HasPrefix(words[1], n.Label) && !strings.HasPrefix(n.Label, "（") && !strings.HasPrefix(n.Label, "(") {
				words[1] = "的" + words[1] // 附件一 and 二、
			}
		case NodeParagraph:
			words = append(words, citeParagraph(n, over)...)
		case NodeItem, NodeSubitem:
			words = append(words, n.CitedLabel())
		}
		over = n
	}
	return words
}

// citeHeading names a heading by its number; one without a number only if it
// is itself what is cited.
func citeHeading(n *Provision, itself bool) []string {
	switch {
	case n.Number > 0:
		return []string{n.Label}
	case itself:
		return []string{"“" + n.Heading() + "”"}
	}
	return nil
}

func citeParagraph(n, above *Provision) []string {
	if above == nil {
		return nil
	}
	switch {
	case above.Kind == NodePreamble && n.Number > 0:
		return []string{"第" + FormatNumeral(n.Number) + "自然段"}
	case (above.Kind == NodeArticle || above.Kind == NodeAnnex) && !alone(above):
		return []string{n.Label}
	}
	return nil
}

// alone reports whether n has no more than one 款.
func alone(n *Provision) bool {
	found := 0
	for _, c := range n.Children {
		if c.Kind == NodeParagraph {
			found++
		}
	}
	return found < 2
}

// Mark is the mark of an item without what separates it from its text.
func (p *Provision) Mark() string { return strings.TrimRight(p.Label, "、．. ") }

// CitedLabel names an item as it is cited: 第（一）项 for （一）.
func (p *Provision) CitedLabel() string {
	mark := p.Mark()
	switch {
	case mark == "" || strings.HasPrefix(mark, "第"):
		return p.Label
	case p.Kind == NodeItem:
		return "第" + mark + "项"
	case p.Kind == NodeSubitem:
		return "第" + mark + "目"
	}
	return p.Label
}
