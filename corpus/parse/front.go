package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// buildTree lays the tree over the text: what stands before the body, then the
// body line by line.
func (p *parser) buildTree() {
	b := body{parser: p, tree: p.tree, regulation: p.kind == corpus.Regulation && p.hasArticles()}
	for i := 0; i < p.body && i < len(p.lines); i++ {
		p.frontLine(i)
	}
	if p.body < len(p.lines) {
		p.tree.closeTo(levelPart, p.lines[p.body].span.Start)
	}
	for i := p.body; i < len(p.lines); i++ {
		b.line(i)
	}
	b.finish()
	p.root = p.tree.finish()
}

func (p *parser) hasArticles() bool {
	for i := p.body; i < len(p.lines); i++ {
		if p.markers[i].form == formArticle && !p.contents[i] && !runsOn(p.rest(i)) {
			return true
		}
	}
	return false
}

// frontLine puts a line before the body into the node it belongs to: lines of
// one role that follow each other share a node.
func (p *parser) frontLine(i int) {
	kind := p.frontKind(i)
	start := p.lines[i].span.Start
	if p.isAside(i) && kind == corpus.NodePreamble {
		if p.tree.inside(kind) != nil {
			p.tree.begin(levelAside, &corpus.Provision{Kind: corpus.NodeNote, Label: labelForeign}, start)
			p.tree.closeTo(levelAside, p.lines[i].span.End)
			return
		}
		kind = corpus.NodeFront
	}
	last := p.tree.open[len(p.tree.open)-1].node
	if open := p.tree.inside(kind); open == nil || kind != corpus.NodePreamble && open != last {
		n := p.tree.begin(levelPart, &corpus.Provision{Kind: kind, Label: frontLabels[kind]}, start)
		if kind == corpus.NodePreamble && preambleHeading.MatchString(corpus.Fold(p.lines[i].text)) {
			n.Label, n.Head.End = corpus.CleanTitle(p.lines[i].text), p.lines[i].span.End
			return
		}
	}
	if kind == corpus.NodePreamble {
		p.preambleLine(i)
	}
}

var frontLabels = map[corpus.NodeKind]string{
	corpus.NodeTitle: "标题", corpus.NodeHistory: "题注", corpus.NodeTOC: "目录", corpus.NodePreamble: "序言", corpus.NodeFront: "文前信息",
}

var preambleHeading = pattern.MustCompile(`^(序言|总纲|引言|前言)$`)

// frontKind is the role of a line before the body.
func (p *parser) frontKind(i int) corpus.NodeKind {
	l := p.lines[i]
	switch {
	case p.contents[i]:
		return corpus.NodeTOC
	case p.title.contains(i):
		return corpus.NodeTitle
	case p.kind != corpus.Regulation:
		return corpus.NodeFront
	case l.mark == corpus.MarkHeader || isHistory(l.text) || p.continuesHistory(i):
		return corpus.NodeHistory
	case !p.title.empty() && i < p.title.from:
		return corpus.NodeFront
	case p.isFront(i) && p.tree.inside(corpus.NodePreamble) == nil:
		return corpus.NodeFront
	}
	return corpus.NodePreamble
}

// continuesHistory reports whether line i goes on with a 题注 whose bracket is
// still open.
func (p *parser) continuesHistory(i int) bool {
	n := p.tree.inside(corpus.NodeHistory)
	if n == nil {
		return false
	}
	so := p.src.Text[n.Span.Start:p.lines[i].span.Start]
	return strings.Count(so, "（")+strings.Count(so, "(") > strings.Count(so, "）")+strings.Count(so, ")")
}

// preambleLine counts the paragraphs of a preamble, which are cited as 自然段.
func (p *parser) preambleLine(i int) {
	if p.tree.inside(corpus.NodeParagraph) != nil && p.joins(i) {
		return
	}
	n := countedParagraph(p.tree.inside(corpus.NodePreamble))
	n.Label = "第" + corpus.FormatNumeral(n.Number) + "自然段"
	p.tree.begin(levelParagraph, n, p.lines[i].span.Start)
}

// countedParagraph is the next 款 of a node.
func countedParagraph(parent *corpus.Provision) *corpus.Provision {
	count := 1
	for _, c := range parent.Children {
		if c.Kind == corpus.NodeParagraph {
			count++
		}
	}
	return &corpus.Provision{Kind: corpus.NodeParagraph, Number: count, Label: "第" + corpus.FormatNumeral(count) + "款"}
}

// joins reports whether line i goes on with the sentence that the line before
// left open. Lines of a text that was broken at a fixed width always do; in
// others a comma at the end says so, or that the words across the break stand
// together elsewhere in the text.
func (p *parser) joins(i int) bool {
	if i == 0 || p.lines[i].heading > 0 || p.lines[i-1].heading > 0 || p.markers[i].form != noMarker || p.lines[i].mark != p.lines[p.before(i)].mark || p.remarks(i) {
		return false
	}
	skipped := i - 1 - p.before(i)
	before, l := p.lines[p.before(i)], p.lines[i]
	if endsSentence(before.text) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before.text)
	if strings.ContainsRune("，、,", r) {
		return true
	}
	adjacent := strings.Count(p.src.Text[before.span.End:l.span.Start], "\n") == 1+skipped
	indented := strings.HasSuffix(p.src.Text[:l.span.Start], "\u3000\u3000")
	if p.wrapped && adjacent && !indented {
		return before.runes() >= 10 || i > 1 && !endsSentence(p.lines[i-2].text)
	}
	return before.runes() >= 15 && endsSentence(l.text) && !indented && p.wordAcross(before.text, l.text)
}

// wordAcross reports whether the three characters across a line break, two
// before and one after it or the other way round, stand together elsewhere in
// the text: then the break cut a word. Without that evidence a line that merely
// lacks its full stop would be taken for half a sentence.
func (p *parser) wordAcross(before, after string) bool {
	b, a := []rune(before), []rune(after)
	if len(b) < 2 || len(a) < 2 {
		return false
	}
	return strings.Contains(p.src.Text, string(b[len(b)-2:])+string(a[:1])) || strings.Contains(p.src.Text, string(b[len(b)-1:])+string(a[:2]))
}
