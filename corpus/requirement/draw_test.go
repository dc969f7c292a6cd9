package requirement

import (
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// told is r in one line: bearer | modality | quantity.
func told(d *corpus.Document, r Requirement) string {
	out := r.Bearer.In(d.Text) + " | " + string(r.Modality)
	q := r.Quantity
	if q == nil {
		return out
	}
	bound := func(f *float64) string {
		if f == nil {
			return ""
		}
		return trimFloat(*f)
	}
	out += fmt.Sprintf(" | %s %s..%s%s", q.Kind, bound(q.Low), bound(q.High), q.Unit)
	if q.Exclusive {
		out += " exclusive"
	}
	if q.Per != "" {
		out += " per " + q.Per
	}
	if q.Threshold {
		out += " threshold"
	}
	return out
}

func TestDraw(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"甲支部应当每月开展1次志愿服务。", "甲支部 | must | frequency 1..1次 per 月"},
		{"站党支部一般每半年召开１次联席会议，也可以随时召开。", "站党支部 | should_generally | frequency 1..1次 per 半年\n站党支部 | may"},
		{"工会主席每年至少走访两次困难职工。", "工会主席 | at_least | frequency 2..次 per 年"},
		{"评议组由三至五人组成。", "评议组 | stated | headcount 3..5人"},
		{"党委收到申请后，应当在十五个工作日内答复。", "党委 | must | deadline ..15工作日"},
		{"到会人数不得少于应到会人数的三分之二。", " | at_least | share 0.6666666666666666.."},
		{"理事会每届任期四年。", "理事会 | stated | term 4..4年"},
		{"值班人员不得擅自离岗，不得不离岗的，应当报告。", "值班人员 | must_not\n值班人员 | must"},
		{"各单位应当相应调整主要任务。", "各单位 | must"},
		{"本规定自2019年3月1日起施行。", ""},
		{"职工应当：\n（一）爱护工具；\n（二）节约用电。", "职工 | must\n职工 | must"},
		{"班长的职责是：\n（一）点名；\n（二）记录。", "班长 | duty\n班长 | duty"},
	} {
		d := regulation("甲条例\n第一条 " + c.text + "\n第二条 本条例由某处解释。\n第三条 本条例自2019年3月1日起施行。\n")
		var lines []string
		for _, r := range Draw(&d) {
			if !strings.HasPrefix(r.Locator, "art_1__") {
				break
			}
			lines = append(lines, told(&d, r))
		}
		if got := strings.Join(lines, "\n"); got != strings.TrimSpace(c.want) && got != strings.TrimRight(c.want, "\n") {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}
