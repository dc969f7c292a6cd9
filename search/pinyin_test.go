package search

import (
	"strings"
	"testing"
)

func TestPinyin(t *testing.T) {
	rs := newReadings()
	names := []string{"重庆示例支部工作条例", "绿行办法"}
	for _, n := range names {
		rs.learn(n)
	}
	if got := rs.beginnings(names[0]); got&letterBit('z') == 0 || got&letterBit('c') == 0 || got&letterBit('q') != 0 {
		t.Errorf("重庆 begins with %b", got)
	}
	for letters, want := range map[string]int{
		"chongqingshilizhibugongzuotiaoli": pinyinFull,
		"zhongqingshilizhibugongzuotiaoli": pinyinFull,
		"cqslzbgztl":                       pinyinInitials,
		"zqslzbgztl":                       pinyinInitials,
		"cqslzbgzt":                        pinyinNone,
		"chongqing":                        pinyinNone,
		"lvxingbanfa":                      pinyinFull,
		"lvhangbanfa":                      pinyinFull,
		"lxbf":                             pinyinInitials,
		strings.Repeat("z", 200):           pinyinNone,
	} {
		if got := max(rs.match(letters, names[0]), rs.match(letters, names[1])); got != want {
			t.Errorf("%s: %d, want %d", letters, got, want)
		}
	}
	for text, want := range map[string]bool{"zbgztl": true, "zhi'bu": true, "abc": false, "zbgz条例": false, "支部": false} {
		if isPinyin(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}
