package web

import (
	"net/http/httptest"
	"strings"
	"testing"
)

// TestNamedOrigins: pages of a named origin may ask the browser whether they may call,
// call, and read what they are answered; nobody else may, and only the API.
func TestNamedOrigins(t *testing.T) {
	const own, port = "https://oa.example", "http://10.0.0.8:3000"
	b := newBench(t, func(c *Config) { c.Origins = []string{own, port} })
	call := func(method, path, origin string, header ...string) *httptest.ResponseRecorder {
		return b.ask(method, path, "{}", append(header, "Origin", origin, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors", "Content-Type", "application/json")...)
	}
	preflight := []string{"Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "if-match"}
	for _, origin := range []string{own, port} {
		w := call("OPTIONS", "/api/v1/documents/x", origin, preflight...)
		if h := w.Header(); w.Code != 204 || h.Get("Access-Control-Allow-Origin") != origin || !strings.Contains(h.Get("Access-Control-Allow-Methods"), "PUT") || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "If-Match") || h.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %d %v", origin, w.Code, h)
		}
		for _, path := range []string{"/api/v1/search", "/api/v1/documents/none", "/openapi.json"} {
			w := call("GET", path, origin)
			if w.Code == 403 || w.Header().Get("Access-Control-Allow-Origin") != origin || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Origin") {
				t.Errorf("%s %s: %d %v", origin, path, w.Code, w.Header())
			}
		}
		if w := call("POST", "/api/v1/search", origin); w.Code != 200 {
			t.Errorf("%s: %d %s", origin, w.Code, w.Body)
		}
		for _, path := range []string{"/", "/library", "/api/v1x", "/metrics"} {
			wantProblem(t, call("GET", path, origin, "Accept", "application/json"), 403, "foreign_origin")
		}
		wantProblem(t, call("GET", "/api/v1/search", origin, "Host", "evil.example"), 421, "foreign_host")
		if w := call("OPTIONS", "/api/v1/search", origin, append(preflight, "Host", "evil.example")...); w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("a foreign host is let in: %v", w.Header())
		}
	}
	for _, origin := range []string{"http://oa.example", "https://oa.example:444", "https://evil.example", "https://oa.example.evil", "https://OA.example", "null", "*", "https://oa.example/"} {
		for _, method := range []string{"GET", "POST", "OPTIONS", "PUT"} {
			w := call(method, "/api/v1/search", origin, preflight...)
			if w.Code != 403 || w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s %s: %d %v", method, origin, w.Code, w.Header())
			}
		}
	}
	none := newBench(t, nil)
	if w := none.ask("OPTIONS", "/api/v1/search", "", "Origin", own, "Access-Control-Request-Method", "GET"); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("nobody was named: %v", w.Header())
	}
}

// TestNamedOriginsNeedTheToken: that a page may call does not let it write.
func TestNamedOriginsNeedTheToken(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Origins, c.Token = []string{"https://oa.example"}, "secret" })
	w := b.ask("DELETE", "/api/v1/documents/x", "", "Origin", "https://oa.example")
	wantProblem(t, w, 401, "unauthorized")
	if w.Header().Get("Access-Control-Allow-Origin") != "https://oa.example" {
		t.Error("the page cannot read why")
	}
}

func TestIsOrigin(t *testing.T) {
	for text, want := range map[string]bool{"https://oa.example": true, "http://10.0.0.8:3000": true, "http://[::1]:80": true, "https://oa.example/": false, "oa.example": false, "*": false, "null": false,
		"https://": false, "ftp://oa.example": false, "https://OA.example": false, "https://a@oa.example": false, "https://oa.example?x": false, "": false, "https://oa.example#": false} {
		if IsOrigin(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
