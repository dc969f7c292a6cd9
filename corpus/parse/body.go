package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// body reads the lines of the text proper into the tree.
type body struct {
	*parser
	tree *treeBuilder
	// regulation says that the text is made of 条.
	regulation bool
	// number and branch of the article read last; started after the first.
	number, branch int
	started        bool
	// annexed says that an annex has begun: number, branch and started are its own,
	// and own is the number of the last article before it.
	annexed bool
	own     int
	// quotes counts the quotation marks still open: what stands inside them is
	// quoted, not structure.
	quotes int
	// annexWord is the word of the last annex if it bore a number: 件, 表.
	annexWord string
	// taken is the last line that became part of the heading above it.
	taken int
	// asideEnd is the line after the last run of asides.
	asideEnd int
	// notes says that the rest of the text is notes or references.
	notes bool
}

func (b *body) line(i int) {
	l := b.lines[i]
	if !b.contents[i] && b.tree.inside(corpus.NodeTOC) != nil {
		b.tree.closeTo(levelPart, l.span.Start)
	}
	switch {
	case b.contents[i]:
		b.block(i, corpus.NodeTOC, levelPart)
		return
	case b.notes || i <= b.taken && i > b.body:
		return
	case b.asideLine(i):
		return
	case b.isAnnex(i):
		b.annex(i)
	case b.resumes(i):
		b.annexed, b.started, b.number = false, true, b.own
		b.tree.closeTo(levelPart, l.span.Start)
		b.article(i)
	case b.tree.inside(corpus.NodeAnnex) != nil:
		b.annexLine(i)
	case b.annexed: // a list of annexes goes on
	case b.regulation:
		b.regulationLine(i)
	default:
		b.outlineLine(i)
	}
	opened := strings.Count(l.text, "“")
	if b.quotes > 0 && strings.HasPrefix(l.text, "“") {
		opened-- // a quotation of several paragraphs opens each of them anew
	}
	b.quotes = max(0, b.quotes+opened-strings.Count(l.text, "”"))
}

// block opens a node for a run of lines of one kind, once.
func (b *body) block(i int, kind corpus.NodeKind, level int) {
	last := b.tree.open[len(b.tree.open)-1].node
	if last.Kind != kind {
		b.tree.begin(level, &corpus.Provision{Kind: kind, Label: frontLabels[kind]}, b.lines[i].span.Start)
	}
}

func (b *body) regulationLine(i int) {
	m := b.markers[i]
	switch {
	case m.form >= formPart && m.form <= formSection && b.isHeading(i):
		b.ordinalHeading(i)
	case m.form == formArticle && b.isArticle(i):
		b.article(i)
	case b.isTopicHeading(i):
		b.topicHeading(i)
	case b.tree.inside(corpus.NodeArticle) != nil:
		b.articleLine(i)
	default:
		b.outlineLine(i)
	}
}

// outOfOrder notes a number that does not follow: nothing is renumbered.
func (b *body) outOfOrder(i int, before, label string, gap bool) {
	switch {
	case gap:
		b.tree.notice("missing_number", corpus.Warning, b.lines[i].span, "%s之后是%s，中间缺号", before, label)
	default:
		b.tree.notice("number_restarts", corpus.Warning, b.lines[i].span, "%s之后又出现%s，编号重复或重新开始", before, label)
	}
}

// isArticle reports whether line i begins an article. A line can begin with
// 第六条 and be running text: 第六条第二款规定的…, 第八条、第九条….
func (b *body) isArticle(i int) bool {
	m, rest := b.markers[i], b.rest(i)
	next := !b.started && (!b.annexed || m.number == 1) || b.started && m.branch == 0 && m.number == b.number+1 || m.number == b.number && m.branch == b.branch+1
	trimmed := strings.TrimLeftFunc(rest, corpus.Invisible)
	apart := len(trimmed) < len(rest) || rest == "" || strings.HasPrefix(rest, "【") || strings.HasPrefix(rest, "（")
	switch {
	case !apart && runsOn(rest), b.annexed && !b.started && m.number != 1:
		return false
	case clauseOf.MatchString(trimmed):
		return false
	case afterComma(rest):
		return next
	case b.quotes > 0:
		return next
	case !apart:
		return next || m.number > b.number
	}
	return true
}

// afterComma reports whether an article is set off by 、 from its text: 第一条、为了….
// Another number behind it makes a list of them: 第八条、第九条.
func afterComma(rest string) bool {
	after, found := strings.CutPrefix(rest, "、")
	r, _ := utf8.DecodeRuneInString(after)
	return found && after != "" && r != '第' && !corpus.IsNumeralRune(r)
}

// clauseOf matches what makes 第六条 第二款 a citation and not an article.
var clauseOf = pattern.MustCompile(`^第` + numeralClass + `[款项]`)

func (b *body) article(i int) {
	m, l := b.markers[i], b.lines[i]
	n := &corpus.Provision{Kind: corpus.NodeArticle, Number: m.number, Branch: m.branch, Label: cleanLabel(m.label)}
	if afterComma(b.rest(i)) {
		m.width += len("、")
		b.markers[i].width = m.width
	}
	caption, width := articleCaption(b.rest(i))
	n.Caption, n.Head.End = caption, l.span.Start+m.width+width
	if name, at := b.nameBelow(i); width == 0 && at >= 0 {
		n.Caption, n.Head.End, b.taken = name, b.lines[at].span.End, at
	}
	if b.started && !(m.branch == 0 && m.number == b.number+1) && !(m.number == b.number && m.branch == b.branch+1) {
		gap := m.number > b.number || m.number == b.number && m.branch > b.branch
		b.outOfOrder(i, articleName(b.number, b.branch), n.Label, gap)
	}
	b.number, b.branch, b.started, b.quotes = m.number, m.branch, true, 0
	b.tree.begin(levelArticle, n, l.span.Start)
	if n.Head.End < l.span.End {
		b.tree.begin(levelParagraph, countedParagraph(n), n.Head.End)
		b.inlineItem(i)
	}
}

func articleName(number, branch int) string {
	name := "第" + corpus.FormatNumeral(number) + "条"
	if branch > 0 {
		name += "之" + corpus.FormatNumeral(branch)
	}
	return name
}

// inlineItem opens an item that stands right after the article's number.
func (b *body) inlineItem(i int) {
	article := b.tree.inside(corpus.NodeArticle)
	at := article.Head.End
	text := b.src.Text[at:b.lines[i].span.End]
	trimmed := strings.TrimLeftFunc(text, corpus.Invisible)
	if m := readMarker(trimmed); m.form == formHanParen && m.number == 1 {
		start := at + len(text) - len(trimmed)
		b.tree.begin(levelItem, &corpus.Provision{Kind: corpus.NodeItem, Number: m.number, Label: cleanLabel(m.label)}, start)
	}
}

// articleLine reads a line inside an article: an item, a subitem, a new 款, or
// more of what is open.
func (b *body) articleLine(i int) {
	m, l := b.markers[i], b.lines[i]
	item := b.tree.inside(corpus.NodeItem)
	switch {
	case l.mark == corpus.MarkTable:
		b.block(i, corpus.NodeTable, levelItem)
	case b.quotes > 0 && m.form != formHanParen:
		b.moreText(i)
	case m.form == formHanParen || m.form == formHan:
		b.openParagraph(l.span.Start)
		b.tree.begin(levelItem, &corpus.Provision{Kind: corpus.NodeItem, Number: m.number, Label: cleanLabel(m.label)}, l.span.Start)
	case m.form == formArabic || m.form == formArabicParen:
		b.openParagraph(l.span.Start)
		b.numbered(m, l.span.Start, item)
	case b.listed(i):
	case b.tree.inside(corpus.NodeParagraph) != nil && b.joins(i) || item != nil && b.itemGoesOn(i):
	default:
		b.tree.begin(levelParagraph, countedParagraph(b.tree.inside(corpus.NodeArticle)), l.span.Start)
	}
}

// moreText reads a line inside quotation marks: a new 款 unless an item is open.
func (b *body) moreText(i int) {
	if b.joins(i) || b.tree.inside(corpus.NodeItem) != nil {
		return
	}
	b.tree.begin(levelParagraph, countedParagraph(b.tree.inside(corpus.NodeArticle)), b.lines[i].span.Start)
}

// openParagraph makes sure that items have a 款 to hang on.
func (b *body) openParagraph(start int) {
	if b.tree.inside(corpus.NodeParagraph) == nil {
		b.tree.begin(levelParagraph, countedParagraph(b.tree.inside(corpus.NodeArticle)), start)
	}
}

// numbered opens 1. or （1）: a 目 inside a 项, a 项 where there is none.
func (b *body) numbered(m marker, start int, item *corpus.Provision) {
	n := &corpus.Provision{Kind: corpus.NodeSubitem, Number: m.number, Label: cleanLabel(m.label)}
	level := levelSubitem
	switch {
	case item == nil || strings.HasPrefix(item.Label, string([]rune(n.Label)[:1])) && m.number == item.Number+1,
		formOf(item) == m.form:
		n.Kind, level = corpus.NodeItem, levelItem
	case m.form == formArabicParen && b.tree.inside(corpus.NodeSubitem) != nil:
		level = levelPoint
	}
	b.tree.begin(level, n, start)
}

// itemGoesOn reports whether an unnumbered line belongs to the open item,
// because the next item of the list is still to come.
func (b *body) itemGoesOn(i int) bool {
	item := b.tree.inside(corpus.NodeItem)
	form := formOf(item)
	for j := i + 1; j < len(b.lines); j++ {
		m := b.markers[j]
		if m.form == noMarker {
			m = readListed(b.lines[j].text)
		}
		if m.form == formArticle && !runsOn(b.rest(j)) || m.form >= formPart && m.form <= formSection || b.contents[j] {
			return false
		}
		if m.form == form {
			return m.number == item.Number+1
		}
	}
	return false
}

// cleanLabel is a label without white space.
func cleanLabel(s string) string {
	return strings.Map(func(r rune) rune {
		if corpus.Invisible(r) {
			return -1
		}
		return r
	}, s)
}
