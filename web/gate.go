package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"
)

// More requests at a time than there are processors make every answer late and
// none earlier. So a few are worked on and the others wait, as long as the line is
// one that passes soon: whoever would wait too long is told at once to come again,
// and those let in do not grow old.

const (
	// For one processor: one computes while another waits for the disk.
	atWork = 2
	// So long may a line be, by what the requests before took.
	longestLine = 600 * time.Millisecond
	// Whoever has waited so long in spite of it is sent away, so that no answer
	// that is given is older than a second.
	longestWait = 900 * time.Millisecond
	// While more than so many wait, questions are answered by their words alone: what one
	// means takes longer than all the rest.
	fewWait = 4
	// Until one has been answered: what a question takes.
	firstTook = 5 * time.Millisecond
	// Of the mean a new time is one part in so many.
	tookWeight = 16
)

// gate lets a bounded number of requests work.
type gate struct {
	places  chan struct{} // filled by those who are at work
	waiting atomic.Int64
	took    atomic.Int64 // nanoseconds, the moving mean of one at work
	// exports is filled by those who take a collection away.
	exports chan struct{}
	// bodies are memory that answers were held in before.
	bodies sync.Pool // of *bytes.Buffer
}

func newGate(processors int) *gate {
	g := &gate{places: make(chan struct{}, atWork*processors), exports: make(chan struct{}, exportsAtOnce)}
	g.took.Store(int64(firstTook))
	return g
}

// enter waits for a place. An error is the context's, or the problem of a house
// that is full.
func (g *gate) enter(ctx context.Context) error {
	select {
	case g.places <- struct{}{}:
		return nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.longest() {
		return newProblem("overloaded", nil)
	}
	late := time.NewTimer(longestWait)
	defer late.Stop()
	select {
	case g.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-late.C:
		return newProblem("overloaded", nil)
	}
}

// longest is how many may wait.
func (g *gate) longest() int64 {
	return int64(cap(g.places)) * int64(longestLine) / max(1, g.took.Load())
}

// crowded reports whether so many wait that answers have to be cheaper.
func (g *gate) crowded() bool { return g.waiting.Load() > fewWait }

// busy reports whether anybody is at work, or waits. Who exports may be a slow reader.
func (g *gate) busy() bool { return len(g.places) > 0 || g.waiting.Load() > 0 }

// learn takes a time into the mean. Two at once may lose one of theirs; a mean does
// not mind.
func (g *gate) learn(took time.Duration) {
	mean := g.took.Load()
	g.took.Store(mean + (int64(took)-mean)/tookWeight)
}

func (g *gate) leave() { <-g.places }

// middleware has requests that make the server compute pass the gate. What they
// wait for from the network, a slow sender's body or a slow reader's answer, they
// wait for outside.
func (g *gate) middleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Path() == exportRoute || c.Path() == requirementsExport || c.Path() == takePath || mirrors(c.Request()) {
			return g.export(c, next)
		}
		if !computes(c) {
			return next(c)
		}
		if err := bodyFirst(c.Request()); err != nil {
			return err
		}
		if err := g.enter(c.Request().Context()); err != nil {
			return err
		}
		return g.answer(c, next)
	}
}

// Exporting holds a whole collection in memory until the last byte is sent, and a mirror
// takes as long as its reader; so they have places of their own, and a slow reader keeps
// only others who export waiting.
const (
	exportsAtOnce = 4
	exportWait    = 10 * time.Second
)

// export waits for one of the places, but not for long.
func (g *gate) export(c echo.Context, next echo.HandlerFunc) error {
	select {
	case g.exports <- struct{}{}:
		defer func() { <-g.exports }()
		return next(c)
	case <-c.Request().Context().Done():
		return c.Request().Context().Err()
	case <-time.After(exportWait):
		return newProblem("too_many_exports", nil)
	}
}

// answer lets next write into memory, gives the place back and then sends.
func (g *gate) answer(c echo.Context, next echo.HandlerFunc) error {
	to := c.Response().Writer
	held := &heldAnswer{header: to.Header(), body: g.body()}
	defer g.bodies.Put(held.body)
	err := func() error {
		returned := false
		defer g.leave()
		defer func() {
			c.Response().Writer = to
			if !returned { // it panicked: nothing was sent, so the fault can still be told
				c.Response().Committed = false
			}
		}()
		c.Response().Writer = held
		began := time.Now()
		err := next(c)
		g.learn(time.Since(began))
		returned = true
		return err
	}()
	if held.status == 0 { // an error that is answered further out
		return err
	}
	if held.body.Len() > 0 {
		to.Header().Set(echo.HeaderContentLength, strconv.Itoa(held.body.Len()))
	}
	to.WriteHeader(held.status)
	if _, sent := held.body.WriteTo(to); err == nil && sent != nil {
		err = fmt.Errorf("send the answer: %w", sent)
	}
	return err
}

// heldAnswer is an answer in memory.
type heldAnswer struct {
	header http.Header
	status int
	body   *bytes.Buffer
}

// body is empty memory for an answer.
func (g *gate) body() *bytes.Buffer {
	b, _ := g.bodies.Get().(*bytes.Buffer)
	if b == nil {
		return &bytes.Buffer{}
	}
	b.Reset()
	return b
}

func (a *heldAnswer) Header() http.Header { return a.header }

func (a *heldAnswer) WriteHeader(status int) { a.status = status }

func (a *heldAnswer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return a.body.Write(p)
}

// bodyFirst reads a body, which is small here whatever type it claims to be of.
func bodyFirst(r *http.Request) error {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if err != nil {
		return readProblem(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

// The routes that take long. What follows a slash in a name, %2F, is no route.
const (
	originalRoute = apiPath + "/documents/:id/original"
	exportRoute   = apiPath + "/collections/:id/export"
	recheckRoute  = "/collections/:id/recheck"
)

// computes reports whether a request is for the engine or the library: not what
// only copies, what is for the machine that watches, or what has a limit of its own.
func computes(c echo.Context) bool {
	switch c.Path() {
	case openAPIPath, "/healthz", "/readyz", "/metrics":
		return false
	}
	for _, beginning := range []string{"/static/", docsPath, apiPath + "/tasks"} {
		if strings.HasPrefix(c.Path(), beginning) {
			return false
		}
	}
	return !takesLong(c) && !writes(c.Request())
}

// takesLong reports whether a request is for a download, or for a check that goes
// through a whole packet or draft.
func takesLong(c echo.Context) bool {
	if mirrors(c.Request()) {
		return true
	}
	switch c.Path() {
	case originalRoute, exportRoute, requirementsExport, recheckRoute, recheckPath, recheckPage, checkPath, checkPage:
		return true
	}
	return false
}

// patience is what an upload or a download may take. The times of the http.Server
// are for everything else, and drop who is slower than any line.
const patience = 5 * time.Minute

func giveTime(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if changes(c.Request()) || takesLong(c) {
			until, connection := time.Now().Add(patience), http.NewResponseController(c.Response())
			// A connection that knows no deadlines needs no more time.
			_, _ = connection.SetReadDeadline(until), connection.SetWriteDeadline(until)
		}
		return next(c)
	}
}
