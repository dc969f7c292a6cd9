package main

import (
	"bytes"
	"fmt"
	"html"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/web"
)

const (
	bookRule = "某市读书会办法\n2020年1月1日发布\n\n第一条　为了办好样本读书会，制定本办法。\n\n第二条　读书会每月十日开一次，先读后议，当场记在簿上。\n\n第三条　借书的人应当在十五日内归还，爱护图书。\n\n第四条　本办法自2020年1月1日起施行。\n"
	// bookDraft cites what there is and what there is not, and quotes to the character and
	// otherwise.
	bookDraft = "读书会工作总结\n\n按照《某市读书会办法》第二条，读书会每月十日开一次。\n\n《某市读书会办法》第三条规定：“借书的人应当在五十日内归还，爱护图书。”又依据《某市读书会办法》第九条奖励。\n\n《某市读书会办法》第二条规定：“读书会每月十日开一次，先读后议，当场记在簿上。”\n"
)

// TestCheckDoors: API, page, command line and report find the same, in the same order.
func TestCheckDoors(t *testing.T) {
	s := openHere(t)
	files := []indexer.File{{Path: "a/读书会办法.txt", Data: []byte(bookRule)}, {Path: "b/总结.txt", Data: []byte(bookDraft)}}
	if _, err := s.intake.AddAll(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	send := func(method, path, body string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Host = "127.0.0.1"
		r.Header.Set("Content-Type", "application/json")
		if server.Handler().ServeHTTP(w, r); w.Code != 200 {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return w.Body.String()
	}
	var list struct{ Documents []struct{ ID string } }
	decode(t, send("GET", "/api/v1/documents", ""), &list)
	id := list.Documents[slices.IndexFunc(list.Documents, func(d struct{ ID string }) bool { return strings.HasPrefix(d.ID, "读书会工作总结") })].ID
	var answer web.CheckAnswer
	decode(t, send("POST", "/api/v1/check", fmt.Sprintf(`{"document":%q}`, id)), &answer)
	var api, wrong []string
	for _, f := range foundIn(answer) {
		api = append(api, f.Label)
		if f.Severity != corpus.Note {
			wrong = append(wrong, f.Label)
		}
	}
	if want := []string{"相符", "相符", "文字有出入", "没有这一条", "相符", "一字不差"}; !slices.Equal(api, want) {
		t.Errorf("found %q, want %q", api, want)
	}
	for _, q := range answer.Quotes { // it is no source of its own words
		for _, s := range q.Sources {
			if strings.HasPrefix(s.Address, id) {
				t.Errorf("%s comes from the draft itself", q.Text)
			}
		}
	}
	page := html.UnescapeString(send("GET", "/check?"+url.Values{"document": {id}}.Encode(), ""))
	report := html.UnescapeString(send("POST", "/api/v1/check", fmt.Sprintf(`{"document":%q,"format":"html"}`, id)))
	var printed, all bytes.Buffer
	checkCmd{}.print(env{stdout: &printed}, checkedDraft{Report: &answer}, false)
	checkCmd{All: true}.print(env{stdout: &all}, checkedDraft{Report: &answer}, false)
	for door, c := range map[string]struct {
		says, finds string
		want        []string
	}{
		"page": {page, `href="#f\d+">〔\d+ ([^〕]+)〕`, api}, "tiaowen check --all": {all.String(), `(?m)^  第\d+段 ([^：]+)：`, api},
		"tiaowen check": {printed.String(), `(?m)^  第\d+段 ([^：]+)：`, wrong}, "report": {report, `</p></td><td>([^：<]+)`, wrong},
	} {
		var got []string
		for _, m := range regexp.MustCompile(c.finds).FindAllStringSubmatch(c.says, -1) {
			got = append(got, m[1])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s and the API differ: %s", door, diff)
		}
	}
}
