package resolve

import (
	"fmt"
	"regexp"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search/naming"
)

// tidied brings what was typed into the form that the rules read: no punctuation
// around it, titles in 《》, numbers with their units.
func tidied(folded string) string {
	s := strings.TrimRight(folded, "。.,;!?:…")
	s = quotedTitle.ReplaceAllString(s, "《$1》$2")
	s = strings.Trim(s, `"'“”`)
	if strings.HasPrefix(s, "(") && strings.Index(s, ")") == len(s)-1 {
		s = s[1 : len(s)-1]
	}
	s = ringed.ReplaceAllStringFunc(s, unringed)
	s = annexInBrackets.ReplaceAllString(s, "$1$2")
	for listedBare.MatchString(s) { // each match ends where the next begins
		s = listedBare.ReplaceAllString(s, "条、$1")
	}
	s = subitemWithoutUnit.ReplaceAllString(s, "${1}项第${2}目")
	if itemWithoutUnit.MatchString(s) {
		s += "项"
	}
	return fullYears(hyphenBranch.ReplaceAllString(s, "${1}条之$2"))
}

// fullYears writes the year of an edition in digits: beside 《》, else behind the
// number. What may be in a title is left.
func fullYears(s string) string {
	if open := strings.Index(s, "《"); open >= 0 {
		end := max(open, strings.LastIndex(s, "》"))
		return naming.FullYears(s[:open]) + s[open:end] + naming.FullYears(s[end:])
	}
	if end := strings.LastIndexAny(s, "条款项目"); end >= 0 {
		return s[:end] + naming.FullYears(s[end:])
	}
	return s
}

// quotedTitle matches a title in other marks than 《》 and its number behind them:
// without a number it is a string that must stand.
var quotedTitle = regexp.MustCompile(`^[「『【〈<"“]([^「」『』【】〈〉<>"“”《》]{2,60})[」』】〉>"”]((?:的)?(?:第|[0-9一二三四五六七八九十百]|\().*)$`)

// ringed matches a number in one character, ① ⑴ ⒈ ㈠, where an address has one.
var ringed = regexp.MustCompile(`[条款项第、和至][①-⑳⑴-⒇⒈-⒛㈠-㈩]`)

// unringed writes it as (1); the numbers of ㈠ are no more than ten.
func unringed(s string) string {
	r := []rune(s)
	n := 0
	for _, first := range []rune{'①', '⑴', '⒈', '㈠'} {
		if d := int(r[1] - first); d >= 0 && d < 20 {
			n = d + 1
		}
	}
	if r[1] >= '㈠' {
		return fmt.Sprintf("%c(%s)", r[0], corpus.FormatNumeral(n))
	}
	return fmt.Sprintf("%c(%d)", r[0], n)
}

// itemWithoutUnit matches 第三十一条（六）, where 项 is left out.
var itemWithoutUnit = regexp.MustCompile(`[条款](?:之[一二三四五六七八九十])?\((?:[0-9]{1,3}|[一二三四五六七八九十]{1,4})\)$`)

// subitemWithoutUnit matches 第一条（一）2, where 项 and 目 are left out.
var subitemWithoutUnit = regexp.MustCompile(`([条款](?:之[一二三四五六七八九十])?\((?:[0-9]{1,3}|[一二三四五六七八九十]{1,4})\))[、. ]?\(?([0-9]{1,2})\)?$`)

// annexInBrackets matches …办法（附件一）第二条.
var annexInBrackets = regexp.MustCompile(`\((附[件录表图][0-9一二三四五六七八九十]{0,3})\)(的?第|\()`)

// listedBare matches 条 and the next number of 第一条 第二条 第三条: folded, no blank is
// between them.
var listedBare = regexp.MustCompile(`条(第[0-9〇零一二三四五六七八九十百千]{1,9}条)`)

// hyphenBranch matches 第120-1条, as a branch is written in addresses; a range
// goes up.
var hyphenBranch = regexp.MustCompile(`([0-9]{2,4})-([1-9])条`)

// editionAfter matches the edition that is written after the number:
// 第十二条（2018年）, 第十二条2018年版.
var editionAfter = regexp.MustCompile(`^(.*(?:[条款项目]|[条款]\([^()]+\)))(?:\(((?:19|20)\d{2}(?:年.{0,10})?版?|试行版?|暂行)\)|((?:19|20)\d{2}(?:年版?|版|年?(?:修订|修正)版?)))$`)

// cutEdition cuts it off.
func cutEdition(s string) (before, version string, ok bool) {
	m := editionAfter.FindStringSubmatch(s)
	if m == nil {
		return s, "", false
	}
	return m[1], m[2] + m[3], true
}

// ofEdition are the readings that name something inside, of an edition.
func ofEdition(list []reading, version string) []reading {
	var out []reading
	for _, rd := range list {
		if !rd.bare() && rd.title != "" {
			rd.title += "(" + version + ")"
			out = append(out, rd)
		}
	}
	return out
}

// The edition where it stands beside 《》 without brackets: 2018年《…》第二条,
// 《…》2018年版第二条.
var (
	yearAtEnd      = regexp.MustCompile(`((?:19|20)\d{2})年?(?:新?修订|修正|公布|发布|印发|通过)?版?的?$`)
	editionAtStart = regexp.MustCompile(`^((?:19|20)\d{2}(?:年?(?:修订|修正)版?|年?版|年)|试行版?|暂行)的?`)
)
