package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
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
		{Path: "集.jsonl", Part: "1", Text: "各位代表：\n现在报告。", Hints: corpus.Fields{Title: "年度报告", URL: "https://example.org/1", Published: "2020", Authors: []string{"张三", "李四"}}},
		{Path: "集.jsonl", Part: "4", Text: "甲\n乙", Hints: corpus.Fields{Published: "2021-03-05"}, Stated: []byte(`{"kind":"speech","speaker":"王五"}`)},
		{Path: "集.jsonl", Part: "6", Text: "丙\ufffd丁"},
	}
	var notes [][]string
	for i := range sources {
		checkSource(t, sources[i])
		notes = append(notes, codes(sources[i]))
		sources[i].Diagnostics = nil
	}
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
