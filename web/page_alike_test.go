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
	if diff := cmp.Diff([]string{"甲丙丁", "乙", "戊", "己"}, idsOf(got)); diff != "" {
		t.Errorf("folded: %s", diff)
	}
}

// TestAlike: in a list only what is equal to the letter takes one place, and
// only where relevance makes the order.
func TestAlike(t *testing.T) {
	const text = "　示例支部每月十日开一次读书会，先读后议，当场记在簿上。"
	hits := []search.Hit{
		hitOf("甲", "第十六条", text), hitOf("乙", "第十六条", strings.Replace(text, "十日", "廿日", 1)), hitOf("丙", "第三条", strings.Replace(text, "读书会", " 讀書會", 1)),
		hitOf("丁", "", "第一章　总则"), hitOf("戊", "", "第一章　总则"),
	}
	for name, tt := range map[string]struct {
		q    search.Query
		want []string
	}{
		"by relevance": {search.Query{Text: "读书会"}, []string{"甲丙", "乙", "丁", "戊"}},
		"said so":      {search.Query{Text: "读书会", Sort: search.ByRelevance}, []string{"甲丙", "乙", "丁", "戊"}},
		"newest first": {search.Query{Text: "读书会", Sort: search.Newest}, []string{"甲", "乙", "丙", "丁", "戊"}},
		"documents":    {search.Query{Text: "读书会", Group: search.GroupDocument}, []string{"甲", "乙", "丙", "丁", "戊"}},
		"browsing":     {search.Query{Text: " "}, []string{"甲", "乙", "丙", "丁", "戊"}},
	} {
		if diff := cmp.Diff(tt.want, idsOf(alike(hits, tt.q))); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}

// TestRepeatsOnPages: a regulation that is held twice takes one place for each
// passage, in the list and in its lane; the count goes on counting both.
func TestRepeatsOnPages(t *testing.T) {
	sh := newShelf(t)
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
