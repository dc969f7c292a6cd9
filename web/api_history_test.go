package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestProvisionHistory: one clause through two versions, from either end.
func TestProvisionHistory(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	b := newBench(t, func(c *Config) { c.Library, c.Searcher, c.Resolver, c.Lexicon = sh, sh, sh.resolver(), sh.lexicon })
	for _, tt := range []struct{ id, locator, want string }{
		{earlier, "art_1", "first 第一条, unchanged 第一条"},
		{later, "art_1", "first 第一条, unchanged 第一条"},
		{earlier, "art_2", "first 第二条, edited 第二条"},
		{later, "art_2__para_1", "first 第二条, edited 第二条"},
		{earlier, "art_3", "first 第三条, renumbered 第五条"},
		{later, "art_5", "first 第三条, renumbered 第五条"},
		{later, "art_3", "new 第三条"},
	} {
		got := b.get("/api/v1/documents/" + url.PathEscape(tt.id) + "/provisions/" + tt.locator + "/history")
		var said []string
		for _, v := range got["versions"].([]any) {
			version := v.(map[string]any)
			words := version["change"].(string)
			for _, p := range version["provisions"].([]any) {
				words += " " + p.(map[string]any)["label"].(string)
			}
			said = append(said, words)
		}
		if strings.Join(said, ", ") != tt.want {
			t.Errorf("%s#%s: %s, want %s", tt.id, tt.locator, strings.Join(said, ", "), tt.want)
		}
	}
	if r := b.ask(http.MethodGet, "/api/v1/documents/"+url.PathEscape(later)+"/provisions/art_99/history", ""); r.Code != http.StatusNotFound {
		t.Errorf("a clause that is not there: %d", r.Code)
	}
}
