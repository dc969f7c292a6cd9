package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/library"
)

// TestRetry: a request with a key is done once, and its answer given again to whoever
// repeats it; another request under the key is refused; a refusal is judged
// anew; the answers stay within their bounds.
func TestRetry(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	first := b.ask("POST", "/api/v1/collections", `{"name":"甲"}`, retryHeader, "k1")
	again := b.ask("POST", "/api/v1/collections", `{"name":"甲"}`, retryHeader, "k1")
	if first.Code != http.StatusCreated || again.Code != first.Code || again.Body.String() != first.Body.String() ||
		again.Header().Get("ETag") != first.Header().Get("ETag") || again.Header().Get("Idempotent-Replayed") != "true" {
		t.Errorf("%d %s\nagain %d %s", first.Code, first.Body, again.Code, again.Body)
	}
	other := b.ask("POST", "/api/v1/collections", `{"name":"甲"}`, retryHeader, "k2")
	plain := b.ask("POST", "/api/v1/collections", `{"name":"甲"}`)
	if n := len(b.get("/api/v1/collections")["collections"].([]any)); n != 3 || other.Body.String() == first.Body.String() || plain.Code != http.StatusCreated {
		t.Errorf("%d collections of two keys and none", n)
	}
	wantProblem(t, b.ask("POST", "/api/v1/collections", `{"name":"乙"}`, retryHeader, "k1"), 422, "key_reused")
	wantProblem(t, b.ask("POST", "/api/v1/collections", `{}`, retryHeader, strings.Repeat("k", 256)), 422, "invalid_request", "header."+retryHeader+" too_long")
	// A mistake is a mistake each time; the key of another path is another.
	wantProblem(t, b.ask("POST", "/api/v1/collections", `{}`, retryHeader, "k3"), 422, "invalid_request", "body.name required")
	wantProblem(t, b.ask("POST", "/api/v1/collections", `{}`, retryHeader, "k3"), 422, "invalid_request", "body.name required")
	if w := b.ask("POST", "/api/v1/undo", "", retryHeader, "k3"); w.Code != http.StatusOK {
		t.Errorf("the key at another address: %d", w.Code)
	}
	b.undoErr = library.ErrNothingToUndo
	if w := b.ask("POST", "/api/v1/undo", "", retryHeader, "k3"); w.Code != http.StatusOK {
		t.Errorf("undone twice: %d", w.Code)
	}
}

// TestRetryBounds: what is kept is forgotten after a day, and when there is too much.
func TestRetryBounds(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	r := newRetries(func() time.Time { return now })
	answer := func(name string, size int) {
		if before, err := r.begin(name, [32]byte{1}); before != nil || err != nil {
			t.Fatalf("%s: %v %v", name, before, err)
		}
		w := &recordingWriter{status: 200}
		w.body.WriteString(strings.Repeat("x", size))
		r.end(name, w, true)
	}
	answer("a", 10)
	if before, _ := r.begin("a", [32]byte{1}); before == nil {
		t.Error("it is not kept")
	}
	if now = now.Add(retryTime + time.Second); r.kept["a"] == nil {
		t.Fatal("gone early")
	}
	answer("a", 10)
	for i := range 40 {
		answer(strings.Repeat("b", i+1), maxRetryBytes/20)
	}
	if r.bytes > maxRetryBytes || len(r.order) != len(r.kept) || r.kept["a"] != nil {
		t.Errorf("%d bytes of %d answers", r.bytes, len(r.kept))
	}
	if _, err := r.begin("waiting", [32]byte{1}); err != nil {
		t.Fatal(err)
	}
	_, err := r.begin("waiting", [32]byte{1})
	if p := problemOf(err); p.Code != "in_progress" {
		t.Errorf("a second while the first is at work: %v", err)
	}
	r.end("waiting", &recordingWriter{}, false)
	if before, err := r.begin("waiting", [32]byte{1}); before != nil || err != nil {
		t.Errorf("after a failure: %v %v", before, err)
	}
}

// TestOverruled: a field that a PUT gives stands, also where it was corrected before;
// what it does not give stays corrected.
func TestOverruled(t *testing.T) {
	for _, c := range []struct{ sent, corrections, want string }{
		{`{"title":"甲"}`, `{"title":"乙"}`, `{"title":null}`},
		{`{"title":"甲"}`, `{"rank":"central_party"}`, ``},
		{`{"title":"甲","rank":"statute"}`, `{"rank":"central_party","source":"丙"}`, `{"rank":null}`},
		{``, `{"title":"乙"}`, ``}, {`{"title":"甲"}`, ``, ``},
	} {
		got := string(overruled([]byte(c.sent), library.Record{Corrections: []byte(c.corrections)}))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s over %s: %s", c.sent, c.corrections, diff)
		}
	}
	b := newBench(t, nil)
	w := b.ask("PUT", fakePath(""), `{"text":"某条例\n第一条 甲。","rank":"statute"}`)
	if w.Code != http.StatusOK || b.patch != `{"rank":null}` {
		t.Errorf("%d %s: corrected by %s", w.Code, w.Body, b.patch)
	}
}
