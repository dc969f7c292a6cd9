package web

import (
	"strings"

	"tiaowen/corpus"
)

// ProvisionAnswer is one provision with the document it stands in.
type ProvisionAnswer struct {
	Address   string       `json:"address"`
	Document  DocumentHead `json:"document"`
	Provision Provision    `json:"provision"`
	Citation  string       `json:"citation"`
	URL       string       `json:"url"`
}

// Provision is a node of a document, with the 款 of an article.
type Provision struct {
	Locator    string      `json:"locator"`
	Label      string      `json:"label"`
	Caption    string      `json:"caption"`
	Kind       string      `json:"kind"`
	Path       []string    `json:"path"`
	Text       string      `json:"text" doc:"条：不含条号与条标的全文；款：不含其项；项：自（一）起"`
	Start      int         `json:"start" doc:"整个条款（含条号）在全文（/text）中的位置"`
	End        int         `json:"end"`
	Paragraphs []Paragraph `json:"paragraphs"`
}

// Paragraph is a 款.
type Paragraph struct {
	Locator string `json:"locator"`
	Label   string `json:"label"`
	Text    string `json:"text"`
	Items   []Item `json:"items"`
}

// Item is a 项.
type Item struct {
	Locator  string    `json:"locator"`
	Label    string    `json:"label"`
	Text     string    `json:"text"`
	Subitems []Subitem `json:"subitems"`
}

// Subitem is a 目.
type Subitem struct {
	Locator string `json:"locator"`
	Label   string `json:"label"`
	Text    string `json:"text"`
}

// newProvision shows a node of d; above are the nodes from the root down.
func newProvision(d *corpus.Document, n *corpus.Provision, above []*corpus.Provision) Provision {
	at := ranges(d.Text, []corpus.Span{n.Span})[0]
	out := Provision{Locator: n.Locator, Label: labelOf(n), Caption: n.Caption, Kind: string(n.Kind), Path: []string{},
		Text: ownText(n, d.Text), Start: at.Start, End: at.End, Paragraphs: []Paragraph{}}
	for _, p := range append(above[min(1, len(above)):], n) {
		if heading := pathLabel(p); heading != "" {
			out.Path = append(out.Path, heading)
		}
	}
	for _, c := range n.Children {
		if c.Kind == corpus.NodeParagraph {
			out.Paragraphs = append(out.Paragraphs, newParagraph(c, d.Text))
		}
	}
	return out
}

func newParagraph(n *corpus.Provision, text string) Paragraph {
	out := Paragraph{Locator: n.Locator, Label: labelOf(n), Text: ownText(n, text), Items: []Item{}}
	for _, c := range n.Children {
		if c.Kind != corpus.NodeItem {
			continue
		}
		item := Item{Locator: c.Locator, Label: labelOf(c), Text: ownText(c, text), Subitems: []Subitem{}}
		for _, sub := range c.Children {
			item.Subitems = append(item.Subitems, Subitem{sub.Locator, labelOf(sub), ownText(sub, text)})
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// ownText is the text a reader means by a node: an article is all of it less
// its number, a 款 ends where its list begins, an item keeps its own mark.
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

// labelOf names an item as it is cited: 第（一）项 for （一）.
func labelOf(n *corpus.Provision) string {
	mark := strings.TrimRight(n.Label, "、．. ")
	switch {
	case mark == "" || strings.HasPrefix(mark, "第"):
		return n.Label
	case n.Kind == corpus.NodeItem:
		return "第" + mark + "项"
	case n.Kind == corpus.NodeSubitem:
		return "第" + mark + "目"
	}
	return n.Label
}

// pathLabel is a node's line in a path: articles go by their number alone.
func pathLabel(n *corpus.Provision) string {
	switch n.Kind {
	case corpus.NodeArticle, corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem:
		return labelOf(n)
	}
	return n.Heading()
}

// citation is how a node is cited: 《…》第八条第二款.
func citation(title string, above []*corpus.Provision, n *corpus.Provision) string {
	var c cites
	for _, p := range above {
		c.enter(p)
	}
	c.enter(n)
	if title = strings.TrimSpace(title); !strings.HasPrefix(title, "《") {
		title = "《" + title + "》"
	}
	return title + c.String()
}
