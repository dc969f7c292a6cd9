package main

import (
	"encoding/json"
	"html"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tiaowen/indexer"
	"tiaowen/web"
)

// boxed are two versions of a text, a local one, and one of which the standing is not
// known.
func boxed(t *testing.T) func(path string) string {
	t.Helper()
	s := openHere(t)
	version := func(year, often string) indexer.File {
		return indexer.File{Path: "a/样本读书会办法（" + year + "）.txt", Data: []byte("样本读书会办法\n" + year + "年1月1日发布\n\n第一条　为了办好样本读书会，制定本办法。\n\n第二条　读书会一般" + often + "，由组长召集。\n\n第三条　本办法自" + year + "年1月1日起施行。\n")}
	}
	local := strings.NewReplacer("样本读书会办法", "某市读书会细则", "每季度召开1次", "每周召开1次").Replace(string(version("2021", "每季度召开1次").Data))
	if _, err := s.intake.AddAll(t.Context(), []indexer.File{version("2010", "每月召开1次"), version("2020", "每季度召开1次"), {Path: "b/某市读书会细则.txt", Data: []byte(local)}}); err != nil {
		t.Fatal(err)
	}
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return func(path string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "127.0.0.1"
		server.Handler().ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return w.Body.String()
	}
}

// TestAnswerBox: the same value with the same clause stands on the page, in /answers and
// in /search; as of a day it is that of the version of that day.
func TestAnswerBox(t *testing.T) {
	get := boxed(t)
	const text = "读书会多久开一次"
	for _, c := range []struct{ asOf, value, at string }{
		{"", "每季度召开1次", "2020-01-01"},
		{"2015-06-01", "每月召开1次", "2010-01-01"},
	} {
		q := url.Values{"q": {text}}
		if c.asOf != "" {
			q.Set("as_of", c.asOf)
		}
		var list web.AnswerList
		var found web.SearchAnswer
		for path, into := range map[string]any{"/api/v1/answers?": &list, "/api/v1/search?": &found} {
			if err := json.Unmarshal([]byte(get(path+q.Encode())), into); err != nil {
				t.Fatal(err)
			}
		}
		for from, answers := range map[string][]web.Answer{"answers": list.Answers, "search": found.Answers} {
			if len(answers) == 0 || answers[0].Value != c.value || !strings.Contains(answers[0].Address, c.at) {
				t.Errorf("%s as of %q: %+v", from, c.asOf, answers)
				continue
			}
			a := answers[0]
			if got := string([]rune(a.Text)[a.Start:a.End]); got != a.Value {
				t.Errorf("%s: %q stands at the place of %q", from, got, a.Value)
			}
			if c.asOf == "" && (len(a.Others) != 1 || a.Others[0].Value != "每周召开1次") {
				t.Errorf("%s: others %+v", from, a.Others)
			}
		}
		page := html.UnescapeString(get("/?" + q.Encode()))
		box, _, _ := strings.Cut(page[strings.Index(page, `class="answers"`)+1:], "</ol>")
		if !strings.Contains(box, c.value) || !strings.Contains(box, list.Answers[0].Citation) {
			t.Errorf("as of %q the page tells %.600s", c.asOf, box)
		}
	}
	for _, text := range []string{"读书会", "“每季度召开1次”", "样本读书会办法第二条", "图书角多久开一次"} {
		if page := get("/?" + url.Values{"q": {text}}.Encode()); strings.Contains(page, `class="answer-value`) {
			t.Errorf("%s: there is a box", text)
		}
	}
}
