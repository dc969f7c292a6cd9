package resolve

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// leadIn matches the words that lead to a title where a person writes a sentence
// and not an address: 违反, 请查一下, 认真落实. A title may begin with such words itself
// (适用…的解释), so that they are left out only if the title is none with them.
var leadIn = regexp.MustCompile(`^(?:请您?|你好|您好|帮我|帮忙|给我|麻烦您?|我们?|想要?|要|需要|涉嫌|因为?|应当?|认真|严格|全面|坚决|一律|不得?|未|没有|构成|可以?|均)*` +
	`(?:想知道|知道|了解|告诉我|说说|讲讲|解释|解读|介绍|列出|调出|翻到|搜|找到|找找|找|问|翻|贯彻执行|遵照执行|参照执行|参照适用|查找|查询|查看|查阅|查一查|搜索|检索|打开|阅读|看看|根据|依据|依照|按照|遵照|比照|参照|对照|参见|参考|参阅|详见|` +
	`违反|违背|不符合|符合|触犯|适用|准用|引用|援引|引自|出自|摘自|执行|落实|贯彻|遵守|遵循|学习|结合|对应|涉及|关于|现行有效的?|现行的?|请问|请|查|看|见|依|按|据)` +
	`(?:了一下|一下|了|过|下|到)?(?:我国的?)?`)

// withoutLead is s without the words that lead in; sure says that they are no
// single character, with which many a word begins.
func withoutLead(s string) (rest string, sure, found bool) {
	lead := leadIn.FindString(s)
	return s[len(lead):], utf8.RuneCountInString(lead) > 1, lead != ""
}

// leadsIn reports whether what stands before 《 is no more than such words, with
// the year of the edition.
func leadsIn(before string) bool {
	rest, _, _ := withoutLead(strings.TrimSuffix(before, yearAtEnd.FindString(before)))
	return strings.Trim(rest, ",:的") == ""
}
