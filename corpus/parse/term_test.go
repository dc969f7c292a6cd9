package parse_test

import (
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// enacted is a regulation of our own, printed on 2018-03-05, with closing clauses.
func enacted(clauses ...string) corpus.Document {
	var b strings.Builder
	b.WriteString("某市样本办法\n（2018年3月5日印发）\n第一条　为了管理样本，制定本办法。\n")
	for i, c := range clauses {
		fmt.Fprintf(&b, "第%s条　%s\n", corpus.FormatNumeral(i+2), c)
	}
	return parse.Document(corpus.Source{Path: "样本.txt", Text: b.String()})
}

func lineOf(d corpus.Document) corpus.Timeline {
	return corpus.Standings([]corpus.Version{{ID: "样本", Fields: d.Fields}})["样本"].Timeline
}

// TestTerms: how the text stands the day before its end and on the day itself.
func TestTerms(t *testing.T) {
	const now = "本办法自印发之日起施行"
	for _, tt := range []struct {
		clauses string // by |
		end     corpus.Date
		as      corpus.Status
	}{
		// 有效期N年
		{now + "，有效期五年。", "2023-03-05", corpus.Lapsed},
		{now + "，有效期5年。", "2023-03-05", corpus.Lapsed},
		{now + "，有效期为３年。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期限为两年。", "2020-03-05", corpus.Lapsed},
		{now + "。有效期三年。", "2021-03-05", corpus.Lapsed},
		{now + "。|本办法有效期为5年。", "2023-03-05", corpus.Lapsed},
		{now + "。|本办法的有效期为十年。", "2028-03-05", corpus.Lapsed},
		{"本办法自2018年4月1日起施行，有效期2年。", "2020-04-01", corpus.Lapsed},
		{"本办法自2018年4月1日起实施，有效期为18个月。", "2019-10-01", corpus.Lapsed},
		{now + "，有效期一年半。", "2019-09-05", corpus.Lapsed},
		{"本办法有效期五年，自印发之日起施行。", "2023-03-05", corpus.Lapsed},
		{"本办法自2018年4月1日起施行，有效期自印发之日起计算3年。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期自2018年5月1日起五年。", "2023-05-01", corpus.Lapsed},
		{now + "，施行期限三年。", "2021-03-05", corpus.Lapsed},
		// 期满自行失效
		{now + "，有效期3年，到期自动失效。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期3年，期满自行废止。", "2021-03-05", corpus.Lapsed},
		{now + "，试行期二年，期满自行失效。", "2020-03-05", corpus.Lapsed},
		{now + "，试行二年，期满后自动失效。", "2020-03-05", corpus.Lapsed},
		{now + "，暂行一年，到期自行终止。", "2019-03-05", corpus.Lapsed},
		{now + "，试行期限为1年。期满自动失效。", "2019-03-05", corpus.Lapsed},
		{now + "。|本办法试行期为一年，届满自动失效。", "2019-03-05", corpus.Lapsed},
		{now + "，试行期半年，期满停止执行。", "2018-09-05", corpus.Lapsed},
		{"本办法自2018年4月1日起试行两年，期满自动终止。", "2020-04-01", corpus.Lapsed},
		{now + "，试行期三年，有效期满后自行失效。", "2021-03-05", corpus.Lapsed},
		// a trial without a word of lapse
		{now + "，试行期二年。", "2020-03-05", corpus.Unverified},
		{now + "，试行两年。", "2020-03-05", corpus.Unverified},
		{now + "，试行期为一年。", "2019-03-05", corpus.Unverified},
		{now + "，试行期限3年。", "2021-03-05", corpus.Unverified},
		{now + "，暂行一年。", "2019-03-05", corpus.Unverified},
		{now + "，暂行期2年。", "2020-03-05", corpus.Unverified},
		{now + "。|本办法试行期暂定一年。", "2019-03-05", corpus.Unverified},
		{"本办法自2018年4月1日起试行，试行期6个月。", "2018-10-01", corpus.Unverified},
		{"本办法自2018年4月1日起试行一年。", "2019-04-01", corpus.Unverified},
		{now + "，试行期至2020年12月31日。", "2021-01-01", corpus.Unverified},
		{now + "，试行时间为一年。", "2019-03-05", corpus.Unverified},
		// 自…起失效, 废止
		{now + "，自2021年3月5日起失效。", "2021-03-05", corpus.Lapsed},
		{now + "，自2021年3月5日起自行失效。", "2021-03-05", corpus.Lapsed},
		{now + "，自2021年3月5日起停止执行。", "2021-03-05", corpus.Lapsed},
		{now + "。|本办法自2021-03-05起失效。", "2021-03-05", corpus.Lapsed},
		{now + "。|本办法自2021.3.5起自动失效。", "2021-03-05", corpus.Lapsed},
		{now + "，自二〇二一年三月五日起失效。", "2021-03-05", corpus.Lapsed},
		{now + "，自2021年3月5日起废止。", "2021-03-05", corpus.Repealed},
		{now + "，自2021年3月5日起自动废止。", "2021-03-05", corpus.Repealed},
		{now + "。|本办法自2022年1月1日起废止。", "2022-01-01", corpus.Repealed},
		{now + "。|本办法自2022年元月1日起即行废止。", "2022-01-01", corpus.Repealed},
		// 至…止
		{now + "，至2021年3月4日止。", "2021-03-05", corpus.Lapsed},
		{"本办法自2018年4月1日起施行，至2020年3月31日止。", "2020-04-01", corpus.Lapsed},
		{"本办法自2018年4月1日至2020年3月31日施行。", "2020-04-01", corpus.Lapsed},
		{now + "，有效期至2021年3月4日。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期至2021年3月4日止。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期截至2021年3月4日。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期限至2021-03-04。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期到二〇二一年三月四日。", "2021-03-05", corpus.Lapsed},
		{now + "，执行至2020年底。", "2021-01-01", corpus.Lapsed},
		{now + "，执行至2020年年底。", "2021-01-01", corpus.Lapsed},
		{now + "，有效期至二〇二〇年底。", "2021-01-01", corpus.Lapsed},
		{now + "，有效期至2020年末。", "2021-01-01", corpus.Lapsed},
		{now + "，施行至2020年12月31日。", "2021-01-01", corpus.Lapsed},
		{now + "，执行至2020年6月。", "2020-07-01", corpus.Lapsed},
		{now + "，暂定执行至2020年12月31日。", "2021-01-01", corpus.Lapsed},
		{now + "，执行期限至2020年12月31日止。", "2021-01-01", corpus.Lapsed},
		// 自…至…
		{now + "，有效期自2018年3月5日至2021年3月4日。", "2021-03-05", corpus.Lapsed},
		{"本办法有效期自2018年3月5日起至2021年3月4日止。", "2021-03-05", corpus.Lapsed},
		{"本办法自2018年3月5日起施行，有效期自2018年3月5日起至2021年3月4日。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期限自2018.3.5至2021.3.4。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期：2018年3月5日至2021年3月4日。", "2021-03-05", corpus.Lapsed},
		{"本办法自2018年3月5日起至2021年3月4日止执行。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期为2018年3月5日至2021年3月4日。", "2021-03-05", corpus.Lapsed},
		{now + "（有效期至2021年3月4日）。", "2021-03-05", corpus.Lapsed},
		{now + "，有效期三年，自2018年3月5日起至2021年3月4日止。", "2021-03-05", corpus.Lapsed},
		{"本通知的有效期自2018年4月1日至2019年4月1日。", "2019-04-02", corpus.Lapsed},
		// what ends is something else
		{now + "。|许可证有效期为五年。", "", ""},
		{now + "。|依照本办法取得的许可证，有效期三年。", "", ""},
		{now + "。|检验报告自签发之日起生效，有效期一年。", "", ""},
		{now + "，《某市旧办法》自2021年3月5日起废止。", "", ""},
		{now + "，原办法有效期五年。", "", ""},
		{now + "。|聘任期三年，试用期一年。", "", ""},
		{now + "。|试点工作至2020年12月31日止。", "", ""},
		{now + "。|本办法规定的资格证书有效期为三年。", "", ""},
		{now + "。|申请材料自收到之日起有效期六个月。", "", ""},
		{now + "。|公示期自发布之日起至满七日止。", "", ""},
	} {
		d := enacted(strings.Split(tt.clauses, "|")...)
		line := lineOf(d)
		if tt.end == "" {
			if got := line.On("2099-01-01"); got != corpus.InForce {
				t.Errorf("%s: %s in 2099, its end is said nowhere", tt.clauses, got)
			}
			continue
		}
		before := tt.end.After(0, 0, -1)
		if line.On(before) != corpus.InForce && line.Effective <= before || line.On(tt.end) != tt.as {
			t.Errorf("%s: %s on %s, %s on %s; %+v", tt.clauses, line.On(before), before, line.On(tt.end), tt.end, line)
		}
		if line.Doubt.Reason != "" && !strings.HasPrefix(line.Doubt.Clause, "样本#art_") {
			t.Errorf("%s: the doubt has no clause: %+v", tt.clauses, line.Doubt)
		}
	}
}

// TestStarts: from when a text applies, printed 2018-03-05 and adopted 2018-03-01.
func TestStarts(t *testing.T) {
	for clause, want := range map[string]corpus.Date{
		"本办法自2024.1.1起施行。":          "2024-01-01",
		"本办法自2024.01.01起施行。":        "2024-01-01",
		"本办法自2024．1．1起施行。":          "2024-01-01",
		"本办法自2024-01-01起施行。":        "2024-01-01",
		"本办法自2024-1-1起执行。":          "2024-01-01",
		"本办法自2024/1/1起实施。":          "2024-01-01",
		"本办法自2024/01/01起生效。":        "2024-01-01",
		"本办法自2024年元月1日起施行。":         "2024-01-01",
		"本办法自二〇二四年元月一日起施行。":         "2024-01-01",
		"本办法自二零二四年一月一日起施行。":         "2024-01-01",
		"本办法自二0二四年一月一日起施行。":         "2024-01-01",
		"本办法自二○二四年一月一日起施行。":         "2024-01-01",
		"本办法自二O二四年一月一日起施行。":         "2024-01-01",
		"本办法自２０２４年１月１日起施行。":         "2024-01-01",
		"本办法自 2024 年 1 月 1 日起施行。":   "2024-01-01",
		"本办法于2024年1月1日起施行。":         "2024-01-01",
		"本办法从2024年1月1日起施行。":         "2024-01-01",
		"本办法2024年1月1日起施行。":          "2024-01-01",
		"本办法自2024年1月1日起正式施行。":       "2024-01-01",
		"本办法自2024年1月1日零时起施行。":       "2024-01-01",
		"本办法自2024年1月1日起开始实行。":       "2024-01-01",
		"本办法自2024年1月l日起施行。":         "2024-01-01",
		"本办法自2024年l0月1日起施行。":        "2024-10-01",
		"本办法自2024年I月1日起施行。":         "2024-01-01",
		"本办法自2024年1O月1日起施行。":        "2024-10-01",
		"本办法自2O24年1月1日起施行。":         "2024-01-01",
		"本办法自印发之日起施行。":              "2018-03-05",
		"本办法自公布之日起施行。":              "2018-03-05",
		"本办法自发布之日起实施。":              "2018-03-05",
		"本办法自颁布之日起执行。":              "2018-03-05",
		"本办法自下发之日起执行。":              "2018-03-05",
		"本办法自发文之日起施行。":              "2018-03-05",
		"本办法自本办法公布之日起正式施行。":         "2018-03-05",
		"本办法自通过之日起施行。":              "2018-03-01",
		"本办法自会议通过之日起施行。":            "2018-03-01",
		"本办法自公布之日起三十日后施行。":          "2018-04-04",
		"本办法自公布之日起30日后施行。":          "2018-04-04",
		"本办法自发布之日起３０日后实施。":          "2018-04-04",
		"本办法自印发之日起10日后执行。":          "2018-03-15",
		"本办法自印发之日起满六十日施行。":          "2018-05-04",
		"本办法自公布之日起三个月后施行。":          "2018-06-05",
		"本办法自发布之日起6个月后施行。":          "2018-09-05",
		"本办法自公布之日起一个月后实施。":          "2018-04-05",
		"本办法自公布之日起30天后施行。":          "2018-04-04",
		"本办法自公布之日起15日之后施行。":         "2018-03-20",
		"本办法自公布之日起二十日后起施行。":         "2018-03-25",
		"本办法自公布之日起10个工作日后施行。":       "",
		"本办法的施行日期另行规定。":             "",
		"《某市旧办法》自2024年1月1日起施行。":     "",
		"违反《某市旧办法》的，自2024年1月1日起处理。": "",
	} {
		text := "某市样本办法\n（2018年3月1日某市人民政府常务会议通过　2018年3月5日印发）\n第一条　为了管理样本，制定本办法。\n第二条　" + clause + "\n"
		d := parse.Document(corpus.Source{Path: "样本.txt", Text: text})
		if d.Fields.Effective != want {
			t.Errorf("%s: %s, want %s (adopted %s)", clause, d.Fields.Effective, want, d.Fields.Adopted)
		}
		slip := strings.ContainsAny(clause, "lI") || strings.Contains(clause, "1O") || strings.Contains(clause, "2O2")
		said := false
		for _, n := range d.Diagnostics {
			said = said || n.Code == "date_slip"
		}
		if said != slip {
			t.Errorf("%s: slip told %t, want %t", clause, said, slip)
		}
	}
}

// TestUnreadStart: a day of effect that does not exist leaves open whether the text
// applies; a day that is no day of effect does not.
func TestUnreadStart(t *testing.T) {
	for clause, want := range map[string]corpus.Status{
		"本办法自2018年4月31日起施行。":          corpus.Unverified,
		"本办法自2018年13月1日起施行。":          corpus.Unverified,
		"本办法自2018年×月×日起施行。":           corpus.Unverified,
		"本办法自二〇一八年二月三十日起实施。":          corpus.Unverified,
		"本办法2018年6月31日起正式施行。":         corpus.Unverified,
		"本办法自1985年度起施行。":              corpus.InForce,
		"本办法自印发之日起施行。":                corpus.InForce,
		"本办法自2018年4月30日起施行。":          corpus.InForce,
		"样本自2018年4月31日起收取保管费。":        corpus.InForce,
		"2018年4月31日前登记的样本，依照本办法重新登记。": corpus.InForce,
	} {
		d := enacted(clause)
		if got := lineOf(d).On("2026-01-01"); got != want {
			t.Errorf("%s: %s, want %s", clause, got, want)
		}
		if doubt := d.Fields.Doubt; want == corpus.Unverified && (doubt == nil || doubt.Clause != "art_2") {
			t.Errorf("%s: doubt %v", clause, doubt)
		}
	}
}
