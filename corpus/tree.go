package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// treeBuilder makes a tree of the nodes it is told of in the order of the text.
// A node lasts until the next one of its own or a higher level begins, so the
// children of a node always lie inside it and nothing of the text is left out.
type treeBuilder struct {
	text string
	open []openNode // the root first
	used map[string]int
	// paragraphs counts the paragraphs outside articles through the document.
	paragraphs int
	noticed    []Diagnostic
}

type openNode struct {
	node  *Provision
	level int
}

// Levels order the nodes; a lower one holds a higher one.
const (
	levelRoot = iota * 10
	levelPart
	levelSubpart
	levelChapter
	levelSection
	levelHeading // 一、 and below it, one apart each
	levelArticle
	levelParagraph
	levelItem
	levelSubitem
	levelPoint
)

func newTree(text string) *treeBuilder {
	root := &Provision{Kind: NodeRoot, Span: Span{0, len(text)}}
	return &treeBuilder{text: text, open: []openNode{{root, levelRoot}}, used: map[string]int{}}
}

// begin opens a node at start, ending all of its level and below.
func (b *treeBuilder) begin(level int, n *Provision, start int) *Provision {
	b.closeTo(level, start)
	parent := b.open[len(b.open)-1].node
	n.Span.Start = start
	n.Head = Span{start, max(start, n.Head.End)}
	n.Locator = b.unique(b.locator(parent, n))
	parent.Children = append(parent.Children, n)
	b.open = append(b.open, openNode{n, level})
	return n
}

// closeTo ends the open nodes of level and below at end.
func (b *treeBuilder) closeTo(level, end int) {
	for len(b.open) > 1 && b.open[len(b.open)-1].level >= level {
		b.open[len(b.open)-1].node.Span.End = end
		b.open = b.open[:len(b.open)-1]
	}
}

// finish ends everything and is the root.
func (b *treeBuilder) finish() *Provision {
	b.closeTo(levelRoot+1, len(b.text))
	return b.open[0].node
}

// inside is the innermost open node of the kind, nil if there is none.
func (b *treeBuilder) inside(kind NodeKind) *Provision {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].node.Kind == kind {
			return b.open[i].node
		}
	}
	return nil
}

func (b *treeBuilder) notice(code string, severity Severity, at Span, format string, args ...any) {
	b.noticed = append(b.noticed, Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...), Span: &at})
}

// locatorNames are the prefixes of locators, as the contract fixes them.
var locatorNames = map[NodeKind]string{
	NodePart: "part", NodeSubpart: "subpart", NodeChapter: "chp", NodeSection: "sec", NodeArticle: "art",
	NodeParagraph: "para", NodeItem: "item", NodeSubitem: "subitem", NodeHeading: "h", NodeAnnex: "annex",
}

// locator names n below parent. Articles count through the document and
// paragraphs outside articles too, so their locators need no parent.
func (b *treeBuilder) locator(parent, n *Provision) string {
	switch n.Kind {
	case NodePreamble, NodeHistory, NodeTOC, NodeTitle, NodeFront:
		return string(n.Kind)
	case NodeTable, NodeNote:
		return string(n.Kind) + "_" + strconv.Itoa(b.count(string(n.Kind)))
	case NodeArticle:
		name := "art_" + strconv.Itoa(n.Number)
		if n.Branch > 0 {
			name += "-" + strconv.Itoa(n.Branch)
		}
		return name
	case NodeParagraph:
		if b.inside(NodeArticle) == nil && b.inside(NodePreamble) == nil && b.inside(NodeAnnex) == nil {
			b.paragraphs++
			return "p_" + strconv.Itoa(b.paragraphs)
		}
	}
	number := n.Number
	if number == 0 {
		number = b.count(parent.Locator + " " + string(n.Kind))
	}
	name := locatorNames[n.Kind] + "_" + strconv.Itoa(number)
	if parent.Locator != "" && parent.Kind != NodeParagraph || n.Kind == NodeItem || n.Kind == NodeSubitem {
		return strings.TrimPrefix(parent.Locator+"__"+name, "__")
	}
	return name
}

// count numbers things that bear no number themselves.
func (b *treeBuilder) count(what string) int {
	b.used["#"+what]++
	return b.used["#"+what]
}

// unique appends ~2, ~3… to a locator that the document has already.
func (b *treeBuilder) unique(locator string) string {
	b.used[locator]++
	if n := b.used[locator]; n > 1 {
		return locator + "~" + strconv.Itoa(n)
	}
	return locator
}
