package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// Between the 款 of a text stand lines that are none: its translation, the same in
// Traditional characters, an editor's note, a page's number, the signature at the end.
// They stay where they stand, as notes, and are not counted.

// aside is what a line is that is not the text's own.
type aside int

const (
	noAside      aside = iota
	asideForeign       // in another language
	asideCopy          // the same in other characters
	asideNote          // a note that is over with its line
	asideOpen          // one that may go on below
	asideBlock         // of a commentary, which goes on up to the next article
	asidePage          // a page's number
	asideSign          // the signature and the day at the end
	asideDoubt         // like one of these, but it may be text
)

const remarkWords = `条文主旨|条文释义|条文解读|条文理解|本条主旨|本条释义|释义|解读|重点解读|理解与适用|适用要点|实务要点|立法背景|立法理由|立法说明|立法目的解读|修改说明|修订说明|修改理由|相关规定|相关法条|相关条文|关联法规|关联规定|配套规定|典型案例|指导案例|案例|要点提示|导读|参见|参考`

var (
	blockHead = pattern.MustCompile(`^(?:[【〖\[［〔（(](?:` + remarkWords + `)[】〗\]］〕）)]|(?:条文主旨|条文释义|条文解读|释义|解读|理解与适用|立法理由|相关规定|相关法条|关联法规)(?:[：:]|$))`)
	// openRemark is a note that its writer did not set in brackets as a whole.
	openRemark  = pattern.MustCompile(`^(?:[【〖\[［〔（(](?:编者注|编者按|编辑注|译注|译者注|校注|原注|注释?|注解|附注|脚注)[0-9０-９一二三四五六七八九十]{0,3}[】〗\]］〕）)]|(?:编者注|编者按|编辑注|译注|译者注|校注|原注|注释)[：:])`)
	wholeRemark = pattern.MustCompile(`^(?:[（(\[［〔【](?:编者注|编者按|编辑注|译注|译者注|校注|原注|注释|注)[：:].*[）)\]］〕】])$`)
	// pageRemark is what a page or an edition says of a text, in brackets as a whole.
	pageRemark  = pattern.MustCompile(`^[（(\[［〔【](?:(?:本文)?(?:来源|作者|作者单位|执笔人?|责任编辑|责编|编辑|供稿|校对|摄影|字体|字号|打印|分享|大\s*中\s*小)(?:[：:\s　]|$)[^。；]*|(?:根据)?[^。；，]{0,12}(?:19|20)[0-9]{2}年[^。；]{0,40}(?:修正|修订|修改|增加|增订|新增|删除|删去))[）)\]］〕】]$`)
	doubtRemark = pattern.MustCompile(`^(?:注[0-9０-９一二三四五六七八九十①-⑳]{0,2}[：:]|备注[：:]|来源[：:]|编辑[：:]|责任编辑|[0-9０-９]{1,4}$)`)
	pageAlone   = pattern.MustCompile(`^(?:[—–－\-·•~―─]+\s*[0-9０-９]{1,4}\s*[—–－\-·•~―─]+|第\s*[0-9０-９]{1,4}\s*页(?:\s*[，,/／]?\s*共\s*[0-9０-９]{1,4}\s*页)?|[0-9０-９]{1,4}\s*[/／]\s*[0-9０-９]{1,4}|(?i:page)\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?)$`)
	// foreignHead is the number of a provision in a translation.
	foreignHead = pattern.MustCompile(`^(?i:article|chapter|section|part|art\.|annex|appendix)\s*[0-9IVXLivxl]+[.:]?$`)
)

// remarkBegins are the characters with which a remark or a page's number begins.
const remarkBegins = `【〖[［〔（(条释解理立相关编译校原注备来责第pP—–－-·•~―─0123456789０１２３４５６７８９`

func firstRune(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

// findAsides tells for each line what it is beside the text. A number in such a line
// begins nothing.
func (p *parser) findAsides() {
	p.asides = make([]aside, len(p.lines))
	foreignLines := 0
	for i, l := range p.lines {
		if !p.contents[i] && surelyForeign(l.text[p.markers[i].width:]) {
			foreignLines++
		}
	}
	c := newCopies(p.lines)
	last, lastBranch, block, begun := 0, 0, false, false
	for i, l := range p.lines {
		m := p.markers[i]
		if p.contents[i] || l.mark == corpus.MarkTable || l.mark == corpus.MarkHeader || p.title.contains(i) {
			c.hear(l.text, c.key(l.text))
			continue
		}
		next := m.number == last+1 && m.branch == 0 || m.number == last && m.branch == lastBranch+1
		structural := m.form >= formPart && m.form <= formSection && !hasStop(l.text) || m.form == formArticle && next && !runsOn(p.rest(i))
		if _, _, _, annex := p.annexHeadAt(i); annex || structural {
			block = false
		}
		rest, key := p.rest(i), c.key(l.text)
		switch {
		case l.mark == corpus.MarkNote && begun:
			p.asides[i] = asideNote
		case surelyForeign(rest), foreignLines >= 2 && hardlyChinese(rest), mayBeLatin(l.text) && foreignHead.MatchString(l.text):
			p.asides[i] = asideForeign
		case c.copied(l.text, key):
			p.asides[i] = asideCopy
		case !begun:
		case !block && !strings.ContainsAny(firstRune(l.text), remarkBegins):
		case block:
			p.asides[i] = asideBlock
		case blockHead.MatchString(l.text):
			p.asides[i], block = asideBlock, true
		case pageAlone.MatchString(l.text):
			p.asides[i] = asidePage
		case wholeRemark.MatchString(l.text), pageRemark.MatchString(l.text) && apart(l.text):
			p.asides[i] = asideNote
		case openRemark.MatchString(l.text):
			p.asides[i] = asideOpen
		case doubtRemark.MatchString(l.text):
			p.asides[i] = asideDoubt
		}
		c.hear(l.text, key)
		switch {
		case p.asides[i] != noAside:
			p.markers[i] = marker{}
		case m.form == formArticle && !runsOn(rest):
			last, lastBranch, begun = m.number, m.branch, true
		}
	}
	p.findSignature()
}

// findSignature marks the day that ends a text, or stands above its annexes, and the
// offices above it.
func (p *parser) findSignature() {
	if first := p.firstArticle(); first >= 0 {
		end := len(p.lines)
		for i := first; i < len(p.lines); i++ {
			if _, _, _, annex := p.annexHeadAt(i); annex {
				end = i
				break
			}
		}
		for end > first && p.asides[end-1] != noAside {
			end--
		}
		if end-1 <= first || !pureDay.MatchString(p.lines[end-1].text) && signedDay.FindString(p.lines[end-1].text) == "" || hasStop(p.lines[end-1].text) {
			return
		}
		p.asides[end-1] = asideSign
		for i := end - 2; i > first && p.signature(i); i-- {
			p.asides[i] = asideSign
		}
	}
}

// signature reports whether line i can be an office that signs.
func (p *parser) signature(i int) bool {
	l := p.lines[i]
	return l.runes() <= 30 && p.markers[i].form == noMarker && p.asides[i] == noAside && !endsSentence(l.text) && !strings.ContainsAny(l.text, "，。；：") && endsSentence(p.lines[p.before(i)].text) || p.asides[i] == noAside && offices(l.text) != nil
}

// before is the line before line i that is the text's own, after the one after it;
// after is len(p.lines) where there is none.
func (p *parser) before(i int) int {
	for i--; i > 0 && p.isAside(i); i-- {
	}
	return max(i, 0)
}

func (p *parser) after(i int) int {
	for i++; i < len(p.lines) && p.isAside(i); i++ {
	}
	return i
}

func (p *parser) isAside(i int) bool { return p.asides != nil && p.asides[i] != noAside }

// asideLine takes line i as one beside the text, with those that follow it: they are a
// note behind the article, or in it where the article goes on.
func (b *body) asideLine(i int) bool {
	if !b.isAside(i) {
		return false
	}
	if i < b.asideEnd {
		return true
	}
	end, sure := i, true
	for ; end < len(b.lines) && b.isAside(end); end++ {
		sure = sure && b.asides[end] != asideDoubt
	}
	b.asideEnd = end
	n := &corpus.Provision{Kind: corpus.NodeNote, Label: b.asideLabel(i)}
	at := b.lines[end-1].span.End
	switch {
	case b.interrupts(i, end): // it stays in the sentence, which is doubtful
	case sure && end == len(b.lines):
		b.tree.begin(levelPart, n, b.lines[i].span.Start)
	case sure && b.beginsAnew(end):
		b.tree.begin(levelArticle, n, b.lines[i].span.Start)
	default:
		b.tree.begin(levelAside, n, b.lines[i].span.Start)
		b.tree.closeTo(levelAside, at)
	}
	return true
}

const labelForeign = "译文"

func (b *body) asideLabel(i int) string {
	switch b.asides[i] {
	case asideForeign, asideCopy:
		return labelForeign
	case asideSign:
		return "落款"
	case asidePage:
		return "页码"
	}
	return "注释"
}

// interrupts reports whether the lines from i to end stand inside a sentence.
func (b *body) interrupts(i, end int) bool {
	return end < len(b.lines) && b.tree.inside(corpus.NodeParagraph) != nil && !endsSentence(b.lines[b.before(i)].text) &&
		!b.remarks(end) && b.markers[end].form == noMarker && readListed(b.lines[end].text).form == noMarker && b.lines[end].heading == 0
}

// remarks reports whether someone's remark stands right above line i: nothing goes on
// across it.
func (p *parser) remarks(i int) bool {
	for i--; i > 0 && p.isAside(i); i-- {
		if a := p.asides[i]; a != asidePage && a != asideForeign && a != asideDoubt || a == asideDoubt && p.lines[i].runes() > 4 {
			return true
		}
	}
	return false
}

// beginsAnew reports whether line i begins an article, a chapter or an annex.
func (b *body) beginsAnew(i int) bool {
	m := b.markers[i]
	return m.form == formArticle && b.isArticle(i) || m.form >= formPart && m.form <= formSection && b.isHeading(i) || b.isAnnex(i) || b.isTopicHeading(i)
}
