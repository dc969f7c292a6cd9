package parse

import (
	"regexp"
	"strings"

	"tiaowen/corpus"
)

// officeCode is the 机关代字 before a number, without an office that stands beside it
// and without padding.
func officeCode(s string) string {
	words := strings.FieldsFunc(s, corpus.Invisible)
	if len(words) > 1 && isOffice(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, "")
}

func signerName(s string) string {
	var names []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return r == '、' || r == '\t' }) {
		names = append(names, corpus.CleanTitle(n))
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
		number := strings.Trim(corpus.CleanTitle(p.lines[i].text), "（）()")
		above := ""
		if k > 0 && roles[heads[k-1]] == headText {
			above = corpus.CleanTitle(p.lines[heads[k-1]].text)
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
		case strings.HasSuffix(above, "公告") || strings.HasSuffix(above, "通告"):
			o.docNo = above + number
		default:
			o.docNo = number
		}
	}
}

var (
	yearBracket = regexp.MustCompile(`[〔\[（(【﹝［]((?:19|20)\d{2})[〕\])）】﹞］](?:第)?0*(\d{1,5})号`)
	numberValue = regexp.MustCompile(`\d+[号期次]|[〇零一二三四五六七八九十百]+[号期次]`)
)

// plainNumber is a number with 〔〕 and half-width digits.
func plainNumber(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, corpus.CleanTitle(s))
	if m := yearBracket.FindStringSubmatchIndex(s); m != nil {
		return s[:m[0]] + "〔" + s[m[2]:m[3]] + "〕" + s[m[4]:m[5]] + "号"
	}
	if !numberValue.MatchString(s) {
		return ""
	}
	return s
}
