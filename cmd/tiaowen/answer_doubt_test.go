package main

import (
	"encoding/json"
	"html"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/web"
)

// doubted asks for values out of texts that are in doubt: how often of one that may have
// run out, who of one whose article is divided in a doubtful way.
var doubted = []struct{ name, text, question, value, label, words string }{
	{"a trial that is over", "样本试行办法\n2015年1月1日发布\n\n第一条　为了试行样本读书会，制定本办法。\n\n第二条　读书会一般每月召开1次。\n\n第三条　本办法自2015年2月1日起施行，试行期两年。\n",
		"读书会多久开一次", "每月召开1次", "效力待核", "试行期已于"},
	{"structure", "样本存疑规定\n2021年1月1日发布\n\n第一条　为了说明存疑的款项，制定本规定。\n\n第二条　党小组会一般每周召开1次。\n注：遇休息日顺延。\n结果当日张榜。\n\n第三条　本规定自2021年2月1日起施行。\n",
		"党小组会多久开一次", "每周召开1次", "款项划分存疑", "有一行像是注释"},
}

// TestDoubtedAnswer: a value out of a text in doubt says so in the box, in /answers, in
// the answers of /search and on the command line.
func TestDoubtedAnswer(t *testing.T) {
	s := openHere(t)
	var files []indexer.File
	for _, d := range doubted {
		files = append(files, indexer.File{Path: d.name + ".txt", Data: []byte(d.text)})
	}
	if _, err := s.intake.AddAll(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	get := func(path, question string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path+url.Values{"q": {question}}.Encode(), nil)
		r.Host = "127.0.0.1"
		server.Handler().ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return w.Body.String()
	}
	for _, d := range doubted {
		var list web.AnswerList
		var found web.SearchAnswer
		decode(t, get("/api/v1/answers?", d.question), &list)
		decode(t, get("/api/v1/search?", d.question), &found)
		box, printed := "", ""
		if _, after, ok := strings.Cut(html.UnescapeString(get("/?", d.question)), `class="answers"`); ok {
			box, _, _ = strings.Cut(after, "</ol>")
		}
		var said strings.Builder
		printAnswers(&said, found.Answers)
		printed = said.String()
		for door, shown := range map[string]string{"page": box, "answers": text(t, list.Answers), "search": text(t, found.Answers), "command line": printed} {
			for _, want := range []string{d.value, d.label, d.words} {
				if !strings.Contains(shown, want) {
					t.Errorf("%s: %s does not say %q: %.700s", d.name, door, want, shown)
				}
			}
		}
	}
}

// text is a value as the API writes it.
func text(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestPrintAnswers: the command line prints the value with its sentence, citation and
// standing, and under it what another text says, each with what speaks against it.
func TestPrintAnswers(t *testing.T) {
	get := boxed(t)
	var found web.SearchAnswer
	decode(t, get("/api/v1/search?"+url.Values{"q": {"读书会多久开一次"}}.Encode()), &found)
	var said strings.Builder
	printAnswer(&said, found, false)
	out := said.String()
	last := -1
	for _, want := range []string{"【频次】每季度召开1次\n", "读书会一般每季度召开1次，由组长召集。", "——《样本读书会办法》（2020年版）第二条（现行有效）", "另见：每周召开1次——《某市读书会细则》", "\n1. "} {
		i := strings.Index(out, want)
		if i <= last {
			t.Errorf("%q does not stand in its place in\n%s", want, out)
		}
		last = i
	}
	found.Answers[0].Others[0].Doubts = []corpus.Caution{{Label: "文字存疑", Message: "样本"}}
	said.Reset()
	printAnswers(&said, found.Answers)
	if !strings.Contains(said.String(), "文字存疑") {
		t.Errorf("the doubt of what else is laid down is left out of\n%s", &said)
	}
}
