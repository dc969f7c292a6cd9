package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/xuri/excelize/v2"
)

var inTags = regexp.MustCompile(`<[^>]*>`)

// watchRules are texts of which some recurs by the calendar and some does not, and one
// that is in doubt.
func watchRules(t testing.TB) *memory {
	sh := newMemory(t)
	sh.take(t, "样本巡更规则（2020）.txt", []byte("样本巡更规则\n\n2020年1月1日发布\n\n第一条　支委会每季度检查1次灯具。\n\n第二条　党支部应当每月召开1次巡更会。\n\n"+
		"第三条　遇有大风的，支部书记应当每周查看一次门窗。\n\n第四条　党支部可以每年组织1次参观。\n\n第五条　党支部每两年评比1次。\n\n第六条　巡更表由支部书记在收到名单后三日内张贴。\n\n"+
		"第七条　党员不得代他人巡更。党支部每年12月上旬盘点1次巡更灯。支部书记每月10日前核对1次巡更表。值班补助按月计算。党员应当按月交纳灯油费。\n\n第八条　本规则自2020年1月1日起施行。\n"))
	sh.take(t, "样本巡更试行办法.txt", []byte("样本巡更试行办法\n2015年1月1日发布\n\n第一条　党支部应当每年清点1次巡更灯。\n\n第二条　本办法自2015年2月1日起施行，试行期两年。\n"))
	sh.take(t, "样本灯油规则.txt", []byte("样本灯油规则\n2019年1月1日发布\n\n第一条　党员不得代他人巡更。\n\n第二条　本规则自2019年2月1日起施行。\n"))
	return sh
}

// savedDuties is a list taken away, held against the description.
func savedDuties(t *testing.T, h http.Handler, q url.Values) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	target := requirementsExport + "?" + q.Encode()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+target, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%v: %d %s", q, w.Code, w.Body)
	}
	if err := newDescribed(t, h).check(http.MethodGet, target, w); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestExportRequirementsTable: a table has every requirement of the list with the way
// back to its clause, and says what stands against it.
func TestExportRequirementsTable(t *testing.T) {
	h := pageServer(t, watchRules(t), nil)
	w := savedDuties(t, h, url.Values{"q": {"巡更"}, "format": {"csv"}})
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(w.Body.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := requirementsAnswer(t, h, url.Values{"q": {"巡更"}, "limit": {"100"}})
	if len(rows) != want.Total+1 || want.Total < 4 {
		t.Fatalf("%d rows of %d requirements", len(rows)-1, want.Total)
	}
	for n, i := range want.Items {
		if text := strings.Join(rows[n+1], "|"); !strings.Contains(text, i.Text) || !strings.Contains(text, i.Citation) || !strings.Contains(text, "http://127.0.0.1:8080/documents/") {
			t.Errorf("row %d: %s", n+1, text)
		}
	}
	if again := strings.Count(w.Body.String(), "《样本灯油规则》第一条"); again != 1 || !strings.Contains(w.Body.String(), "党员不得代他人巡更") {
		t.Errorf("what two texts ask alike is told with the other place %d times", again)
	}
	if all := w.Body.String(); !strings.Contains(all, "效力待核：") || !strings.Contains(all, "现行有效") {
		t.Errorf("no status or doubt in %s", all)
	}
	f, err := excelize.OpenReader(savedDuties(t, h, url.Values{"q": {"巡更"}}).Body)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := f.GetRows(titleDuties); err != nil || len(got) != len(rows) {
		t.Errorf("the workbook has %d rows: %v", len(got), err)
	}
	at := slices.IndexFunc(rows[0], func(head string) bool { return head == "依据" })
	cell, _ := excelize.CoordinatesToCellName(at+1, 2)
	if there, to, err := f.GetCellHyperLink(titleDuties, cell); !there || err != nil || !strings.HasPrefix(to, "http://127.0.0.1:8080/documents/") {
		t.Errorf("%s leads to %q: %v", cell, to, err)
	}
	if p, err := f.GetPanes(titleDuties); err != nil || !p.Freeze {
		t.Errorf("the head is not frozen: %v", err)
	}
}

// TestExportRequirementsDocument: the Word file has headings by bearer, the clauses, their
// sources and their status.
func TestExportRequirementsDocument(t *testing.T) {
	h := pageServer(t, watchRules(t), nil)
	w := savedDuties(t, h, url.Values{"q": {"巡更"}, "view": {"bearers"}, "format": {"docx"}})
	text := inTags.ReplaceAllString(documentXML(t, w.Body.Bytes()), "")
	for _, want := range []string{"要做的事（责任清单）", "一、党组织", "（一）党支部", "党支部应当每月召开1次巡更会", "——《样本巡更规则》（2020年1月1日施行）第二条", "时效：现行有效", "【请核对】效力待核", "引用前请与正式文本核对"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

// TestExportRequirementsCalendar: a calendar has what recurs by itself, on our day, and
// neither what an event calls for nor what may be left.
func TestExportRequirementsCalendar(t *testing.T) {
	h := pageServer(t, watchRules(t), nil)
	w := savedDuties(t, h, url.Values{"format": {"ics"}, "document": {"样本巡更规则_2020-01-01", "样本巡更试行办法_2015-01-01"}})
	c, err := ics.ParseCalendar(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]string{}
	for _, e := range c.Events() {
		title, about := e.GetProperty(ics.ComponentPropertySummary).Value, e.GetProperty(ics.ComponentPropertyDescription).Value
		rules[title] = e.GetProperty(ics.ComponentPropertyRrule).Value
		if !strings.Contains(about, "日期由本系统排定") || !strings.Contains(about, "《样本巡更") || !strings.HasPrefix(e.GetProperty(ics.ComponentPropertyUrl).Value, "http://127.0.0.1:8080/documents/") {
			t.Errorf("%s says %s", title, about)
		}
		if strings.Contains(title, "巡更灯") && !strings.Contains(about, "请核对：效力待核") {
			t.Errorf("no doubt of %s: %s", title, about)
		}
	}
	if len(rules) != 4 || rules["党员应当按月交纳灯油费"] == "" || !strings.Contains(rules["支委会每季度检查1次灯具"], "INTERVAL=3") || rules["党支部应当每月召开1次巡更会"] == "" || rules["党支部应当每年清点1次巡更灯"] == "" {
		t.Errorf("due are %q", rules)
	}
}

// TestExportRequirementsRefused: what the list itself would refuse, and pages, are refused.
func TestExportRequirementsRefused(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	wantProblem(t, b.ask("GET", requirementsExport+"?format=pdf&limit=5&kind=几何", ""), http.StatusUnprocessableEntity, "invalid_request",
		"query.kind unknown_value", "query.format unknown_value", "query.limit unknown_parameter")
	wantProblem(t, b.ask("GET", requirementsExport+"?document=没有", ""), http.StatusNotFound, "no_such_document")
	if w := b.ask("GET", requirementsExport+"?q=没有这样的话&format=ics", ""); w.Code != http.StatusOK {
		t.Errorf("an empty calendar: %d", w.Code)
	}
}

// TestRequirementsTaken: beside the list stand links to the whole of it, with what was
// chosen; a calendar only beside what recurs.
func TestRequirementsTaken(t *testing.T) {
	c := newClerk(t, pageServer(t, watchRules(t), nil))
	for view, want := range map[string][]string{"": {"Excel", "CSV", "Word"}, "calendar": {"Excel", "CSV", "Word", "日历"}} {
		q := url.Values{"bearer": {"党支部"}, "page": {"1"}}
		if view != "" {
			q.Set("view", view)
		}
		p := c.page("GET", "/requirements?"+q.Encode(), nil, http.StatusOK)
		if got := texts(p, ".takings a"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", view, got)
		}
		for _, a := range find(p, ".takings a") {
			to := attribute(a, "href")
			if u, err := url.Parse(to); err != nil || u.Query().Get("bearer") != "党支部" || u.Query().Get("view") != view || u.Query().Has("page") {
				t.Errorf("leads to %s: %v", to, err)
			}
			if w := c.send(httptest.NewRequest(http.MethodGet, to, nil)); w.Code != http.StatusOK {
				t.Errorf("%s: %d %s", to, w.Code, w.Body)
			}
		}
	}
}
