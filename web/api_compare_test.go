package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func comparePathAPI(from, to string) string {
	return "/api/v1/compare?" + url.Values{"from": {from}, "to": {to}}.Encode()
}

// twoVersions holds two texts that differ in every way.
func twoVersions(t testing.TB) (sh *memory, earlier, later string) {
	t.Helper()
	sh = newMemory(t)
	sh.take(t, "示例对照规定-2010.txt", []byte("示例对照规定\n（2010年1月1日公布 自2010年2月1日起施行）\n第一章 总则\n第一条 为了做好示例对照工作，制定本规定。\n第二条 示例机关每季度至少召开一次会议，研究有关事项。\n第三条 示例材料由办公室保管，保管期限为五年。\n第四条 本规定所称材料，包括文件、表格和照片。\n第二章 附则\n第五条 本规定自2010年2月1日起施行。\n"))
	sh.take(t, "示例对照规定-2020.txt", []byte("示例对照规定\n（2020年1月1日公布 自2020年2月1日起施行）\n第一章 总则\n第一条 为了做好示例对照工作，制定本规定。\n第二条 示例机关每月至少召开一次会议，研究有关事项。\n第三条 示例经费专款专用，任何人不得挪作他用。\n第四条 本规定所称材料，包括文件、表格和照片。\n第五条 示例材料由办公室保管，保管期限为五年。\n第二章 附则\n第六条 本规定自2020年2月1日起施行。\n"))
	n := len(sh.records)
	return sh, sh.records[n-2].Document.ID, sh.records[n-1].Document.ID
}

func TestCompareAPI(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	b := newBench(t, func(c *Config) { c.Library, c.Searcher, c.Resolver, c.Lexicon = sh, sh, sh.resolver(), sh.lexicon })
	got := b.get(comparePathAPI(earlier, later))
	if got["same_work"] != true || len(got["notices"].([]any)) != 0 {
		t.Errorf("same work %v, notices %v", got["same_work"], got["notices"])
	}
	s := got["summary"].(map[string]any)
	if s["old"] != 5.0 || s["new"] != 6.0 || s["unchanged"] != 1.0 || s["added"] != 1.0 || s["moved"] != 1.0 || s["edited"] != 2.0 {
		t.Errorf("summary %v", s)
	}
	for _, r := range got["rows"].([]any) {
		row := r.(map[string]any)
		var was, is strings.Builder
		for _, d := range row["diff"].([]any) {
			piece := d.(map[string]any)
			if piece["op"] != "insert" {
				was.WriteString(piece["text"].(string))
			}
			if piece["op"] != "delete" {
				is.WriteString(piece["text"].(string))
			}
		}
		if row["kind"] == "unchanged" && was.String() != is.String() {
			t.Errorf("unchanged, but %q became %q", was.String(), is.String())
		}
		if row["kind"] == "added" && (was.String() != "" || len(row["old"].([]any)) != 0) {
			t.Errorf("added, but was %q", was.String())
		}
		for _, side := range []string{"old", "new"} {
			for _, p := range row[side].([]any) {
				if u := p.(map[string]any)["url"].(string); !strings.HasPrefix(u, "/documents/") || !strings.Contains(u, "#") {
					t.Errorf("url %s", u)
				}
			}
		}
	}
}

func TestCompareNotices(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	b := newBench(t, func(c *Config) { c.Library, c.Searcher, c.Resolver, c.Lexicon = sh, sh, sh.resolver(), sh.lexicon })
	other := idOf(t, sh, "发展党员")
	for name, tt := range map[string]struct {
		from, to string
		codes    []string
	}{
		"two versions": {earlier, later, nil},
		"reversed":     {later, earlier, []string{"reversed"}},
		"the same":     {earlier, earlier, []string{"same_document"}},
		"other works":  {earlier, other, []string{"different_works"}},
	} {
		t.Run(name, func(t *testing.T) {
			var codes []string
			for _, n := range b.get(comparePathAPI(tt.from, tt.to))["notices"].([]any) {
				codes = append(codes, n.(map[string]any)["code"].(string))
			}
			if diff := cmp.Diff(tt.codes, codes); diff != "" {
				t.Error(diff)
			}
		})
	}
	wantProblem(t, b.ask("GET", "/api/v1/compare", ""), 422, "invalid_request", "query.from required", "query.to required")
	wantProblem(t, b.ask("GET", "/api/v1/compare?from=a&to=b&view=side", ""), 422, "invalid_request", "query.view unknown_parameter")
	wantProblem(t, b.ask("GET", comparePathAPI(earlier, "nowhere"), ""), 404, "no_such_document")
	wantProblem(t, b.ask("GET", "/api/v1/compare?from=&to=", ""), 404, "no_such_document")
}
