package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCitations(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"there", "按照《样本读书会办法》第三条办理。", []string{"ok " + newRule + "#art_3"}},
		{"short name", "《样本读书会办法》（以下简称《办法》）发布。按照《办法》第五条第（二）项办理，同条第二款除外。", []string{"ok " + newRule, "alias_ok " + newRule + "#art_5__para_1__item_2", "alias_ok " + newRule + "#art_5__para_2"}},
		{"no such article", "按照《样本读书会办法》第九条办理。", []string{"no_article"}},
		{"no such 款", "按照《样本读书会办法》第五条第三款办理。", []string{"no_paragraph"}},
		{"no such 项", "按照《样本读书会办法》第五条第（七）项办理。", []string{"no_item"}},
		{"not held", "按照《从未听说的办法》第五条办理。", []string{"no_document"}},
		{"gone", "按照《旧图书借阅规定》第一条办理。", []string{"repealed 旧图书借阅规定_2001-01-01#art_1"}},
		{"not yet", "按照《示例仓库管理规定》第一条办理。", []string{"not_yet 示例仓库管理规定_2030-01-01#art_1"}},
		{"a version", "按照2010年《样本读书会办法》第三条办理。", []string{"ok " + oldRule + "#art_3"}},
		{"a list", "按照《样本读书会办法》第一条、第三条办理。", []string{"ok " + newRule + "#art_1", "ok " + newRule + "#art_3"}},
		{"generic", "按照《条例》第一条办理。", []string{"ambiguous"}},
	} {
		var got []string
		for _, one := range checked(t, c.text).Citations {
			line := string(one.Status)
			if one.Address != "" {
				line += " " + one.Address
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
