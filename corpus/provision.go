package corpus

import (
	"strings"
	"unicode/utf8"
)

// NodeKind is what a node of the tree is.
type NodeKind string

// The nodes. Part to Subitem are the levels of a regulation; a heading and its
// paragraphs are those of a speech, an essay, or a regulation without 条.
const (
	NodeRoot      NodeKind = "root"
	NodeTitle     NodeKind = "title"
	NodeHistory   NodeKind = "history" // 题注
	NodeFront     NodeKind = "front"   // site header, author, 摘要, 关键词: what stands before the text proper
	NodeTOC       NodeKind = "toc"     // 目录
	NodePart      NodeKind = "part"
	NodeSubpart   NodeKind = "subpart"
	NodeChapter   NodeKind = "chapter"
	NodeSection   NodeKind = "section"
	NodeArticle   NodeKind = "article"
	NodeParagraph NodeKind = "paragraph" // 款; outside articles a paragraph of text
	NodeItem      NodeKind = "item"
	NodeSubitem   NodeKind = "subitem"
	NodePreamble  NodeKind = "preamble"
	NodeAnnex     NodeKind = "annex"
	NodeHeading   NodeKind = "heading"
	NodeTable     NodeKind = "table"
	NodeNote      NodeKind = "note" // 注释, 参考文献, editor's remarks
)

// Provision is a node of a document's tree. The children of a node are sorted,
// do not overlap and lie inside it; what lies between them (white space, the
// node's own heading line, the lead of a 款) belongs to the node.
type Provision struct {
	Kind NodeKind
	// Number is the ordinal as read (12 in 第十二条); Branch the Y of 第X条之Y.
	// 款 are numbered by counting. 0 where there is none.
	Number int
	Branch int
	// Label names the node as the source writes it: 第十二条, 第四章, （一）, 一、;
	// for a 款 第一款.
	Label string
	// Caption is the heading's words (总则) or an article's caption without
	// brackets.
	Caption string
	// Locator is unique in the document: art_8__para_2. Empty for the root.
	Locator string
	// Span is the whole node, Head its number and caption (empty for a 款): what
	// is left when the head is cut off is the text a reader means.
	Span     Span
	Head     Span
	Children []*Provision
	// Objections are, of an article, what speaks against the count of its 款 and 项; of
	// what stands outside of articles, what its reader doubted.
	Objections []Objection
}

// Objection is a reason to doubt how an article was divided: whoever quotes a 款 of it
// should look at the paper. An article without any was divided as its text shows.
type Objection struct {
	Code string `json:"code"`
	// Message says it to a reader, in Chinese.
	Message string `json:"message"`
	// Span is what gives the reason.
	Span Span `json:"span"`
}

// Doubts are the objections in a line; empty if there are none.
func (p *Provision) Doubts() string {
	var out []string
	for _, o := range p.Objections {
		out = append(out, o.Message)
	}
	return strings.Join(out, "；")
}

// Heading is the label and the caption as one line: 第四章 工作机制, 一、标题.
func (p *Provision) Heading() string {
	if last, _ := utf8.DecodeLastRuneInString(p.Label); strings.ContainsRune("、）)．.", last) {
		return p.Label + p.Caption
	}
	return strings.TrimSpace(p.Label + " " + p.Caption)
}

// Body is the text of p without its number and caption, trimmed of white space.
func (p *Provision) Body(text string) string {
	return strings.TrimSpace(Span{p.Head.End, p.Span.End}.In(text))
}

// Lead is the text of p before its first child, trimmed: a 款 without its 项.
func (p *Provision) Lead(text string) string {
	end := p.Span.End
	if len(p.Children) > 0 {
		end = p.Children[0].Span.Start
	}
	return strings.TrimSpace(Span{p.Head.End, end}.In(text))
}

// Walk calls visit for p and all below it in the order of the text, with the
// nodes above. It does not go below a node for which visit returns false.
func (p *Provision) Walk(visit func(node *Provision, above []*Provision) bool) {
	p.walk(nil, visit)
}

func (p *Provision) walk(above []*Provision, visit func(*Provision, []*Provision) bool) {
	if !visit(p, above) {
		return
	}
	above = append(above, p)
	for _, c := range p.Children {
		c.walk(above, visit)
	}
}

// Find is the node with the locator, and the nodes above it from the root
// down; nil if there is none.
func (p *Provision) Find(locator string) (node *Provision, above []*Provision) {
	p.Walk(func(n *Provision, path []*Provision) bool {
		if node != nil {
			return false
		}
		if n.Locator == locator && locator != "" {
			node, above = n, append([]*Provision(nil), path...)
		}
		return node == nil
	})
	return node, above
}
