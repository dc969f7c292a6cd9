package search

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// TestOtherFigures: a number is written in Han characters or in digits, and a year digit
// by digit; what is no number stays.
func TestOtherFigures(t *testing.T) {
	for text, want := range map[string]string{
		"五十人":       "50人",
		"50人":       "五十人",
		"5人以上":      "五人以上",
		"两人":        "2人",
		"一百二十名":     "120名",
		"二〇一九年":     "2019年 二o一九年",
		"2019年":     "二零一九年 二o一九年",
		"2019年12月":  "二零一九年十二月 二o一九年十二月",
		"第一〇八号":     "第108号 第一o八号",
		"第108号":     "第一百零八号 第一零八号 第一o八号",
		"三万元":       "3万元",
		"30万元":      "三十万元",
		"二十五万":      "25万",
		"第十二条":      "第12条",
		"十八大":       "18大",
		"三会一课":      "",
		"统一领导":      "",
		"唯一的":       "",
		"一切":        "",
		"a10":       "",
		"3.5万元":     "",
		"1,234人":    "",
		"支部":        "",
		"党员3名，干部五名": "党员3名，干部5名 党员三名，干部五名",
	} {
		if got := OtherFigures(corpus.Fold(text)); strings.Join(got, " ") != strings.ReplaceAll(want, "，", ",") {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := figuresIn("五十人以上的支部三年内"); len(got) != 4 || got[0].To.Folded != "50人" || got[3].To.Folded != "3年" {
		t.Errorf("numbers of a question: %v", got)
	}
	for question, want := range map[string]string{
		"超过五十人的支部": "50人 50名 五十名 五十人以上", "不到7名": "7人 七名以下", "不超过三人": "3人 3名", "满十八岁": "18岁 18岁以上",
	} {
		var got []string
		for _, r := range figuresIn(corpus.Fold(question)) {
			got = append(got, r.To.Folded)
		}
		for _, w := range strings.Fields(want) {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %v, want %s among them", question, got, w)
			}
		}
		if strings.HasPrefix(question, "不超过") && slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "以") }) {
			t.Errorf("%s: %v", question, got)
		}
	}
	if slices.ContainsFunc(OtherFigures("零"), func(s string) bool { return s == "" }) {
		t.Error("an empty form")
	}
}
