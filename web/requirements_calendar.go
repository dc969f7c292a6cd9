package web

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/packet/calendar"
	"tiaowen/corpus/requirement"
	"tiaowen/search/duty"
)

// dutyCalendar is what recurs as a calendar: on the last working day of each period,
// which is our date and none of the text.
func (s *Server) dutyCalendar(l dutyList) []byte {
	var duties []calendar.Duty
	for _, i := range l.items {
		if !scheduled(i) {
			continue
		}
		text := sentenceOf(i) + "\n" + i.Citation
		if status := statusWords(i.Document); status != "" {
			text += "（" + status + "）"
		}
		if also := alsoAt(i); also != "" {
			text += "\n另见：" + also
		}
		if len(i.Cautions) > 0 {
			text += "\n请核对：" + corpus.CautionLine(i.Cautions)
		}
		duties = append(duties, calendar.Duty{Title: dutyTitle(i), Text: text, Link: l.link(i), Period: calendar.Period(i.Quantity.Per),
			Key: i.Address() + "\n" + i.Quantity.Span.In(i.Whole)})
	}
	return calendar.Write(l.name, msgOurDates, duties, s.inShanghai())
}

// scheduled reports whether something is to be done in every period of a calendar: not
// what hangs on an event, what only may be done, or what is no more than allowed so
// often.
func scheduled(i duty.Item) bool {
	q := i.Quantity
	if q == nil || q.Kind != requirement.Frequency || q.Threshold || q.Low == nil && q.High != nil || !calendar.Known(calendar.Period(q.Per)) {
		return false
	}
	switch i.Modality {
	case requirement.May, requirement.MustNot, requirement.AtMost:
		return false
	}
	return i.Condition.Empty() && i.Deadline == nil && !measured(i) && !ownDay.MatchString(corpus.Fold(i.Text))
}

// ownDay is a time of the year, or of a month, that the text names itself: our day would
// speak against it.
var ownDay = regexp.MustCompile(`(^|[^个0-9])([0-9]+|[一二三四五六七八九十]+)月|每月([0-9]+|[一二三四五六七八九十]+)日|(年|季|季度|月)(底|初|末)|[上下]半年|[上中下]旬`)

// articleNumber stands before the first sentence of an article, and in its citation.
var articleNumber = regexp.MustCompile(`^\s*第[零〇一二三四五六七八九十百千0-9]+条(之[一二三四五六七八九十]+)?\s*`)

// measured reports whether a period is only what something is counted by: 按周年计算,
// 按月平均; what is asked every month says 每月, or asks it with a modal word.
func measured(i duty.Item) bool {
	if words := i.Quantity.Span.In(i.Whole); strings.Contains(words, "每") {
		return false
	}
	after := i.Whole[i.Quantity.Span.End:]
	return i.Modal.Empty() || strings.HasPrefix(after, "平均") || strings.HasPrefix(after, "计") || strings.HasPrefix(after, "、")
}

// sentenceOf is the sentence that a clause stands in, so that what it leaves out can be
// read; the clause alone where that is long.
func sentenceOf(i duty.Item) string {
	const stops, longest = "。；！？!?\n", 600 // bytes
	from := strings.LastIndexAny(i.Whole[:i.Span.Start], stops)
	if from >= 0 {
		_, size := utf8.DecodeRuneInString(i.Whole[from:])
		from += size
	}
	from = max(from, 0)
	to := len(i.Whole)
	if at := strings.IndexAny(i.Whole[i.Span.End:], stops); at >= 0 {
		to = i.Span.End + at
	}
	if to-from > longest {
		return flat(i.Text)
	}
	return strings.TrimSpace(articleNumber.ReplaceAllString(flat(i.Whole[from:to]), ""))
}

// longestTitle is how many characters of a clause a calendar shows in a day.
const longestTitle = 40

// dutyTitle is who has to do what: the clause, with its bearer before it where it leaves
// that out.
func dutyTitle(i duty.Item) string {
	title := strings.TrimRight(flat(i.Text), "，。；：")
	if i.Bearer != "" && !i.Span.Contains(i.Kept.Bearer) {
		title = i.Bearer + "：" + title
	}
	if runes := []rune(title); len(runes) > longestTitle {
		title = string(runes[:longestTitle-1]) + "…"
	}
	return title
}
