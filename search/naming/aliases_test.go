package naming

import (
	"slices"
	"strings"
	"testing"
)

func TestDefaultAliases(t *testing.T) {
	a := DefaultAliases()
	for name, want := range map[string][]string{
		"党章":       {"中国共产党章程"},
		"党纪处分条例":   {"中国共产党纪律处分条例"},
		"机关党建条例":   {"中国共产党党和国家机关基层组织工作条例"},
		"高校基层组织条例": {"中国共产党普通高等学校基层组织工作条例"},
		"发展党员细则":   {"中国共产党发展党员工作细则"},
		"干部任用条例":   {"党政领导干部选拔任用工作条例"},
		"支部工作条例":   {"中国共产党支部工作条例（试行）"},
		"党费管理规定":   {"关于中国共产党党费收缴、使用和管理的规定"},
		"刑诉法":      {"中华人民共和国刑事诉讼法"},
		"准则":       {"关于新形势下党内政治生活的若干准则", "关于党内政治生活的若干准则"},
		"章程":       nil,
		"条例":       nil,
	} {
		if got := a.Known(name); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if e := a.Events[Plain("“7·9”重要讲话")]; len(e) != 1 || e[0].Date != "2019-07-09" {
		t.Errorf("7·9: %v", e)
	}
	if e := a.Events[Plain("七一重要讲话")]; len(e) != 2 {
		t.Errorf("七一: %v", e)
	}
}

// TestAliasesStayApart: no alias of one text reduces to the title of another.
func TestAliasesStayApart(t *testing.T) {
	a := DefaultAliases()
	for key, full := range a.full {
		if len(full) < 2 {
			continue
		}
		if _, title := a.names[key]; title && len(full) > 1 {
			t.Errorf("%q are told apart by nothing (%s)", full, key)
		}
	}
}

func TestParseAliasesErrors(t *testing.T) {
	for text, want := range map[string]string{
		"示例条例":                        "第 1 行",
		"# 说明\n\n= 别名":                "第 3 行",
		"示例条例 = 甲例 甲例":                "第 1 行",
		"示例条例 = 示例条例":                 "第 1 行",
		"示例条例 = 甲例\n示例条例 = 乙例":        "第 2 行",
		"示例条例 = ——":                   "第 1 行",
		"示例条例 =\n[事件]\n示例讲话 = 某讲话":    "第 3 行",
		"[事件]\n2019-13-40 示例讲话 = 某讲话": "第 2 行",
		"[事件]\n2019 示例讲话 = 某讲话":       "第 2 行",
	} {
		_, err := ParseAliases(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error on %s", text, err, want)
		}
	}
	if _, err := ParseAliases(strings.NewReader("\ufeff示例条例 = 甲例 乙例 # 说明\n示例规定 = 甲例\n")); err != nil {
		t.Error(err)
	}
}
