package web

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestMetricsDoNotGrow: whatever a caller makes up, of method, path, host or query, adds
// no line to the metrics once its kind was seen.
func TestMetricsDoNotGrow(t *testing.T) {
	b := newBench(t, nil)
	made := func(word string) {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "REPORT", "MADE" + word} {
			for _, path := range []string{"/made" + word, "/api/v1/made" + word, "/api/v1/documents/made" + word, "/api/v1/documents/x/made" + word, "/api/v1/documents/x/text/made" + word,
				"/documents/made" + word, "/documents/x/made/" + word, "/static/made" + word, "/c/made" + word, "/topics/made" + word, "/docs/made" + word, "/api/made" + word, "/metrics/made" + word,
				"/healthz/" + word, "//made" + word, "/%2e%2e/made" + word, "/api/v1/search?made" + word + "=1", "/api/v1/search/made" + word} {
				b.ask(method, path, "")
			}
		}
		b.ask("GET", "/healthz", "", "Host", "made"+word+".example")
		b.ask("GET", "/healthz", "", "Origin", "http://made"+word+".example")
	}
	made("a")
	first := strings.Count(b.ask("GET", "/metrics", "").Body.String(), "tiaowen_http_requests_total")
	for i := range 5 {
		made(fmt.Sprint(i))
	}
	text := b.ask("GET", "/metrics", "").Body.String()
	if last := strings.Count(text, "tiaowen_http_requests_total"); last > first+1 || strings.Contains(text, "made") || strings.Contains(text, "MADE") { // one more: /metrics itself
		t.Errorf("%d lines became %d: %s", first, last, text)
	}
}

// TestNotOnALAN: where other machines can connect, the metrics and the places of files
// are for who shows the token, or asks from this machine.
func TestNotOnALAN(t *testing.T) {
	const token = "secret"
	b := newBench(t, func(c *Config) { c.Token, c.Hosts = token, []string{"papers.example"} })
	record := b.records[fakeID]
	record.Paths = []string{"/some/where/papers/某条例.docx"}
	b.records[fakeID] = record
	ask := func(from, path string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "http://papers.example"+path, nil)
		r.RemoteAddr = from
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		b.server.Handler().ServeHTTP(w, r)
		return w
	}
	for _, from := range []string{"192.168.1.9:4000", "[2001:db8::1]:4000", "10.0.0.1:1", ""} {
		wantProblem(t, ask(from, "/metrics"), 401, "unauthorized")
		wantProblem(t, ask(from, "/metrics", "Authorization", "Bearer wrong"), 401, "unauthorized")
		if w := ask(from, "/metrics", "Authorization", "Bearer "+token); w.Code != 200 {
			t.Errorf("%s with the token: %d", from, w.Code)
		}
		for _, path := range []string{fakePath(""), strings.Replace(fakePath(""), "/api/v1/documents/", "/library/", 1) + "/delete"} {
			if w := ask(from, path); w.Code != 200 || strings.Contains(w.Body.String(), "some/where") {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
		if w := ask(from, fakePath(""), "Authorization", "Bearer "+token); !strings.Contains(w.Body.String(), "some/where") {
			t.Errorf("who may write is not told where the file lies: %s", w.Body)
		}
	}
	for _, from := range []string{"127.0.0.1:4000", "[::1]:4000"} {
		if w := ask(from, "/metrics"); w.Code != 200 {
			t.Errorf("%s: %d", from, w.Code)
		}
	}
}
