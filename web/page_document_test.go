package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
)

// idOf is the id of the newest document whose title has this in it.
func idOf(t testing.TB, sh *memory, part string) string {
	t.Helper()
	id, date := "", corpus.Date("")
	for _, r := range sh.records {
		if f := r.Document.Fields; strings.Contains(f.Title, part) && f.VersionDate() >= date {
			id, date = r.Document.ID, f.VersionDate()
		}
	}
	if id == "" {
		t.Fatalf("no document about %s", part)
	}
	return id
}

func TestDocumentPage(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	id := idOf(t, sh, "发展党员")
	p := v.open(documentPath(id)+"?q="+url.QueryEscape("发展对象"), http.StatusOK)
	rec := sh.records[sh.at(id)]
	if got := words(only(t, p, "h1")); got != rec.Document.Fields.Title {
		t.Errorf("h1 %q", got)
	}
	ids := map[string]bool{}
	for n := range p.Descendants() {
		if id, ok := lookAttribute(n, "id"); ok {
			if ids[id] {
				t.Errorf("id %s stands twice", id)
			}
			ids[id] = true
		}
	}
	rec.Document.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Locator != "" && n.Kind != corpus.NodeTitle && !ids[n.Locator] {
			t.Errorf("no anchor for %s", n.Locator)
		}
		return true
	})
	for _, a := range append(find(p, ".text a.anchor"), find(p, ".outline a")...) {
		if href := attribute(a, "href"); !ids[strings.TrimPrefix(href, "#")] {
			t.Errorf("%s leads nowhere", href)
		}
	}
	marks := find(p, ".text mark[id]")
	for i, m := range marks {
		if attribute(m, "id") != "hit-"+string(rune('1'+i)) || words(m) != "发展对象" {
			t.Errorf("mark %d: %s %q", i, attribute(m, "id"), words(m))
		}
	}
	if want := strings.Count(rec.Document.Text, "发展对象"); len(marks) != want {
		t.Errorf("%d marks, want %d", len(marks), want)
	}
	if got := words(only(t, p, "[data-hit-now]")); !strings.Contains(got, "处") {
		t.Errorf("count %q", got)
	}
	only(t, p, ".print-only")
}

func TestSupersededDocument(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	newest := idOf(t, sh, "机关党支部工作规定")
	older := ""
	for _, r := range sh.records {
		if r.Document.ID != newest && r.Document.Fields.Title == sh.records[sh.at(newest)].Document.Fields.Title {
			older = r.Document.ID
		}
	}
	p := v.open(documentPath(older), http.StatusOK)
	if got := attribute(only(t, p, ".banner-newer a"), "href"); got != documentPath(newest) {
		t.Errorf("banner leads to %s", got)
	}
	stages := find(p, ".stages li")
	if len(stages) != 2 || attribute(find(stages[0], "a")[0], "aria-current") != "page" || words(find(stages[0], ".badge")[0]) != "已修改" || words(find(stages[1], ".badge")[0]) != "现行有效" {
		t.Errorf("stages %q", texts(p, ".stages li"))
	}
	if got := find(v.open(documentPath(newest), http.StatusOK), ".banner-newer"); len(got) != 0 {
		t.Error("the newest version says there is a newer one")
	}
}

// A path may be escaped more than it must be, and means the same.
func TestDocumentPathEscaped(t *testing.T) {
	v := newVisit(t, newBench(t, nil).server.Handler())
	for _, path := range []string{"/documents/" + url.PathEscape(fakeID), "/documents/" + strings.ToLower(url.PathEscape(fakeID)), "/documents/" + strings.Replace(url.PathEscape(fakeID), "_", "%5f", 1)} {
		p := v.open(path, http.StatusOK)
		if got := words(only(t, p, "h1")); got != "某条例（试行）" {
			t.Errorf("%s shows %q", path, got)
		}
	}
}

func TestMatchesIn(t *testing.T) {
	text := "甲乙丙丁"
	hit := func(at int, own string, spans ...corpus.Span) search.Hit {
		return search.Hit{Passage: corpus.Passage{Span: corpus.Span{Start: at, End: at + len(own)}}, Text: own, Matches: spans}
	}
	for name, tt := range map[string]struct {
		hit  search.Hit
		want []corpus.Span
	}{
		"in its place":        {hit(3, "乙丙", corpus.Span{Start: 3, End: 6}), []corpus.Span{{Start: 6, End: 9}}},
		"text has changed":    {hit(3, "乙戊", corpus.Span{Start: 3, End: 6}), nil},
		"text is shorter now": {hit(30, "乙", corpus.Span{End: 3}), nil},
		"beyond the passage":  {hit(0, "甲", corpus.Span{End: 9}), nil},
		"before it":           {hit(0, "甲", corpus.Span{Start: -3, End: 3}), nil},
		"negative place":      {hit(-3, "甲", corpus.Span{End: 3}), nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, matchesIn(text, tt.hit)); diff != "" && len(tt.want)+len(matchesIn(text, tt.hit)) > 0 {
				t.Error(diff)
			}
		})
	}
}

func TestFacts(t *testing.T) {
	got := factsOf(corpus.Fields{Title: "x", Rank: corpus.RankStatute, Effective: "2020-01-02", URL: "javascript:alert(1)"})
	want := []fact{{Label: "效力级别", Value: "法律"}, {Label: "施行日期", Value: "2020年1月2日"}, {Label: "网址", Value: "javascript:alert(1)"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got = factsOf(corpus.Fields{URL: "https://example.org/a"})
	if len(got) != 1 || got[0].Href != "https://example.org/a" {
		t.Errorf("%+v", got)
	}
}

func TestOutline(t *testing.T) {
	sh := &memory{}
	sh.take(t, "示例通用法典.txt", code(61))
	top := outline(&sh.records[0].Document)
	var got []string
	for _, p := range top.Parts {
		got = append(got, p.Label+" "+p.Range())
	}
	want := []string{"第一章 第一条至第三十条", "第二章 第三十一条至第六十条", "第三章 第六十一条"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEntryName(t *testing.T) {
	for want, e := range map[string]entry{
		"第四章 工作机制": {Label: "第四章", Words: "工作机制"},
		"一、主要做法":   {Label: "一、", Words: "主要做法"},
		"（一）抓学习":   {Label: "（一）", Words: "抓学习"},
		"附件":       {Label: "附件"},
		"结语":       {Words: "结语"},
	} {
		if got := e.Name(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
