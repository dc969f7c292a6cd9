package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
)

func TestState(t *testing.T) {
	for name, tt := range map[string]struct {
		query, href string
		changed     bool
	}{
		"first visit":    {"", "/", false},
		"empty box":      {"q=", "/", true},
		"only spaces":    {"q=+%E3%80%80", "/", true},
		"words":          {"q=%E5%85%9A", "/?q=%E5%85%9A", false},
		"empty bounds":   {"q=a&from=&to=", "/?q=a", true},
		"strange name":   {"q=a&utm_source=mail", "/?q=a", false},
		"two of a facet": {"kind=essay&kind=speech", "/?kind=essay&kind=speech", false},
		"a year":         {"from=2018&to=2018", "/?from=2018-01-01&to=2018-12-31", true},
		"a month":        {"from=2018-02&to=2018-2", "/?from=2018-02-01&to=2018-02-28", true},
		"Chinese day":    {"to=" + url.QueryEscape("2018年3月5日"), "/?to=2018-03-05", true},
		"digits only":    {"from=20200101&to=202006", "/?from=2020-01-01&to=2020-06-30", true},
		"dots, slashes":  {"from=2020.1.1&to=2020/1/31", "/?from=2020-01-01&to=2020-01-31", true},
		"full width":     {"to=" + url.QueryEscape("２０２０ 年 １ 月 １ 号"), "/?to=2020-01-01", true},
		"no such digits": {"to=20201345", "/?to=20201345", false},
		"page":           {"q=a&page=2", "/?page=2&q=a", false},
		"no date":        {"to=soon", "/?to=soon", false},
		"whole day":      {"to=2018-03-05", "/?to=2018-03-05", false},
	} {
		t.Run(name, func(t *testing.T) {
			given, err := url.ParseQuery(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			st, changed := newState(given, append(searchParameters(search.Facets), pageParameter))
			if st.href() != tt.href || changed != tt.changed {
				t.Errorf("%s %v, want %s %v", st.href(), changed, tt.href, tt.changed)
			}
		})
	}
}

func TestStateNeighbours(t *testing.T) {
	at, _ := newState(url.Values{"q": {"党"}, "kind": {"essay", "speech"}, "from": {"2020-01-01"}, "cursor": {"x"}}, searchParameters(search.Facets))
	for name, tt := range map[string]struct{ got, want string }{
		"without one":  {at.without("kind", "essay").href(), "/?from=2020-01-01&kind=speech&q=%E5%85%9A"},
		"without both": {at.without("kind", "essay").without("kind", "speech").href(), "/?from=2020-01-01&q=%E5%85%9A"},
		"no bound":     {at.set("from", "").href(), "/?kind=essay&kind=speech&q=%E5%85%9A"},
		"unfiltered":   {at.unfiltered().href(), "/?q=%E5%85%9A"},
		"next":         {at.page(2, "y"), "/?cursor=y&from=2020-01-01&kind=essay&kind=speech&page=2&q=%E5%85%9A"},
		"sorted":       {at.set("sort", "newest").href(), "/?from=2020-01-01&kind=essay&kind=speech&q=%E5%85%9A&sort=newest"},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%s, want %s", tt.got, tt.want)
			}
		})
	}
	if at.values.Get("cursor") != "x" || len(at.values["kind"]) != 2 {
		t.Errorf("the state itself was changed: %v", at.values)
	}
}

func TestViewFacet(t *testing.T) {
	values := func(n int, selected ...int) []search.FacetValue {
		var out []search.FacetValue
		for i := range n {
			out = append(out, search.FacetValue{Value: string(rune('a' + i)), Count: n - i})
		}
		for _, i := range selected {
			out[i].Selected = true
		}
		return out
	}
	for name, tt := range map[string]struct {
		values    []search.FacetValue
		top, more string
	}{
		"none":               {nil, "", ""},
		"few":                {values(3), "abc", ""},
		"one more is shown":  {values(7), "abcdefg", ""},
		"folded":             {values(9), "abcdef", "ghi"},
		"chosen first":       {values(9, 7, 2), "chabde", "fgi"},
		"all that is chosen": {values(10, 0, 1, 2, 3, 4, 5, 6, 7), "abcdefgh", "ij"},
	} {
		t.Run(name, func(t *testing.T) {
			letters := func(vs []facetValue) string {
				out := ""
				for _, v := range vs {
					out += v.Value
				}
				return out
			}
			v := viewFacet(search.Facets.Named("issuer"), search.FacetCounts{Field: "issuer", Values: tt.values})
			if letters(v.Top) != tt.top || letters(v.More) != tt.more {
				t.Errorf("%s | %s, want %s | %s", letters(v.Top), letters(v.More), tt.top, tt.more)
			}
		})
	}
}

func TestSuccessor(t *testing.T) {
	for id, want := range map[string]string{
		"某条例_2020-05-06":   "查看新版（2020年5月6日）",
		"某条例_2020-05-06~2": "查看新版（2020年5月6日）",
		"某条例":              "查看新版（某条例）",
		"甲_乙":              "查看新版（甲_乙）",
	} {
		if got := successor(search.Head{Successor: id, Status: corpus.Amended}); got.Label != want || got.Href != "/documents/"+url.PathEscape(id) {
			t.Errorf("%s: %+v, want %s", id, got, want)
		}
	}
	if successor(search.Head{}) != nil {
		t.Error("a successor out of nothing")
	}
	if got := successor(search.Head{Successor: "某条例_2020-05-06", Status: corpus.Repealed}); got.Label != "被《某条例》废止" {
		t.Errorf("repealed: %+v", got)
	}
}

func TestWelcomePage(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/", http.StatusOK)
	only(t, p, "h1")
	only(t, p, "main form[role=search] input[name=q]")
	if got := find(p, "ul.kinds a"); len(got) != 3 {
		t.Errorf("%d kinds, want 3", len(got))
	}
	if got := find(p, "ul.topics a"); len(got) < 10 {
		t.Errorf("%d topics", len(got))
	}
	if got := texts(p, ".banner-sample"); len(got) != 1 || !strings.Contains(got[0], "导入自己的材料后自动移除") {
		t.Errorf("sample notice %q", got)
	}
	if lang := attribute(only(t, p, "html"), "lang"); lang != "zh-CN" {
		t.Errorf("lang %q", lang)
	}
	if w := newVisit(t, pageServer(t, &memory{}, nil)).open("/", http.StatusOK); len(find(w, ".blank")) != 1 {
		t.Error("an empty library does not say so")
	}
}

func TestResultPage(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?q="+url.QueryEscape("党支部")+"&kind=regulation&kind=essay&from=2015-01-01", http.StatusOK)
	if got := only(t, p, "h1"); words(got) != "“党支部”的检索结果" {
		t.Errorf("h1 %q", words(got))
	}
	if got := attribute(only(t, p, "#find-box"), "value"); got != "党支部" {
		t.Errorf("box %q", got)
	}
	if got := words(only(t, p, ".count")); !strings.HasPrefix(got, "找到 ") || attribute(only(t, p, ".count"), "role") != "status" {
		t.Errorf("count %q", got)
	}
	wantChips := []string{"取消类型：法规×", "取消类型：文章×", "取消2015年1月1日起×"}
	if diff := cmp.Diff(wantChips, texts(p, ".chip")); diff != "" {
		t.Errorf("chips (-want +got):\n%s", diff)
	}
	if got := attribute(only(t, p, ".clear"), "href"); got != "/?q="+url.QueryEscape("党支部") {
		t.Errorf("clear all: %s", got)
	}
	only(t, p, ".filters-body button")
	if len(find(p, "fieldset.facet legend")) < 5 || len(find(p, "input[name=kind]")) < 2 {
		t.Error("facets are missing")
	}
	for _, in := range find(p, "fieldset input") {
		if attribute(in, "form") != "find" {
			t.Errorf("%s is not in the form", attribute(in, "name"))
		}
	}
	hits := find(p, "li.hit")
	if len(hits) != search.DefaultLimit {
		t.Fatalf("%d hits", len(hits))
	}
	for _, h := range hits {
		href := attribute(only(t, h, ".hit-title a"), "href")
		if !strings.HasPrefix(href, "/documents/") || !strings.Contains(href, "?q=") || !strings.Contains(href, "#") {
			t.Errorf("hit leads to %s", href)
		}
		if mark := texts(h, "mark"); len(mark) == 0 || mark[0] != "党支部" {
			t.Errorf("marks %q", mark)
		}
		buttons := find(h, "button[data-copy]")
		if copied := attribute(buttons[len(buttons)-1], "data-copy"); !strings.HasPrefix(copied, "《") {
			t.Errorf("citation %q", copied)
		}
	}
	if got := attribute(only(t, p, ".pager a[rel=next]"), "href"); !strings.Contains(got, "cursor=20") {
		t.Errorf("next page: %s", got)
	}
}

// Status is told in words, and what was replaced leads to what replaced it.
func TestSupersededHit(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?status=amended&q="+url.QueryEscape("机关党支部工作规定"), http.StatusOK)
	if len(find(p, ".badge-amended")) == 0 {
		t.Fatal("no superseded hit in the samples")
	}
	for _, b := range find(p, ".badge-amended") {
		if words(b) != "已修改" {
			t.Errorf("status %q", words(b))
		}
		if got := find(b.Parent, "a.newer"); len(got) != 1 || !strings.HasPrefix(words(got[0]), "查看新版（") {
			t.Error("no link to the new version")
		}
	}
}

func TestPaging(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	seen := map[string]bool{}
	at, pages := "/?q="+url.QueryEscape("党支部"), 0
	for at != "" {
		p := v.open(at, http.StatusOK)
		pages++
		for _, h := range find(p, "li.hit .hit-title a") {
			href := attribute(h, "href")
			if seen[href] {
				t.Errorf("%s comes twice", href)
			}
			seen[href] = true
		}
		if got := words(only(t, p, ".pager a[aria-current]")); got != fmt.Sprintf("第 %d 页", pages) {
			t.Errorf("the page says it is %q, want %d", got, pages)
		}
		if back := find(p, ".pager a[rel=prev]"); (len(back) == 1) != (pages > 1) {
			t.Errorf("page %d has %d ways back", pages, len(back))
		}
		if at = ""; len(find(p, "a[rel=next]")) > 0 {
			at = attribute(only(t, p, "a[rel=next]"), "href")
		}
	}
	if pages < 3 || len(seen) < 45 {
		t.Errorf("%d pages with %d hits", pages, len(seen))
	}
	// By its number a page is the same as when walked to; behind the last there is none;
	// a mark that is out of date does no harm where the page has a number.
	second := texts(v.open("/?page=2&cursor=20&q="+url.QueryEscape("党支部"), http.StatusOK), ".hit-title")
	for _, address := range []string{"/?page=2&q=", "/?page=2&cursor=nonsense&q="} {
		if diff := cmp.Diff(second, texts(v.open(address+url.QueryEscape("党支部"), http.StatusOK), ".hit-title")); diff != "" {
			t.Errorf("%s: %s", address, diff)
		}
	}
	if got := words(only(t, v.open("/?page=99999&q="+url.QueryEscape("党支部"), http.StatusOK), ".pager a[aria-current]")); got != fmt.Sprintf("第 %d 页", pages) {
		t.Errorf("behind the last page stands %s", got)
	}
	p := v.open("/?q=x&cursor=nonsense", http.StatusBadRequest)
	if got := attribute(find(p, ".ways-back a")[0], "href"); got != "/?q=x" {
		t.Errorf("a bad cursor leads to %s", got)
	}
}

func TestNothingFound(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?q="+url.QueryEscape("党支部 火星")+"&kind=regulation", http.StatusOK)
	if got := texts(p, ".ways a"); len(got) != 1 || got[0] != "只查“党支部”" {
		t.Errorf("ways %q", got)
	}
	if got := attribute(only(t, p, "input[name=kind]"), "value"); got != "regulation" {
		t.Errorf("the next search has the filter %q", got)
	}
	p = v.open("/?q="+url.QueryEscape("党费")+"&year=1949", http.StatusOK)
	if got := texts(p, ".ways a"); len(got) != 1 || got[0] != "去掉“1949年”" {
		t.Errorf("ways %q", got)
	}
	if len(find(p, ".topics a")) == 0 {
		t.Error("no topics to browse")
	}
	// What is hardly a name of anything held leads to names like it, here and where a
	// document is not there.
	for address, status := range map[string]int{"/?q=" + url.QueryEscape("机关党支部工作规程"): http.StatusOK, documentPath("机关党支部工作规程_2019-01-01"): http.StatusNotFound} {
		if got := strings.Join(texts(v.open(address, status), ".near a"), " "); !strings.Contains(got, "机关党支部工作规定") {
			t.Errorf("%s: near are %q", address, got)
		}
	}
}

func TestSearchErrors(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	for name, tt := range map[string]struct {
		target string
		status int
		says   string
	}{
		"too long":        {"/?q=" + strings.Repeat("a", 501), 422, "至多 500"},
		"bad kind":        {"/?q=a&kind=novel", 422, "可用的值"},
		"bad date":        {"/?q=a&from=soon", 422, "2018-10-28"},
		"invalid UTF-8":   {"/?q=%ff", 422, "UTF-8"},
		"from after to":   {"/?q=%E5%85%9A&from=2021-01-01&to=2020-01-01", 422, "早于起始日期"},
		"no such status":  {"/?q=%E5%85%9A&status=bogus", 422, "时效性“bogus”不能用"},
		"bad sort":        {"/?q=%E5%85%9A&sort=bogus", 422, "排序“bogus”不能用"},
		"two limits":      {"/?q=%E5%85%9A&limit=x", 422, "每页条数“x”不能用"},
		"no such page":    {"/nowhere", 404, "没有这个地址"},
		"no such text":    {"/documents/nowhere", 404, "没有这篇文献"},
		"too many limits": {"/?q=a&limit=100000", 422, "100"},
	} {
		t.Run(name, func(t *testing.T) {
			p := v.open(tt.target, tt.status)
			if got := words(only(t, p, "main")); !strings.Contains(got, tt.says) {
				t.Errorf("page says %q, want %q", got, tt.says)
			}
			only(t, p, "header input[name=q]")
		})
	}
}

// TestFaultAtField: what is wrong with a date is said at its field, which keeps what was
// typed, beside the results without it; nowhere stands a word that only programs know.
func TestFaultAtField(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	base := "/?q=" + url.QueryEscape("党支部")
	all := words(only(t, v.open(base+"&kind=regulation", http.StatusOK), ".count"))
	for address, field := range map[string]string{"&from=soon": "from", "&to=20201345": "to", "&as_of=2020-02-30": "as_of",
		"&from=2021-01-01&to=2020-12-31": "to", "&to=" + url.QueryEscape("明年"): "to", "&from=2020-13": "from"} {
		p := v.open(base+"&kind=regulation"+address, http.StatusUnprocessableEntity)
		in := only(t, p, "input[name="+field+"]")
		if attribute(in, "value") == "" || attribute(in, "aria-invalid") != "true" || attribute(in, "aria-describedby") != "error-"+field {
			t.Errorf("%s: the field does not keep it, or is not told to be wrong", address)
		}
		if got := words(only(t, p, "#error-"+field)); !strings.Contains(got, "没有采用") {
			t.Errorf("%s: the field says %q", address, got)
		}
		if len(find(p, "li.hit")) == 0 || len(find(p, ".chip")) == 0 || len(find(p, "input[name=topic]")) == 0 {
			t.Errorf("%s: results, chips or facets are gone", address)
		}
		if got := words(only(t, p, ".count")); field == "as_of" && strings.Split(got, "用时")[0] != strings.Split(all, "用时")[0] {
			t.Errorf("%s: %s, want %s", address, got, all)
		}
		for _, api := range []string{"query.", "before_from", "bad_date", "invalid_request"} {
			if strings.Contains(words(only(t, p, "main")), api) {
				t.Errorf("%s: the page says %s", address, api)
			}
		}
	}
}

// TestFacetOrder: what a library of the Party is for stands before law that is more.
func TestFacetOrder(t *testing.T) {
	got := ""
	values := []search.FacetValue{{Value: "刑法", Count: 305, Law: 305}, {Value: "民法", Count: 200, Law: 190}, {Value: "组织生活", Count: 12}, {Value: "党费", Count: 9, Law: 1}, {Value: "孤例", Count: 1}}
	for _, v := range inOrder(search.FacetCounts{Field: "topic", Values: values}) {
		got += v.Value + " "
	}
	if want := "组织生活 党费 孤例 民法 刑法 "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if same := inOrder(search.FacetCounts{Field: "year", Values: values}); same[0].Value != "刑法" {
		t.Error("years have an order of their own")
	}
}

// broken is an engine whose index is damaged.
type broken struct{}

func (broken) Search(context.Context, search.Query) (search.Result, error) {
	return search.Result{}, errors.New("index is damaged")
}

// TestWithoutIndex: while the index cannot be searched the texts can be read.
func TestWithoutIndex(t *testing.T) {
	sh := newMemory(t)
	h := pageServer(t, sh, func(c *Config) { c.Searcher = broken{} })
	v := newVisit(t, h)
	v.open("/?q=a", http.StatusServiceUnavailable)
	v.open("/library", http.StatusOK)
	v.open("/help", http.StatusOK)
	p := v.open(documentPath(sh.records[0].Document.ID)+"?q="+url.QueryEscape("党"), http.StatusOK)
	if got := words(only(t, p, ".within-count")); got != "暂时不能标出“党”" {
		t.Errorf("the page says %q", got)
	}
}

func TestEmptyFormFieldsLeaveTheAddress(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?q="+url.QueryEscape("党费"), http.StatusOK)
	w := v.submit(only(t, p, "form#find"), url.Values{"kind": {"essay"}, "from": {""}, "to": {"2024"}})
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/?kind=essay&q="+url.QueryEscape("党费")+"&to=2024-12-31" {
		t.Errorf("%d %s", w.Code, got)
	}
}

func TestTheme(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	for _, tt := range []struct{ set, want string }{{"dark", "dark"}, {"light", "light"}, {"auto", ""}} {
		p := v.open("/help", http.StatusOK)
		w := v.submit(only(t, p, "form.theme"), url.Values{"set": {tt.set}})
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/help" {
			t.Fatalf("%d %s", w.Code, w.Header().Get("Location"))
		}
		if got := attribute(only(t, v.open("/help", http.StatusOK), "html"), "data-theme"); got != tt.want {
			t.Errorf("theme %q, want %q", got, tt.want)
		}
	}
}

func TestLocalPath(t *testing.T) {
	for back, want := range map[string]string{
		"/library?page=2": "/library?page=2", "/?q=a#b": "/?q=a#b", "": "/", "//evil.example": "/", "/\\evil.example": "/",
		"https://evil.example/": "/", "javascript:alert(1)": "/", "/a\r\nSet-Cookie: x": "/", "help": "/", "/\t/evil.example": "/",
	} {
		if got := localPath(back); got != want {
			t.Errorf("%q leads to %q, want %q", back, got, want)
		}
	}
}

func TestStatic(t *testing.T) {
	h := pageServer(t, &memory{}, nil)
	p := newVisit(t, h).open("/help", http.StatusOK)
	targets := []string{attribute(only(t, p, "link[rel=icon]"), "href")}
	for _, sheet := range find(p, "link[rel=stylesheet]") {
		targets = append(targets, attribute(sheet, "href"))
	}
	for _, script := range find(p, "script") {
		targets = append(targets, attribute(script, "src"))
	}
	for _, target := range targets {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, target, nil)
		r.Host = "127.0.0.1"
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %s", target, w.Code, w.Header().Get("Cache-Control"))
		}
	}
	for _, target := range []string{"/static/", "/static/none.css", "/static/..%2fpages.go"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, target, nil)
		r.Host = "127.0.0.1"
		h.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}

func TestMeta(t *testing.T) {
	for name, tt := range map[string]struct {
		fields corpus.Fields
		want   string
	}{
		"regulation": {corpus.Fields{Kind: corpus.Regulation, Genre: corpus.GenreRegulations, Issuer: []string{"甲", "乙"}, DocNo: "示发〔2020〕1号", Promulgated: "2020-05-06"}, "法规（条例）|甲、乙|示发〔2020〕1号|2020年5月6日"},
		"speech":     {corpus.Fields{Kind: corpus.Speech, Genre: corpus.GenreAddress, Speaker: "某人", Issuer: []string{"甲"}}, "讲话|某人"},
		"essay":      {corpus.Fields{Kind: corpus.Essay, Authors: []string{"某人"}, Published: "2020-05"}, "文章|某人|2020年5月"},
		"nothing":    {corpus.Fields{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(metaOf(tt.fields), "|"); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestToldOnce: nothing stands twice in a hit: not the title as a heading, not the
// number or the heading that the text begins with, not the place it shares with the
// clause before it.
func TestToldOnce(t *testing.T) {
	hit := func(text, matched string, path ...string) search.Hit {
		h := search.Hit{Document: search.Head{ID: "某条例", Fields: corpus.Fields{Title: "某条例"}}, Passage: corpus.Passage{Locator: "art_1", Path: path}, Text: text}
		if i := strings.Index(text, matched); matched != "" && i >= 0 {
			h.Matches = []corpus.Span{{Start: i, End: i + len(matched)}}
		}
		h.Snippet, h.Cut = search.Snippet(text, h.Matches, search.SnippetRunes)
		return h
	}
	views := []hitView{
		viewHit(hit("第一条　为了办好读书会。", "读书会", "某条例", "第一章 总则", "第一条"), search.Query{Text: "读书会"}),
		viewHit(hit("第二条 读书会每月一次。", "读书会", "某条例", "第一章 总则", "第二条"), search.Query{Text: "读书会"}),
		viewHit(hit("第二章　组 织\n第三条 设带头人。", "带头人", "某条例", "第二章 组织", "第三条"), search.Query{Text: "带头人"}),
		viewHit(hit("第四条规定的读书会", "读书会", "第二章 组织", "第四条"), search.Query{Text: "读书会"}),
		viewHit(hit("第五条 读书会", "第五条", "第二章 组织", "第五条"), search.Query{Text: "第五条"}),
	}
	gather(views)
	for i, want := range []struct{ place, text string }{
		{"第一章 总则|第一条", "为了办好读书会。"}, {"第二条", "读书会每月一次。"}, {"第二章 组织|第三条", "设带头人。"}, {"第四条", "第四条规定的读书会"}, {"第五条", "第五条 读书会"},
	} {
		place, text := strings.Join(views[i].Place, "|"), ""
		if !views[i].Follows {
			place = strings.Join(views[i].Trail, "|")
		}
		for _, f := range views[i].Snippet {
			text += f.Text
		}
		if place != want.place || text != want.text || views[i].Follows != (i > 0) {
			t.Errorf("%d: %q %q %v, want %q %q", i, place, text, views[i].Follows, want.place, want.text)
		}
	}
}

// TestByDocument: a document is told once, with the best clauses under it, and leads to
// the others.
func TestByDocument(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?group=document&q="+url.QueryEscape("党支部"), http.StatusOK)
	var last string
	seen, clauses := map[string]bool{}, 0
	for _, h := range find(p, "li.hit") {
		id, _, _ := strings.Cut(attribute(only(t, h, ".hit-title a"), "href"), "?")
		if strings.Contains(attribute(h, "class"), "hit-follows") != (id == last) || id != last && seen[id] {
			t.Errorf("%s is told twice", id)
		}
		seen[id], last = true, id
		clauses++
	}
	if len(seen) != groupedDocuments || clauses <= len(seen) || clauses > groupedClauses*len(seen) {
		t.Errorf("%d documents with %d clauses", len(seen), clauses)
	}
	rest := find(p, ".hit-rest a")
	if len(rest) == 0 {
		t.Fatal("no document has more")
	}
	inside := v.open(attribute(rest[0], "href"), http.StatusOK)
	if got := words(only(t, inside, ".count")); !strings.Contains(got, "出自 1 篇文献") {
		t.Errorf("the rest is %s", got)
	}
	if got := texts(p, "nav.sorts a[aria-current]"); !slices.Contains(got, "按文献") {
		t.Errorf("current are %q", got)
	}
}
