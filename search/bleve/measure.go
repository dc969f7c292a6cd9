package bleve

import (
	"regexp"
	"strings"
)

// measured are the measures that a question may ask for, longest first among
// those that begin alike, and how texts give them.
var measured = []struct {
	asked string
	given *regexp.Regexp
}{
	{"钱", given("元|%|‰")}, {"元", given("元")}, {"平方米", given("平方米")}, {"米", given("米")}, {"厘米", given("厘米")}, {"公里", given("公里|千米")},
	{"公斤", given("公斤|千克")}, {"斤", given("斤")}, {"吨", given("吨")}, {"页", given("页")}, {"字", given("字")}, {"度", given("度")},
	{"分钟", given("分钟|分")}, {"小时", given("小时|时")}, {"学时", given("学时")}, {"岁", given("周岁|岁")},
}

// given matches a number with one of some units, or a share in percent.
func given(units string) *regexp.Regexp {
	return regexp.MustCompile(`[0-9〇零一二三四五六七八九十百千万亿半](?:` + units + `)|百分之`)
}

// unmeasured reports whether the question asks for a measure of a matter of
// Party affairs that no passage which names it gives.
func (b *bearing) unmeasured() bool {
	for _, asking := range []string{"多少", "几"} {
		_, rest, ok := strings.Cut(b.typed, asking)
		if !ok {
			continue
		}
		for _, m := range measured {
			if strings.HasPrefix(rest, m.asked) {
				return b.asksParty() && !b.gives(m.given)
			}
		}
	}
	return false
}

// gives reports whether a passage that names the matter, and holds something of
// what is asked, gives a measure.
func (b *bearing) gives(measure *regexp.Regexp) bool {
	for _, text := range b.naming() {
		if measure.MatchString(text) && b.most(b.asked(), []string{text}) >= float32(b.weights.BesideShare) {
			return true
		}
	}
	return false
}
