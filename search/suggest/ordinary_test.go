package suggest

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/search/naming"
)

// counted are the words of some texts with how many passages each stands in.
type counted map[string]int

func (c counted) Words() ([]string, error) {
	var out []string
	for w := range c {
		out = append(out, w)
	}
	slices.Sort(out)
	return out, nil
}
func (c counted) Count(word string) (int, error) { return c[word], nil }
func (c counted) Seq() int64                     { return int64(len(c)) }

func speaking() (*Vocabulary, counted) {
	v := NewVocabulary([]Term{{Text: "党建", Kind: SubjectTerm}, {Text: "党章", Kind: SubjectTerm}, {Text: "女性干部", Kind: SubjectTerm}, {Text: "记录仪", Kind: SubjectTerm}}, naming.DefaultAliases())
	c := counted{"会议": 9, "回忆": 3, "会意": 1, "公司": 7, "公私": 2, "记录": 5, "纪律": 8, "绿化": 4, "会议室": 2, "在": 90, "x光": 3}
	v.Know(c)
	return v, c
}

// TestPinyinOfTheTexts: pinyin is a word of the texts too, mixed with characters or with
// the marks of tones; of several words that sound so the one in most passages is meant.
func TestPinyinOfTheTexts(t *testing.T) {
	v, c := speaking()
	for typed, want := range map[string]string{
		"huiyi": "会议", "HUIYI": "会议", "huìyì": "会议", "hui'yi": "会议", "dǎngzhāng": "党章", "dangzhang": "党章",
		"gongsi党建": "公司党建", "公司dangjian": "公司党建", "gōngsī党建": "公司党建", "gongsi dangjian": "公司 党建", "gongsidangjian": "公司 党建",
		"huiyijilu": "会议 记录", "lvhua": "绿化", "lǜhuà": "绿化", "lühua": "绿化", "year:2024 huiyi": "year:2024 会议", "huiyi -jilu": "会议 -jilu", "nǚxìnggànbù": "女性干部",
		"huiy": "", "hy": "", "gdp": "", "GDP增长": "", "zai": "", "huiyi2024x": "", "gongsiqqq": "", "a": "", "xguang": "",
	} {
		to, why, ok := v.Correct(typed)
		if to != want || ok != (want != "") || ok && why != WhyPinyin {
			t.Errorf("%s: %q by %s, want %q", typed, to, why, want)
		}
	}
	for typed, want := range map[string]string{
		"huiyi": "会议 回忆", "jilu": "记录 记录仪", "jilv": "纪律", "huiy": "会议 回忆 会议室", "huìy": "会议 回忆 会议室", "gongsi党建": "公司党建", "dǎngz": "党章", "gongsi": "公司 公私", "qqqq": "",
	} {
		var got []string
		for _, s := range v.Suggest(typed, 9) {
			got = append(got, s.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
	c["黄河"] = 3 // the texts change
	if to, _, _ := v.Correct("huanghe"); to != "黄河" {
		t.Errorf("a new word of the texts is not known: %q", to)
	}
	if to, _, ok := NewVocabulary(nil, naming.DefaultAliases()).Correct("huiyi"); ok {
		t.Errorf("a word without texts: %s", to)
	}
}
