package parse

import (
	"fmt"
	"strconv"
	"strings"

	"tiaowen/corpus"
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
	noticed    []corpus.Diagnostic
}

type openNode struct {
	node  *corpus.Provision
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
	levelAside
)

func newTree(text string) *treeBuilder {
	root := &corpus.Provision{Kind: corpus.NodeRoot, Span: corpus.Span{Start: 0, End: len(text)}}
	return &treeBuilder{text: text, open: []openNode{{root, levelRoot}}, used: map[string]int{}}
}

// begin opens a node at start, ending all of its level and below.
func (b *treeBuilder) begin(level int, n *corpus.Provision, start int) *corpus.Provision {
	b.closeTo(level, start)
	parent := b.open[len(b.open)-1].node
	n.Span.Start = start
	n.Head = corpus.Span{Start: start, End: max(start, n.Head.End)}
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
func (b *treeBuilder) finish() *corpus.Provision {
	b.closeTo(levelRoot+1, len(b.text))
	return b.open[0].node
}

// inside is the innermost open node of the kind, nil if there is none.
func (b *treeBuilder) inside(kind corpus.NodeKind) *corpus.Provision {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].node.Kind == kind {
			return b.open[i].node
		}
	}
	return nil
}

func (b *treeBuilder) notice(code string, severity corpus.Severity, at corpus.Span, format string, args ...any) {
	b.noticed = append(b.noticed, corpus.Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...), Span: &at})
}

// locatorNames are the prefixes of locators, as the contract fixes them.
var locatorNames = map[corpus.NodeKind]string{
	corpus.NodePart: "part", corpus.NodeSubpart: "subpart", corpus.NodeChapter: "chp", corpus.NodeSection: "sec", corpus.NodeArticle: "art",
	corpus.NodeParagraph: "para", corpus.NodeItem: "item", corpus.NodeSubitem: "subitem", corpus.NodeHeading: "h", corpus.NodeAnnex: "annex",
}

// innermost is the innermost open node above a level.
func (b *treeBuilder) innermost(level int) *corpus.Provision {
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].level < level {
			return b.open[i].node
		}
	}
	return b.open[0].node
}

// locator names n below parent. Articles count through the document, or the annex
// they stand in, and paragraphs outside both through the document too, so their
// locators need no other parent.
func (b *treeBuilder) locator(parent, n *corpus.Provision) string {
	switch n.Kind {
	case corpus.NodePreamble, corpus.NodeHistory, corpus.NodeTOC, corpus.NodeTitle, corpus.NodeFront:
		return string(n.Kind)
	case corpus.NodeTable, corpus.NodeNote:
		return string(n.Kind) + "_" + strconv.Itoa(b.count(string(n.Kind)))
	case corpus.NodeArticle:
		name := "art_" + strconv.Itoa(n.Number)
		if n.Branch > 0 {
			name += "-" + strconv.Itoa(n.Branch)
		}
		if annex := b.inside(corpus.NodeAnnex); annex != nil {
			name = annex.Locator + "__" + name
		}
		return name
	case corpus.NodeParagraph:
		if b.inside(corpus.NodeArticle) == nil && b.inside(corpus.NodePreamble) == nil && b.inside(corpus.NodeAnnex) == nil {
			b.paragraphs++
			return "p_" + strconv.Itoa(b.paragraphs)
		}
	}
	number := n.Number
	if number == 0 {
		number = b.count(parent.Locator + " " + string(n.Kind))
	}
	name := locatorNames[n.Kind] + "_" + strconv.Itoa(number)
	if n.Kind == corpus.NodeChapter && parent.Kind == corpus.NodeHeading && parent.Number == 0 {
		return name // 总则 above it bears no number
	}
	if parent.Locator != "" && parent.Kind != corpus.NodeParagraph || n.Kind == corpus.NodeItem || n.Kind == corpus.NodeSubitem {
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
