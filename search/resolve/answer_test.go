package resolve

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

// TestNotices: where an answer is not plainly what was typed, it says so.
func TestNotices(t *testing.T) {
	r := tableResolver(t)
	for text, want := range map[string]string{
		"样本管理工作条例第二条":            "newer_version older_version",
		"样本管理工作条例（试行）第二条":        "newer_version",
		"登记管理工作条例第二条":            "partial_title",
		"样本合同法实施条列第二条":           "corrected_title",
		"样章第三条":                  "not_held",
		"“7·29”样本指示":             "not_held",
		"双份样本登记办法":               "duplicate",
		"样本总法典":                  "several_parts",
		"样本税条例第一至一百二十条":          "range_too_long",
		"样本费规定第九条":               "no_article",
		"样本费规定第四条第二款":            "no_paragraph",
		"加强样本工作的若干意见第二条":         "heading_for_article",
		"样本管理工作条例（2003年）第二条":     "no_such_version",
		strings.Repeat("样", 501): "too_long",
		"条例第五条":                  "genre_only",
	} {
		res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, n := range res.Notices {
			codes = append(codes, n.Code)
		}
		if diff := cmp.Diff(want, strings.Join(codes, " ")); diff != "" {
			t.Errorf("%s: %s", shortened(text), diff)
		}
	}
}

// TestViews: the texts of what is found are as the contract defines them.
func TestViews(t *testing.T) {
	r := tableResolver(t)
	view := func(text string) search.Provision {
		res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
		if err != nil || res.Provision == nil {
			t.Fatalf("%s: %v %v", text, res.Status, err)
		}
		return *res.Provision
	}
	article := view("样本费规定第二条")
	want := []search.Paragraph{
		{Locator: "art_2__para_1", Label: "第一款", Text: "有下列情形之一的，应当报告：", Items: []search.Item{
			{Locator: "art_2__para_1__item_1", Label: "第（一）项", Text: "（一）样本有缺损的；", Subitems: nil}, {Locator: "art_2__para_1__item_2", Label: "第（二）项", Text: "（二）样本有出入的。", Subitems: nil}}},
		{Locator: "art_2__para_2", Label: "第二款", Text: "有下列情形的，不必报告：", Items: []search.Item{
			{Locator: "art_2__para_2__item_1", Label: "第（一）项", Text: "（一）样本已经补齐的；", Subitems: nil}, {Locator: "art_2__para_2__item_3", Label: "第（三）项", Text: "（三）样本已经封存的。", Subitems: nil}}},
	}
	if diff := cmp.Diff(want, article.Paragraphs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"第一章 总则", "第二条"}, article.Path); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(article.Text, "有下列") || !strings.HasSuffix(article.Text, "封存的。") {
		t.Errorf("text of an article: %q", article.Text)
	}
	if got := view("样本费规定第二条第二款"); got.Text != want[1].Text || len(got.Paragraphs) != 1 || len(got.Paragraphs[0].Items) != 2 {
		t.Errorf("a 款: %+v", got)
	}
	item := view("样本费规定第二条第一款第二项")
	if item.Text != "（二）样本有出入的。" || len(item.Paragraphs) != 1 || len(item.Paragraphs[0].Items) != 1 {
		t.Errorf("an item: %+v", item)
	}
}

// TestByAddress: what is written down as an address is found by it.
func TestByAddress(t *testing.T) {
	r := tableResolver(t)
	for text, want := range map[string]string{
		"样本税条例_2011-01-01#art_3":             "样本税条例_2011-01-01#art_3",
		"样本税条例_2011-01-01":                   "样本税条例_2011-01-01",
		"样本总法典-器物编_2020-01-01#chp_1":         "样本总法典-器物编_2020-01-01#chp_1",
		"中国共产党样本管理工作条例（试行）_2010-05-01#art_2": "中国共产党样本管理工作条例（试行）_2010-05-01#art_2",
		"样本税条例_2011-01-01#art_999":           "",
	} {
		res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
		if err != nil || res.Address != want {
			t.Errorf("%s: %s %s %v", text, res.Address, res.Status, err)
		}
	}
}

// TestIncremental: after any puts and removes the resolver knows what one that
// was filled at once knows.
func TestIncremental(t *testing.T) {
	s := table()
	all := s.Titled()
	probe := []string{"样本管理工作条例", "样本合同法第二条", "合同法第二条", "样本总法典第七条", "双份样本登记办法", "示发〔2008〕3号", "“7·9”样本讲话", "ybstl1条"}
	rapid.Check(t, func(rt *rapid.T) {
		aliases, _ := naming.ParseAliases(strings.NewReader(tableAliases))
		r, held := NewResolver(aliases, s), map[int]bool{}
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			i := rapid.IntRange(0, len(all)-1).Draw(rt, "document")
			if held[i] && rapid.Bool().Draw(rt, "remove") {
				r.Remove(all[i].ID)
				delete(held, i)
			} else {
				r.Put(all[i])
				held[i] = true
			}
		}
		fresh := NewResolver(aliases, s)
		for i := range all {
			if held[i] {
				fresh.Put(all[i])
			}
		}
		for _, text := range probe {
			if got, want := brief(t, r, text, ""), brief(t, fresh, text, ""); got != want {
				rt.Fatalf("%s: %s, filled at once %s", text, got, want)
			}
		}
	})
}

// TestFileOfPart: a 编 that is a file is known by its place only if the files
// before it are all there.
func TestFileOfPart(t *testing.T) {
	file := func(part string, from, to int) search.Place {
		d := searchtest.Written(corpus.Fields{Title: "样本总法典", Part: part}, searchtest.ArticlesOf(from, to))
		return search.Place{Document: &d, Node: d.Root}
	}
	first, second, last := file("总则", 1, 5), file("器物编", 6, 9), file("附则", 10, 11)
	for name, tt := range map[string]struct {
		files  []search.Place
		number int
		want   string
	}{
		"in any order":           {[]search.Place{last, second, first}, 2, "器物编"},
		"the first":              {[]search.Place{second, first}, 1, "总则"},
		"the first is missing":   {[]search.Place{second, last}, 1, ""},
		"one between is missing": {[]search.Place{first, last}, 2, ""},
		"what is no part":        {[]search.Place{first, second, last}, 3, ""},
	} {
		got := ""
		if found := fileOfPart(tt.files, tt.number); len(found) == 1 {
			got = found[0].Document.Fields.Part
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
