package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Papers say on their head that they are not for everybody: 机密★1年 where the
// law on state secrets has it, 内部资料 注意保存 where a house marks its own. Such
// a mark stands on a line of its own, with nothing but a copy number or 特急
// beside it; a regulation that speaks of 绝密级 has the words in a sentence.

// secrecyHead is how many lines of a text are its head, where marks are taken
// more readily: a paper's head is a page, not a line.
const secrecyHead = 30

// starred is a mark of state secrecy with its term: the star is what running
// text does not have.
const starred = `(?:绝\s*密|絕\s*密|机\s*密|機\s*密|秘\s*密)\s*[★☆✩✭✮⭐]\s*(?:长期|長期|[0-9０-９一二三四五六七八九十]+\s*(?:年|个月|個月|天|日)|[^\s。；，]{0,6})?`

// misread is such a mark whose star a reader of pages, or of a font, took for
// something else or did not see: 机密*1年, 机密大1年. With its term it is no less a
// mark, if the line holds nothing else.
const misread = `(?:绝|絕|机|機|秘)\s*密\s*(?:[^\p{Han}\s]|[大太犬女文交夭])?\s*(?:长期|長期|[0-9０-９一二三四五六七八九十]+\s*(?:年|个月|個月|天))`

var (
	// besideMark is what may stand on the line of a mark: copy number, urgency.
	besideMark = `(?:[\s0-9０-９№.\-—·]|第|号|份|特\s*急|加\s*急|平\s*急|急\s*件|存\s*档)*`
	// markLine is a line that is a mark of state secrecy wherever it stands: it
	// may be the header of a page.
	markLine = regexp.MustCompile(`^` + besideMark + `(` + starred + `|` + misread + `|密\s*级\s*[:：]\s*(?:绝密|絕密|机密|機密|秘密|内部|內部)[^\s。；]{0,8})` + besideMark + `$`)
	// levelLine is a form's answer that a text is not for everybody, noteLine a
	// paper's note that says so of itself: wherever they stand. Both are of folded
	// lines, as closedLine is, which is the bare words, alone or over and over as a
	// watermark has them, on the head.
	levelLine = regexp.MustCompile(`^(?:(?:` + anyOf("密级", "密级和保密期限", "保密级别", "保密等级", "涉密等级") + `)[:|]` + closedWord + `|(?:` +
		anyOf("公开属性", "公开方式", "公开类别", "公开类型", "公开范围", "公开形式", "信息公开", "信息公开选项", "信息公开属性", "信息公开类别", "是否公开") +
		`)[:|](?:` + notOpen + `|否))$`)
	noteLine   = regexp.MustCompile(`^(?:` + anyOf("此件", "本件", "此文", "本文件", "此文件", "本资料", "此资料") + `)` + notOpen + `$`)
	closedLine = regexp.MustCompile(`^` + besideMark + closedWord + `(?:[,、;·|/-]*` + closedWord + `)*` + besideMark + `$`)
	// headLine is a mark beside something else, on the head of a paper.
	headLine = regexp.MustCompile(`^(` + starred + `)\s+\S|\s(` + starred + `)$`)
	// bareLine is a mark in the old manner, without a star.
	bareLine = regexp.MustCompile(`^` + besideMark + `((?:绝|絕|机|機|秘)\s*密)` + besideMark + `$`)
	// houseLine is a line of nothing but words that keep a paper in the house.
	houseLine = regexp.MustCompile(`^` + houseWord + `(?:[\s,，、;；.。·!！—-]*` + houseWord + `)*[。.!！]?$`)
	// houseStrong is one of those words that says so alone.
	houseStrong = regexp.MustCompile(`[内內]部(?:资料|資料|文件|参考|參考|材料|使用|传阅|傳閱|掌握)|注意保存|(?:不得|严禁|嚴禁|请勿|禁止|切勿)(?:外传|外傳|外泄|扩散|擴散)`)
)

// houseWord is one word of such a line; not each is a mark alone.
const houseWord = `(?:仅供|僅供|限|属|此件|本)?(?:[内內]部(?:资料|資料|文件|参考|參考|材料|使用|传阅|傳閱|掌握|学习|學習)(?:使用|参考)?|注意保存|妥善保管|阅后(?:收回|即焚)|(?:不得|严禁|嚴禁|请勿|禁止|切勿)(?:外传|外傳|外泄|扩散|擴散|翻印|复制|複製|转发|转载|传播)|仅供参考|僅供參考)`

// notOpen says that a paper is not published.
var notOpen = `(?:` + anyOf("不公开", "不予公开", "不宜公开", "不公开发布", "不予公开发布", "不对外公开", "不得公开", "暂不公开", "非公开") + `)`

// closedWord is one word, Chinese or English, by which a paper says by itself that
// it is not for everybody; a term may follow.
var closedWord = `(?:(?:` + notOpen + `|` + anyOf("工作秘密", "警务工作秘密", "审判工作秘密", "检察工作秘密", "核心商密", "普通商密", "涉密文件", "涉密资料", "密件", "秘密级", "机密级", "绝密级",
	"topsecret", "secret", "confidential", "strictlyconfidential", "restricted", "internaluseonly", "forinternaluseonly", "internalonly",
	"officialuseonly", "forofficialuseonly", "notforpublicrelease", "notforrelease", "classified") +
	`)(?:[★☆✩✭✮⭐*]?(?:长期|[0-9一二三四五六七八九十]+\s*(?:年|个月|天))|[★☆✩✭✮⭐])?)`

// anyOf is an expression for any of some words. Folded lines have no spaces, so
// letters that stand apart need none.
func anyOf(words ...string) string { return strings.Join(words, "|") }

// FindSecrecy finds the mark by which a text says that it is secret or internal:
// its place and the number of its line, counted from 1. Such a text is held back
// until a person has looked at it.
func FindSecrecy(text string) (mark Span, line int, found bool) {
	at, seen := 0, 0
	for l := range strings.Lines(text) {
		line++
		span := TrimSpan(text, Span{at, at + len(l)})
		at += len(l)
		if span.Empty() {
			continue
		}
		seen++
		if SecrecyMark(span.In(text), seen <= secrecyHead) {
			return span, line, true
		}
	}
	return Span{}, 0, false
}

// SecrecyMark reports whether a line is a mark; head says that it stands on the head
// of its text.
func SecrecyMark(line string, head bool) bool {
	const longest = 40 // no mark is longer, and most lines are
	if utf8.RuneCountInString(line) > longest {
		return false
	}
	line = strings.Map(plainSpace, line)
	line = strings.TrimFunc(line, func(r rune) bool {
		return Invisible(r) || strings.ContainsRune("#*>|_【】[]（）()〔〕《》“”\"", r)
	})
	folded := Fold(line)
	if markLine.MatchString(line) || levelLine.MatchString(folded) || noteLine.MatchString(folded) {
		return true
	}
	return head && (closedLine.MatchString(folded) || headLine.MatchString(line) || bareLine.MatchString(line) || houseLine.MatchString(line) && houseStrong.MatchString(line))
}

// plainSpace makes a blank of every space, which the expressions above know.
func plainSpace(r rune) rune {
	if Invisible(r) {
		return ' '
	}
	return r
}
