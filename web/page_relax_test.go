package web

import (
	"net/url"
	"strings"
	"testing"

	"tiaowen/search"
)

// TestLeftOut: the page says which words stand nowhere and where hits need not hold all,
// and does not say then that so much was found.
func TestLeftOut(t *testing.T) {
	terms := []string{"党费", "团费"}
	for name, tt := range map[string]struct {
		q       search.Query
		r       search.Result
		lines   string
		summary string
	}{
		"all": {search.Query{}, search.Result{Total: 3, Documents: 2, Query: search.Understanding{Mode: search.ModeAll, Terms: terms}}, "", "找到 3 条，出自 2 篇文献"},
		"one is absent": {search.Query{}, search.Result{Total: 3, Documents: 2, Query: search.Understanding{Mode: search.ModeAll, Terms: terms, Absent: []string{"团费"}}},
			"资料库中没有出现过“团费”，检索时已略去。", "找到 3 条，出自 2 篇文献"},
		"all are wanted": {search.Query{Match: search.MatchAll}, search.Result{Query: search.Understanding{Mode: search.ModeAll, Terms: terms, Absent: []string{"团费"}}},
			"资料库中没有出现过“团费”。", "没有找到"},
		"not together": {search.Query{}, search.Result{Total: 3, Documents: 2, Query: search.Understanding{Mode: search.ModeAny, Terms: terms}},
			"没有同时含有“党费”“团费”的段落，以下按相关程度排列。", "相关的有 3 条，出自 2 篇文献"},
		"any is wanted": {search.Query{Match: search.MatchAny}, search.Result{Total: 3, Documents: 2, Query: search.Understanding{Mode: search.ModeAny, Terms: terms}}, "", "相关的有 3 条，出自 2 篇文献"},
		"a question":    {search.Query{Group: search.GroupDocument}, search.Result{Total: 3, Query: search.Understanding{Mode: search.ModeQuestion, Terms: terms}}, "", "相关的有 3 篇文献"},
		"no basis":      {search.Query{}, search.Result{Verdict: search.NoBasis, Query: search.Understanding{Mode: search.ModeQuestion, Absent: terms}}, "", msgNoBasis},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(leftOut(tt.q, tt.r), " "); got != tt.lines {
				t.Errorf("%q, want %q", got, tt.lines)
			}
			if got := summary(tt.q, tt.r); got != tt.summary {
				t.Errorf("%q, want %q", got, tt.summary)
			}
		})
	}
	at, _ := newState(url.Values{"q": {"党费 公示"}, "kind": {"speech"}}, searchParameters(search.Facets))
	got := wider(at, []search.Relaxation{{Drop: "公示", Text: "党费", Total: 4}, {Drop: "政审", To: "政治审查", Text: "政治审查", Total: 7}})
	if len(got) != 2 || got[0].Label != "去掉“公示”" || got[0].Href != "/?kind=speech&q="+url.QueryEscape("党费") || got[1].Label != "把“政审”换成“政治审查”" || got[1].Count != 7 {
		t.Errorf("links %+v", got)
	}
}
