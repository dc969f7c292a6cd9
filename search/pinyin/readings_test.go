package pinyin

import (
	"strings"
	"testing"
)

func TestPinyin(t *testing.T) {
	rs := NewReadings()
	names := []string{"重庆示例支部工作条例", "绿行办法"}
	for _, n := range names {
		rs.Learn(n)
	}
	if got := rs.Beginnings(names[0]); got&LetterBit('z') == 0 || got&LetterBit('c') == 0 || got&LetterBit('q') != 0 {
		t.Errorf("重庆 begins with %b", got)
	}
	for letters, want := range map[string]int{
		"chongqingshilizhibugongzuotiaoli": Full,
		"zhongqingshilizhibugongzuotiaoli": Full,
		"cqslzbgztl":                       Initials,
		"zqslzbgztl":                       Initials,
		"cqslzbgzt":                        None,
		"chongqing":                        None,
		"lvxingbanfa":                      Full,
		"lvhangbanfa":                      Full,
		"lxbf":                             Initials,
		strings.Repeat("z", 200):           None,
	} {
		if got := max(rs.Match(letters, names[0]), rs.Match(letters, names[1])); got != want {
			t.Errorf("%s: %d, want %d", letters, got, want)
		}
	}
	for text, want := range map[string]bool{"zbgztl": true, "zhi'bu": true, "abc": false, "zbgz条例": false, "支部": false} {
		if IsSpelling(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}
