package resolve

import (
	"context"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// TestRealLaws runs on 1,500 laws, which take a while to read.
func TestRealLaws(t *testing.T) {
	s := searchtest.RealShelf(t, "party/regulations", "law")
	r := resolverOf(s)
	t.Run("own citations", func(t *testing.T) { ownCitations(t, s, r) })
	t.Run("addresses", func(t *testing.T) { realAddresses(t, r) })
}

// ownCitations resolves the citation of every 章, 节, 条, 款 and 项 of a sample
// of the laws back to where it came from.
func ownCitations(t *testing.T, s searchtest.Shelf, r *Resolver) {
	for i, d := range r.titles.order {
		if strings.Contains(d.ID, "~") || i%25 != 0 && d.Fields.Rank != corpus.RankCentralParty {
			continue // ~2 is a second copy of one text
		}
		doc := s[d.ID]
		doc.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
			if want := citedAs(n, above); want != "" && back(t, r, d.ID+"#"+n.Locator) != d.ID+"#"+want {
				t.Errorf("%s#%s is not found by its own citation", d.ID, n.Locator)
			}
			return true
		})
	}
}

// citedAs is the locator that the citation of n leads to, empty if n is not
// cited by numbers: the only 款 of an article is cited as the article.
func citedAs(n *corpus.Provision, above []*corpus.Provision) string {
	switch n.Kind {
	case corpus.NodeArticle, corpus.NodeChapter, corpus.NodeSection, corpus.NodeItem:
		return n.Locator
	case corpus.NodeParagraph:
		up := above[len(above)-1]
		if !search.IsArticle(up) {
			return ""
		}
		for _, c := range up.Children {
			if c.Kind == corpus.NodeParagraph && c != n {
				return n.Locator
			}
		}
		return up.Locator
	}
	return ""
}

// back resolves the citation of an address.
func back(t *testing.T, r *Resolver, address string) string {
	t.Helper()
	own, err := r.Resolve(context.Background(), address, "", searchtest.Today)
	if err != nil || own.Status != search.ResolveOK {
		t.Fatalf("%s: %v %v", address, own.Status, err)
	}
	res, err := r.Resolve(context.Background(), own.Citation, "", searchtest.Today)
	if err != nil {
		t.Fatal(err)
	}
	if res.Status != search.ResolveOK {
		t.Logf("%s: %s", own.Citation, res.Status)
	}
	return res.Address
}

// realAddresses are addresses where many a name is near to another.
func realAddresses(t *testing.T, r *Resolver) {
	for text, want := range map[string]string{
		"民法典第一千一百六十五条":        "中华人民共和国民法典-侵权责任编_2020-05-28#art_1165",
		"民法典1165":             "中华人民共和国民法典-侵权责任编_2020-05-28#art_1165",
		"《民法典》侵权责任编第三章":       "中华人民共和国民法典-侵权责任编_2020-05-28#chp_3",
		"民法典第三章":              "ambiguous",
		"合同法第五条":              "no_document",
		"劳动合同法39条":            "中华人民共和国劳动合同法_2012-12-28#art_39",
		"劳动和同法实施条例第5条":        "中华人民共和国劳动合同法实施条例_2008-09-18#art_5",
		"海洋环境保护法实施条例第二条":      "no_document",
		"民诉法58条":              "中华人民共和国民事诉讼法_2023-09-01#art_58",
		"民事诉讼法（2021年修正）第五十八条": "中华人民共和国民事诉讼法_2021-12-24#art_58",
		"民事诉讼法（1991年）第五十八条":   "no_document",
		"国务院令第432号第三条":        "电力监管条例_2005-02-15#art_3",
		"宪法序言第七自然段":           "中华人民共和国宪法_2018-03-11#preamble__para_7",
		"刑法第二编第四章":            "中华人民共和国刑法_2023-12-29#part_2__chp_4",
		"刑法第一百二十条之一":          "中华人民共和国刑法_2023-12-29#art_120-1",
		"教育管理工作条例第三十一条第（六）项":  "中国共产党党员教育管理工作条例_2019-05-06#art_31__para_1__item_6",
		"事故调查处理条例第三条":         "ambiguous",
		"警察法第三条":              "ambiguous",
		"最高人民法院关于适用民法典侵权责任编的解释（一）第三条": "最高人民法院关于适用《中华人民共和国民法典》侵权责任编的解释（一）_2024-09-25#art_3",
		"条例第五条": "ambiguous",
	} {
		res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		got := res.Address
		if res.Status != search.ResolveOK {
			got = string(res.Status)
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
