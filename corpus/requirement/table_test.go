package requirement

import (
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// withTable is a regulation whose first article ends with a table, as a reader of
// documents with markup gives it.
func withTable(lead, table string) corpus.Document {
	before := "甲办法\n第一条 " + lead + "\n"
	text := before + table + "\n第二条 本办法由某处解释。\n第三条 本办法自2020年5月1日起施行。\n"
	span := corpus.Span{Start: len(before), End: len(before) + len(table)}
	d := parse.Document(corpus.Source{Path: "甲办法.txt", Text: text, Exact: true, Marks: []corpus.Mark{{Kind: corpus.MarkTable, Span: span}}})
	d.Fields.Kind = corpus.Regulation
	return d
}

func TestTable(t *testing.T) {
	for _, c := range []struct{ lead, table, want string }{
		{ // conditions in the first cell, a unit in the head
			"会员每月按照下表交纳会费：",
			"月收入 | 比例（%）\n2000元以下 | 0.2\n2000元以上 | 0.4",
			"2000元以下: 会员 | stated | share 0.002..0.002\n2000元以上: 会员 | stated | share 0.004..0.004",
		},
		{ // a merged cell, written in each row
			"补贴标准如下：",
			"地区 | 项目 | 标准\n山区 | 交通 | 30元\n山区 | 通讯 | 20元\n平原 | 通讯 | １０元",
			"山区 | 交通:  | stated | amount 30..30元\n山区 | 通讯:  | stated | amount 20..20元\n平原 | 通讯:  | stated | amount 10..10元",
		},
		{ // a merged cell, written in its first row alone
			"补贴标准如下：",
			"地区 | 标准\n山区 | 三十元\n | 二十元",
			"山区:  | stated | amount 30..30元\n山区:  | stated | amount 20..20元",
		},
		{ // rows that name who has to, and a period in the lead
			"职工每年按照下表参加培训：",
			"对象 | 学时\n班组长 | 40\n新进职工 | 六十学时",
			": 班组长 | stated | hours 40..40学时 per 年\n: 新进职工 | stated | hours 60..60学时 per 年",
		},
		{"说明如下：", "甲 | 乙\n丙 | 丁", ""},
	} {
		d := withTable(c.lead, c.table)
		var lines []string
		all := Draw(&d)
		checkInvariants(t, &d, all)
		for _, r := range all {
			if strings.HasPrefix(r.Locator, "art_1") || strings.HasPrefix(r.Locator, "table") {
				lines = append(lines, r.Condition.In(d.Text)+": "+told(&d, r))
			}
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.table, got, c.want)
		}
	}
}

// TestPlainTable is a table in plain text, whose rows are 款 of their own.
func TestPlainTable(t *testing.T) {
	checkTold(t, "教员每年听课按照下表执行。\n对象 | 学时\n班长 | 12学时\n组员 | ２４",
		"班长 | stated | hours 12..12学时 per 年\n组员 | stated | hours 24..24学时 per 年")
}
