package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
	"tiaowen/search/suggest"
)

func TestLanesPage(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	q := "/?q=" + url.QueryEscape("党支部")
	list := v.open(q+"&kind=essay", http.StatusOK)
	to := ""
	for _, a := range find(list, "nav.sorts a") {
		if words(a) == "分三栏看" {
			to = attribute(a, "href")
		}
	}
	if want := "/?lanes=1&q=" + url.QueryEscape("党支部"); to != want {
		t.Fatalf("the switch leads to %s, want %s", to, want)
	}
	p := v.open(to, http.StatusOK)
	var names []string
	for _, lane := range find(p, "section.lane") {
		names = append(names, strings.Fields(words(only(t, lane, "h2")))[0])
		hits := find(lane, "li.hit")
		if len(hits) == 0 || len(hits) > laneHits || len(find(lane, "h3 a")) != len(hits) {
			t.Errorf("%d hits in a lane", len(hits))
		}
		kind := strings.TrimPrefix(attribute(only(t, lane, "h2"), "id"), "lane-")
		if got := attribute(only(t, lane, ".lane-all a"), "href"); got != "/?kind="+kind+"&q="+url.QueryEscape("党支部") {
			t.Errorf("the whole lane is at %s", got)
		}
	}
	if diff := cmp.Diff([]string{"依据", "论述", "做法"}, names); diff != "" {
		t.Errorf("lanes (-want +got):\n%s", diff)
	}
	if len(find(p, ".pager")) > 0 || len(find(p, "input[name=kind]")) > 0 {
		t.Error("lanes have pages, or a filter that empties them")
	}
	if got := attribute(only(t, p, "input[name=lanes]"), "value"); got != "1" {
		t.Errorf("the form carries lanes=%s", got)
	}
	narrow := v.open(to+"&kind=essay", http.StatusOK)
	if got := texts(narrow, ".lane-none"); len(got) != 2 || !strings.Contains(got[0], "没有") {
		t.Errorf("empty lanes say %q", got)
	}
}

func TestExplainPage(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?cursor=20&q="+url.QueryEscape("党支部"), http.StatusOK)
	if len(find(p, ".why")) > 0 {
		t.Error("reasons that nobody asked for")
	}
	on := only(t, p, ".explain a")
	if got := attribute(on, "href"); got != "/?cursor=20&explain=1&q="+url.QueryEscape("党支部") {
		t.Fatalf("the switch leads to %s", got)
	}
	p = v.open(attribute(on, "href"), http.StatusOK)
	why := find(p, "details.why")
	if len(why) != len(find(p, "li.hit")) || words(only(t, why[0], "li")) != "文中有：党支部" {
		t.Errorf("%d reasons", len(why))
	}
	if got := attribute(only(t, p, ".explain a"), "href"); got != "/?cursor=20&q="+url.QueryEscape("党支部") {
		t.Errorf("the way back leads to %s", got)
	}
	if len(find(v.open("/?kind=essay", http.StatusOK), ".explain")) > 0 {
		t.Error("browsing has no reasons to give")
	}
}

func TestSearchedToo(t *testing.T) {
	for name, tt := range map[string]struct {
		given []search.Expansion
		want  []string
	}{
		"nothing": {nil, nil},
		"beside": {[]search.Expansion{{From: "支委会", To: "支部委员会", Why: "alias"}, {From: "交钱", To: "缴费", Why: "synonym"}, {From: "支委会", To: "支委", Why: "alias"}},
			[]string{"也查了：“支部委员会”“支委”（“支委会”的又称）、“缴费”（“交钱”的同义词）"}},
		"instead": {[]search.Expansion{{From: "三会一科", To: "三会一课", Why: suggest.WhyCorrection}, {From: "甲", To: "乙", Why: "synonym"}},
			[]string{"没有找到“三会一科”，以下是“三会一课”的结果（字形或读音相近）。", "也查了：“乙”（“甲”的同义词）"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, searchedToo(tt.given)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What was meant is offered, not put in the place of what was typed.
func TestMeant(t *testing.T) {
	b := newBench(t, nil)
	b.result.Query.Suggestion = "三会一课"
	p := newVisit(t, b.server.Handler()).open("/?kind=essay&q="+url.QueryEscape("三会一科"), http.StatusOK)
	if got := words(only(t, p, ".meant")); got != "您是不是要找：三会一课" {
		t.Errorf("the page says %q", got)
	}
	if got := attribute(only(t, p, ".meant a"), "href"); got != "/?kind=essay&q="+url.QueryEscape("三会一课") {
		t.Errorf("it leads to %s", got)
	}
	if got := attribute(only(t, p, "#find-box"), "value"); got != "三会一科" {
		t.Errorf("the box holds %q", got)
	}
}

// A hit that an address named is there for the address.
func TestExplainAddress(t *testing.T) {
	hit := fakeHit()
	r := search.Result{Hits: []search.Hit{hit}, Query: search.Understanding{Resolved: &search.Resolution{Status: search.ResolveOK,
		Document: &hit.Document, Provisions: []search.Provision{{Document: hit.Document.ID, Locator: "art_1"}}}}}
	for explain, want := range map[bool][]string{true: {msgWhyAddress}, false: nil} {
		v := viewSearch(state{}, search.Query{Text: "某条例第一条", Explain: explain}, r)
		if diff := cmp.Diff(want, v.Hits[0].Why); diff != "" {
			t.Errorf("explain %v (-want +got):\n%s", explain, diff)
		}
	}
}

func TestNothingFoundInQuotes(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	p := v.open("/?q="+url.QueryEscape("“党支部，火星” 党费"), http.StatusOK)
	if got := words(only(t, p, ".blank b")); got != "“党支部，火星” 党费" {
		t.Errorf("the page repeats %q", got)
	}
	p = v.open("/?q="+url.QueryEscape("党 “支部，党”"), http.StatusOK)
	if got := texts(p, ".ways a"); len(got) == 0 {
		t.Errorf("ways %q", got)
	}
}
