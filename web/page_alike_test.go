package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
)

func hitOf(id, label, text string) search.Hit {
	return search.Hit{Document: search.Head{ID: id}, Passage: corpus.Passage{Label: label}, Text: label + text}
}

// idsOf are the documents of hits that were put together.
func idsOf(groups [][]search.Hit) []string {
	var out []string
	for _, same := range groups {
		one := ""
		for _, h := range same {
			one += h.Document.ID
		}
		out = append(out, one)
	}
	return out
}

func TestMostlyAlike(t *testing.T) {
	const text = "　示例支部每月十日开一次读书会，先读后议，当场记在簿上，由带头人作小结，散会前公布下一次的书目和地点。"
	got := mostlyAlike([]search.Hit{
		hitOf("甲", "第十六条", text), hitOf("乙", "第三条", "另一件事情，与前面说的都不相同，单独占一个位置。"),
		hitOf("丙", "第二十条", strings.Replace(text, "每月", "每個月", 1)), hitOf("丁", "", text), hitOf("戊", "第一条", "短。"), hitOf("己", "第二条", "短！"),
	})
	if diff := cmp.Diff([]string{"丁丙甲", "乙", "戊", "己"}, idsOf(got)); diff != "" {
		t.Errorf("folded: %s", diff)
	}
}

// TestInForceStands: of nearly equal texts the one in force is shown, where the first
// of them stood.
func TestInForceStands(t *testing.T) {
	const text = "　示例支部每月十日开一次读书会，先读后议，当场记在簿上。"
	hits := []search.Hit{hitOf("旧", "第三条", text), hitOf("乙", "第一条", "　另一件事情，与前面说的都不相同，单独占一个位置。"), hitOf("新", "第四条", text)}
	hits[0].Document.Status, hits[2].Document.Status = corpus.Amended, corpus.InForce
	if diff := cmp.Diff([]string{"新旧", "乙"}, idsOf(mostlyAlike(hits))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestElsewhere: where else a text stands is told of all that take one place.
func TestElsewhere(t *testing.T) {
	same := []search.Hit{hitOf("甲", "第一条", "示例。"), hitOf("乙", "第二条", "示例。")}
	same[0].Also = []search.Equal{{Address: "丙#art_3", Citation: "《丙》第三条", Date: "2010-01-01"}}
	same[1].Also = []search.Equal{{Address: "丁#art_4", Citation: "《丁》第四条"}}
	v := viewSame(same, search.Query{Text: "示例"})
	var got []string
	for _, l := range v.Elsewhere {
		got = append(got, l.Label)
	}
	want := []string{"《丙》第三条（2010年1月1日）", "《》", "《丁》第四条"}
	if diff := cmp.Diff(want, got); diff != "" || v.Elsewhere[0].Href != documentAddress("丙", "art_3", "", "") {
		t.Errorf("to %s (-want +got)\n%s", v.Elsewhere[0].Href, diff)
	}
}

// TestRepeatsOnPages: a regulation that is held twice takes one place for each
// passage, in the list and in its lane; the count goes on counting both.
func TestRepeatsOnPages(t *testing.T) {
	sh := newMemory(t)
	id := idOf(t, sh, "发展党员")
	twin := sh.records[sh.at(id)]
	twin.Document.ID = id + "~2"
	sh.records = append(sh.records, twin)
	v := newVisit(t, pageServer(t, sh, nil))
	for _, target := range []string{"/?q=", "/?lanes=1&q="} {
		p := v.open(target+url.QueryEscape("发展党员工作"), http.StatusOK)
		also := find(p, ".elsewhere a")
		if len(also) == 0 || len(also) > len(find(p, "li.hit")) {
			t.Fatalf("%s: %d other places of %d hits", target, len(also), len(find(p, "li.hit")))
		}
		for _, a := range also {
			if target == "/?q=" && !strings.HasPrefix(attribute(a, "href"), documentPath(id)) { // a lane takes together what is nearly the same
				t.Errorf("another place is %s", attribute(a, "href"))
			}
		}
	}
}
