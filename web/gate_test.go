package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestGate: a crowd that has just come waits, one that stays is sent away, and
// when it has gone everything is as before.
func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1)
		ctx := t.Context()
		in := 0
		come := func() { // and stay
			go func() {
				if g.enter(ctx) == nil {
					in++
				}
			}()
			synctest.Wait()
		}
		for range atWork + longLine {
			come()
		}
		if waits := int(g.waiting.Load()); in != atWork || waits != longLine {
			t.Fatalf("%d are in, %d wait", in, waits)
		}
		if err := g.enter(ctx); problemOf(err).Code != "overloaded" {
			t.Errorf("behind the long line: %v", err)
		}
		time.Sleep(crowdTime)
		for range longLine - shortLine { // those that wait come in, one by one
			g.leave()
			synctest.Wait()
		}
		if err := g.enter(ctx); problemOf(err).Code != "overloaded" {
			t.Errorf("behind the short line: %v", err)
		}
		for range shortLine + atWork {
			g.leave()
			synctest.Wait()
		}
		if g.enter(ctx) != nil || len(g.places) != 1 || g.waiting.Load() != 0 {
			t.Error("an empty house lets nobody in")
		}
	})
}

// TestGateGone: who does not wait any longer takes no place.
func TestGateGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1)
		for range atWork {
			_ = g.enter(t.Context())
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := g.enter(ctx); !errors.Is(err, context.DeadlineExceeded) || g.waiting.Load() != 0 {
			t.Errorf("%v, %d wait", err, g.waiting.Load())
		}
	})
}

// TestFullHouse: programs and people are told to come again, and what does not
// compute is answered all the same.
func TestFullHouse(t *testing.T) {
	b := newBench(t, nil)
	g := b.server.gate
	for range cap(g.places) {
		g.places <- struct{}{}
	}
	g.waiting.Store(g.long) // and as many wait
	for _, path := range []string{"/", "/api/v1/search", fakePath(""), "/documents/" + fakeID} {
		w := b.ask("GET", path, "")
		wantProblem(t, w, 503, "overloaded")
		if w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: no Retry-After", path)
		}
	}
	wantProblem(t, b.ask("POST", "/api/v1/search", `{"q":"党费"}`), 503, "overloaded")
	if w := b.ask("GET", "/", "", "Accept", "text/html"); w.Code != 503 || !strings.Contains(w.Body.String(), "服务正忙") {
		t.Errorf("the page says %d", w.Code)
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics", "/openapi.json", fakePath("/original"), "/static/site.css"} {
		if w := b.ask("GET", path, ""); w.Code != http.StatusOK {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	g.waiting.Store(0)
	for range cap(g.places) {
		g.leave()
	}
	if w := b.ask("GET", "/api/v1/search", ""); w.Code != http.StatusOK || len(g.places) != 0 {
		t.Errorf("afterwards %d, %d places taken", w.Code, len(g.places))
	}
}

// TestGateAfterPanic: a request that falls over gives its place back.
func TestGateAfterPanic(t *testing.T) {
	b := newBench(t, nil)
	wantProblem(t, b.ask("GET", "/api/v1/search?q=恐慌", ""), 500, "internal")
	if n := len(b.server.gate.places); n != 0 {
		t.Errorf("%d places are taken", n)
	}
}

// patient is a connection that remembers how long it may take.
type patient struct {
	*httptest.ResponseRecorder
	read, write time.Time
}

func (p *patient) SetReadDeadline(t time.Time) error  { p.read = t; return nil }
func (p *patient) SetWriteDeadline(t time.Time) error { p.write = t; return nil }

// TestPatience: uploads and downloads get more time than the server gives
// everybody, nothing else does.
func TestPatience(t *testing.T) {
	b := newBench(t, nil)
	for address, long := range map[string]bool{
		"GET " + fakePath("/original"): true, "PUT " + fakePath(""): true, "POST /api/v1/documents": true,
		"GET /": false, "GET /api/v1/search": false, "GET /static/site.css": false,
	} {
		method, path, _ := strings.Cut(address, " ")
		w := &patient{ResponseRecorder: httptest.NewRecorder()}
		b.server.Handler().ServeHTTP(w, httptest.NewRequest(method, "http://127.0.0.1"+path, nil))
		if w.read.IsZero() == long || w.write.IsZero() == long {
			t.Errorf("%s: until %v and %v", address, w.read, w.write)
		}
	}
}
