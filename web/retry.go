package web

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// A program that got no answer does not know whether its request was done. If it
// gave the request a key, it may send it again: what was done is not done twice, and
// the first answer is given again. Answers are kept while the server runs, for a day
// and within bounds; what is older is done anew.

const (
	retryHeader   = "Idempotency-Key"
	maxRetryKey   = 255
	retryTime     = 24 * time.Hour
	maxRetries    = 1000
	maxRetryBytes = 16 << 20 // of all answers
	maxRetryBody  = 1 << 20  // of one; a longer one is not kept
)

// retries are the answers to requests with a key.
type retries struct {
	mu    sync.Mutex
	now   func() time.Time
	kept  map[string]*retry
	order []string // the oldest first
	bytes int
}

// retry is one request with a key.
type retry struct {
	hash   [sha256.Size]byte // of the request's body
	at     time.Time
	done   bool
	status int
	header http.Header
	body   []byte
}

func newRetries(now func() time.Time) *retries { return &retries{now: now, kept: map[string]*retry{}} }

// middleware does a request with a key once.
func (r *retries) middleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		request := c.Request()
		key := request.Header.Get(retryHeader)
		if key == "" || !writes(request) {
			return next(c)
		}
		if len(key) > maxRetryKey {
			return invalid(Fault{"header." + retryHeader, "too_long", faultMessage("too_long")})
		}
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return readProblem(err)
		}
		request.Body = io.NopCloser(bytes.NewReader(body))
		name := request.Method + " " + request.URL.RequestURI() + " " + key
		before, err := r.begin(name, sha256.Sum256(body))
		if err != nil {
			return err
		}
		if before != nil {
			return before.send(c)
		}
		return r.record(c, name, next)
	}
}

// begin gives the answer of before, or nil if the request is to be done now.
func (r *retries) begin(name string, hash [sha256.Size]byte) (*retry, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.kept[name]
	switch {
	case known == nil || known.done && r.now().Sub(known.at) > retryTime:
		r.forget(name)
		r.kept[name] = &retry{hash: hash, at: r.now()}
		r.order = append(r.order, name)
		return nil, nil
	case known.hash != hash:
		return nil, newProblem("key_reused", nil)
	case !known.done:
		return nil, newProblem("in_progress", nil)
	}
	return known, nil
}

// forget takes one out; the caller holds the lock.
func (r *retries) forget(name string) {
	if known := r.kept[name]; known != nil {
		r.bytes -= len(known.body)
		delete(r.kept, name)
		r.order = slices.DeleteFunc(r.order, func(o string) bool { return o == name })
	}
}

// record does the request and keeps its answer if something was done; what was refused
// is judged again each time.
func (r *retries) record(c echo.Context, name string, next echo.HandlerFunc) error {
	to := c.Response().Writer
	w := &recordingWriter{ResponseWriter: to, status: http.StatusOK}
	c.Response().Writer = w
	keep := false
	defer func() {
		c.Response().Writer = to
		r.end(name, w, keep)
	}()
	if err := next(c); err != nil {
		c.Error(err) // here, so that the answer is recorded as it is sent
	}
	keep = w.status < http.StatusBadRequest && w.body.Len() <= maxRetryBody
	return nil
}

func (r *retries) end(name string, w *recordingWriter, keep bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.kept[name]
	if known == nil {
		return
	}
	if !keep {
		r.forget(name)
		return
	}
	known.done, known.status, known.header, known.body = true, w.status, w.header, w.body.Bytes()
	r.bytes += len(known.body)
	for len(r.order) > maxRetries || r.bytes > maxRetryBytes {
		oldest := slices.IndexFunc(r.order, func(o string) bool { return r.kept[o].done })
		if oldest < 0 {
			return
		}
		r.forget(r.order[oldest])
	}
}

// send gives the answer again.
func (r *retry) send(c echo.Context) error {
	header := c.Response().Header()
	for _, name := range []string{"Content-Type", "ETag", "Location", "Cache-Control"} {
		if value := r.header.Get(name); value != "" {
			header.Set(name, value)
		}
	}
	header.Set("Idempotent-Replayed", "true")
	c.Response().WriteHeader(r.status)
	_, err := c.Response().Write(r.body)
	return err
}

// recordingWriter keeps what it lets through, up to the bound.
type recordingWriter struct {
	http.ResponseWriter
	status int
	header http.Header
	body   bytes.Buffer
}

func (w *recordingWriter) WriteHeader(status int) {
	w.status, w.header = status, w.Header().Clone()
	w.ResponseWriter.WriteHeader(status)
}

func (w *recordingWriter) Write(body []byte) (int, error) {
	if w.body.Len() <= maxRetryBody {
		w.body.Write(body)
	}
	return w.ResponseWriter.Write(body)
}

// Unwrap lets http.ResponseController reach what is below.
func (w *recordingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
