package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// twoRules holds two versions that require other things, the later with an article
// whose 款 are in doubt.
func twoRules(t testing.TB) (sh *memory, earlier, later string) {
	t.Helper()
	sh = newMemory(t)
	sh.take(t, "样本值班规定-2010.txt", []byte("样本值班规定\n（2010年1月1日公布 自2010年2月1日起施行）\n第一条 为了做好样本值班，制定本规定。\n第二条 值班人员每季度轮换一次，应当交接钥匙。\n第三条 值班日志由组长保管。\n第四条 值班人员不得在岗位上会客。\n第五条 组长应当：\n（一）清点器材；\n（二）核对名册。\n第六条 本规定自2010年2月1日起施行。\n"))
	sh.take(t, "样本值班规定-2020.txt", []byte("样本值班规定\n（2020年1月1日公布 自2020年2月1日起施行）\n第一条 为了做好样本值班，制定本规定。\n第二条 值班人员每月轮换一次，可以交接钥匙。\n注：钥匙另有登记。\n交接情况当日报告。\n第三条 值班日志由站长保管。来访的群众应当登记姓名𠮷。\n第四条 站长应当：\n（一）清点器材；\n（二）核对名册。\n第五条 本规定自2020年2月1日起施行。\n"))
	n := len(sh.records)
	return sh, sh.records[n-2].Document.ID, sh.records[n-1].Document.ID
}

// TestCompareRequired: page and API say what changed in what is required, each with both
// clauses and the words that differ, and what is in doubt of them.
func TestCompareRequired(t *testing.T) {
	sh, earlier, later := twoRules(t)
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open(comparePath(earlier, later, "changes"), http.StatusOK)
	section := only(t, p, ".required")
	if got := words(only(t, section, ".required-summary")); got != "改动3处，新增1处，不再规定1处" {
		t.Errorf("summary %q", got)
	}
	if got := texts(section, ".pair-old del"); !slices.Equal(got, []string{"〔删〕每季度轮换一次〔删毕〕", "〔删〕应当〔删毕〕", "〔删〕组长〔删毕〕", "〔删〕组长〔删毕〕"}) {
		t.Errorf("old words %q", got)
	}
	if got := texts(section, ".pair-new ins"); !slices.Equal(got, []string{"〔增〕每月轮换一次〔增毕〕", "〔增〕可以〔增毕〕", "〔增〕站长〔增毕〕", "〔增〕站长〔增毕〕"}) {
		t.Errorf("new words %q", got)
	}
	if got := texts(section, ".change"); !slices.Equal(got, []string{"频次、要求", "主体", "主体"}) {
		t.Errorf("what differs %q", got)
	}
	if got := texts(section, ".required-also"); !slices.Equal(got, []string{"同一列举的另外1项同此"}) {
		t.Errorf("the list says %q", got)
	}
	links := (&pageBox{t, section}).hrefs(".required-cite")
	if !slices.Contains(links, address(earlier, "art_2__para_1")) || !slices.Contains(links, address(later, "art_2__para_1")) || !slices.Contains(links, address(earlier, "art_4__para_1")) {
		t.Errorf("links %q", links)
	}
	if got := texts(section, ".pair-new .doubt .badge"); len(got) == 0 || got[0] != "款项划分存疑" {
		t.Errorf("doubts %q", got)
	}
	if got := texts(section, ".required-list li"); len(got) != 2 || !strings.Contains(got[0], "来访的群众应当登记姓名𠮷") || !strings.Contains(got[1], "值班人员不得在岗位上会客") {
		t.Errorf("new and gone %q", got)
	}
	unique(t, p)
}

func TestCompareRequiredAPI(t *testing.T) {
	sh, earlier, later := twoRules(t)
	b := newBench(t, func(c *Config) { c.Library, c.Searcher, c.Resolver, c.Lexicon = sh, sh, sh.resolver(), sh.lexicon })
	list := b.get(comparePathAPI(earlier, later))["requirements"].([]any)
	if len(list) != 5 {
		t.Fatalf("%d changes: %v", len(list), list)
	}
	first := list[0].(map[string]any)
	d := first["differences"].([]any)[0].(map[string]any)
	if first["kind"] != "changed" || d["field"] != "quantity" || d["of"] != "frequency" || d["label"] != "频次" {
		t.Errorf("the first: %v", first)
	}
	fresh := first["new"].(map[string]any)
	if fresh["citation"] != "《样本值班规定》（2020年版）第二条第一款" || fresh["url"] != address(later, "art_2__para_1") || len(fresh["doubts"].([]any)) == 0 {
		t.Errorf("cited %v, %v, doubts %v", fresh["citation"], fresh["url"], fresh["doubts"])
	}
	cut := func(clause, w map[string]any) string {
		return string([]rune(clause["text"].(string))[int(w["start"].(float64)):int(w["end"].(float64))])
	}
	for _, one := range list {
		change := one.(map[string]any)
		for _, side := range []string{"old", "new"} {
			clause, there := change[side].(map[string]any)
			if !there {
				continue
			}
			if cut(clause, clause) == "" {
				t.Errorf("no clause in %v", clause)
			}
			for _, d := range change["differences"].([]any) {
				if w := d.(map[string]any)[side].(map[string]any); w["start"] != nil && cut(clause, w) != w["text"] {
					t.Errorf("%q is not %q", cut(clause, w), w["text"])
				}
			}
		}
	}
	if led := list[len(list)-1].(map[string]any); led["also"] != 1.0 || led["differences"].([]any)[0].(map[string]any)["old"].(map[string]any)["start"] != nil {
		t.Errorf("what a lead governs: %v", led)
	}
	other := idOf(t, sh, "发展党员")
	if got := b.get(comparePathAPI(earlier, other))["requirements"].([]any); len(got) != 0 {
		t.Errorf("of two works: %v", got)
	}
	if got := b.get("/api/v1/compare?" + url.Values{"from": {later}, "to": {later}}.Encode())["requirements"].([]any); len(got) != 0 {
		t.Errorf("of one text: %v", got)
	}
}
