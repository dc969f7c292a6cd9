package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// A term is what a text says of the end of its own validity: 有效期五年, 试行期
// 二年, 至2021年3月4日止, 自2021年3月5日起失效.
type term struct {
	// end is the first day without the text; empty if it has to be counted.
	end corpus.Date
	// start is the first day with it where the term names both: 自…至….
	start corpus.Date
	// years and months are counted from the day that since names.
	years, months int
	since         since
	from          corpus.Date // for sinceDay
	// as is how it ends; empty if nothing says that a trial ends the text.
	as corpus.Status
}

// since is the day that a term is counted from.
type since int

const (
	sinceEffect since = iota
	sincePrinted
	sinceAdopted
	sinceDay
)

const (
	ownGenre = `(?:办法|规定|细则|条例|意见|通知|方案|规则|制度|决定|规程|规范|准则|章程|标准|公告|通告|文件|解释|措施|规划|计划|指南|政策|实施意见|要点|指引|目录|清单|守则|公约)`
	ownText  = `(?:(?:本|该)[\p{Han}（）()]{0,8}?|此(?:项|份)?)` + ownGenre
	termWord = `(?:有效(?:期限|期|时间)|(?:施行|实施|执行|试行|暂行)(?:期限|期|时间)|适用期限|时效|试行|暂行|暂定|试用期)`
	amount   = `([0-9０-９一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3}|半)[ ]*(?:（[^）]{1,3}）)?(年|个月|周年)(半)?`
)

var (
	subject = pattern.MustCompile(ownText)
	// beginsBare is a clause that leaves the subject out: 自印发之日起施行，….
	beginsBare = pattern.MustCompile(`^(?:第[^条]{1,6}条)?[　 ]*(?:自|从).{2,40}?起?` + takesEffect)
	// Of whose validity it is: the words before it in its part of the sentence.
	termHead = pattern.MustCompile(`(?:^|[，,；;。：:（(、 ]|` + ownText + `的?|起|[日并且其暂先]|定|试行|施行|实施|执行)` + termWord)
	counted  = pattern.MustCompile(`(` + termWord + `|[，,]期限)(?:为|是|暂定为|暂定|定为|施行|实施|执行|试行|：|:|，|,)?[ ]*(?:自(.{2,14}?)(?:之日)?起(?:计算|算)?[，,]?(?:为|的)?)?` + amount)
	trial    = pattern.MustCompile(`^(?:试|暂)`)
	// trialTerm ends what leads up to the term of a trial.
	trialTerm = pattern.MustCompile(`(?:试行|暂行)(?:期限|期|时间)$`)
	onExpiry  = pattern.MustCompile(`(?:期满|到期|届满|届时|期限届满|满后|逾期|期满后|期满即)[\p{Han}，,]{0,6}?(?:失效|废止|终止|停止执行|停止施行|停止实施)`)
	// until reads 有效期至…, 执行至…, 至…止: the date follows, or stands before 止.
	until     = pattern.MustCompile(`(?:` + termWord + `|施行|执行|实施|试行|暂定|截止|适用|延续|延长)(?:截止|截至|暂定|为|时间|期限|：|:|，)*(?:[（(])?(?:自[^。；]{4,24}?[起]?[，,]?)?(?:截止|延长|延续)?(?:至|到)(?:为)?$`)
	untilStop = pattern.MustCompile(`(?:至|到|截至|[日0-9][—–～\x{FF0D}~-]+)$`)
	stop      = pattern.MustCompile(`^(?:[（(]含[^）)]*[）)])?[ ]*(?:为)?(?:止|施行|执行|实施|试行|有效|(?:自动|自行)?(?:失效|废止|终止))`)
	// yearSpan is a term of whole years: 实施期限：2018—2020年.
	yearSpan = pattern.MustCompile(termWord + `(?:为|是|：|:)?[ ]*[0-9]{4}年?(?:至|到|[—–～\x{FF0D}~-]+)([0-9]{4})年(?:度)?(?:[，。；）)]|$)`)
	// startsCount are the words from whose day it is counted, where no other word of
	// taking effect follows them: 自印发之日起有效期三年, 自印发之日起三年内有效.
	startsCount = pattern.MustCompile(`(?:自|从)([^，。；]{2,14}?)(?:之日)?起(?:计算)?[，,]?` + termWord)
	validFor    = pattern.MustCompile(`(?:^|[，,。；　 ])` + ownText + `(?:自|从)([^，。；]{2,14}?)(?:之日)?起(?:计算)?[，,]?` + amount + `(?:以?内)?有效`)
	// speaksOfSelf is a subject of which the sentence says something itself; 本办法施行前
	// 取得的… speaks of another thing.
	speaksOfSelf = pattern.MustCompile(ownText + `(?:的|，|,)?(?:` + termWord + `|自|从|于|由|经|每|有效|(?:印发|发布|公布|下发)之日)`)
	yearsEnd     = pattern.MustCompile(`(?:至|到)[ ]*([0-9０-９]{4}|[〇零○一二三四五六七八九]{4})[ ]*年[ ]*(?:年)?(?:底|末|12月底|12月末|终)`)
	// ownClause is a part of a sentence that speaks of the text itself; 补贴政策执行至…
	// does not.
	ownClause = pattern.MustCompile(`^(?:并|且|其|暂|先|[ 　（(])*(?:第[^条]{1,6}条[ 　]*)?(?:` + ownText + `的?)?(?:自|从|` + termWord + `|正式|施行|执行|实施|延长|延续|适用|截止|期限|为|至|到|：|[0-9０-９〇零一二])`)
	// joined is what stands between the two days of a term.
	joined   = pattern.MustCompile(`^(?:之日)?(?:开始|起)?(?:施行|实施|执行|试行|生效)?[，,]?(?:至|到|[—–～\x{FF0D}~-]+)$`)
	prolongs = pattern.MustCompile(`延长|延续|顺延|续期`)
	afterDay = pattern.MustCompile(`^(?:之后|以后|后)`)
	ends     = pattern.MustCompile(`^(?:(?:之日)?起|之后|以后|后)?[，,]?(?:自行|自动|同时|即行|正式|一律|全部)?(失效|废止|停止执行|停止施行|停止实施|停止适用|终止执行|终止|不再执行|不再施行|不再有效)(?:[，,）)]|$)`)
	// ownPart is what may stand before the day in its part of the sentence.
	ownPart = pattern.MustCompile(`(?:^|[，,；;（( 　])(?:并|且|其|同时|` + ownText + `)?(?:自|从|于)?$`)
	// runsOut is 施行满三年自动失效, 五年后自动失效.
	runsOut = pattern.MustCompile(`(?:[，,起]|施行|实施|执行)满?` + amount + `(?:后|期满|届满)?[，,]?(?:自动|自行|即行)(?:失效|废止|终止)`)
	// stops is what only looks like taking effect: 自…起停止执行.
	stops = pattern.MustCompile(`(?:停止|不再|终止|暂停)(?:施行|执行|实施)`)
	// timed is what no term is without: a day, or how long.
	timed      = pattern.MustCompile(`年|个月|[0-9]{4}[-./．／－][0-9]`)
	permitWord = pattern.MustCompile(`许可|证书|执照|资格|批件|签证|资质|登记证|合格证|检疫|护照|商标|专利|合同|协议|保函|居留|通行证|担保|批准文件|批文|备案证明`)
)

// termOf reads the term in a line; false if it has none.
func termOf(text string) (found term, ok bool) {
	if !timed.MatchString(text) {
		return term{}, false
	}
	own := subject.MatchString(text) && begins.MatchString(text)
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return r == '。' || r == '；' }) {
		if !timed.MatchString(sentence) {
			continue
		}
		if !aboutItself(sentence, own) || permitWord.MatchString(strings.TrimPrefix(sentence, subject.FindString(sentence))) {
			continue
		}
		if ok && !prolongs.MatchString(sentence) {
			continue
		}
		if t, ends := endOf(sentence); ends {
			found, ok = t, true
		} else if t, counts := countOf(sentence); counts && !ok {
			if onExpiry.MatchString(text) {
				t.as = corpus.Lapsed
			}
			found, ok = t, true
		}
	}
	return found, ok
}

// aboutItself reports whether a sentence speaks of the text's own validity; own is that
// another of its line does.
func aboutItself(sentence string, own bool) bool {
	if !mayBegin(sentence) {
		return speaksOfSelf.MatchString(sentence) || own && termHead.MatchString(sentence)
	}
	from := begins.MatchString(sentence)
	return subject.MatchString(sentence) && (from || speaksOfSelf.MatchString(sentence)) || beginsBare.MatchString(stops.ReplaceAllString(sentence, "")) || own && !from && termHead.MatchString(sentence)
}

// endOf reads a term that names its end.
func endOf(sentence string) (term, bool) {
	if m := yearsEnd.FindStringSubmatchIndex(sentence); m != nil && !strings.ContainsAny(sentence[:m[0]], "《") && ownClause.MatchString(lastPart(sentence[:m[2]])) {
		if d := corpus.FindDates(sentence[m[2]:m[3]] + "年12月"); len(d) > 0 {
			return term{end: d[0].Date.Next(), as: endsAs(sentence)}, true
		}
	}
	if m := yearSpan.FindStringSubmatch(sentence); m != nil {
		return term{end: corpus.Date(m[1] + "-12-31").Next(), as: endsAs(sentence)}, true
	}
	dates := corpus.FindDates(sentence)
	for i, d := range dates {
		before, after := near(sentence, d.Span)
		switch m := ends.FindStringSubmatch(after); {
		case m != nil && ownPart.MatchString(strings.TrimRight(before, " ")):
			as := corpus.Lapsed
			if m[1] == "废止" {
				as = corpus.Repealed
			}
			if afterDay.MatchString(after) {
				return term{end: d.Date.Next(), as: as}, true
			}
			return term{end: d.Date, as: as}, true
		case !strings.ContainsAny(lastOf(before, 2), "至到—–～－~-"), !ownClause.MatchString(lastPart(before)): // what follows asks for one
		case until.MatchString(before), untilStop.MatchString(before) && (stop.MatchString(after) || termHead.MatchString(before)):
			t := term{end: d.Date.Next(), as: endsAs(sentence)}
			if i > 0 && joined.MatchString(sentence[dates[i-1].Span.End:d.Span.Start]) {
				t.start = dates[i-1].Date
			}
			return t, true
		}
	}
	return term{}, false
}

// lastPart is a sentence's words behind its last comma.
func lastPart(words string) string {
	trimmed := strings.TrimRight(words, "，, ")
	if at := strings.LastIndexAny(trimmed, "，,"); at >= 0 {
		_, size := utf8.DecodeRuneInString(trimmed[at:])
		return trimmed[at+size:]
	}
	return trimmed
}

// farthest is how many bytes around a date may speak of it: a sentence is shorter,
// and what has no end is not looked through for each of its dates.
const farthest = 360

// near is what stands before and after a place in a sentence.
func near(sentence string, at corpus.Span) (before, after string) {
	from, to := max(0, at.Start-farthest), min(len(sentence), at.End+farthest)
	for from > 0 && !utf8.RuneStart(sentence[from]) {
		from--
	}
	for to < len(sentence) && !utf8.RuneStart(sentence[to]) {
		to++
	}
	return sentence[from:at.Start], sentence[at.End:to]
}

// lastOf are the last n characters of s.
func lastOf(s string, n int) string {
	at := len(s)
	for range n {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// endsAs is how a text with a last day ends: a trial that says no more is open.
func endsAs(sentence string) corpus.Status {
	heads := termHead.FindAllString(sentence, -1)
	if len(heads) > 0 && trialTerm.MatchString(heads[len(heads)-1]) && !onExpiry.MatchString(sentence) {
		return ""
	}
	return corpus.Lapsed
}

// countOf reads a term that is counted: 有效期五年.
func countOf(sentence string) (term, bool) {
	if m := validFor.FindStringSubmatch(sentence); m != nil {
		t, ok := lasting(m[2], m[3], m[4])
		t.as = corpus.Lapsed
		t.since, t.from = sinceOf(m[1])
		return t, ok
	}
	if m := runsOut.FindStringSubmatch(sentence); m != nil {
		t, ok := lasting(m[1], m[2], m[3])
		t.as = corpus.Lapsed
		return t, ok
	}
	m := counted.FindStringSubmatchIndex(sentence)
	if m == nil || !strings.HasSuffix(sentence[:m[3]], "，期限") && !termHead.MatchString(sentence[:m[3]]) {
		return term{}, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return sentence[m[2*i]:m[2*i+1]]
	}
	t, ok := lasting(group(3), group(4), group(5))
	if t.as = corpus.Lapsed; trial.MatchString(group(1)) {
		t.as = ""
	}
	from := group(2)
	if first := startsCount.FindStringSubmatch(sentence[:m[3]]); from == "" && first != nil {
		from = first[1]
	}
	t.since, t.from = sinceOf(from)
	return t, ok
}

// lasting reads how long a term is: 三年, 半年, 一年半, 18个月.
func lasting(number, unit, half string) (term, bool) {
	var t term
	n, ok := corpus.ParseNumeral(number)
	switch {
	case number == "半":
		t.months = 6
	case !ok:
		return term{}, false
	case unit == "个月":
		t.months = n
	default:
		t.years = n
	}
	if half != "" {
		t.months += 6
	}
	return t, true
}

// sinceOf reads the day that a term is counted from: 印发, 施行, 2018年3月5日.
func sinceOf(words string) (since, corpus.Date) {
	if d := corpus.FindDates(words); len(d) > 0 {
		return sinceDay, d[0].Date
	}
	switch {
	case strings.Contains(words, "通过"), strings.Contains(words, "批准"):
		return sinceAdopted, ""
	case strings.Contains(words, "发"), strings.Contains(words, "公布"), strings.Contains(words, "颁布"):
		return sincePrinted, ""
	}
	return sinceEffect, ""
}

// apply sets what the term means for the fields, clause being its locator.
func (t term) apply(f *corpus.Fields, clause string) {
	end := t.end
	if end == "" {
		start := map[since]corpus.Date{sinceEffect: f.Effective, sincePrinted: f.Promulgated, sinceAdopted: f.Adopted, sinceDay: t.from}[t.since]
		if end = start.After(t.years, t.months, 0); end == "" {
			f.Doubt = &corpus.Doubt{Reason: corpus.StartUnknown, Clause: clause}
			return
		}
	}
	if t.as == "" {
		f.Doubt = &corpus.Doubt{Reason: corpus.TrialOver, From: end, Clause: clause}
		return
	}
	if f.Ceased == "" {
		f.Ceased = end
		if t.as == corpus.Repealed {
			f.CeasedAs = t.as
		}
	}
}
