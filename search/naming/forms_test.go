package naming

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNameForms: the three forms in which names are compared.
func TestNameForms(t *testing.T) {
	for title, want := range map[string][3]string{
		"中国共产党示例党员工作细则（试行）":          {"中国共产党示例党员工作细则", "示例党员工作细则", "示例党员细则"},
		"关于中国共产党示例费收缴、使用和管理的规定":      {"关于中国共产党示例费收缴使用和管理的规定", "示例费收缴使用和管理的规定", "示例费收缴使用管理规定"},
		"示例法院关于适用《中华人民共和国示例法》的解释（一）": {"示例法院关于适用中华人民共和国示例法的解释一", "适用示例法的解释一", "适用示例法解释一"},
		"中华人民共和国示例法（2018年修正）":        {"中华人民共和国示例法", "示例法", "示例法"},
		"中国共产党章程":          {"中国共产党章程", "中国共产党章程", "中国共产党章程"},
		"在示例会议上关于样本的讲话":    {"在示例会议上关于样本的讲话", "在示例会议上关于样本的讲话", "在示例会议上关于样本讲话"},
		"示例办法（示发〔2008〕3号）": {"示例办法", "示例办法", "示例办法"},
		"示例办法（以下简称办法）":     {"示例办法", "示例办法", "示例办法"},
		"示例办法（2013－2017年）": {"示例办法", "示例办法", "示例办法"},
		"":                 {"", "", ""},
	} {
		plain := Plain(title)
		got := [3]string{plain, shortName(plain), Key(title)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
}

func TestOneApart(t *testing.T) {
	for pair, want := range map[string]bool{
		"甲乙丙丁 甲乙丙丁": false, "甲乙丙丁 甲乙戊丁": true, "甲乙丙丁 甲乙丁": true, "甲乙丙丁 甲乙丙丁丁": true, "甲乙丙丁 乙甲丙丁": true,
		"甲乙丙丁 丙乙甲丁": false, "甲乙丙丁 甲戊己丁": false, "甲 乙": true, "甲甲 甲": true, "甲乙丙 甲": false,
	} {
		a, b, _ := strings.Cut(pair, " ")
		if OneApart(a, b) != want || OneApart(b, a) != want {
			t.Errorf("%s: want %v", pair, want)
		}
	}
}

func TestDocNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"示发〔2008〕3号": "示发〔2008〕3号", "示发[2008]03号": "示发〔2008〕3号", "示发（2008）第3号": "示发〔2008〕3号", "示发【2008】 3 号": "示发〔2008〕3号",
		"示例部令第12号": "示例部令第12号", "示例部令第十二号": "示例部令第12号", "示例2008": "", "2008年3号": "",
	} {
		if got := DocNumber(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestOnTrial: where else the word may stand that says that a text is on trial.
func TestOnTrial(t *testing.T) {
	for title, want := range map[string][]string{
		"示例规定试行":   {"示例规定(试行)", "示例试行规定"},
		"示例规定(暂行)": {"示例规定(暂行)", "示例暂行规定"},
		"示例暂行办法":   {"示例办法(暂行)", "示例暂行办法"},
		"示例意见试行版":  {"示例意见(试行)"},
		"示例规定":     nil,
		"试行示例规定":   nil,
		"试行":       nil,
	} {
		if diff := cmp.Diff(want, OnTrial(title)); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
}
