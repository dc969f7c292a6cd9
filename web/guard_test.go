package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestHost(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Hosts = []string{"wenku.example"} })
	for _, host := range []string{"127.0.0.1", "127.0.0.1:8080", "127.8.8.8:1", "localhost", "LocalHost:99", "localhost.", "[::1]:8080", "[::1]",
		"wenku.example:80", "Wenku.Example"} {
		if w := b.ask("GET", "/api/v1/search", "", "Host", host); w.Code != http.StatusOK {
			t.Errorf("host %s: %d", host, w.Code)
		}
	}
	for _, host := range []string{"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]:80", "evil.example:127.0.0.1"} {
		for _, path := range []string{"/api/v1/search", "/healthz", "/metrics", "/docs", "/nowhere"} {
			wantProblem(t, b.ask("GET", path, "", "Host", host), http.StatusMisdirectedRequest, "foreign_host")
		}
	}
}

func TestOrigin(t *testing.T) {
	for name, tt := range map[string]struct {
		method, path string
		header       []string
		status       int
	}{
		"read, no origin":           {"GET", "/api/v1/search", nil, 200},
		"read, own origin":          {"GET", "/api/v1/search", []string{"Origin", "http://127.0.0.1:8080"}, 200},
		"read, foreign origin":      {"GET", "/api/v1/search", []string{"Origin", "http://evil.example"}, 403},
		"read, null origin":         {"GET", "/api/v1/search", []string{"Origin", "null"}, 403},
		"read, other port":          {"GET", "/api/v1/search", []string{"Origin", "http://127.0.0.1:9999"}, 403},
		"read, link from elsewhere": {"GET", "/api/v1/search", []string{"Sec-Fetch-Site", "cross-site"}, 200},
		"read, link with a mode":    {"GET", "/api/v1/search", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200},
		"read, image of elsewhere":  {"GET", "/api/v1/search", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403},
		"search, foreign origin":    {"POST", "/api/v1/search", []string{"Origin", "http://evil.example"}, 403},
		"preflight":                 {"OPTIONS", "/api/v1/search", []string{"Origin", "http://evil.example"}, 403},
		"write, curl":               {"POST", "/api/v1/undo", nil, 200},
		"write, own page":           {"POST", "/api/v1/undo", []string{"Origin", "http://127.0.0.1:8080", "Sec-Fetch-Site", "same-origin"}, 200},
		"write, foreign origin":     {"POST", "/api/v1/undo", []string{"Origin", "http://evil.example"}, 403},
		"write, cross-site":         {"POST", "/api/v1/undo", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"write, same-site":          {"POST", "/api/v1/undo", []string{"Sec-Fetch-Site", "same-site"}, 403},
		"delete, foreign origin":    {"DELETE", "/api/v1/documents/x", []string{"Origin", "https://evil.example"}, 403},
		"session, foreign origin":   {"POST", "/session", []string{"Origin", "https://evil.example"}, 403},
	} {
		t.Run(name, func(t *testing.T) {
			w := newBench(t, nil).ask(tt.method, tt.path, "{}", tt.header...)
			if tt.status == 403 {
				wantProblem(t, w, 403, "foreign_origin")
			} else if w.Code != tt.status {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Error("lets other origins read")
			}
		})
	}
}

func TestToken(t *testing.T) {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	b := newBench(t, func(c *Config) {
		c.Token = "secret"
		c.Now = func() time.Time { return now }
	})
	if w := b.ask("GET", "/api/v1/search", ""); w.Code != http.StatusOK {
		t.Errorf("reading: %d", w.Code)
	}
	if w := b.ask("POST", "/api/v1/search", "{}"); w.Code != http.StatusOK {
		t.Errorf("searching by POST: %d", w.Code)
	}
	for _, given := range []string{"", "Bearer", "Bearer ", "Bearer secre", "Bearer secrets", "Basic secret"} {
		w := b.ask("POST", "/api/v1/undo", "", "Authorization", given)
		if w.Header().Get("WWW-Authenticate") == "" {
			t.Error("no WWW-Authenticate")
		}
		wantProblem(t, w, 401, "unauthorized")
	}
	if w := b.ask("POST", "/api/v1/undo", "", "Authorization", "Bearer secret"); w.Code != http.StatusOK {
		t.Errorf("with the token: %d", w.Code)
	}
	if w := b.ask("POST", "/api/v1/undo", "", "Authorization", "Bearer secret", "Origin", "http://evil.example"); w.Code != http.StatusForbidden {
		t.Errorf("with the token, from elsewhere: %d", w.Code)
	}
	cookie := b.signIn("secret", "/library")
	if w := b.ask("POST", "/api/v1/undo", "", "Cookie", cookie); w.Code != http.StatusOK {
		t.Errorf("with the session: %d", w.Code)
	}
	for _, forged := range []string{cookie + "0", strings.Replace(cookie, "=1", "=2", 1), sessionCookie + "=", sessionCookie + "=9999999999."} {
		wantProblem(t, b.ask("POST", "/api/v1/undo", "", "Cookie", forged), 401, "unauthorized")
	}
	now = now.Add(sessionLength + time.Second)
	wantProblem(t, b.ask("POST", "/api/v1/undo", "", "Cookie", cookie), 401, "unauthorized")
}

// signIn shows the token in the form and gives the cookie.
func (b *bench) signIn(token, next string) string {
	b.t.Helper()
	w := b.ask("POST", "/session", url.Values{"token": {token}, "next": {next}}.Encode(), "Content-Type", "application/x-www-form-urlencoded",
		"Origin", "http://127.0.0.1:8080")
	if w.Code != http.StatusSeeOther {
		b.t.Fatalf("sign in: %d %s", w.Code, w.Body)
	}
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode || strings.Contains(cookies[0].Value, token) {
		b.t.Fatalf("cookies %v", cookies)
	}
	return cookies[0].Name + "=" + cookies[0].Value
}

func TestSession(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Token = "secret" })
	wrong := func() (status int) {
		return b.ask("POST", "/session", "token=guess", "Content-Type", "application/x-www-form-urlencoded").Code
	}
	if got := wrong(); got != http.StatusUnauthorized {
		t.Errorf("wrong token: %d", got)
	}
	w := b.ask("POST", "/session/end", "", "Authorization", "Bearer secret")
	if c := w.Result().Cookies(); w.Code != http.StatusSeeOther || len(c) != 1 || c[0].Value != "" {
		t.Errorf("sign out: %d %v", w.Code, c)
	}
	for range sessionTriesAtOnce {
		wrong()
	}
	w = b.ask("POST", "/session", "token=secret", "Content-Type", "application/x-www-form-urlencoded")
	if w.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	wantProblem(t, w, http.StatusTooManyRequests, "too_many_requests")
}
