package naming

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// Version is which version of a work was asked for, in brackets after the
// title: （2019年修订）, （试行）, （示发〔2019〕5号）.
type Version struct {
	Trial string
	Date  corpus.Date // a day, a month or a year
	DocNo string
}

var (
	trialWord   = regexp.MustCompile(`试行|暂行|草案|征求意见稿|送审稿`)
	versionYear = regexp.MustCompile(`^(?:(\d{4})年?.{0,12}|.{0,10}(?:修订|修正|年))$`)
)

// CutVersion cuts from a folded title what brackets at its end say of its version.
func CutVersion(folded string) (title string, v Version) {
	title = folded
	for strings.HasSuffix(title, ")") || strings.HasSuffix(title, "]") || strings.HasSuffix(title, "〕") {
		open := strings.LastIndexAny(title[:len(title)-1], "([〔")
		if no := docNumbers.FindStringIndex(title); no != nil && strings.HasSuffix(title, "号)") {
			open = strings.LastIndex(title[:no[0]+1], "(")
		}
		if open <= 0 || !v.read(strings.Trim(title[open:], "([〔〕])")) {
			break
		}
		title = title[:open]
	}
	return title, v
}

// read takes what stood in brackets, if it tells a version. （一） does not.
func (v *Version) read(words string) bool {
	switch {
	case trialWord.MatchString(words):
		v.Trial = trialWord.FindString(words)
	case strings.HasSuffix(words, "号") && DocNumber(words) != "":
		v.DocNo = DocNumber(words)
	case strings.HasPrefix(words, "以下简称"), strings.HasPrefix(words, "下称"), strings.HasPrefix(words, "简称"):
	case versionYear.MatchString(FullYears(words)):
		words = FullYears(words)
		if dates := corpus.FindDates(words); len(dates) > 0 {
			v.Date = dates[0].Date
		} else if year := versionYear.FindStringSubmatch(words)[1]; year != "" {
			v.Date = corpus.Date(year)
		} else if strings.HasSuffix(words, "年") { // a year that is not read must not count as none
			return false
		}
	default:
		return false
	}
	return true
}

// trialInside matches 试行 or 暂行 in a folded title, with brackets or without.
var trialInside = regexp.MustCompile(`\(?(试行|暂行)版?\)?`)

// OnTrial are the other ways to write a folded title that says that it is on
// trial: 样本规定试行 as 样本规定(试行), and as 样本试行规定. None if it does not say so.
func OnTrial(folded string) []string {
	m := trialInside.FindStringSubmatchIndex(folded)
	if m == nil || m[0] == 0 {
		return nil
	}
	word := folded[m[2]:m[3]]
	bare := folded[:m[0]] + folded[m[1]:]
	title, after, version := strings.Cut(bare, "(")
	if version {
		after = "(" + after
	}
	out := []string{title + "(" + word + ")" + after}
	for _, genre := range []string{"条例", "规定", "办法", "细则", "规则", "准则"} {
		if before, found := strings.CutSuffix(title, genre); found {
			out = append(out, before+word+genre+after)
		}
	}
	return out
}

// Fits reports whether fields are of the version; unknown if they cannot tell.
func (v Version) Fits(f corpus.Fields) (fits, unknown bool) {
	if v.DocNo != "" && f.DocNo != "" {
		return DocNumber(f.DocNo) == v.DocNo, false
	}
	switch {
	case v.Date == "":
		return true, v.DocNo != ""
	case f.VersionDate() == "" && f.Adopted == "":
		return true, true
	}
	dates := []corpus.Date{f.VersionDate()}
	// A version adopted at the end of a year is promulgated in the next; but a
	// law amended in place keeps the day of its first adoption.
	if f.Adopted != "" && f.Adopted.Year() >= f.VersionDate().Year()-1 {
		dates = append(dates, f.Adopted)
	}
	is := func(d corpus.Date) bool { return strings.HasPrefix(string(d), string(v.Date)) }
	return slices.ContainsFunc(dates, is), false
}

// docNumbers matches a 发文字号 with any brackets, in a folded text.
var docNumbers = regexp.MustCompile(`(\p{Han}{1,20}?)[〔\[(【<〈﹝「]?((?:19|20)\d{2})[〕\])】>〉﹞」]第?(\d{1,5})号|(\p{Han}{2,20}令)第?([0-9〇零一二三四五六七八九十百]{1,8})号`)

// IsDocNumber reports whether a folded name is a 发文字号 and nothing else.
func IsDocNumber(folded string) bool {
	m := docNumbers.FindStringIndex(folded)
	return m != nil && m[0] == 0 && m[1] == len(folded)
}

// DocNumber is the 发文字号 in s in one form; empty if there is none.
func DocNumber(s string) string {
	m := docNumbers.FindStringSubmatch(corpus.Fold(s))
	switch {
	case m == nil:
		return ""
	case m[1] != "":
		return m[1] + "〔" + m[2] + "〕" + strings.TrimLeft(m[3], "0") + "号"
	}
	n, _ := corpus.ParseNumeral(m[5])
	return fmt.Sprintf("%s第%d号", m[4], n)
}
