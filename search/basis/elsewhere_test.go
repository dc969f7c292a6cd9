package basis

import (
	"slices"
	"strings"
	"testing"
)

// TestElsewhere: what is asked about another country's institutions, and what only names
// a country.
func TestElsewhere(t *testing.T) {
	for question, want := range map[string][]string{
		"英国议会多少人":           {"英国"},
		"泰国宪法规定了什么":         {"泰国"},
		"越南共产党怎么开支部会":       {"越南"},
		"意大利民法典有几编":         {"意大利"},
		"加拿大反洗钱法怎么罚":        {"加拿大"},
		"荷兰的公务员能不能兼职":       {"荷兰"},
		"印度尼西亚劳动法规定几天年假":    {"印度尼西亚"},
		"葡萄牙 人工智能法案 什么时候生效": {"葡萄牙"},
		"朝鲜劳动党怎么发展党员":       {"朝鲜"},
		"阿根廷总统能连任几次":        {"阿根廷"},
		"埃及和希腊议会谁大":         {"埃及"},

		"在英国留学的党员怎么过组织生活": nil,
		"去美国出差违法了怎么办":     nil,
		"德国产的设备能不能进口":     nil,
		"嫁给法国公务员还能入党吗":    nil,
		"日本客商送的礼要不要上交":    nil,
		"从韩国回来的党员怎么报到":    nil,
		"合同里写明适用瑞士法典行不行":  nil,
		"老挝项目部的党支部怎么建":    nil,
		"澳大利亚法院的判决算不算数":   nil,
		"父母移民加拿大要报告吗":     nil,
		"党章里怎么写的":         nil,

		"上海地方性法规由谁制定":    nil,
		"沿海地区的环境保护法怎么管":  nil,
		"依照监察法国家公务员怎么处分": nil,
		"海地宪法规定了什么":      {"海地"},
		"法国宪法规定了什么":      {"法国"},
	} {
		if got := defaultLands.askedIn(question); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", question, got, want)
		}
	}
}

// TestElsewhereHere: a text that speaks of the country may answer.
func TestElsewhereHere(t *testing.T) {
	b := &bearing{typed: "泰国宪法规定了什么", texts: []string{"宪法"}, bounds: DefaultBounds()}
	if why := b.missing(); why != Elsewhere {
		t.Errorf("%q", why)
	}
	b.texts = append(b.texts, "泰国的制度")
	if why := b.missing(); why != "" {
		t.Errorf("the country stands here: %q", why)
	}
}

func TestLands(t *testing.T) {
	const good = "? 议会\n- 在\n甲国 甲国岛 # 说明\n"
	l, err := parseLands(strings.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	if got := l.askedIn("甲国岛议会"); !slices.Equal(got, []string{"甲国岛"}) {
		t.Errorf("the longest name: %v", got)
	}
	for text, says := range map[string]string{good + "甲国": "第 4 行", good + "乙，国": "第 4 行", "甲国": "三样", "? 议会\n- 在\n": "三样"} {
		if _, err := parseLands(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
