package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// outlineLevels order the numbers of headings in texts without 条. Headings of
// markup without a number come between them.
var outlineLevels = map[markerForm]int{
	formPart: levelPart, formSubpart: levelSubpart, formChapter: levelChapter, formSection: levelSection,
	formHan: levelHeading + 3, formHanParen: levelHeading + 5, formArabic: levelHeading + 7, formArabicParen: levelHeading + 9,
}

// notesHeading begins what stands after the text.
var notesHeading = pattern.MustCompile(`^[【\[〔（(]?(参考文献|參考文獻|注释|注釋|注解|参考资料|附注)[】\]〕）)]?[:：]?$`)

// outlineLine reads a line of a text without 条: a heading, a paragraph, a
// table, the notes at the end.
func (b *body) outlineLine(i int) {
	l, m := b.lines[i], b.markers[i]
	switch {
	case notesHeading.MatchString(corpus.Fold(l.text)) && !b.regulation:
		b.notes = true
		b.tree.begin(levelPart, &corpus.Provision{Kind: corpus.NodeNote, Label: corpus.CleanTitle(l.text)}, l.span.Start)
	case l.mark == corpus.MarkTable:
		b.block(i, corpus.NodeTable, levelParagraph)
	case l.mark == corpus.MarkNote:
		b.block(i, corpus.NodeNote, levelParagraph)
	case m.form != noMarker && m.form != formArticle && b.quotes == 0 && b.isOutlineHeading(i):
		b.outlineHeading(i)
	case l.heading > 0 && m.form == noMarker:
		n := &corpus.Provision{Kind: corpus.NodeHeading, Caption: corpus.CleanTitle(l.text)}
		n.Head.End = l.span.End
		b.tree.begin(levelHeading+2*min(l.heading, 4)-2, n, l.span.Start)
	case b.tree.inside(corpus.NodeParagraph) != nil && b.joins(i):
	default:
		b.tree.begin(levelParagraph, &corpus.Provision{Kind: corpus.NodeParagraph}, l.span.Start)
	}
}

// isOutlineHeading reports whether a numbered line is a heading: its number
// goes on from the one before on its level, or starts at one, or markup says so.
func (b *body) isOutlineHeading(i int) bool {
	l, m := b.lines[i], b.markers[i]
	if l.heading > 0 {
		return true
	}
	if m.form <= formSection {
		return b.isHeading(i)
	}
	before := 0
	if s := b.lastSibling(corpus.NodeHeading, outlineLevels[m.form]); s != nil {
		if open := b.sameForm(m.form); open != nil {
			before = open.Number
		}
	}
	switch {
	case m.number == 1 || m.number == before+1:
		return true
	case m.form == formHan && m.number > before && m.number <= before+3:
		b.tree.notice("missing_number", corpus.Warning, l.span, "标题%s之前缺号", m.label)
		return true
	}
	return false
}

// sameForm is the last heading of a form under the parent that a new one of
// that form would get.
func (b *body) sameForm(form markerForm) *corpus.Provision {
	level := outlineLevels[form]
	for j := len(b.tree.open) - 1; j >= 0; j-- {
		if b.tree.open[j].level >= level {
			continue
		}
		children := b.tree.open[j].node.Children
		for k := len(children) - 1; k >= 0; k-- {
			if children[k].Kind == corpus.NodeHeading && readMarker(children[k].Label+"　").form == form {
				return children[k]
			}
		}
		return nil
	}
	return nil
}

// longestCaption is how long, in code points, a heading that runs into its
// text may be.
const longestCaption = 50

func (b *body) outlineHeading(i int) {
	l, m := b.lines[i], b.markers[i]
	if k, ok := ordinalKinds[m.form]; ok && k.level < levelHeading {
		b.ordinalHeading(i)
		return
	}
	n := &corpus.Provision{Kind: corpus.NodeHeading, Number: m.number, Label: cleanLabel(m.label)}
	rest := b.rest(i)
	width := len(rest)
	if hasStop(rest) || utf8.RuneCountInString(rest) > longestCaption+10 {
		width = runInCaption(rest)
	}
	n.Caption = strings.TrimRight(corpus.CleanTitle(rest[:width]), "。：:")
	n.Head.End = l.span.Start + m.width + width
	b.tree.begin(outlineLevels[m.form], n, l.span.Start)
	if n.Head.End < l.span.End {
		b.tree.begin(levelParagraph, &corpus.Provision{Kind: corpus.NodeParagraph}, n.Head.End)
	}
}

// runInCaption is how many bytes of a numbered paragraph are its caption: the
// first sentence if it is short, else nothing.
func runInCaption(rest string) int {
	end := strings.IndexAny(rest, "。：；！？")
	if end < 0 || utf8.RuneCountInString(rest[:end]) > longestCaption {
		return 0
	}
	_, size := utf8.DecodeRuneInString(rest[end:])
	return end + size
}
