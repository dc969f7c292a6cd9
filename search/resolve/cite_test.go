package resolve

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

// citeShelf holds texts of our own: a law in two versions, rules under it, and
// two texts of one title by different bodies.
func citeShelf() searchtest.Shelf {
	s := searchtest.Shelf{}
	for _, text := range []string{
		"中华人民共和国样品法\n\n（2015年3月1日通过 自2015年6月1日起施行）\n\n第一条 为了管理样品，制定本法。\n\n第二条 样品应当登记。\n\n样品可以抽查。\n\n第三条 样品分为：\n\n（一）甲样；\n\n（二）乙样。",
		"中国共产党样品工作条例（试行）\n\n第一章 总则\n\n第一条 根据《中华人民共和国样品法》，制定本条例。\n\n第二条 样品工作依照前条和样品法第二条第二款进行。\n\n第三条 分工如下：\n\n（一）登记；\n\n（二）抽查。\n\n第四条 依照第二条至第三条办理。",
		"样品交接办法\n\n第一条 样品应当交接。\n\n第二条 交接应当登记。",
	} {
		s.Add(parse.Document(corpus.Source{Path: "x.txt", Text: text}))
	}
	return s
}

func TestCite(t *testing.T) {
	s := citeShelf()
	r := resolverOf(s)
	for name, test := range map[string]struct{ text, want string }{
		"full title":         {"按照《中华人民共和国样品法》第二条办理。", "ok art_2"},
		"short title":        {"按照《样品法》第二条第二款办理。", "alias_ok art_2__para_2"},
		"title alone":        {"学习《中国共产党样品工作条例（试行）》。", "ok "},
		"defined":            {"学习《样品交接办法》（以下简称《办法》），按《办法》第一条办理。", "ok ,alias_ok art_1"},
		"item without 款":     {"按照《样品法》第三条第（二）项办理。", "alias_ok art_3__para_1__item_2"},
		"two numbers":        {"按照《样品法》第三条第（一）、（二）项办理。", "alias_ok art_3__para_1__item_1 art_3__para_1__item_2"},
		"range":              {"按照《样品法》第一条至第三条办理。", "alias_ok art_1 art_2 art_3"},
		"no article":         {"按照《样品法》第九十九条办理。", "no_article"},
		"no paragraph":       {"按照《样品法》第二条第五款办理。", "no_paragraph"},
		"no item":            {"按照《样品法》第三条第（七）项办理。", "no_item"},
		"not held":           {"按照《标本法》第三条办理。", "no_document"},
		"a piece of a title": {"按照《样品交接》第一条和《交接办法》第二条办理。", "no_document,no_document"},
		"nobody defined it":  {"按照《条例》第一条办理。", "ambiguous"},
		"another year":       {"按照1998年《样品法》第一条办理。", "no_document"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := parse.Document(corpus.Source{Path: "x.txt", Text: test.text, Stated: []byte(`{"kind":"essay","title":"一篇文章"}`)})
			if got := citeAll(t, r, &doc); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// citeAll tells the status and the locators of every citation in a text.
func citeAll(t *testing.T, r *Resolver, doc *corpus.Document) string {
	t.Helper()
	var out []string
	for _, c := range cite.Find(doc) {
		cited, err := r.Cite(context.Background(), doc, c, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		var locators []string
		for _, a := range cited.Addresses {
			_, locator, _ := strings.Cut(a, "#")
			locators = append(locators, locator)
		}
		said := string(cited.Status)
		if len(cited.Addresses) > 0 {
			said += " " + strings.Join(locators, " ")
		}
		if cited.Status == search.Ambiguous && len(cited.Choices) == 0 {
			t.Errorf("%v: ambiguous without choices", cited.Citation)
		}
		out = append(out, said)
	}
	return strings.Join(out, ",")
}

// A text's own provisions are found in it, also if the library does not hold it.
func TestCiteOwn(t *testing.T) {
	s := citeShelf()
	for _, r := range []*Resolver{resolverOf(s), NewResolver(naming.DefaultAliases(), searchtest.Shelf{})} {
		doc := s["中国共产党样品工作条例（试行）"]
		if doc.Root == nil {
			t.Fatal("the shelf has no such text")
		}
		got := citeAll(t, r, &doc)
		want := "ok ,ok art_1,alias_ok art_2__para_2,ok art_2 art_3"
		if len(r.titles.order) == 0 {
			want = "no_document,ok art_1,no_document,ok art_2 art_3"
		}
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestCitedBy(t *testing.T) {
	s := citeShelf()
	r, b := resolverOf(s), NewCitedBy()
	for id, doc := range s {
		var entries []CitedByEntry
		for _, c := range cite.Find(&doc) {
			cited, err := r.Cite(context.Background(), &doc, c, "", searchtest.Today)
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, cited.Entries(&doc)...)
		}
		b.Put(id, entries)
		b.Put(id, entries) // in place of the first
	}
	regulation := "中国共产党样品工作条例（试行）"
	var law string
	for id := range s {
		if strings.HasPrefix(id, "中华人民共和国样品法") {
			law = id
		}
	}
	nodes := func(id, locator string) (out []string) {
		for _, e := range b.Of(id, locator) {
			if !strings.Contains(s[e.From].Text, e.Snippet) || !strings.Contains(e.Snippet, e.Span.In(s[e.From].Text)) {
				t.Errorf("snippet %q", e.Snippet)
			}
			out = append(out, e.Node)
		}
		return out
	}
	for _, test := range []struct {
		id, locator string
		want        []string
	}{
		{law, "", []string{"art_1__para_1", "art_2__para_1"}},
		{law, "art_2", []string{"art_2__para_1"}},
		{law, "art_2__para_2", []string{"art_2__para_1"}},
		{law, "art_2__para_1", nil},
		{regulation, "", []string{"art_2__para_1", "art_4__para_1"}},
		{regulation, "art_3", []string{"art_4__para_1"}},
	} {
		if diff := cmp.Diff(test.want, nodes(test.id, test.locator)); diff != "" {
			t.Errorf("%s#%s: %s", test.id, test.locator, diff)
		}
		if got := b.Counts(test.id)[test.locator]; got != len(test.want) {
			t.Errorf("%s#%s: %d counted", test.id, test.locator, got)
		}
	}
	b.Remove(regulation)
	if got := b.Of(law, ""); len(got) != 0 || len(b.of) != 0 || len(b.cites[regulation]) != 0 {
		t.Errorf("left after removal: %v", got)
	}
}
