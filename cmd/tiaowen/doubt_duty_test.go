package main

import (
	"bytes"
	"html"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tiaowen/indexer"
	"tiaowen/web"
)

// TestDoubtOnEveryDutyDoor: what is in doubt of a text is said wherever something that it
// requires is shown.
func TestDoubtOnEveryDutyDoor(t *testing.T) {
	s := openHere(t)
	files := []indexer.File{
		{Path: "样本台账规定（2015）.txt", Data: []byte("样本台账规定\n2015年1月1日发布\n\n第一条　为了说明存疑的款项，制定本规定。\n\n第二条　党支部应当每季度核对1次样本台账，核对人签字。\n\n第三条　本规定自2015年2月1日起施行。\n")},
		{Path: "样本台账规定.txt", Data: []byte("样本台账规定\n2021年1月1日发布\n\n第一条　为了说明存疑的款项，制定本规定。\n\n第二条　党支部应当每月核对1次样本台账，核对人签字。\n注：初七遇休息日顺延。\n核对结果当日张榜。\n\n第三条　本规定自2021年2月1日起施行。\n")},
		{Path: "样本值日办法.txt", Data: []byte("样本值日试行办法\n2015年1月1日发布\n\n第一条　为了试行样本值日，制定本办法。\n\n第二条　党支部应当每周轮换1次样本值日。\n\n第三条　本办法自2015年2月1日起施行，试行期两年。\n")},
		{Path: "样本花圃办法.txt", Data: []byte("样本花圃办法\n2010年1月1日发布\n\n第一条　党支部应当每年补种1次样本花圃。\n\n第二条　本办法自2010年2月1日起施行。\n")},
		{Path: "样本园林办法.txt", Data: []byte("样本园林办法\n2020年1月1日发布\n\n第一条　本办法自2020年2月1日起施行。《样本花圃办法》同时废止。\n")},
	}
	if _, err := s.intake.AddAll(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "127.0.0.1"
		server.Handler().ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return w.Body.String()
	}
	export := func(q url.Values, format string) string {
		return get("/api/v1/requirements/export?" + q.Encode() + "&format=" + format)
	}
	for _, d := range []struct {
		asked        url.Values
		label, words string
	}{
		{url.Values{"q": {"样本台账"}}, "款项划分存疑", "有一行像是注释"},
		{url.Values{"q": {"样本值日"}}, "效力待核", "试行期已于"},
		{url.Values{"q": {"样本花圃"}, "status": {"repealed"}}, "已废止", ""},
	} {
		var list web.RequirementList
		decode(t, get("/api/v1/requirements?"+d.asked.Encode()), &list)
		if list.Total == 0 {
			t.Fatalf("%v: nothing is required", d.asked)
		}
		var said bytes.Buffer
		printRequirements(&said, list)
		for door, says := range map[string]string{
			"GET /requirements": jsonOf(t, list.Items[0]), "page": piece(get("/requirements?"+d.asked.Encode()), `<li class="duty">`), "tiaowen requirements": said.String(),
			"table": export(d.asked, "csv"), "Word file": wordText(t, export(d.asked, "docx")), "calendar": strings.ReplaceAll(export(d.asked, "ics"), "\r\n ", ""),
		} {
			if says = html.UnescapeString(says); !strings.Contains(says, d.label) || !strings.Contains(says, d.words) {
				t.Errorf("%v: %s does not say %s: %s…\n%.900s", d.asked, door, d.label, d.words, says)
			}
		}
	}
	versions := url.Values{"from": {"样本台账规定_2015-01-01"}, "to": {"样本台账规定_2021-01-01"}}.Encode()
	var compared web.Comparison
	decode(t, get("/api/v1/compare?"+versions), &compared)
	for door, says := range map[string]string{"GET /compare": jsonOf(t, compared.Requirements), "page of a comparison": get("/compare?" + versions)} {
		if !strings.Contains(says, "款项划分存疑") || !strings.Contains(says, "有一行像是注释") {
			t.Errorf("%s does not say what is in doubt: %.900s", door, says)
		}
	}
	// What is repealed is listed only where somebody asked for it.
	var list web.RequirementList
	decode(t, get("/api/v1/requirements?"+url.Values{"q": {"样本花圃"}}.Encode()), &list)
	if list.Total != 0 {
		t.Errorf("a repealed text requires %d things", list.Total)
	}
}
