package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// officeCode is the 机关代字 before a number, without an office that stands beside it
// and without padding.
func officeCode(s string) string {
	words := strings.FieldsFunc(s, corpus.Invisible)
	for len(words) > 1 && (isOffice(words[0]) || besideCode(words[0])) {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// codeNumber writes what numberLine or docNumber matched: 机关代字, year and number.
func codeNumber(m []string) string {
	return officeCode(m[1]) + "〔" + simplified(m[2]) + "〕" + simplified(m[3]) + "号"
}

// jointWords are the names of offices before a number with one space between.
func jointWords(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == '、' || corpus.Invisible(r) })
	for _, w := range words[:max(0, len(words)-1)] {
		if !isOffice(w) {
			return strings.Join(words, "") // one name, set wide
		}
	}
	return strings.Join(words, " ")
}

// wholeBracket is a number in brackets, not one that ends with some.
var wholeBracket = pattern.MustCompile(`^[（(【]([^（()）【】]+)[）)】]$`)

// codeAlone is a line that is a 机关代字, its number on the next.
var codeAlone = pattern.MustCompile(`^[\p{Han}]{1,10}(?:发|函|字|通|任|规|文|政|明电|复|呈|报|党|纪|组)$`)

// digitGap is a space inside a number, as readers of scans put it.
var digitGap = pattern.MustCompile(`([0-9〔\[（(【﹝［])[ \x{3000}]+([0-9])(?:[ \x{3000}]+([0-9]))?`)

// closedDigits is a line with half-width digits and without spaces inside its
// numbers: 2 0 2 1 年 3 月.
func closedDigits(text string) string {
	text = strings.Map(halfWidth, text)
	for range 3 { // a match ends where the next would begin
		text = digitGap.ReplaceAllString(text, "$1$2$3")
	}
	return text
}

// numberBeforeText takes the number that stands before the text on its first line,
// as pages have it whose lines were joined: 某发〔2022〕3号 各单位：….
func (p *parser) numberBeforeText(o *paper) {
	if o.body >= len(p.lines) {
		return
	}
	if number, rest := leadingNumber(p.lines[o.body].text); rest != "" && o.docNo == "" {
		o.docNo = number
	}
}

// leadingNumber cuts such a number off a line; rest is empty where none stands there.
func leadingNumber(text string) (number, rest string) {
	m := numberLine.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	rest = strings.TrimLeftFunc(text[len(m[0]):], corpus.Invisible)
	apart := len(strings.TrimRightFunc(text[:len(text)-len(rest)], corpus.Invisible)) < len(text)-len(rest)
	if !apart && !strings.HasPrefix(rest, "各") {
		return "", "" // 某发〔2022〕3号文件下发后，…
	}
	return codeNumber(m), rest
}

// numberBelow is the number that stands alone below the foot on line i, where some
// pages have it.
func (p *parser) numberBelow(i int) string {
	for j := i + 1; j < len(p.lines) && j <= i+2; j++ {
		text := closedDigits(p.lines[j].text)
		if m := numberLine.FindStringSubmatch(text); m != nil && (isNumberLine(text) || strings.HasPrefix(text, "（") && strings.HasSuffix(m[0], "）")) {
			return codeNumber(m)
		}
	}
	return ""
}

// isNumberLine reports whether nothing but a number stands on a line.
func isNumberLine(text string) bool {
	found := numberLine.FindString(text)
	return found != "" && len(found) == len(text)
}

// besideCode reports whether a word that stands before a 机关代字 is none of it: the
// name of the box it stands in, how urgent a telegram is and of what kind.
func besideCode(word string) bool {
	if _, label := labelNames[word]; label || urgencyLine.MatchString(word) {
		return true
	}
	switch word {
	case "等级", "明电", "密电", "明传", "传真", "编号", "第":
		return true
	}
	return false
}

// telegram reads how urgent a paper is from the line of its number: 等级　特急　明电.
func (p *parser) telegram(o *paper, text string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return corpus.Invisible(r) || r == '·' }) {
		if urgencyLine.MatchString(word) && o.urgency == "" {
			o.urgency = word
		}
	}
}

func signerName(s string) string {
	var names []string
	padded := "" // a name of two, set as wide as one of three
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return r == '、' || corpus.Invisible(r) }) {
		if utf8.RuneCountInString(n) == 1 {
			if padded += n; utf8.RuneCountInString(padded) < 2 {
				continue
			}
			n, padded = padded, ""
		}
		names = append(names, n)
	}
	return strings.Join(names, "、")
}

// headNumbers gives the numbers that belong to a line above them: of an order, an
// announcement, minutes.
func (p *parser) headNumbers(o *paper, heads []int, roles []headLine) {
	for k, i := range heads {
		if roles[i] != headNumber {
			continue
		}
		number := corpus.CleanTitle(p.lines[i].text)
		if m := wholeBracket.FindStringSubmatch(number); m != nil {
			number = m[1]
		}
		above := ""
		if k > 0 && roles[heads[k-1]] == headText {
			above = corpus.CleanTitle(p.lines[heads[k-1]].text)
			if o.lines.to == heads[k-1]+1 && !strings.Contains(o.title, " ") {
				above = o.title // 某指挥部 and 动员令 on two lines
			}
		}
		above = strings.TrimPrefix(above, "中华人民共和国")
		number = plainNumber(number)
		switch {
		case strings.HasSuffix(above, "令") && !strings.Contains(above, "关于"):
			if o.docNo == "" {
				o.docNo = above + number
			}
			if o.lines.to == i && o.genre == corpus.GenreOrder {
				o.title += number
				o.lines.to = i + 1
			}
		case o.docNo != "":
		case strings.HasPrefix(number, "〔") && codeAlone.MatchString(above) && !isOffice(above):
			o.docNo = above + number
		case !strings.Contains(above, "关于") && (strings.HasSuffix(above, "公告") || strings.HasSuffix(above, "通告")) && titleOffices(above) != nil:
			o.docNo = above + number
		default:
			o.docNo = number
		}
	}
}

var (
	yearBracket = pattern.MustCompile(`[〔\[（(【﹝［]((?:19|20)\d{2})[〕\])）】﹞］](?:第)?0*(\d{1,5})号`)
	numberValue = pattern.MustCompile(`\d+[号期次]|[〇零一二三四五六七八九十百]+[号期次]`)
)

func halfWidth(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

// plainNumber is a number with 〔〕 and half-width digits.
func plainNumber(s string) string {
	s = strings.Map(halfWidth, corpus.CleanTitle(s))
	if m := yearBracket.FindStringSubmatchIndex(s); m != nil {
		return s[:m[0]] + "〔" + s[m[2]:m[3]] + "〕" + s[m[4]:m[5]] + "号"
	}
	if !numberValue.MatchString(s) {
		return ""
	}
	return s
}
