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

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
)

// TestGate: a line that passes soon is let wait, whoever comes behind it is sent away
// at once, and when it has gone everything is as before. How many that are follows
// from how long the requests before took.
func TestGate(t *testing.T) {
	for took, line := range map[time.Duration]int{time.Millisecond: 1200, 10 * time.Millisecond: 120, 300 * time.Millisecond: 4, 2 * time.Second: 0} {
		synctest.Test(t, func(t *testing.T) {
			g := newGate(1)
			for range 20 * tookWeight { // until it is the mean
				g.learn(took)
			}
			if got := g.longest(); got < int64(line)-1 || got > int64(line)+1 {
				t.Fatalf("of %s each %d may wait, want %d", took, got, line)
			}
			line := int(g.longest())
			in := 0
			for range atWork + line {
				go func() {
					if g.enter(t.Context()) == nil {
						in++
					}
				}()
				synctest.Wait()
			}
			if waits := int(g.waiting.Load()); in != atWork || waits != line {
				t.Fatalf("%d are in, %d wait", in, waits)
			}
			if err := g.enter(t.Context()); problemOf(err).Code != "overloaded" {
				t.Errorf("behind the line: %v", err)
			}
			for range line + atWork {
				g.leave()
				synctest.Wait()
			}
			if g.enter(t.Context()) != nil || len(g.places) != 1 || g.waiting.Load() != 0 {
				t.Error("an empty house lets nobody in")
			}
		})
	}
}

// TestGateLate: who has waited nearly a second in a line that seemed to pass is sent
// away all the same.
func TestGateLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1)
		for range atWork {
			_ = g.enter(t.Context())
		}
		began := time.Now()
		if err := g.enter(t.Context()); problemOf(err).Code != "overloaded" || time.Since(began) > time.Second || g.waiting.Load() != 0 {
			t.Errorf("%v after %s", err, time.Since(began))
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
		ctx, cancel := context.WithTimeout(t.Context(), longestWait/2)
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
	g.waiting.Store(g.longest()) // and as many wait
	for _, path := range []string{"/", "/api/v1/search", fakePath(""), "/documents/" + fakeID, "/topics/x%2Fexport", "/topics/x%2Foriginal", "/topics/x%2Frecheck"} {
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

// TestExportsAtOnce: a few collections are taken away at a time, whoever comes then
// waits, and is told if it takes too long.
func TestExportsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, leave := newGate(1), make(chan struct{})
		export := func() (err error) {
			r := httptest.NewRequestWithContext(t.Context(), "GET", "/api/v1/collections/a/export", nil)
			c := echo.New().NewContext(r, httptest.NewRecorder())
			c.SetPath(exportRoute)
			return g.middleware(func(echo.Context) error { <-leave; return nil })(c)
		}
		for range exportsAtOnce {
			go export()
		}
		synctest.Wait()
		if err := export(); err == nil || problemOf(err).Code != "too_many_exports" || problemOf(err).retry == 0 {
			t.Errorf("when all are taken: %v", err)
		}
		go func() { time.Sleep(exportWait / 2); close(leave) }()
		if err := export(); err != nil {
			t.Errorf("who waited: %v", err)
		}
		synctest.Wait()
		if len(g.exports) != 0 {
			t.Errorf("%d places are taken", len(g.exports))
		}
	})
}

// exportWatch tells how many places are taken while a collection is read.
type exportWatch struct {
	*library.Library
	gate  *gate
	taken int
}

func (r *exportWatch) Collection(ctx context.Context, id string) (library.Collection, error) {
	r.taken = len(r.gate.exports)
	return r.Library.Collection(ctx, id)
}

// TestExportTakesPlace: the address of an export is one that takes a place, and
// gives it back.
func TestExportTakesPlace(t *testing.T) {
	r := &exportWatch{Library: newCollections(t)}
	b := newTrainer(t, func(c *Config) { c.Collections = r })
	r.gate = b.server.gate
	w := b.ask("GET", b.make("备课")+"/export", "")
	if w.Code != http.StatusOK || r.taken != 1 || len(r.gate.exports) != 0 {
		t.Errorf("%d: %d places taken, %d afterwards", w.Code, r.taken, len(r.gate.exports))
	}
}

// TestBodyFirst: what waits before the gate is small, also where it says that it
// is an upload.
func TestBodyFirst(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("POST", "/api/v1/search", strings.Repeat("x", maxBody+1), "Content-Type", "multipart/form-data; boundary=x")
	wantProblem(t, w, http.StatusRequestEntityTooLarge, "too_large")
}

// TestGateAfterPanic: a request that falls over gives its place back.
func TestGateAfterPanic(t *testing.T) {
	b := newBench(t, nil)
	wantProblem(t, b.ask("GET", "/api/v1/search?q=恐慌", ""), 500, "internal")
	if n := len(b.server.gate.places); n != 0 {
		t.Errorf("%d places are taken", n)
	}
}

// TestGatePanicAfterStatus: what falls over after it began to answer is told as a
// fault, for nothing of the answer was sent.
func TestGatePanicAfterStatus(t *testing.T) {
	b := newBench(t, nil)
	b.server.echo.GET("/half", func(c echo.Context) error {
		c.Response().WriteHeader(http.StatusOK)
		panic("half way")
	})
	wantProblem(t, b.ask("GET", "/half", ""), http.StatusInternalServerError, "internal")
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
	b := newTrainer(t, nil)
	for address, long := range map[string]bool{
		"GET " + fakePath("/original"): true, "PUT " + fakePath(""): true, "POST /api/v1/documents": true,
		"GET /api/v1/collections/a/export": true, "GET /collections/a/recheck": true, "GET /recheck": true,
		"GET /": false, "GET /topics/x%2Fexport": false, "GET /api/v1/search": false, "GET /static/site.css": false,
	} {
		method, path, _ := strings.Cut(address, " ")
		w := &patient{ResponseRecorder: httptest.NewRecorder()}
		b.server.Handler().ServeHTTP(w, httptest.NewRequest(method, "http://127.0.0.1"+path, nil))
		if w.read.IsZero() == long || w.write.IsZero() == long {
			t.Errorf("%s: until %v and %v", address, w.read, w.write)
		}
	}
}
