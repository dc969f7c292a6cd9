package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// What is annexed to a text is numbered anew: its 第一条 is annex_1__art_1, and the
// text's own stays art_1. An annex without 条 keeps its 一、 and （一） as headings.

var (
	// annexPattern matches the line that begins an annex: 附件, 附件1, 附表二, 附：, 附录：…,
	// 附件（一）, 【附件】, 附件1《…》. Its groups are the word, the number, the title.
	annexPattern = pattern.MustCompile(`^[（(【\[〔]?附[ \x{3000}]*(件|表|录|錄|图|圖)?[ \x{3000}]*之?[（(]?(` + numeralClass + `)?[）)]?[）)】\]〕]?[ \x{3000}]*(?:[：:．.、]|$|[ \x{3000}])(.*)$`)
	// annexTitled matches one whose title follows its number at once: 附件1样本管理办法.
	annexTitled   = pattern.MustCompile(`^附[ \x{3000}]*(件|表|录|錄|图|圖)[ \x{3000}]*(` + numeralClass + `)(《.+》|[^所的中规第和及与、，].*` + annexNames + `)$`)
	annexTitleEnd = pattern.MustCompile(annexNames + `(?:[（(].*[）)])?$`)
	// annexEntry begins what a list of annexes names: 1.…, 2.….
	annexEntry = pattern.MustCompile(`^[0-9０-９]{1,2}[ ]*[.．、]`)
)

// annexNames are what annexes are called.
const annexNames = `(?:办法|规则|细则|规定|标准|制度|规程|表|目录|清单|方案|[式格][样式]|名单|名录|说明|流程|图|书|单)`

// longestAnnexHead is how many code points the line has that begins an annex.
const longestAnnexHead = 60

// annexHeadAt reads line i as the beginning of an annex: the word, the number, and
// the title behind them.
func (p *parser) annexHeadAt(i int) (word, number, title string, ok bool) {
	l := p.lines[i]
	if !strings.Contains(l.text[:min(len(l.text), len("【附"))], "附") || l.runes() > longestAnnexHead || corpus.Fold(l.text) == "附则" || hasStop(l.text) {
		return "", "", "", false
	}
	for _, form := range []*pattern.Pattern{annexPattern, annexTitled} {
		if m := form.FindStringSubmatch(l.text); m != nil {
			return m[1], m[2], m[3], true
		}
	}
	return "", "", "", false
}

// isAnnex reports whether line i begins an annex: of a regulation after its articles,
// of a paper below its foot, of another text below its first lines.
func (b *body) isAnnex(i int) bool {
	word, number, title, ok := b.annexHeadAt(i)
	if !ok || b.quotes > 0 {
		return false
	}
	switch {
	case number == "" && word == b.annexWord && b.annexed:
		return false // 附件：… of a form among numbered annexes
	case b.regulation:
		return b.started || b.annexed
	case b.kind != corpus.Official && b.kind != corpus.Regulation:
		return false
	case b.paper != nil && b.paper.foot >= 0:
		return i > b.paper.foot
	}
	return b.annexed || i > b.body+1 && (title == "" || number != "") && !annexEntry.MatchString(title)
}

// isAnnexList reports whether the annex line i only names the annexes, which stand
// below or not at all: 附件：1.登记表 2.….
func (b *body) isAnnexList(i int) bool {
	_, number, title, _ := b.annexHeadAt(i)
	if number != "" {
		return false
	}
	if annexEntry.MatchString(title) {
		return true
	}
	named := corpus.Fold(title)
	listed := named == "" && i+1 < len(b.lines) && annexEntry.MatchString(b.lines[i+1].text) && !hasStop(b.lines[i+1].text)
	for j := i + 1; j < len(b.lines) && (named != "" || listed); j++ {
		_, number, title, ok := b.annexHeadAt(j)
		switch {
		case !ok:
		case listed && number != "":
			return true
		case named != "" && (corpus.Fold(title) == named || title == "" && j+1 < len(b.lines) && corpus.Fold(b.lines[j+1].text) == named):
			return true
		}
	}
	return false
}

func (b *body) annex(i int) {
	l := b.lines[i]
	if !b.annexed {
		b.annexed, b.own = true, b.number
	}
	b.number, b.branch, b.started = 0, 0, false
	if b.isAnnexList(i) {
		b.tree.begin(levelPart, &corpus.Provision{Kind: corpus.NodeNote, Label: "附件说明"}, l.span.Start)
		return
	}
	word, number, title, _ := b.annexHeadAt(i)
	if b.annexWord = "-"; number != "" {
		b.annexWord = word
	}
	n := &corpus.Provision{Kind: corpus.NodeAnnex, Label: cleanLabel(strings.Trim(l.text[:len(l.text)-len(title)], "：:．.、 \u3000【】[]〔〕")), Caption: corpus.CleanTitle(title)}
	if n.Label == "附" {
		n.Label = "附件"
	}
	n.Number, _ = corpus.ParseNumeral(number)
	n.Head.End = l.span.End
	if title == "" && b.captions(i+1) {
		n.Caption, n.Head.End, b.taken = corpus.CleanTitle(b.lines[i+1].text), b.lines[i+1].span.End, i+1
		if next := i + 2; !annexTitleEnd.MatchString(n.Caption) && b.captions(next) && b.titleGoesOn(next) && !strings.ContainsAny(b.lines[next].text, "：: \u3000、") {
			n.Caption, n.Head.End, b.taken = n.Caption+corpus.CleanTitle(b.lines[next].text), b.lines[next].span.End, next
		}
	}
	b.tree.begin(levelPart, n, l.span.Start)
}

// resumes reports whether line i goes on with the articles of the text itself, so that
// what looked like an annex stood among them.
func (b *body) resumes(i int) bool {
	m := b.markers[i]
	return b.annexed && !b.started && b.own > 0 && m.form == formArticle && m.branch == 0 && m.number == b.own+1 && !runsOn(b.rest(i)) && !clauseOf.MatchString(strings.TrimLeft(b.rest(i), " \u3000"))
}

// captions reports whether line i can only be the title of the annex above it.
func (b *body) captions(i int) bool {
	if i >= len(b.lines) || b.contents[i] || b.markers[i].form != noMarker || b.lines[i].mark != "" || hasStop(b.lines[i].text) {
		return false
	}
	_, _, _, annex := b.annexHeadAt(i)
	last, _ := utf8.DecodeLastRuneInString(b.lines[i].text)
	return !annex && b.lines[i].runes() <= longestAnnexHead && !strings.ContainsRune("：:，,；", last) && b.markup(i)
}

// markup reports whether line i is a heading by markup, or a text has none.
func (b *body) markup(i int) bool { return b.lines[i].heading > 0 || b.lines[i-1].heading == 0 }

// annexLine reads a line of an annex: its articles if it has any, else its headings
// and its paragraphs, which are counted.
func (b *body) annexLine(i int) {
	l, m := b.lines[i], b.markers[i]
	switch {
	case m.form >= formPart && m.form <= formSection && b.isHeading(i):
		b.ordinalHeading(i)
	case m.form == formArticle && b.isArticle(i):
		b.article(i)
	case b.started && b.isTopicHeading(i):
		b.topicHeading(i)
	case b.tree.inside(corpus.NodeArticle) != nil:
		b.articleLine(i)
	case l.mark == corpus.MarkTable:
		b.block(i, corpus.NodeTable, levelParagraph)
	case (m.form == formHan || m.form == formHanParen) && b.quotes == 0 && b.isOutlineHeading(i):
		b.annexHeading(i)
	case b.tree.inside(corpus.NodeParagraph) != nil && b.joins(i):
	default:
		b.tree.begin(levelParagraph, countedParagraph(b.tree.innermost(levelParagraph)), l.span.Start)
	}
}

// annexHeading begins 一、 or （一） of an annex. A sentence behind it is its text.
func (b *body) annexHeading(i int) {
	l, m := b.lines[i], b.markers[i]
	n := &corpus.Provision{Kind: corpus.NodeHeading, Number: m.number, Label: cleanLabel(m.label)}
	n.Head.End = l.span.Start + m.width
	if rest := b.rest(i); (!endsSentence(rest) || strings.HasSuffix(rest, "：")) && !hasStop(rest) && utf8.RuneCountInString(rest) <= longestCaption {
		n.Caption, n.Head.End = corpus.CleanTitle(rest), l.span.End
	}
	b.tree.begin(outlineLevels[m.form], n, l.span.Start)
	if n.Head.End < l.span.End {
		b.tree.begin(levelParagraph, countedParagraph(n), n.Head.End)
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
