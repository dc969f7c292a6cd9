package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestStarting: while the index is opened the process lives, programs are told
// when to come again, and a page comes again by itself.
func TestStarting(t *testing.T) {
	h, err := Starting(Config{Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(path, accept string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil)
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := ask("/healthz", ""); w.Code != http.StatusOK {
		t.Errorf("healthz: %d", w.Code)
	}
	for _, path := range []string{"/readyz", "/api/v1/search?q=党", "/api/v1/documents"} {
		w := ask(path, "application/json")
		wantProblem(t, w, http.StatusServiceUnavailable, "not_ready")
		if w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: no Retry-After", path)
		}
	}
	w := ask("/?q=党", "text/html")
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Refresh") == "" || !strings.Contains(w.Body.String(), newProblem("not_ready", nil).Title) {
		t.Errorf("page: %d %v", w.Code, w.Header())
	}
}
