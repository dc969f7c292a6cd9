package web

import (
	"strings"

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
		text := flat(i.Text) + "\n" + i.Citation
		if status := statusWords(i.Document); status != "" {
			text += "（" + status + "）"
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
	return i.Condition.Empty() && i.Deadline == nil
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
