package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search/duty"
)

// dutyView is one requirement as a page writes it.
type dutyView struct {
	Bearer   string // as the text writes it
	Modality string
	Class    string // the modality's value
	Value    string // the quantity in the text's words
	// Event and Length are of a deadline; Before says that the time ends with the event.
	Event, Length string
	Before        bool
	Months        []monthView // of what recurs
	When          string      // the months in words
	Text          []fragmentView
	Citation      string
	Href          string
	Status        corpus.Status
	StatusIs      string
	Doubts        []doubtView
	Sample        bool
	// Elsewhere is where the same is asked of the same, Also says how often.
	Elsewhere []link
	Also      string
}

// monthView is a month of the year, with whether something is due in it.
type monthView struct {
	Name int
	Due  bool
}

// fragmentView is a piece of a sentence: Match was searched for, Key is what says how much
// or how strongly.
type fragmentView struct {
	Text       string
	Match, Key bool
}

func viewDuty(q duty.Query, i duty.Item) dutyView {
	v := dutyView{Bearer: i.BearerWords, Modality: corpus.Label(requirement.Modalities, string(i.Modality)), Class: strings.ReplaceAll(string(i.Modality), "_", "-"),
		Text: fragments(q.Text, i), Citation: i.Citation, Href: documentAddress(i.Document.ID, i.Locator, q.Text, ""),
		Status: i.Document.Status, StatusIs: statusWords(i.Document), Doubts: viewDoubts(i.Cautions), Sample: i.Document.Fields.Sample}
	if words := i.Modal.In(i.Whole); words != "" {
		v.Modality = words
	}
	if i.Quantity != nil && q.View != duty.ViewDeadlines {
		v.Value = i.Quantity.Span.In(i.Whole)
	}
	if i.Deadline != nil {
		v.Event, v.Before = i.Deadline.From.In(i.Whole), i.Deadline.Before
		if i.Quantity != nil {
			v.Length = i.Quantity.Span.In(i.Whole)
		}
	}
	if v.Elsewhere = elsewhere(i.Also); len(v.Elsewhere) > 0 {
		v.Also = fmt.Sprintf(msgAlsoSame, len(v.Elsewhere))
	}
	if q.View == duty.ViewCalendar {
		v.Months, v.When = monthsOf(i.Quantity.Per)
	}
	return v
}

// dueMonths are the months in which a period ends.
var dueMonths = map[string][]int{"月": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, "季度": {3, 6, 9, 12}, "半年": {6, 12}, "年": {12}}

// dueWords say the same to a reader.
var dueWords = map[string]string{"月": "每个月", "季度": "3、6、9、12月", "半年": "6、12月", "年": "12月"}

func monthsOf(per string) (out []monthView, words string) {
	for m := 1; m <= 12; m++ {
		out = append(out, monthView{m, slices.Contains(dueMonths[per], m)})
	}
	return out, dueWords[per]
}

// yearView is a row of the year: how much falls due in each month, empty for nothing.
type yearView struct {
	Bearer link
	Months []string
}

func viewYear(at state, row duty.YearRow) yearView {
	v := yearView{Bearer: link{Label: row.Bearer, Href: at.set("bearer", row.Bearer).href()}}
	if row.Bearer == "" {
		v.Bearer = link{Label: msgNobody}
	}
	for m := 1; m <= 12; m++ {
		due := 0
		for i, n := range row.Of {
			if slices.Contains(dueMonths[duty.Periods[i]], m) {
				due += n
			}
		}
		words := ""
		if due > 0 {
			words = strconv.Itoa(due)
		}
		v.Months = append(v.Months, words)
	}
	return v
}

// fragments is the clause, with what was searched for marked, else what says how much and
// how strongly.
func fragments(text string, i duty.Item) []fragmentView {
	var marks []corpus.Span
	folded := corpus.FoldBack(i.Text)
	for _, run := range strings.Fields(text) {
		if key := corpus.Fold(run); key != "" {
			marks = append(marks, folded.Find(key)...)
		}
	}
	searched := len(marks) > 0
	if !searched {
		spans := []corpus.Span{i.Modal}
		if i.Quantity != nil {
			spans = append(spans, i.Quantity.Span)
		}
		for _, s := range spans {
			if !s.Empty() && i.Span.Contains(s) {
				marks = append(marks, s.Shift(-i.Span.Start))
			}
		}
	}
	return cutAt(i.Text, marks, searched)
}

// cutAt cuts a text at the marks, which may overlap.
func cutAt(text string, marks []corpus.Span, searched bool) []fragmentView {
	slices.SortFunc(marks, func(a, b corpus.Span) int { return a.Start - b.Start })
	var out []fragmentView
	at := 0
	for _, m := range marks {
		if m.Start = max(m.Start, at); m.Empty() {
			continue
		}
		if m.Start > at {
			out = append(out, fragmentView{Text: text[at:m.Start]})
		}
		out = append(out, fragmentView{Text: m.In(text), Match: searched, Key: !searched})
		at = m.End
	}
	if at < len(text) {
		out = append(out, fragmentView{Text: text[at:]})
	}
	return out
}

// What pages say of requirements.
const (
	titleDuties      = "要做的事"
	msgDutiesOf      = "%s里要做的事"
	msgDuties        = "%d 条要求，出自 %d 篇文献"
	msgNoDuties      = "没有符合条件的要求"
	msgDutiesInForce = "已修改、已废止、失效和尚未生效的文献不在其中；要看，选时效性、截至日期或那一篇文献。"
	msgNobody        = "条文没有写明主体"
	msgDutiesCheck   = "由程序按规则从条文摘出，引用前请与正式文本核对。"
	msgTakeDuties    = "导出这一清单（全部各页，至多 %s 条）："
	msgOurDates      = "日期由本系统排定：每个周期的最后一个工作日（不计节假日调休）；条文没有定日子的，以单位安排为准。"
)

// dutyNotes say what a view is.
var dutyNotes = []corpus.Term{
	{Value: string(duty.ViewAll), Label: "从法规、公文的条文里按规则逐句摘出：谁、应当还是不得、做什么、多少、多久。以条文为准，拿不准的不列。"},
	{Value: string(duty.ViewCalendar), Label: "一年里每月、每季度、每半年、每年要做的。条文只定了多久一次，月份标的是每个周期的最后一个月。"},
	{Value: string(duty.ViewBearers), Label: "按责任主体分列；同一主体的几种写法归在一处，条文的原话不变。"},
	{Value: string(duty.ViewDeadlines), Label: "从什么事起、到什么事为止，多长时间。"},
	{Value: string(duty.ViewRedLines), Label: "不得、不能、禁止、严禁做的。"},
}
