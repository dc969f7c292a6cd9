package main

import (
	"encoding/json"
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

	"tiaowen/indexer"
	"tiaowen/web"
)

// hrefs are the titles of hits on a page of results: what each leads to.
var hrefs = regexp.MustCompile(`<h[23] class="hit-title"><a href="(/documents/[^"?]+)(?:\?[^"#]*)?(#[^"]*)?"`)

// TestEveryDoor: pages, API and command line give the same hits in the same order; an
// equal passage takes one place, that of the version in force, and what was folded is
// on no later page; with collapse=false everything has a place of its own.
func TestEveryDoor(t *testing.T) {
	s := openHere(t)
	const old, later = "某市读书会办法\n2010年1月1日发布\n\n第一条　为了办好样本读书会，制定本办法。\n\n第二条　读书会每月十日开一次，先读后议，当场记在簿上。\n\n第三条　本办法自2010年1月1日起施行。\n",
		"某市读书会办法\n2020年1月1日发布\n\n第一条　为了办好样本读书会，制定本办法。\n\n第二条　读书会设带头人一名。\n\n第三条　读书会每月十日开一次，先读后议，当场记在簿上。\n\n第四条　本办法自2020年1月1日起施行。\n"
	files := []indexer.File{{Path: "a/读书会办法（2010）.txt", Data: []byte(old)}, {Path: "b/读书会办法（2020）.txt", Data: []byte(later)}}
	for i := range 9 {
		files = append(files, indexer.File{Path: fmt.Sprintf("c/%d.txt", i), Data: fmt.Appendf(nil, "某市读书会第%d次活动安排\n\n第一条　为了办好第%d次读书会，制定本安排。\n\n第二条　读书会每月十日开一次，先读后议，当场记在簿上。\n\n第三条　本安排自2021年%d月1日起施行。\n", i+1, i+1, i+1)})
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
	ask := func(q url.Values) (a web.SearchAnswer) {
		if err := json.Unmarshal([]byte(get("/api/v1/search?"+q.Encode())), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, text := range []string{"每月十日开一次", "读书会多久开一次", "读书会 先读后议", "某市读书会办法2010年版第二条", "读书会"} {
		api := ask(url.Values{"q": {text}, "limit": {"20"}})
		var fromAPI, fromPage []string
		for _, h := range api.Hits {
			fromAPI = append(fromAPI, h.Passage.URL)
		}
		for _, m := range hrefs.FindAllStringSubmatch(html.UnescapeString(get("/?"+url.Values{"q": {text}}.Encode())), -1) {
			fromPage = append(fromPage, m[1]+m[2])
		}
		if diff := cmp.Diff(fromAPI, fromPage); diff != "" {
			t.Errorf("%s: API and page differ: %s", text, diff)
		}
		// Page by page every passage comes once, as a hit or beside one.
		var walked []string
		for cursor, pages := "", 0; pages < 100; pages++ {
			a := ask(url.Values{"q": {text}, "limit": {"1"}, "cursor": {cursor}})
			for _, h := range a.Hits {
				walked = append(walked, h.Document.ID+"#"+h.Passage.Locator)
				for _, e := range h.Also {
					walked = append(walked, e.Address)
				}
			}
			if a.NextCursor == nil {
				break
			}
			cursor = *a.NextCursor
		}
		slices.Sort(walked)
		if once := len(slices.Compact(slices.Clone(walked))); once != len(walked) || once != api.Total {
			t.Errorf("%s: %d of %d passages on all pages, %d of them once: %v", text, len(walked), api.Total, once, walked)
		}
		apart := ask(url.Values{"q": {text}, "limit": {"100"}, "collapse": {"false"}})
		if len(apart.Hits) != apart.Total || slices.ContainsFunc(apart.Hits, func(h web.Hit) bool { return len(h.Also) > 0 }) {
			t.Errorf("%s: apart there are %d of %d", text, len(apart.Hits), apart.Total)
		}
	}
	found := ask(url.Values{"q": {"每月十日开一次"}}).Hits
	if len(found) == 0 || len(found[0].Also) < 9 || found[0].Document.Status != "in_force" || slices.ContainsFunc(found[1:], func(h web.Hit) bool { return strings.Contains(h.Passage.Text, "每月十日开一次") }) {
		t.Errorf("equal passages: %+v", found)
	}
	if named := ask(url.Values{"q": {"某市读书会办法2010年版第二条"}}).Hits; len(named) == 0 || named[0].Document.Status != "amended" {
		t.Errorf("a version that is named does not stand for itself: %+v", named)
	}
}
