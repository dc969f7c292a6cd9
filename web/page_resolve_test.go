package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
)

func cPath(address string) string { return "/c/" + url.PathEscape(address) }

func TestAddressRedirects(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	v := newVisit(t, pageServer(t, sh, nil))
	for name, tt := range map[string]struct{ target, want string }{
		"article":     {cPath("示例对照规定第二条"), documentPath(later) + "#art_2"},
		"arabic":      {cPath("示例对照规定 2条"), documentPath(later) + "#art_2"},
		"range":       {cPath("示例对照规定第二条至第四条"), documentPath(later) + "#art_2"},
		"title alone": {cPath("示例对照规定"), documentPath(later)},
		"as of":       {cPath("示例对照规定第二条") + "?as_of=2015-01-01", documentPath(earlier) + "?as_of=2015-01-01#art_2"},
		"as of year":  {cPath("示例对照规定第二条") + "?as_of=2015", documentPath(earlier) + "?as_of=2015-12-31#art_2"},
		"by id":       {cPath(earlier + "#art_3"), documentPath(earlier) + "#art_3"},
		"unescaped":   {"/c/" + (&url.URL{Path: "示例对照规定第二条"}).EscapedPath(), documentPath(later) + "#art_2"},
		"corrected":   {cPath("示例对昭规定第二条"), documentPath(later) + "?" + url.Values{"typed": {"示例对昭规定第二条"}}.Encode() + "#art_2"},
	} {
		t.Run(name, func(t *testing.T) {
			w := v.send(httptest.NewRequest(http.MethodGet, tt.target, nil))
			if w.Code != http.StatusFound || w.Header().Get("Location") != tt.want {
				t.Errorf("%d to %q, want %q", w.Code, w.Header().Get("Location"), tt.want)
			}
		})
	}
	p := v.open(documentPath(later)+"?"+url.Values{"typed": {"示例对昭规定第二条"}}.Encode(), http.StatusOK)
	if got := words(only(t, p, ".doc-head .banner")); !strings.Contains(got, "示例对昭规定第二条") || !strings.Contains(got, "《示例对照规定》") {
		t.Errorf("the page says %q", got)
	}
	for _, typed := range []string{"示例对照规定第二条", "发展党员细则", "%ff", ""} {
		if got := find(v.open(documentPath(later)+"?typed="+typed, http.StatusOK), ".doc-head .banner"); len(got) > 0 {
			t.Errorf("typed %q: the page says %q", typed, words(got[0]))
		}
	}
}

func TestAddressPage(t *testing.T) {
	sh, _, later := twoVersions(t)
	sh.take(t, "甲示例奖惩办法.txt", []byte("甲机关示例奖惩办法\n第一条 甲机关奖惩从本办法。\n第二条 办法自2020年1月1日起施行。\n"))
	sh.take(t, "乙示例奖惩办法.txt", []byte("乙机关示例奖惩办法\n第一条 乙机关奖惩从本办法。\n第二条 办法自2020年1月1日起施行。\n"))
	v := newVisit(t, pageServer(t, sh, nil))
	for name, tt := range map[string]struct {
		address string
		status  int
		name    string
		choice  string // the first
	}{
		"no article":   {"示例对照规定第九百条", 404, "没有这一条", documentPath(later) + "#art_6"},
		"no paragraph": {"示例对照规定第二条第三款", 404, "没有这一款", documentPath(later) + "#art_2"},
		"ambiguous":    {"示例奖惩办法第一条", 200, "所指不止一处，请选择", ""},
		"no document":  {"《从未听说的规程》第一条", 404, "资料库没有这部文件", ""},
		"words":        {"怎样开会", 404, "", ""},
		"nothing":      {"", 404, "", ""},
		"digits":       {"示例对照规定第" + strings.Repeat("9", 10_000) + "条", 404, "", ""},
		"markup":       {"<script>alert(1)</script>", 404, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := v.open(cPath(tt.address), tt.status)
			if tt.name == "" {
				if got := find(p, ".jump"); len(got) > 0 {
					t.Fatalf("a box: %q", words(got[0]))
				}
				return
			}
			if got := words(only(t, p, ".jump-name")); got != tt.name {
				t.Errorf("it says %q", got)
			}
			choices := find(p, ".jump-choices a")
			if tt.choice != "" && (len(choices) == 0 || attribute(choices[0], "href") != tt.choice) {
				t.Errorf("choices %q", texts(p, ".jump-choices a"))
			}
			if name == "ambiguous" && len(choices) < 2 {
				t.Errorf("choices %q", texts(p, ".jump-choices a"))
			}
		})
	}
	p := v.open(cPath("示例对照规定第九百条"), 404)
	if got := attribute(only(t, p, "#find-box"), "value"); got != "示例对照规定第九百条" {
		t.Errorf("the box holds %q", got)
	}
	w := v.send(httptest.NewRequest(http.MethodGet, "/c/%ff", nil))
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("bytes that are no text: %d", w.Code)
	}
}

func TestSearchPageJumps(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	v := newVisit(t, pageServer(t, sh, nil))
	open := func(q string) *pageBox {
		return &pageBox{t, v.open("/?"+q, http.StatusOK)}
	}
	ask := func(q string, more ...string) string {
		values := url.Values{"q": {q}}
		for i := 0; i+1 < len(more); i += 2 {
			values.Set(more[i], more[i+1])
		}
		return values.Encode()
	}
	p := open(ask("示例对照规定第二条"))
	if got := p.hrefs(".jump-to a"); len(got) != 1 || got[0] != documentPath(later)+"#art_2" {
		t.Errorf("leads to %q", got)
	}
	if got := attribute(only(t, p.node, ".jump [data-copy]"), "data-copy"); got != "《示例对照规定》（2020年版）第二条" {
		t.Errorf("copies %q", got)
	}
	if got := texts(p.node, ".jump-notice"); len(got) != 1 || !strings.Contains(got[0], "旧版本") {
		t.Errorf("notices %q", got)
	}
	if got := open(ask("示例对照规定第二条至第四条")).hrefs(".jump-to a"); len(got) != 3 || got[2] != documentPath(later)+"#art_4" {
		t.Errorf("a range leads to %q", got)
	}
	p = open(ask("示例对照规定第二条", "as_of", "2015-01-01"))
	if got := p.hrefs(".jump-to a"); len(got) != 1 || got[0] != documentPath(earlier)+"?as_of=2015-01-01#art_2" {
		t.Errorf("in 2015 it leads to %q", got)
	}
	if got := texts(p.node, ".chip"); len(got) != 1 || !strings.Contains(got[0], "截至2015年1月1日的时效") {
		t.Errorf("chips %q", got)
	}
	if got := attribute(only(t, p.node, "input[name=as_of]"), "value"); got != "2015-01-01" {
		t.Errorf("the field holds %q", got)
	}
	if got := texts(open(ask("示例对照规定第九百条")).node, ".jump-name"); len(got) != 1 || got[0] != "没有这一条" {
		t.Errorf("missing: %q", got)
	}
	if got := find(open(ask("党支部")).node, ".jump"); len(got) > 0 {
		t.Errorf("words are taken for an address: %q", words(got[0]))
	}
	for _, h := range open(ask("示例机关", "as_of", "2015-01-01")).hrefs(".hit-title a") {
		if !strings.Contains(h, "as_of=2015-01-01") {
			t.Errorf("the day is lost on the way to %s", h)
		}
	}
}

func TestViewJump(t *testing.T) {
	if viewJump(nil, "") != nil || viewJump(&search.Resolution{Status: search.NotAnAddress}, "") != nil {
		t.Error("a box for what is no address")
	}
	v := viewJump(&search.Resolution{Status: search.Ambiguous, Choices: []search.Choice{
		{Address: "甲#art_1", Citation: "《甲》第一条", Label: "第一条", Status: corpus.Unknown}, {Address: "乙", Citation: "《乙》", Label: "2020年1月1日", Status: corpus.Repealed}}}, "")
	if v.Choices[0].Label != "" || v.Choices[0].StatusIs != "" || v.Choices[1].Label != "2020年1月1日" || v.Choices[1].StatusIs != "已废止" {
		t.Errorf("%+v", v.Choices)
	}
}
