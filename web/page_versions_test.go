package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/shelf"
)

// threeVersions are 2010, 2015 and 2030, the last not yet in force, and one
// that is in force no more.
func threeVersions() resolve.Work {
	at := func(id string, date corpus.Date, line corpus.Timeline) search.Titled {
		return search.Titled{ID: id, Fields: corpus.Fields{Title: "示例规定", Kind: corpus.Regulation, Promulgated: date}, Standing: corpus.Standing{Timeline: line}}
	}
	return resolve.Work{Title: "《示例规定》", Versions: []search.Titled{
		at("甲", "2010-01-01", corpus.Timeline{Effective: "2010-02-01", Succeeded: "2015-02-01"}),
		at("乙", "2015-01-01", corpus.Timeline{Effective: "2015-02-01", Succeeded: "2030-02-01"}),
		at("丙", "2030-01-01", corpus.Timeline{Effective: "2030-02-01"}),
	}}
}

func TestApplicable(t *testing.T) {
	w := threeVersions()
	for day, want := range map[corpus.Date]string{"2009-12-31": "", "2010-01-31": "", "2010-02-01": "甲", "2015-01-31": "甲", "2015-02-01": "乙", "2026-01-01": "乙", "2030-02-01": "丙"} {
		got := ""
		if a := shelf.Applicable(w, day); a != nil {
			got = a.ID
		}
		if got != want {
			t.Errorf("on %s %q applied, want %q", day, got, want)
		}
	}
}

func TestStandingBanner(t *testing.T) {
	w := threeVersions()
	today := corpus.Date("2026-01-01")
	for name, tt := range map[string]struct {
		id        string
		asOf      corpus.Date
		successor string
		want      string // lead, words and link
	}{
		"current":             {"乙", "", "", ""},
		"current, newer held": {"乙", "", "丙_2030-01-01", "另有新版本。 查看新版（2030年1月1日）"},
		"superseded":          {"甲", "", "乙_2015-01-01", "这不是最新版本。今天适用的是 2015年1月1日的版本"},
		"not yet":             {"丙", "", "", "这一版本尚未施行。今天适用的是 2015年1月1日的版本"},
		"applied then":        {"甲", "2012-01-01", "", "2012年1月1日当日，适用的就是这一版本。"},
		"another then":        {"乙", "2012-01-01", "", "这一版本尚未施行。2012年1月1日当日适用的是 2010年1月1日的版本"},
		"none then":           {"乙", "2001-01-01", "", "这一版本尚未施行。2001年1月1日当日，资料库中没有它的适用版本。"},
	} {
		t.Run(name, func(t *testing.T) {
			i := slices.IndexFunc(w.Versions, func(v search.Titled) bool { return v.ID == tt.id })
			v := w.Versions[i]
			day := tt.asOf
			if day == "" {
				day = today
			}
			head := search.Head{ID: v.ID, Fields: v.Fields, Status: v.Standing.Timeline.On(day), Successor: tt.successor}
			got := ""
			if b := standingBanner(w, head, tt.asOf, today); b != nil {
				got = b.Lead + b.Words
				if b.Link != nil {
					got += " " + b.Link.Label
				}
			}
			if got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	repealed := search.Head{ID: "丁", Fields: corpus.Fields{Kind: corpus.Regulation}, Status: corpus.Repealed, Successor: "新规定_2020-01-01"}
	b := standingBanner(resolve.Work{}, repealed, "", today)
	if b.Lead != "这部法规已经废止。" || b.Link.Label != "被《新规定》废止" {
		t.Errorf("%+v %+v", b, b.Link)
	}
	if standingBanner(w, search.Head{Fields: corpus.Fields{Kind: corpus.Essay}}, "2012-01-01", today) != nil {
		t.Error("an essay applies")
	}
}

func TestStages(t *testing.T) {
	w := threeVersions()
	w.Versions = append(w.Versions, search.Titled{ID: "丙~2", Fields: w.Versions[2].Fields})
	got := stages(w, "乙", "2026-01-01", "")
	want := []stage{
		{Label: "2010年1月1日", Href: documentPath("甲"), Status: corpus.Amended, StatusIs: "已修改", Compare: comparePath("甲", "乙", "")},
		{Label: "2015年1月1日", Href: documentPath("乙"), Status: corpus.InForce, StatusIs: "现行有效", Current: true},
		{Label: "2030年1月1日", Href: documentPath("丙"), Status: corpus.NotYet, StatusIs: "尚未生效", Compare: comparePath("乙", "丙", "")},
		{Label: "2030年1月1日（同日另一份）", Href: documentPath("丙~2"), Status: corpus.Unknown, Compare: comparePath("乙", "丙~2", "")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]link{{Label: "与上一版对照", Href: want[0].Compare}, {Label: "与下一版对照", Href: want[2].Compare}}, neighbours(got)); diff != "" {
		t.Errorf("neighbours:\n%s", diff)
	}
	if stages(resolve.Work{Versions: w.Versions[:1]}, "甲", "2026-01-01", "") != nil {
		t.Error("one version is no history")
	}
}

func TestParts(t *testing.T) {
	sh := newMemory(t)
	var ids []string
	for i, part := range []string{"总则编", "分则编"} {
		n := i*2 + 1
		src := corpus.Source{Path: "示例合编法.txt", Text: fmt.Sprintf("第%s条 示例甲。\n第%s条 示例乙。\n", corpus.FormatNumeral(n), corpus.FormatNumeral(n+1))}
		d := parse.Document(src)
		d.Fields = corpus.Fields{Title: "示例合编法", Part: part, Kind: corpus.Regulation, Promulgated: "2020-01-01", Effective: "2020-02-01"}
		d.ID = d.Fields.BaseID()
		ids = append(ids, d.ID)
		sh.records = append(sh.records, library.Record{Document: d})
	}
	p := newVisit(t, pageServer(t, sh, nil)).open(documentPath(ids[1]), http.StatusOK)
	if got := texts(p, ".stages-row a"); !slices.Equal(got, []string{"总则编", "分则编"}) {
		t.Errorf("parts %q", got)
	}
	if got := (&pageBox{t, p}).hrefs(".stages-row a"); got[0] != documentPath(ids[0]) {
		t.Errorf("the first leads to %s", got[0])
	}
	b := newBench(t, func(c *Config) { c.Library, c.Searcher, c.Resolver, c.Lexicon = sh, sh, sh.resolver(), sh.lexicon })
	parts := b.get("/api/v1" + documentPath(ids[1]))["parts"].([]any)
	if len(parts) != 2 || parts[1].(map[string]any)["current"] != true || parts[0].(map[string]any)["part"] != "总则编" {
		t.Errorf("parts %v", parts)
	}
	if got := b.get("/api/v1" + documentPath(idOf(t, sh, "发展党员")))["parts"].([]any); len(got) != 0 {
		t.Errorf("one text has parts %v", got)
	}
}

func TestDocumentAsOf(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open(documentPath(later), http.StatusOK)
	w := v.submit(only(t, p, "form.as-of"), url.Values{"as_of": {"2015"}})
	if w.Code != http.StatusOK {
		t.Fatalf("the form gives %d", w.Code)
	}
	p = parseHTML(t, w.Body.String())
	banner := only(t, p, ".doc-head .banner")
	if got := words(banner); !strings.Contains(got, "2015年12月31日当日适用的是2010年1月1日的版本") {
		t.Errorf("it says %q", got)
	}
	if got := (&pageBox{t, banner}).hrefs("a"); len(got) != 1 || got[0] != documentPath(earlier)+"?as_of=2015-12-31" {
		t.Errorf("it leads to %q", got)
	}
	if got := attribute(only(t, p, "#as-of"), "value"); got != "2015-12-31" {
		t.Errorf("the field holds %q", got)
	}
	// Looking for words in the text keeps the day, and the other way round.
	w = v.submit(only(t, p, ".within-form"), url.Values{"q": {"会议"}})
	p = parseHTML(t, w.Body.String())
	if got := attribute(only(t, p, "#as-of"), "value"); got != "2015-12-31" {
		t.Errorf("after a search the field holds %q", got)
	}
	if got := attribute(only(t, p, "form.as-of input[name=q]"), "value"); got != "会议" {
		t.Errorf("the words are lost: %q", got)
	}
	if got := (&pageBox{t, p}).hrefs(".doc-links a"); len(got) != 5 || got[1] != comparePath(earlier, later, "") {
		t.Errorf("links %q", got)
	}
	v.open(documentPath(later)+"?as_of=soon", http.StatusUnprocessableEntity)
	if got := find(v.open(documentPath(idOf(t, sh, "调研报告")), http.StatusOK), "form.as-of"); len(got) > 0 {
		t.Error("an essay has a day")
	}
}
