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
