package resolve

import (
	"testing"

	"tiaowen/search/searchtest"
)

// TestWithin: the regulation a question names, and what is left of the question.
func TestWithin(t *testing.T) {
	r := tableResolver(t)
	for text, want := range map[string]string{
		"样本税条例什么时候开始施行":       "样本税条例_2011-01-01 什么时候开始施行",
		"按照样本管理工作条例，谁负责登记":    "中国共产党样本管理工作条例_2019-06-01 按照 谁负责登记",
		"樣本管理條例誰負責":           "中国共产党样本管理工作条例_2019-06-01 谁负责",
		"样本合同法实施条例何时修改":       "中华人民共和国样本合同法实施条例_2002-01-01 何时修改",
		"样本合同法律师怎么看":          "",
		"样本税条例":               "", // nothing is asked
		"双名的样本由谁登记":           "",
		"样本总法典里器物怎么保管":        "", // in several files
		"本条例什么时候施行":           "",
		"关于样本的讲话说了什么":         "", // no regulation
		"双份样本登记办法由谁解释":        "双份样本登记办法_2012-01-01 由谁解释",
		"中国共产党样本管理工作条例谁负责制定的": "中国共产党样本管理工作条例_2019-06-01 谁负责制定",
	} {
		d, asked, ok := r.Within(text, searchtest.Today)
		got := ""
		if ok {
			got = d.ID + " " + asked
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
