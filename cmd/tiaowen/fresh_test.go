package main

import (
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// TestFresh: what is kept of texts, of their links and of their versions is told anew as
// soon as a change was acknowledged, by whichever door it is asked for.
func TestFresh(t *testing.T) {
	s := startServer(t, filepath.Join(t.TempDir(), "data"))
	defer s.end(t)
	put := func(id, fields, text string) {
		t.Helper()
		body := `{` + fields + `,"text":"` + text + `"}`
		if status := s.send(t, http.MethodPut, "/api/v1/documents/"+id, "application/json", []byte(body), nil); status >= 300 {
			t.Fatalf("PUT %s: %d", id, status)
		}
	}
	get := func(path string) string {
		t.Helper()
		answer, err := http.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	// shows asks twice: the second time for what is kept.
	shows := func(after, path string, want, not []string) {
		t.Helper()
		for range 2 {
			body := get(path)
			for _, w := range want {
				if !strings.Contains(body, w) {
					t.Errorf("after %s %s has no %s", after, path, w)
				}
			}
			for _, n := range not {
				if strings.Contains(body, n) {
					t.Errorf("after %s %s has %s", after, path, n)
				}
			}
		}
	}
	citing := "/documents/" + url.PathEscape("甲")
	article := "/api/v1/resolve?q=" + url.QueryEscape("乙办法第二条")
	older := "/api/v1/resolve?q=" + url.QueryEscape("乙旧#art_1")
	link := url.PathEscape("乙") + "#art_2"

	put("甲", `"title":"甲规定"`, `甲规定\n第一条 按照《乙办法》第二条办理。\n第二条 甲。\n第三条 甲。`)
	shows("the citing text", citing, []string{"cite-none"}, []string{link})
	put("乙", `"title":"乙办法","promulgated":"2020-01-01"`, `乙办法\n第一条 读书会每月十日在活动室开一次，先读后议。\n第二条 借出的图书应当在三十日内归还。\n第三条 其他。`)
	shows("the cited text", citing, []string{link}, []string{"cite-none"})
	shows("the cited text", article, []string{"借出的图书"}, nil)
	put("乙旧", `"title":"乙办法","promulgated":"2010-01-01"`, `乙办法\n第一条 借出的图书应当在三十日内归还。\n第二条 其他。`)
	shows("an older version", older, []string{"在2020年1月1日的版本中是第二条"}, nil)
	put("乙", `"title":"乙办法","promulgated":"2020-01-01"`, `乙办法\n第一条 读书会每月十日在活动室开一次，先读后议。\n第二条 经费列入预算，专款专用。\n第三条 借出的图书应当在三十日内归还。`)
	shows("another text", article, []string{"经费列入预算"}, []string{`"text":"借出`})
	shows("another text", older, []string{"在2020年1月1日的版本中是第三条"}, nil)
	shows("another text", "/documents/"+url.PathEscape("乙"), []string{"经费列入预算"}, nil)
	put("乙", `"title":"乙办法","promulgated":"2020-01-01"`, `乙办法\n第一条 读书会每月十日在活动室开一次，先读后议。`)
	shows("a shorter text", citing, []string{"cite-none"}, []string{link})
	for _, id := range []string{"乙", "乙旧"} {
		if status := s.send(t, http.MethodDelete, "/api/v1/documents/"+id, "", nil, nil); status >= 300 {
			t.Fatalf("DELETE: %d", status)
		}
	}
	shows("both are gone", article, []string{"no_document"}, nil)
	shows("both are gone", citing, []string{"cite-none"}, nil)
}
