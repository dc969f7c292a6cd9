package web

import (
	"fmt"
	"strings"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/packet/table"
	"tiaowen/corpus/requirement"
	"tiaowen/search/duty"
)

// dutyExportTime is how long reading a whole list may take.
const dutyExportTime = 30 * time.Second

// dutyColumns are the columns of a list of requirements.
var dutyColumns = []table.Column{{Head: "责任主体", Width: 20}, {Head: "归类", Width: 10}, {Head: "要求", Width: 8}, {Head: "量的类别", Width: 10}, {Head: "量", Width: 18},
	{Head: "月份", Width: 16}, {Head: "起止事件", Width: 24}, {Head: "情形", Width: 30}, {Head: "原文", Width: 60}, {Head: "依据", Width: 40}, {Head: "文献", Width: 30},
	{Head: "时效", Width: 10}, {Head: "日期", Width: 12}, {Head: "请核对", Width: 40}, {Head: "另见", Width: 40}, {Head: "链接", Width: 40}}

// table is the list with a row a requirement, each with the way back to its clause.
func (l dutyList) table() table.Table {
	t := table.Table{Name: titleDuties, Columns: dutyColumns}
	for _, i := range l.items {
		t.Rows = append(t.Rows, l.row(i))
	}
	if left := l.total - len(l.items); left > 0 {
		rest := make([]table.Cell, len(dutyColumns))
		rest[0].Text = fmt.Sprintf(msgTableRest, len(l.items), l.total)
		t.Rows = append(t.Rows, rest)
	}
	return t
}

func (l dutyList) row(i duty.Item) []table.Cell {
	to := l.link(i)
	kind, value, months := "", "", ""
	if q := i.Quantity; q != nil {
		kind, value = corpus.Label(requirement.Kinds, string(q.Kind)), flat(q.Span.In(i.Whole))
		if l.query.View == duty.ViewCalendar {
			_, months = monthsOf(q.Per)
		}
	}
	row := table.Texts(i.Bearer, groupOf(i), dutyModality(i), kind, value, months, dutyEvent(i), flat(i.Condition.In(i.Whole)), flat(i.Text))
	row = append(row, table.Cell{Text: i.Citation, Link: to})
	row = append(row, table.Texts(i.Document.Fields.Title, statusWords(i.Document), string(i.Document.Fields.VersionDate()), corpus.CautionLine(i.Cautions), alsoAt(i))...)
	// One link a row: a workbook takes a time for each that grows with their number.
	return append(row, table.Cell{Text: to})
}

// link leads to the clause on this server.
func (l dutyList) link(i duty.Item) string {
	return l.base + documentAddress(i.Document.ID, i.Locator, "", l.query.AsOf)
}

// alsoAt are the other places that ask the same in the same words.
func alsoAt(i duty.Item) string {
	var out []string
	for _, e := range i.Also {
		out = append(out, e.Citation)
	}
	return strings.Join(out, "；")
}

// groupOf is the kind of who bears a requirement; empty where nobody is named.
func groupOf(i duty.Item) string {
	if i.Group < 0 {
		return ""
	}
	return duty.Groups[i.Group].Label
}

// dutyModality is how strongly it is asked, in the words of the list.
func dutyModality(i duty.Item) string {
	return corpus.Label(requirement.Modalities, string(i.Modality))
}

// dutyEvent says from or to what a time runs: 收到申请后起, 会前之前 would say too much, so
// the event's own words with 起 or 为止.
func dutyEvent(i duty.Item) string {
	if i.Deadline == nil || i.Deadline.From.Empty() {
		return ""
	}
	end := "起"
	if i.Deadline.Before {
		end = "为止"
	}
	return strings.TrimSuffix(flat(i.Deadline.From.In(i.Whole)), end) + "（" + end + "）"
}
