package parse

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

const (
	takesEffect = `(?:正式|开始|起)*(?:施行|执行|实施|生效|试行|实行|暂行)`
	event       = `(?:本[\p{Han}]{1,6}|[\p{Han}]{0,12}(?:会议|常委会|全会|大会)|正式|文件)?(?:审议|讨论|研究|表决)?` +
		`(发布|公布|印发|下发|颁布|签发|发文|公告|通过|批准|签署|修订发布|发布实施)`
)

var (
	// begins says that a line tells from when the text applies.
	begins = pattern.MustCompile(`(?:自|从|于).{2,40}?起?` + takesEffect + `|之日起[^。]{0,12}` + takesEffect)
	// fromDay is what follows the day of effect.
	fromDay = pattern.MustCompile(`^[ ]*(?:（[^）]{1,12}）)?(?:之日)?(?:零时|０时|0时)?(?:起|开始)[，, ]*` + takesEffect)
	// fromEvent is 自公布之日起三十日后施行: the event, how long after it.
	fromEvent = pattern.MustCompile(`(?:(?:自|从|于)` + event + `(?:之?日)?(?:起|后)?|` + ownText + event + `之日起)的?(?:满)?[，, ]*` +
		`(?:第?([0-9０-９一二三四五六七八九十百两半]{1,4})(个)?(日|天|月|个工作日|年)(?:后|之后|以后|届满)?(?:起)?)?` + takesEffect)
	labelled = pattern.MustCompile(`(?:^|` + ownText + `的?)(?:施行|实施|生效|执行)(?:日期|时间)(?:为|是)?[：: 　]*$`)
)

// startOfEffect reads the day of effect from a closing clause. The day of an
// event is taken from f; found is false if the line is no such clause.
func startOfEffect(text string, f corpus.Fields) (day corpus.Date, slip, found bool) {
	if !mayBegin(text) {
		return "", false, false
	}
	for _, d := range corpus.FindDates(text) {
		before, after := near(text, d.Span)
		before = strings.TrimRight(before, " ")
		own := strings.HasSuffix(before, "自") || strings.HasSuffix(before, "从") || strings.HasSuffix(before, "于") || subjectEnd.MatchString(before)
		if own && !titleBefore(before) && fromDay.MatchString(after) || d.Span.Start < farthest && labelled.MatchString(before) {
			return d.Date, d.Slip, true
		}
	}
	m := fromEvent.FindStringSubmatch(text)
	if m == nil {
		return "", false, false
	}
	what := m[1] + m[2] // one of them: with 自, or behind the name of the text
	m = m[1:]
	day = f.Promulgated
	if what == "通过" || what == "批准" {
		day = f.Adopted
		if day == "" && what == "批准" {
			day = f.Promulgated
		}
	}
	if m[2] == "" {
		return day, false, true
	}
	n, _ := corpus.ParseNumeral(m[2])
	switch {
	case m[2] == "半":
		return day.After(0, 6, 0), false, true
	case m[4] == "年":
		return day.After(n, 0, 0), false, true
	case m[4] == "月":
		return day.After(0, n, 0), false, true
	case m[4] == "个工作日":
		return "", false, true // nobody knows the holidays
	}
	return day.After(0, 0, n), false, true
}

// subjectEnd is a clause that leaves 自 out: 本办法2024年1月1日起施行.
var subjectEnd = pattern.MustCompile(ownText + `$|本法$`)

// titleBefore reports whether the day is that of another text: 《…》自….
func titleBefore(before string) bool {
	return strings.HasSuffix(strings.TrimRight(before, "自从于 "), "》")
}
