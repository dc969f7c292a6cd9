package basis

import (
	"strings"
	"testing"
)

func TestUnits(t *testing.T) {
	u, err := parseUnits(strings.NewReader("? 多少 几\n米 = 米\n米粒 = 粒 % # 长的先算\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		question, text string
		asks, given    bool
	}{
		{"面积多少米", "宽三米", true, true}, {"面积多少米", "宽米三", true, false}, {"面积几米", "百分之五", true, true},
		{"多少米粒", "12%", true, true}, {"多少米粒", "12米", true, false}, {"多少人", "12米", false, false}, {"米", "12米", false, false},
	} {
		given := u.askedIn(c.question)
		if (given != nil) != c.asks || given != nil && given.MatchString(c.text) != c.given {
			t.Errorf("%s, answered %s: asked by %v", c.question, c.text, given)
		}
	}
	for text, line := range map[string]string{"米": "第 1 行", "米 = 米\n?": "第 2 行", "# 说明\n\n米 =": "第 3 行", "= 米": "第 1 行", "米 = 米\n米 = 公里": "第 2 行"} {
		if _, err := parseUnits(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestDefaultUnits: what is a measure, and what only has the same letter in it.
func TestDefaultUnits(t *testing.T) {
	for _, c := range []struct {
		question, text string
		given          bool
	}{
		{"奖章重多少克", "重三十克", true}, {"旗杆高几米", "高6米", true}, {"宣讲要多少分钟", "不少于四十分钟", true}, {"宣讲要几小时", "满2小时", true},
		{"会议室在几楼", "设在三楼", true}, {"会议室在几层", "设在四层", true}, {"水箱装多少升", "容量十升", true}, {"试点用地多少亩", "占地五亩", true},
		{"补助涨了几倍", "提高二倍", true}, {"停多少秒", "停30秒", true},

		{"奖章重多少克", "重点克服", false}, {"旗杆高几米", "三面", false}, {"宣讲要多少分钟", "十分重要", false}, {"宣讲要几小时", "一时", false},
		{"会议室在几楼", "楼内", false}, {"会议室在几层", "层层压实", false}, {"水箱装多少升", "提升", false}, {"试点用地多少亩", "每亩", false},
		{"补助涨了几倍", "加倍", false}, {"停多少秒", "读秒", false},
	} {
		given := defaultUnits.askedIn(c.question)
		if given == nil || given.MatchString(c.text) != c.given {
			t.Errorf("%s, answered %s: asked by %v, want %t", c.question, c.text, given, c.given)
		}
	}
}
