package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// A paper often is but the cover of another text: 印发, 转发, an order that makes a
// regulation known. Cover and text become documents of their own that name each
// other.

var (
	forwardVerb = pattern.MustCompile(`印发|转发|批转|公布|颁布|颁发|发布|下发`)
	// carrySentence is a sentence that hands a text on.
	carrySentence = pattern.MustCompile(`(?:印发|转发|公布|发布|下发|批转|颁布|颁发)(?:给|，|,|施行|实施|如下|你们|$)|现(?:予以?|将)?[^，。]{0,8}(?:印发|公布|发布|转发)`)
	citedAs       = pattern.MustCompile(`(?:根据|按照|依据|遵照|贯彻|落实|依照|废止|原|按)[^，。《]{0,8}$`)
	unquoted      = pattern.MustCompile(`(?:印发|转发|批转|公布|颁布|发布|下发)(.{4,}?)的?(?:通知|决定|公告|命令|令|函|通报)$`)
	carriedEnding = pattern.MustCompile(`(?:方案|计划|规划|办法|规定|条例|细则|规则|准则|章程|意见|政策|措施|预案|制度|要点|纲要|标准|规范|指南|规程|守则|讲话|报告|安排|指引|决定|通知|批复|纪要|解释|法|法典|修正案|公约|协定|目录)(?:[（(〔\[].{0,20}[）)〕\]])?$`)
	// provisionsEnding is how a text is called that is made of provisions.
	provisionsEnding = pattern.MustCompile(`(?:条例|规定|办法|细则|规则|准则|章程|规程|守则|制度|方案|标准|解释|法|法典)(?:[（(〔\[].{0,20}[）)〕\]])?$`)
	belowFoot        = pattern.MustCompile(`^(?:主题词|抄送|抄报|印送|分送|发[:：]|附[:：]|\d{4}年.{2,8}印发)|印发$`)
	carryingGenres   = []corpus.Genre{corpus.GenreNotice, corpus.GenreOrder, corpus.GenreDecision, corpus.GenreAnnouncement,
		corpus.GenreOfficeLetter, corpus.GenreReply, corpus.GenreCircular}
)

// carried are the titles of what the paper prints or forwards, as it names them:
// in quotes in its title, else in the sentence that hands them on, else plainly
// in the title.
func (p *parser) carried() []string {
	o := p.paper
	if !slices.Contains(carryingGenres, o.genre) {
		return nil
	}
	var named []string // 《甲》等三个文件: the text has them all
	verb := forwardVerb.FindStringIndex(o.title)
	if verb != nil {
		if named = quotedTitles(o.title[verb[0]:]); named != nil && !strings.Contains(o.title, "》等") {
			return named
		}
	}
	end := min(len(p.lines), o.body+8)
	if o.foot >= 0 {
		end = min(end, o.foot+1)
	}
	for i := o.body; i < end; i++ {
		for _, sentence := range strings.FieldsFunc(p.lines[i].text, func(r rune) bool { return r == '。' || r == '；' }) {
			if names := texts(quotedTitles(sentence)); len(names) > len(named) && carrySentence.MatchString(sentence) {
				return names
			}
		}
	}
	if named != nil {
		return named
	}
	if m := unquoted.FindStringSubmatch(o.title); m != nil && carriedEnding.MatchString(m[1]) {
		return []string{m[1]}
	}
	return nil
}

// texts are the titles that are called as texts are which papers carry.
func texts(titles []string) []string {
	return slices.DeleteFunc(titles, func(s string) bool { return !carriedEnding.MatchString(s) })
}

// quotedTitles are the titles in 《》; one inside another belongs to it.
func quotedTitles(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '《':
			if depth++; depth == 1 {
				start = i + len("《")
			}
		case '》':
			if depth--; depth == 0 && i > start {
				if before := text[:start-len("《")]; !citedAs.MatchString(before) {
					out = append(out, strings.Join(strings.Fields(text[start:i]), " "))
				}
			}
			depth = max(depth, 0)
		}
	}
	return out
}

// namedAt reports which of the names the lines from i on are, and as they have it;
// -1 if none. Loose also takes a title that lacks the place before it or has 的 more.
func (p *parser) namedAt(i int, names []string, loose bool) (title string, name int) {
	const mostLines = 4
	joined := ""
	for j := i; j < len(p.lines) && j < i+mostLines; j++ {
		l := p.lines[j]
		if hasStop(l.text) || l.runes() > longestTitle {
			break
		}
		joined += l.text
		for k, n := range names {
			a, b := titleLetters(joined), titleLetters(n)
			short := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
			if a == b || loose && short >= 6 && (strings.HasSuffix(b, a) || strings.HasSuffix(a, b)) {
				if j+1 < len(p.lines) && bracketed.MatchString(p.lines[j+1].text) && strings.HasSuffix(corpus.Fold(n), corpus.Fold(p.lines[j+1].text)) {
					joined += p.lines[j+1].text
				}
				return joinTitle([]string{joined}), k
			}
		}
	}
	return "", -1
}

// bracketed is a line that is a bracket, which belongs to the title above it.
var bracketed = pattern.MustCompile(`^[（(〔\[][^）)〕\]]{1,20}[）)〕\]]$`)

// titleLetters are the letters by which a title is known again: without punctuation
// and 的, which one place has and the other has not, and without （试行）.
func titleLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '的' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, corpus.Fold(trialTail.ReplaceAllString(strings.TrimSpace(s), "")))
}

// looksTitled reports whether line i reads as a title, above a text.
func (p *parser) looksTitled(i int) bool {
	l := p.lines[i]
	return i+1 < len(p.lines) && l.runes() >= 4 && l.runes() <= 60 && !hasStop(l.text) && carriedEnding.MatchString(l.text) && p.markers[i].form == noMarker && l.mark != corpus.MarkTable
}
