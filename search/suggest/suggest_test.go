package suggest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

// texts are the suggestions' texts after their kind.
func texts(list []Suggestion) []string {
	out := []string{}
	for _, s := range list {
		out = append(out, string(s.Kind)+" "+s.Text)
	}
	return out
}

func TestSuggest(t *testing.T) {
	v := smallVocabulary()
	sample := "title 中国共产党样本工作条例（试行）"
	for name, c := range map[string]struct {
		text  string
		limit int
		want  []string
	}{
		"a term by its beginning":       {"主题", 9, []string{"term 主题党日"}},
		"Traditional":                   {"主題黨", 9, []string{"term 主题党日"}},
		"pinyin":                        {"zhut", 9, []string{"term 主题党日"}},
		"pinyin with blanks":            {"Zhu ti'da", 9, []string{"term 主题党日"}},
		"initials":                      {"ztdr", 9, []string{"term 主题党日"}},
		"the first initials":            {"ztd", 9, []string{"term 主题党日"}},
		"initials with h":               {"zhtdr", 9, []string{"term 主题党日"}},
		"sounds and initials":           {"ztdangr", 9, []string{"term 主题党日"}},
		"characters and letters":        {"主题dangr", 9, []string{"term 主题党日"}},
		"letters and characters":        {"zt党日", 9, []string{"term 主题党日"}},
		"a rarer reading":               {"示例yinh", 9, []string{"title 示例银行管理办法"}},
		"a title by its short name":     {"样本工", 9, []string{sample}},
		"a title by its beginning":      {"中国共产党样", 9, []string{sample}},
		"in its marks":                  {"《样本工作条例（试行）》", 9, []string{sample}},
		"characters out of a title":     {"样本条例", 9, []string{sample}},
		"two characters stand together": {"样条", 9, []string{}},
		"whole before longer":           {"党费", 9, []string{"topic 党费"}},
		"a topic before terms":          {"党员教", 9, []string{"topic 党员教育"}},
		"kinds in their order": {"党员", 9, []string{"term 党员", "title 党员样本采集规定", "topic 党员教育", "term 党员先锋岗", "term 党员代表大会",
			"term 党员发展对象", "title 党员怎样看样本", "term 预备党员", "title 在党员样本座谈会上的讲话"}},
		"no kind crowds the others out": {"党员", 4, []string{"term 党员", "title 党员样本采集规定", "topic 党员教育", "title 党员怎样看样本"}},
		"one":                           {"党员", 1, []string{"title 党员样本采集规定"}},
		"none":                          {"党员", 0, []string{}},
		"below none":                    {"党员", -1, []string{}},
		"nothing typed":                 {" ？", 9, []string{}},
		"nothing known":                 {"釉下彩", 9, []string{}},
		"no pinyin of anything":         {"zhutx", 9, []string{}},
		"too much typed":                {strings.Repeat("党员", 40), 9, []string{}},
	} {
		if diff := cmp.Diff(c.want, texts(v.Suggest(c.text, c.limit))); diff != "" {
			t.Errorf("%s: %s: %s", name, c.text, diff)
		}
	}
}

func TestSuggestionsSayWhatTheyAre(t *testing.T) {
	v := smallVocabulary()
	want := []Suggestion{{SubjectTitle, "中国共产党样本工作条例（试行）", "法规 · 2011年1月1日", "样本工作条例_2011-01-01"}}
	if diff := cmp.Diff(want, v.Suggest("样本工作条例", 5)); diff != "" {
		t.Error(diff)
	}
	v.Remove(want[0].Address)
	want = []Suggestion{{SubjectTitle, want[0].Text, "法规 · 2001年1月1日 · 已被取代", "样本工作条例_2001-01-01"}}
	if diff := cmp.Diff(want, v.Suggest("样本工作条例", 5)); diff != "" {
		t.Error(diff)
	}
	v.Put(search.Titled{ID: "编", Fields: corpus.Fields{Title: "示例法典", Part: "样本编", Kind: corpus.Regulation, Rank: corpus.RankStatute}})
	want = []Suggestion{{SubjectTitle, "示例法典 样本编", "法律", "编"}}
	if diff := cmp.Diff(want, v.Suggest("示例法典样", 5)); diff != "" {
		t.Error(diff)
	}
	want = []Suggestion{{SubjectTitle, "在党员样本座谈会上的讲话", "讲话 · 2012年2月3日", "讲话"}, {SubjectTerm, "主题党日", "词语", ""}, {SubjectTopic, "党费", "主题", ""}}
	got := slices.Concat(v.Suggest("在党", 5), v.Suggest("主题党", 5), v.Suggest("党费", 5))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSuggestProperties(t *testing.T) {
	v := smallVocabulary()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("党员样本工作条例zhutidrg黨 ")), 0, 6, -1).Draw(t, "text")
		limit := rapid.IntRange(0, 12).Draw(t, "limit")
		got := v.Suggest(text, limit)
		if len(got) > limit {
			t.Errorf("%d suggestions, limit %d", len(got), limit)
		}
		seen := map[string]bool{}
		for _, s := range got {
			if seen[s.Text] {
				t.Errorf("%s twice", s.Text)
			}
			seen[s.Text] = true
		}
		if more := v.Suggest(text, maxSuggestions); len(more) > len(got) && len(got) < limit {
			t.Errorf("%d suggestions of %d, limit %d", len(got), len(more), limit)
		}
	})
}

// TestSuggestWords suggests every word by what leads to it.
func TestSuggestWords(t *testing.T) {
	v := smallVocabulary()
	for _, term := range fieldTerms() {
		full, short := "", ""
		for _, r := range term.Text {
			full += v.readings.Sounds(r)[0]
			short += v.readings.Sounds(r)[0][:1]
		}
		for _, typed := range []string{term.Text, full, full[:len(full)-1], short} {
			list := v.Suggest(typed, 20)
			if !slices.ContainsFunc(list, func(s Suggestion) bool { return s.Text == term.Text }) {
				t.Errorf("%s does not lead to %s but to %v", typed, term.Text, texts(list))
			}
		}
	}
}

func BenchmarkSuggest(b *testing.B) {
	v := NewVocabulary(fieldTerms(), naming.DefaultAliases())
	docs, _ := searchtest.Many()
	v.Put(docs...)
	for _, text := range []string{"zhut", "z", "j", "jcyl", "jiachuanyilingyang", "zhongguogongchandang", "党", "样本", "管理条例", "中国共产党甲", "党甲登规定"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v.Suggest(text, 10)
			}
		})
	}
	b.Run("put", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			v.Put(titledAs(fmt.Sprint(i%5000), "示例"+corpus.FormatNumeral(i%5000+1)+"号办法", corpus.Regulation, ""))
		}
	})
}
