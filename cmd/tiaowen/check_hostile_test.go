package main

import (
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/indexer"
	"tiaowen/web"
)

// hostileDrafts are texts that try to fell what reads quotations and citations.
func hostileDrafts() map[string]string {
	out := map[string]string{
		"ten thousand quotation marks":            strings.Repeat("“", 10_000),
		"only quotations":                         strings.Repeat("“读书会每月十日开一次，先读后议。”", 3_000),
		"a thousand in each other":                strings.Repeat("“", 1000) + "读书会每月十日开一次，先读后议" + strings.Repeat("”", 1000),
		"unbalanced":                              strings.Repeat("”“读书会每月十日开一次", 2_000),
		"every sort of mark":                      strings.Repeat("“‘「『\"读书会每月十日开一次，先读后议\"』」’”", 500),
		"a citation in a quotation in a citation": strings.Repeat("《某市读书会办法》（“《某市读书会办法》第二条规定：‘读书会每月十日开一次’”）第三条", 300),
		"only citations":                          strings.Repeat("《某市读书会办法》第九条、", 3_000),
		"5 MB, no stop":                           strings.Repeat("字", 5<<20/3),
		"markup":                                  strings.Repeat("<script>alert(1)</script>“</textarea><b>读书会每月十日开一次，先读后议</b>”", 300),
		"nobody sees it":                          strings.Repeat("“读\u200b书\u200b会每月\u00ad十日开一次，先读后议”\u202e", 300),
		"carriage returns":                        "某处\r\n\r“读书会每月十日开一次，先读后议，当场记在簿上”\r\n",
	}
	for _, a := range attacks() {
		for i, text := range a.texts {
			if utf8.ValidString(text) && strings.TrimSpace(text) != "" {
				out[a.name+string(rune('a'+i%26))] += text + "\n"
			}
		}
	}
	return out
}

// TestCheckHostile: whatever is sent is answered, and every place told lies in the text
// that the answer carries and holds the words told of it.
func TestCheckHostile(t *testing.T) {
	s := openHere(t)
	if _, err := s.intake.AddAll(t.Context(), []indexer.File{{Path: "a/读书会办法.txt", Data: []byte(bookRule)}}); err != nil {
		t.Fatal(err)
	}
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for name, draft := range hostileDrafts() {
		body, _ := json.Marshal(map[string]string{"text": draft})
		w := httptest.NewRecorder()
		r := httptest.NewRequest("POST", "/api/v1/check", strings.NewReader(string(body)))
		r.Host = "127.0.0.1"
		r.Header.Set("Content-Type", "application/json")
		if server.Handler().ServeHTTP(w, r); w.Code == 422 && strings.Contains(w.Body.String(), "draft_unreadable") {
			continue // nothing is left of it that could be read
		}
		if w.Code != 200 {
			t.Errorf("%s: %d %.300s", name, w.Code, w.Body)
			continue
		}
		var a web.CheckAnswer
		decode(t, w.Body.String(), &a)
		runes, before := []rune(a.Text), 0
		for _, f := range foundIn(a) {
			if f.Start < before || f.End < f.Start || f.End > len(runes) || string(runes[f.Start:f.End]) != f.Text {
				t.Fatalf("%s: %d–%d is not %q", name, f.Start, f.End, f.Text)
			}
			before = f.Start
		}
	}
}
