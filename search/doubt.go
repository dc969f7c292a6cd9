package search

import (
	"fmt"
	"strconv"
	"strings"

	"tiaowen/corpus"
)

// DoubtWords say why a text is 效力待核, in a sentence.
func DoubtWords(d corpus.Doubt) string {
	title := func(s string) string { return CiteVersion(strings.TrimPrefix(s, "中华人民共和国"), "") }
	switch d.Reason {
	case corpus.TrialOver:
		return fmt.Sprintf("试行期已于%s届满，文本没有写明期满后的效力", d.From.After(0, 0, -1).Chinese())
	case corpus.StartUnknown:
		return "文本写有施行日期或者有效期限，但起算的日期不详"
	case corpus.NewerTitle:
		return "资料库另有后来的" + title(d.By) + "，没有写明是否取代这一文本"
	case corpus.ParentGone:
		if d.By == d.Of {
			return "所依据的" + title(d.Of) + "已经失效"
		}
		return "所依据的" + title(d.Of) + "已由" + title(d.By) + ClauseLabel(d.Clause) + "废止"
	}
	return ""
}

// NotHeldWords say that the text which applied on a day is an older one that is not
// held; empty if that is not so.
func NotHeldWords(line corpus.Timeline, day corpus.Date) string {
	if !line.Replaces(day) {
		return ""
	}
	return "该日施行的是较早的文本，资料库没有；所示文本自" + line.Effective.Chinese() + "起施行，不是该日的文本"
}

// ClauseLabel writes the article of a locator or an address: 第一千二百六十条 of
// 民法典_2020-05-28#art_1260. Other provisions have no label of their own.
func ClauseLabel(address string) string {
	locator, above := address[strings.IndexByte(address, '#')+1:], ""
	if annex, below, found := strings.Cut(locator, "__"); found && strings.HasPrefix(annex, "annex_") {
		locator, above = below, "附件"+strings.TrimPrefix(annex, "annex_")
	}
	rest, found := strings.CutPrefix(locator, "art_")
	if !found {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "__")
	rest, _, _ = strings.Cut(rest, "~")
	number, branch, _ := strings.Cut(rest, "-")
	n, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	label := above + "第" + corpus.FormatNumeral(n) + "条"
	if b, err := strconv.Atoi(branch); err == nil {
		label += "之" + corpus.FormatNumeral(b)
	}
	return label
}

// unverifiedStatus is the code of a text whose status is 效力待核, in notices and
// cautions alike.
const unverifiedStatus = "unverified_status"

// OfStanding reports whether a caution of a code speaks of a text's status.
func OfStanding(code string) bool {
	return code == unverifiedStatus || corpus.Known(corpus.Statuses, code)
}

// StandingCaution is what a reader must know of a text's status on a day: that it is
// 效力待核, has ended, or does not apply yet; false if it applies, or nothing is known.
func StandingCaution(status corpus.Status, d corpus.Doubt) (corpus.Caution, bool) {
	c := corpus.Caution{Code: string(status), Label: corpus.Label(corpus.Statuses, string(status))}
	switch status {
	case corpus.Unverified:
		c.Code, c.Message = unverifiedStatus, DoubtWords(d)
	case corpus.Amended:
		c.Message = "已有较新的版本"
	case corpus.Repealed, corpus.Lapsed:
		c.Message = "不能再作为依据"
	case corpus.NotYet:
		c.Message = "还没有施行"
	default:
		return corpus.Caution{}, false
	}
	return c, true
}
