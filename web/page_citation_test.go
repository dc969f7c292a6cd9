package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search/resolve"
)

// citingMemory holds a text that cites in every way, and what it cites.
func citingMemory(t testing.TB) (sh *memory, citing, cited string) {
	t.Helper()
	sh, _, cited = twoVersions(t)
	sh.take(t, "甲示例奖惩办法.txt", []byte("甲机关示例奖惩办法\n第一条 甲机关奖惩从本办法。\n第二条 办法自2020年1月1日起施行。\n"))
	sh.take(t, "示例实施细则-2021.txt", []byte("示例对照工作实施细则\n（2021年1月1日公布 自2021年2月1日起施行）\n"+
		"第一条 根据《示例对照规定》第二条，制定本细则。\n第二条 会议次数依照《示例对照规定》第二条、第三条的规定。\n"+
		"第三条 违反本细则第二条的，依照《从未收入的示例处分条例》第九条处理。\n第四条 依照《条例》第五条办理的，从其规定。\n第五条 依照《示例对照规定》第九十条办理。\n第六条 本细则自2021年2月1日起施行。\n"))
	return sh, sh.records[len(sh.records)-1].Document.ID, cited
}

func TestCitationsLink(t *testing.T) {
	sh, citing, cited := citingMemory(t)
	p := newVisit(t, pageServer(t, sh, nil)).open(documentPath(citing), http.StatusOK)
	type seen struct{ Words, Href, Class, Title string }
	var got []seen
	for _, class := range []string{"cite", "cite-many", "cite-none"} {
		for _, n := range find(p, ".text ."+class) {
			got = append(got, seen{words(n), attribute(n, "href"), class, attribute(n, "title")})
		}
	}
	want := []seen{
		{"《示例对照规定》第二条", documentPath(cited) + "#art_2", "cite", "《示例对照规定》"},
		{"《示例对照规定》第二条", documentPath(cited) + "#art_2", "cite", "《示例对照规定》"},
		{"第三条", documentPath(cited) + "#art_3", "cite", "《示例对照规定》"},
		{"本细则第二条", "#art_2", "cite", "《示例对照工作实施细则》"},
		{"《条例》第五条", "", "cite-many", "所指不止一处"},
		{"《从未收入的示例处分条例》第九条", "", "cite-none", "资料库没有《从未收入的示例处分条例》"},
		{"《示例对照规定》第九十条", "", "cite-none", "《示例对照规定》中没有所引的条款"},
	}
	for i := range got {
		if got[i].Class == "cite-many" {
			if !strings.HasPrefix(got[i].Href, "/c/") {
				t.Errorf("%s leads to %s", got[i].Words, got[i].Href)
			}
			got[i].Href = ""
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("citations (-want +got):\n%s", diff)
	}
	// As of a day when another version applied, that one is what is cited.
	p = newVisit(t, pageServer(t, sh, nil)).open(documentPath(citing)+"?as_of=2015-01-01", http.StatusOK)
	if got := attribute(find(p, ".text .cite")[0], "href"); !strings.Contains(got, "2010-01-01") || !strings.Contains(got, "as_of=2015-01-01") {
		t.Errorf("in 2015 it leads to %s", got)
	}
}

// A hit inside a citation is marked inside the link.
func TestCitationsAndMarks(t *testing.T) {
	sh, citing, _ := citingMemory(t)
	p := newVisit(t, pageServer(t, sh, nil)).open(documentPath(citing)+"?q="+url.QueryEscape("规定"), http.StatusOK)
	if got := texts(p, ".text a.cite mark"); len(got) != 2 || got[0] != "规定" {
		t.Errorf("marks in links %q", got)
	}
	text := sh.records[sh.at(citing)].Document.Text
	if got, want := len(find(p, ".text mark[id]")), strings.Count(text, "规定"); got != want {
		t.Errorf("%d marks, want %d", got, want)
	}
}

func TestCitedBy(t *testing.T) {
	sh, citing, cited := citingMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open(documentPath(cited), http.StatusOK)
	box := only(t, only(t, p, "section#art_2"), "details.cited")
	if got := words(only(t, box, "summary")); got != "引用本条（2）" {
		t.Errorf("it says %q", got)
	}
	if diff := cmp.Diff([]string{documentPath(citing) + "#art_1__para_1", documentPath(citing) + "#art_2__para_1"}, (&pageBox{t, box}).hrefs("a")); diff != "" {
		t.Error(diff)
	}
	if got := texts(box, "a"); got[0] != "《示例对照工作实施细则》第一条" {
		t.Errorf("cited by %q", got)
	}
	if got := find(only(t, p, "section#art_4"), "details.cited"); len(got) > 0 {
		t.Errorf("nobody cites it: %q", words(got[0]))
	}
	if got := words(only(t, p, ".doc-head details.cited summary")); got != "引用本文件（3）" {
		t.Errorf("the text as a whole: %q", got)
	}
	own := only(t, only(t, v.open(documentPath(citing), http.StatusOK), "section#art_2"), "details.cited")
	if got := texts(own, ".cited-own"); len(got) != 1 {
		t.Errorf("its own citations: %q", words(own))
	}
}

func TestProvisionCitedBy(t *testing.T) {
	sh, citing, cited := citingMemory(t)
	b := newBench(t, func(c *Config) {
		c.Library, c.Searcher, c.Resolver, c.Lexicon, c.Citing = sh, sh, sh.resolver(), sh.lexicon, sh.citing(t)
	})
	got := b.get("/api/v1" + documentPath(cited) + "/provisions/art_2")["cited_by"].(map[string]any)
	first := got["items"].([]any)[0].(map[string]any)
	want := map[string]any{"address": citing + "#art_1__para_1", "document": citing, "title": "示例对照工作实施细则", "kind": "regulation",
		"citation": "《示例对照工作实施细则》第一条", "text": first["text"], "url": documentPath(citing) + "#art_1__para_1"}
	if diff := cmp.Diff(want, first); diff != "" || got["total"] != 2.0 || !strings.Contains(first["text"].(string), "《示例对照规定》第二条") {
		t.Errorf("total %v, first (-want +got):\n%s", got["total"], diff)
	}
	got = b.get("/api/v1" + documentPath(cited) + "/provisions/art_4")["cited_by"].(map[string]any)
	if got["total"] != 0.0 || len(got["items"].([]any)) != 0 {
		t.Errorf("nobody cites it: %v", got)
	}
}

func TestManyCitations(t *testing.T) {
	b := newBench(t, nil)
	var entries []resolve.CitedByEntry
	for i := range 150 {
		entries = append(entries, resolve.CitedByEntry{Document: fakeID, Locator: "art_2__para_1", Node: "art_1", Span: corpus.Span{Start: i, End: i + 1}})
	}
	b.citing.Put("某条例（试行）_2010-01-01", entries)
	b.citing.Put("已删除", entries[:1])
	list := b.server.citations(fakeID, "art_2")
	if len(list) != 150 {
		t.Fatalf("%d citations; that of a text no longer held does not count", len(list))
	}
	v := b.server.viewCited("引用本条", list)
	if v.Total != 150 || len(v.By) != maxCitedBy || v.More != 150-maxCitedBy {
		t.Errorf("total %d, listed %d, more %d", v.Total, len(v.By), v.More)
	}
	if got := newCitedBy(list); got.Total != 150 || len(got.Items) != maxCitations {
		t.Errorf("total %d, items %d", got.Total, len(got.Items))
	}
}

func TestCitedAddress(t *testing.T) {
	for want, tt := range map[string]struct {
		text string
		c    corpus.Citation
	}{
		"《条例》第五条":      {"《条例》第五条", corpus.Citation{Title: "条例"}},
		"《示例工作条例》第五条":  {"《条例》第五条", corpus.Citation{Title: "条例", Defined: "示例工作条例"}},
		"《示例条例》第六条":    {"第六条", corpus.Citation{Title: "示例条例"}},
		"《示例条例》第七条第二款": {"示例条例第七条第二款", corpus.Citation{Title: "示例条例"}},
	} {
		if got := citedAddress(tt.text, tt.c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
