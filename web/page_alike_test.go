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

// TestInForceStands: of equal texts the one in force is shown, where the first of
// them stood; so it is also among those that are nearly equal.
func TestInForceStands(t *testing.T) {
	const text = "　示例支部每月十日开一次读书会，先读后议，当场记在簿上。"
	hits := []search.Hit{hitOf("旧", "第三条", text), hitOf("乙", "第一条", "　另一件事情，与前面说的都不相同，单独占一个位置。"), hitOf("新", "第四条", text)}
	hits[0].Document.Status, hits[2].Document.Status = corpus.Amended, corpus.InForce
	for name, got := range map[string][][]search.Hit{"equal": inForceFirst(alike(hits, search.Query{Text: "读书会"})), "nearly equal": mostlyAlike(hits)} {
		if diff := cmp.Diff([]string{"新旧", "乙"}, idsOf(got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
	// A version that the query names stands for itself.
	q := search.Query{Text: "读书会"}
	for resolved, want := range map[*search.Resolution]string{nil: "新", {Status: search.ResolveOK}: "旧"} {
		v := &searchView{}
		v.list(state{}, q, search.Result{Hits: slices.Clone(hits), Query: search.Understanding{Resolved: resolved}})
		if got := v.Hits[0].Href; !strings.Contains(got, url.PathEscape(want)) {
			t.Errorf("named %t: %q is shown, want %q", resolved != nil, got, want)
		}
	}
}

func TestOwnText(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"article":             {"第三条　先读后议。", "　先读后议。"},
		"indented":            {"　　第三条　先读后议。", "　先读后议。"},
		"first of a chapter":  {"第一章　读书会\n　　第三条　先读后议。", "　先读后议。"},
		"number further on":   {"（二）簿记依照第三条办理。", "（二）簿记依照第三条办理。"},
		"piece without it":    {"（二）簿记由一人保管。\n", "（二）簿记由一人保管。\n"},
		"article citing it":   {"第三条　本条即第三条。", "　本条即第三条。"},
		"piece citing it all": {"（二）依照\n第二条和第三条办理。", "（二）依照\n第二条和第三条办理。"},
	} {
		if got := ownText(search.Hit{Passage: corpus.Passage{Label: "第三条"}, Text: tt.text}); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
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
