package pattern

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNeeded: what an expression needs is what its parts make plain.
func TestNeeded(t *testing.T) {
	for expression, want := range map[string][]string{
		`废止|失效`:                     {"废止", "失效"},
		`(?:废止|废除)了?`:               {"废止", "废除"},
		`本.{0,4}(?:办法|规定)`:          {"办法", "规定"},
		`[甲乙](?:丙|丁)?戊`:             {"甲戊", "乙戊", "甲丙戊", "甲丁戊", "乙丙戊", "乙丁戊"},
		`(?:自|从).{2,4}起?(?:施行|执行)+`: {"施行", "执行"},
		`第[0-9]{1,3}条`:              {"第"},
		`第[一二]条`:                    {"第一条", "第二条"},
		`[\x{FFFD}]`:                nil,
		`甲乙|丙.*`:                    {"丙", "甲乙"},
		`甲|甲乙`:                      {"甲"},
		`甲*|乙`:                      nil,
		`(?i)abc`:                   nil,
		`^甲乙`:                       nil,
		`(?:^甲|^乙)丙`:                nil,
		`^甲|乙$`:                     {"甲", "乙"},
		`\p{Han}+`:                  nil,
		`(?:甲?)(?:乙?)`:              nil,
	} {
		got := neededBy(expression)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", expression, diff)
		}
	}
}

// TestAsRegexp: whatever the expression and the text, everything is found that package
// regexp finds.
func TestAsRegexp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expression := anExpression(t, 3)
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"甲", "乙", "丙", "丁", "a", "b", "0", " ", "é", "𠮷", "\uFFFD", "\xE7", "\x94", "\xB2"}), 0, 12).Draw(t, "text"), "")
		p, plain := MustCompile(expression), regexp.MustCompile(expression)
		most := rapid.IntRange(-1, 2).Draw(t, "most")
		for what, pair := range map[string][2]any{
			"match":            {p.MatchString(text), plain.MatchString(text)},
			"find":             {p.FindString(text), plain.FindString(text)},
			"index":            {p.FindStringIndex(text), plain.FindStringIndex(text)},
			"submatch":         {p.FindStringSubmatch(text), plain.FindStringSubmatch(text)},
			"submatch index":   {p.FindStringSubmatchIndex(text), plain.FindStringSubmatchIndex(text)},
			"all":              {p.FindAllString(text, most), plain.FindAllString(text, most)},
			"all indexes":      {p.FindAllStringIndex(text, most), plain.FindAllStringIndex(text, most)},
			"all submatches":   {p.FindAllStringSubmatch(text, most), plain.FindAllStringSubmatch(text, most)},
			"submatch indexes": {p.FindAllStringSubmatchIndex(text, most), plain.FindAllStringSubmatchIndex(text, most)},
			"replaced":         {p.ReplaceAllString(text, "<$0>"), plain.ReplaceAllString(text, "<$0>")},
		} {
			if diff := cmp.Diff(pair[1], pair[0]); diff != "" {
				t.Fatalf("%s of %q in %q (-regexp +pattern):\n%s", what, expression, text, diff)
			}
		}
	})
}

// anExpression is made of parts that are made of parts, so deep at most.
func anExpression(t *rapid.T, depth int) string {
	if depth == 0 {
		return rapid.SampledFrom([]string{"甲", "乙丙", "丁", "a", "é", "𠮷", `\x{FFFD}`, "[甲乙]", "[^甲]", "[0-9]", ".", `\p{Han}`, "^", "$", `\b`, "(?i)A"}).Draw(t, "atom")
	}
	one := func() string { return anExpression(t, depth-1) }
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return one()
	case 1:
		return "(" + one() + ")" + rapid.SampledFrom([]string{"", "?", "*", "+", "{0,2}", "{1,2}", "{2}", "*?"}).Draw(t, "times")
	case 2:
		return "(?:" + one() + "|" + one() + ")"
	}
	return one() + one()
}
