package parse

import "tiaowen/corpus"

var ordinalKinds = map[markerForm]struct {
	kind  corpus.NodeKind
	level int
	name  string
}{
	formPart: {corpus.NodePart, levelPart, "编"}, formSubpart: {corpus.NodeSubpart, levelSubpart, "分编"},
	formChapter: {corpus.NodeChapter, levelChapter, "章"}, formSection: {corpus.NodeSection, levelSection, "节"},
}

// isHeading reports whether line i, which begins with 第X编/章/节, is a heading
// and not a sentence about one.
func (b *body) isHeading(i int) bool {
	l := b.lines[i]
	if l.heading > 0 {
		return true
	}
	return b.quotes == 0 && l.runes() <= 50 && !hasStop(l.text) && !runsOn(b.rest(i))
}

func (b *body) ordinalHeading(i int) {
	m := b.markers[i]
	k := ordinalKinds[m.form]
	n := &corpus.Provision{Kind: k.kind, Number: m.number, Label: cleanLabel(m.label), Caption: corpus.CleanTitle(b.rest(i))}
	n.Head.End = b.lines[i].span.End
	// A caption on the line below: 第一章 / 总则.
	if n.Caption == "" && i+1 < len(b.lines) && !b.contents[i+1] && !b.isAside(i+1) && b.markers[i+1].form == noMarker && b.lines[i+1].runes() <= 20 && !endsSentence(b.lines[i+1].text) {
		n.Caption = corpus.CleanTitle(b.lines[i+1].text)
		n.Head.End = b.lines[i+1].span.End
		b.taken = i + 1
	}
	if b.annexed && k.level == levelPart {
		k.level = levelSubpart // a 编 of an annex stands in it
	}
	before := b.lastSibling(k.kind, k.level)
	b.tree.begin(k.level, n, b.lines[i].span.Start)
	if before != nil && m.number != before.Number+1 && m.number != 1 {
		b.outOfOrder(i, before.Label, n.Label, m.number > before.Number)
	}
	b.quotes = 0
}

// lastSibling is the node of the kind that ended last under the parent that a
// node of level would get.
func (b *body) lastSibling(kind corpus.NodeKind, level int) *corpus.Provision {
	for j := len(b.tree.open) - 1; j >= 0; j-- {
		if b.tree.open[j].level >= level {
			continue
		}
		children := b.tree.open[j].node.Children
		for k := len(children) - 1; k >= 0; k-- {
			if children[k].Kind == kind {
				return children[k]
			}
		}
		return nil
	}
	return nil
}

// isTopicHeading reports whether line i heads the articles that follow without
// being a numbered chapter: 一、一般规定, or a bare 总则.
func (b *body) isTopicHeading(i int) bool {
	l, m := b.lines[i], b.markers[i]
	if b.quotes > 0 || i+1 >= len(b.lines) || b.isAside(i+1) || endsSentence(l.text) && l.heading == 0 || hasStop(l.text) || l.runes() > 40 || l.mark != "" {
		return false
	}
	next := b.markers[i+1].form
	division := isDivision(l.text)
	nextIsStructure := next == formArticle && !runsOn(b.rest(i+1)) || next >= formPart && next <= formSection || b.lines[i+1].heading > 0
	switch {
	case m.form == formHan || m.form == formHanParen && b.tree.inside(corpus.NodeItem) == nil:
		return l.heading > 0 || next == formArticle || nextIsStructure
	case division:
		return nextIsStructure
	case m.form == noMarker:
		return l.heading > 0 || next == formArticle && !runsOn(b.rest(i+1)) && l.runes() <= 20 && (i == b.body || endsSentence(b.lines[i-1].text))
	}
	return false
}

func (b *body) topicHeading(i int) {
	m, l := b.markers[i], b.lines[i]
	n := &corpus.Provision{Kind: corpus.NodeHeading, Number: m.number, Label: cleanLabel(m.label), Caption: corpus.CleanTitle(b.rest(i))}
	n.Head.End = l.span.End
	level := levelChapter
	switch next := b.markers[i+1].form; {
	case m.form == formHanParen:
		level = levelSection
	case next >= formPart && next <= formChapter:
		level = levelPart // 总则 above its chapters
	}
	b.tree.begin(level, n, l.span.Start)
}
