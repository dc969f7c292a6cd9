package packet

import (
	"regexp"
	"strconv"
	"strings"

	"tiaowen/corpus"
)

// shortVersion is what the library's own citation says of a version, which a
// source line says more exactly.
var shortVersion = regexp.MustCompile(`^（[^（）]*(?:年|日)(?:版|施行|公布)）`)

// place is how a passage's place in its document is named: 第十二条第一款, or
// 二、（一） where there is no 条. The library's citation knows the document's
// own words; only without it the locator is read.
func (p Passage) place() string {
	if _, after, ok := strings.Cut(oneLine(p.Citation), "》"); ok {
		return strings.TrimSpace(shortVersion.ReplaceAllString(after, ""))
	}
	return placeOf(p.Locator)
}

// barePlace is the same where it ends a sentence: 二, not 二、.
func (p Passage) barePlace() string { return strings.TrimRight(p.place(), "、.") }

// placeOf reads a locator; empty for what a citation does not name: paragraphs
// outside articles, tables, 题注.
func placeOf(locator string) string {
	var b strings.Builder
	for step := range strings.SplitSeq(locator, "__") {
		b.WriteString(stepWords(step))
	}
	return b.String()
}

// units are the words of the steps of a locator.
var units = map[string]string{
	"part": "第%编", "subpart": "第%分编", "chp": "第%章", "sec": "第%节",
	"art": "第%条", "para": "第%款", "item": "第（%）项",
}

var locatorStep = regexp.MustCompile(`^([a-z]+)_([0-9]+)(?:-([0-9]+))?(?:~[0-9]+)?$`)

func stepWords(step string) string {
	m := locatorStep.FindStringSubmatch(step)
	if m == nil {
		return ""
	}
	number, err := strconv.Atoi(m[2])
	if err != nil {
		return ""
	}
	words := strings.Replace(units[m[1]], "%", corpus.FormatNumeral(number), 1)
	if m[1] == "subitem" {
		words = "第" + m[2] + "目"
	}
	if branch, err := strconv.Atoi(m[3]); err == nil && words != "" {
		words += "之" + corpus.FormatNumeral(branch)
	}
	return words
}
