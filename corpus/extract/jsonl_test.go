package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

func TestJSONLines(t *testing.T) {
	sources, err := Read("集.jsonl", []byte(utf8Mark+`{"title":"年度报告","url":"https://example.org/1","content":"各位代表：\r\n现在报告。","year":"2020","author":"张三，李四"}

{"title":"坏了
{"text":["甲","乙"],"year":2021,"date":"2021-03-05","n":null,"tiaowen":{"kind":"speech","speaker":"王五"}}
{"title":"没有正文"}
{"content":"丙\u0000\ud800丁","tiaowen":{"kind":"?"}}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Source{
		{Path: "集.jsonl", Part: "1", Exact: true, Text: "各位代表：\n现在报告。", Hints: corpus.Fields{Title: "年度报告", URL: "https://example.org/1", Published: "2020", Authors: []string{"张三", "李四"}}},
		{Path: "集.jsonl", Part: "4", Exact: true, Text: "甲\n乙", Hints: corpus.Fields{Published: "2021-03-05"}, Stated: []byte(`{"kind":"speech","speaker":"王五"}`)},
		{Path: "集.jsonl", Part: "6", Exact: true, Text: "丙\ufffd丁"},
	}
	var notes [][]string
	for i := range sources {
		checkSource(t, sources[i])
		notes = append(notes, codes(sources[i]))
		sources[i].Diagnostics = nil
	}
	stateTitle(&want[0])
	if diff := cmp.Diff(want, sources); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{NoteBadLine, NoteBadLine}, nil, {NoteStated, NoteReplacement}}, notes); diff != "" {
		t.Error(diff)
	}
}

func TestManyBadLines(t *testing.T) {
	sources, err := Read("集.ndjson", []byte(strings.Repeat("{\n", 50)+`{"content":"甲"}`))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(sources[0].Diagnostics); n != mostBadLines+1 {
		t.Errorf("%d diagnostics, want %d", n, mostBadLines+1)
	}
	if last := sources[0].Diagnostics[mostBadLines].Message; !strings.Contains(last, "30") {
		t.Errorf("last message = %q", last)
	}
}

// A title in a column of its own is the title, whatever the text begins with; a
// column that says how secret a text is marks it.
func TestColumnsThatDecide(t *testing.T) {
	const text = "关于办好社区读书活动的几点做法和体会\\n活动每月一次。"
	long := strings.Repeat("办好读书活动", 12)
	for _, c := range []struct {
		name, path, in, title string
		secret                bool
	}{
		{"a long title", "集.jsonl", `{"title":"` + long + `","content":"` + text + `"}`, long, false},
		{"stated besides", "集.jsonl", `{"title":"甲","content":"` + text + `","tiaowen":{"title":"乙"}}`, "乙", false},
		{"none", "集.jsonl", `{"content":"` + text + `"}`, "关于办好社区读书活动的几点做法和体会", false},
		{"in a table", "表.csv", "标题,正文\n甲,\"关于办好社区读书活动的几点做法和体会\n活动每月一次。\"\n", "甲", false},
		{"secret", "集.jsonl", `{"title":"甲","content":"` + text + `","密级":"机密"}`, "甲", true},
		{"not secret", "集.jsonl", `{"title":"甲","content":"` + text + `","密级":"公开"}`, "甲", false},
		{"secret in a table", "表.csv", "密级,标题,正文\n秘密★1年,甲,活动每月一次。\n", "甲", true},
	} {
		d := parse.Document(readOne(t, c.path, c.in))
		if _, _, found := corpus.FindSecrecy(d.Text); d.Fields.Title != c.title || found != c.secret {
			t.Errorf("%s: title %q, want %q; secret %v", c.name, d.Fields.Title, c.title, found)
		}
	}
}
