package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPlainFrontMatter: only a block with `tiaowen:` keys is taken off a plain
// text; any other stays what it is, text.
func TestPlainFrontMatter(t *testing.T) {
	for name, tt := range map[string]struct{ in, text, stated string }{
		"ours":   {"---\ntiaowen:\n  title: 题目\n---\n正文\n", "正文\n", `{"title":"题目"}`},
		"others": {"---\ntitle: 题目\n---\n正文\n", "---\ntitle: 题目\n---\n正文\n", ""},
		"none":   {"正文\n---\n", "正文\n---\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read("a.txt", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{tt.text, tt.stated}, []string{got[0].Text, string(got[0].Stated)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Rows of cells with tabs between them are a table; a text with tabs in it is
// none.
func TestPlainTables(t *testing.T) {
	for name, tt := range map[string]struct{ in, table string }{
		"rows":                {"第一条　标准如下：\n序号\t项目\t标准\n1\t甲\t5\n2\t乙\t6\n超过标准的，退还。\n", "序号\t项目\t标准\n1\t甲\t5\n2\t乙\t6"},
		"two columns":         {"类别\t期限\n期刊\t七天\n图书\t三十天\n完。", "类别\t期限\n期刊\t七天\n图书\t三十天"},
		"an empty cell":       {"甲\t乙\t丙\n\t二\t三\n", "甲\t乙\t丙\n\t二\t三"},
		"at the end":          {"甲\n一\t二\n三\t四", "一\t二\n三\t四"},
		"one row is none":     {"甲\n一\t二\n乙\n", ""},
		"articles":            {"第一条\t甲。\n第二条\t乙。\n", ""},
		"contents":            {"目录\n总述\t1\n分述\t12\n", ""},
		"contents with dots":  {"总述\t……\t1\n第一章\t……\t2\n", ""},
		"indents":             {"\t甲\n\t乙\n", ""},
		"items":               {"（一）\t甲；\n（二）\t乙。\n", ""},
		"paragraphs in rows":  {"甲\t" + strings.Repeat("长", 100) + "\n乙\t" + strings.Repeat("长", 100) + "\n", ""},
		"rows of other sizes": {"甲\t乙\n一\t二\t三\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "a.txt", tt.in)
			got := ""
			for _, m := range s.Marks {
				got += m.Span.In(s.Text)
			}
			if got != tt.table || s.Text != tt.in {
				t.Errorf("table %q of %q, want %q", got, s.Text, tt.table)
			}
		})
	}
}
