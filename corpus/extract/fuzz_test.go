package extract

import (
	"errors"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// fuzzRead reads data as a file of that name: whatever it is, it is a text in
// order or a refusal with a code and words.
func fuzzRead(t *testing.T, path string, data []byte) []corpus.Source {
	sources, err := Read(path, data)
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Code == "" || refusal.Message == "" {
			t.Fatalf("error without a code: %v", err)
		}
		return nil
	}
	if len(sources) == 0 {
		t.Fatal("neither a source nor an error")
	}
	for _, s := range sources {
		checkSource(t, s)
		if strings.TrimSpace(s.Text) == "" {
			t.Fatal("an empty text was taken")
		}
	}
	return sources
}

func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{"# 甲\n乙 **丙**[丁](http://a)\n<!-- INFO END -->\n", "---\ntitle: 甲\ntiaowen:\n  kind: essay\n---\n正文",
		"| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n", "甲\n===\n```\n码\n```\n> 引 ![](a.png) _乙_ `丙` &lt; \\*", "<table><tr><td>甲</td><td>乙</td></tr></table>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "文.md", data) })
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<h1>甲</h1><p>乙<br>丙</p>", "<table><tr><td>甲</td><td>乙</table><pre> 丙\n</pre>",
		"<!DOCTYPE html><meta name=PubDate content=2020-01-02><title>甲</title><article>乙</article><svg><text>丙</text></svg>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "页.html", data) })
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"支部会议", "\xff\xfe\x2f\x65", "\xfe\xff\x65\x2f", "\xd6\xa7\xb2\xbf", "\xef\xbb\xbf甲\r\n乙", "甲\x00\xe6"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "文.txt", data) })
}

func FuzzJSONLines(f *testing.F) {
	for _, seed := range []string{`{"title":"甲","content":"乙","year":2020}` + "\n{", `{"text":["甲","乙"],"tiaowen":{"kind":"essay"}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "集.jsonl", data) })
}

func FuzzPDF(f *testing.F) {
	f.Add(makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录")))
	f.Add(makePDF(mapFont, "BT /F1 10 Tf 50 700 Td <000100020003000400050006> Tj ET"))
	f.Add(makePDF(bareFont, "q 1 0 0 1 2 3 cm [(a) 3] TJ T* Q"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "文.pdf", data) })
}
