package web

import (
	"compress/gzip"
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"tiaowen/corpus/packet"
)

const (
	// Uploads hold whole folders of PDF files; everything else is a form or a
	// small JSON object.
	maxUpload = 60 << 20
	maxBody   = 1 << 20
	// One text with its fields; the longest known has under 1 MB.
	maxText = 8 << 20
	// The same in JSON, where a letter may be written with six.
	maxWritten = 6*maxText + maxBody
	// Below it gzip costs more than it saves. Above, it works at its quickest: in
	// an office's network the time of the processor is the longer one.
	gzipFrom = 1024
)

// contentPolicy lets a page load only what this server serves, and run no
// script that stands in the page itself.
const contentPolicy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// middleware sets up what every request passes, outermost first.
func (s *Server) middleware(e *echo.Echo) {
	e.Use(identify, s.log, s.measure(), secure, s.settle, s.letOrigins(), s.guard, giveTime, limitBody, s.gate.middleware,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: gzip.BestSpeed, MinLength: gzipFrom, Skipper: skipGzip}), s.retries.middleware, answerKept)
}

// headAsGet answers HEAD wherever GET is answered: net/http knows the method
// that was asked and leaves the body out.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.WithContext(r.Context()) // a copy
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}

// identify gives the request an id of our own making: one that a client chose
// could be anything, and would stand in the log.
func identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, strings.ToLower(rand.Text()[:16]))
		return next(c)
	}
}

func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }

// log writes a line a request. The query is left out: what people look for is
// nobody else's business.
func (s *Server) log(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		r, w := c.Request(), c.Response()
		s.cfg.Log.Info("request", "id", requestID(c), "method", r.Method, "path", r.URL.Path,
			"status", w.Status, "bytes", w.Size, "took", time.Since(start))
		return err
	}
}

func secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// Not no-referrer: with it browsers send "Origin: null" with our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}

// skipGzip leaves alone what is compressed already, or compresses itself, and what does
// not leave this machine: to pack and unpack it there takes longer than to hand it over.
func skipGzip(c echo.Context) bool {
	path := c.Request().URL.Path
	return staysHere(c.Request()) || strings.HasPrefix(path, docsPath) || strings.HasSuffix(path, "/original") ||
		strings.HasSuffix(path, "/export") && c.QueryParam("format") != "json" && c.QueryParam("format") != "html" && c.QueryParam("format") != "md"
}

// forwards are the headers by which who asks for somebody elsewhere says so.
var forwards = []string{"Forwarded", "Via", "X-Forwarded-For", "X-Real-Ip"}

// staysHere reports whether the answer is for a program on this machine.
func staysHere(r *http.Request) bool {
	return fromHere(r) && !slices.ContainsFunc(forwards, func(name string) bool { return r.Header.Get(name) != "" })
}

// limitBody refuses what is too large: at once where the length is said, else
// when it is read.
func limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		limit := int64(maxBody)
		switch media := r.Header.Get(echo.HeaderContentType); {
		case strings.HasPrefix(media, echo.MIMEMultipartForm), strings.HasPrefix(media, ndjson):
			limit = maxUpload
		case r.URL.Path == recheckPath, r.URL.Path == apiPath+"/collections/import":
			limit = packet.MaxBytes
		case r.Method == http.MethodPut, r.URL.Path == checkPath:
			limit = maxWritten
		}
		if r.ContentLength > limit {
			return newProblem("too_large", nil)
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		return next(c)
	}
}
