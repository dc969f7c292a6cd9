package suggest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

func TestComplete(t *testing.T) {
	s := searchtest.Shelf{}
	s.Add(searchtest.Written(corpus.Fields{Title: "样本登记规定", Promulgated: "2001-01-01"}, searchtest.Itemised))
	s.Add(searchtest.Written(corpus.Fields{Title: "样本保存条例", Promulgated: "2001-01-01"}, searchtest.ArticlesOf(1, 12)))
	s.Add(searchtest.Written(corpus.Fields{Title: "样本移交条例", Promulgated: "2001-01-01"}, searchtest.ArticlesOf(1, 12)))
	r, v := resolve.NewResolver(naming.DefaultAliases(), s), NewVocabulary(fieldTerms(), naming.DefaultAliases())
	r.Put(s.Titled()...)
	v.Put(s.Titled()...)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a title and a number":    {"样本登记规定2", []string{"provision 《样本登记规定》第二条", "title 样本登记规定"}},
		"Traditional":             {"樣本保存條例第十二條", []string{"provision 《样本保存条例》第十二条", "title 样本保存条例"}},
		"no such article":         {"样本登记规定第九十条", []string{"title 样本登记规定"}},
		"a title":                 {"样本登记规", []string{"title 样本登记规定"}},
		"a term with a number":    {"三会一课", []string{"term 三会一课"}},
		"nothing":                 {"", []string{}},
		"several go by the title": {"样本条例第三条", []string{"provision 《样本保存条例》第三条", "provision 《样本移交条例》第三条", "title 样本保存条例", "title 样本移交条例"}},
	} {
		got, err := v.Complete(context.Background(), r, c.text, searchtest.Today, 9)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, texts(got)); diff != "" {
			t.Errorf("%s: %s: %s", name, c.text, diff)
		}
	}
	got, err := v.Complete(context.Background(), r, "样本保存条例12", searchtest.Today, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []Suggestion{{SubjectProvision, "《样本保存条例》第十二条", "这里写示例的第12个要求。", "样本保存条例_2001-01-01#art_12"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

type unreadable struct{}

var errUnreadable = errors.New("unreadable")

func (unreadable) Resolve(context.Context, string, corpus.Date, corpus.Date) (search.Resolution, error) {
	return search.Resolution{}, errUnreadable
}

func TestCompleteAsksForAddressesOnly(t *testing.T) {
	v := smallVocabulary()
	for text, want := range map[string]error{"样本工作条例": nil, "主题党日": nil, "zhut": nil, "样本工作条例12": errUnreadable, strings.Repeat("党员", 40) + "12": nil} {
		if _, err := v.Complete(context.Background(), unreadable{}, text, searchtest.Today, 5); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}

func TestGlimpse(t *testing.T) {
	for want, p := range map[string]search.Provision{
		"名称":                          {Caption: "名称", Text: "正文"},
		"短的 正文":                       {Text: "短的\n正文"},
		strings.Repeat("长", 30) + "…": {Text: strings.Repeat("长", 31)},
	} {
		if got := glimpse(&p); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
