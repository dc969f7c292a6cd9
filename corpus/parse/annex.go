package parse

import (
	"regexp"

	"tiaowen/corpus"
)

// annexPattern matches the line that begins an annex: 附件, 附件1, 附表二, 附：, 附录：….
var annexPattern = regexp.MustCompile(`^附(?:(?:件|表|录|图)[ \x{3000}]*(` + numeralClass + `)?)?[ \x{3000}]*(?:[：:]|$|[ \x{3000}])(.*)$|^附(?:件|表|录|图)(` + numeralClass + `)$`)

// isAnnex reports whether line i begins an annex: only after the articles.
func (b *body) isAnnex(i int) bool {
	l := b.lines[i]
	return b.started && b.quotes == 0 && l.runes() <= 50 && corpus.Fold(l.text) != "附则" && !hasStop(l.text) && annexPattern.MatchString(l.text)
}

func (b *body) annex(i int) {
	l := b.lines[i]
	m := annexPattern.FindStringSubmatch(l.text)
	n := &corpus.Provision{Kind: corpus.NodeAnnex, Label: "附件", Caption: corpus.CleanTitle(m[2])}
	if number, ok := corpus.ParseNumeral(m[1] + m[3]); ok {
		n.Number, n.Label = number, cleanLabel(l.text[:len(l.text)-len(m[2])])
	}
	n.Head.End = l.span.End
	b.tree.begin(levelPart, n, l.span.Start)
}

// annexLine reads a line of an annex: its paragraphs are counted, its tables
// kept as tables; numbers in it are not the regulation's.
func (b *body) annexLine(i int) {
	l := b.lines[i]
	switch {
	case l.mark == corpus.MarkTable:
		b.block(i, corpus.NodeTable, levelParagraph)
	case b.tree.inside(corpus.NodeParagraph) != nil && b.joins(i):
	default:
		b.tree.begin(levelParagraph, countedParagraph(b.tree.inside(corpus.NodeAnnex)), l.span.Start)
	}
}

// finish has nothing left to decide; it notes an unfinished text.
func (b *body) finish() {
	if len(b.lines) == 0 {
		b.tree.notice("empty", corpus.Warning, corpus.Span{}, "没有正文")
		return
	}
	last := b.lines[len(b.lines)-1]
	if b.kind != corpus.Regulation && !b.notes && last.mark == "" && last.runes() > 20 && !endsSentence(last.text) {
		b.tree.notice("cut_off", corpus.Warning, last.span, "文末在句中断开，可能不完整")
	}
}
