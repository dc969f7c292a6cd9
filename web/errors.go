package web

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/problem"
	"tiaowen/search"
)

// Problem is the one shape of every error: RFC 9457, with a code that does not
// change with the wording, and every fault of the request at once.
type Problem struct {
	Type      string  `json:"type" doc:"总是 about:blank：错误由 code 区分"`
	Title     string  `json:"title" doc:"错误的名称"`
	Status    int     `json:"status" doc:"HTTP 状态码"`
	Code      string  `json:"code" doc:"稳定的错误代码，供程序判断"`
	Detail    string  `json:"detail" doc:"这一次错在哪里、怎么办"`
	Errors    []Fault `json:"errors" doc:"逐项指出错处"`
	RequestID string  `json:"request_id" doc:"请求编号，可据此在日志中查找"`
	Current   any     `json:"current,omitempty" doc:"备课夹被他人改动（collection_changed）时：它现在的样子"`

	// retry is how many seconds to wait before trying again, 0 if that is no help.
	retry int
	// cause is for the log; nobody else sees it.
	cause error
}

func (p *Problem) Error() string {
	if p.cause != nil {
		return fmt.Sprintf("%s: %v", p.Code, p.cause)
	}
	return p.Code
}

func (p *Problem) Unwrap() error { return p.cause }

// GetStatus lets huma write a problem as it stands.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is RFC 9457's.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// newProblem makes the problem of a code in package problem; cause may be nil.
// What a caller is not told is an internal error to him.
func newProblem(code string, cause error) *Problem {
	words := problem.Kind(code).Words()
	if words.Status == 0 {
		code, words = string(problem.Internal), problem.Internal.Words()
	}
	return &Problem{Type: "about:blank", Title: words.Title, Status: words.Status, Code: code, Detail: words.Detail,
		Errors: []Fault{}, retry: words.Retry, cause: cause}
}

// How much is said of what is wrong with a request: a person needs no more, and an
// answer that grows faster than what was asked is a weapon.
const (
	mostFaults   = 50
	longestPlace = 100 // characters
)

// invalid is the problem of a request with faults.
func invalid(faults ...Fault) *Problem {
	p := newProblem("invalid_request", nil)
	p.Errors = shortened(faults)
	return p
}

// shortened are the first faults, with places that may be what the caller sent cut
// short; the last says how many more there are.
func shortened(faults []Fault) []Fault {
	out := make([]Fault, 0, min(len(faults), mostFaults+1))
	for _, f := range faults[:min(len(faults), mostFaults)] {
		if place := []rune(f.Location); len(place) > longestPlace {
			f.Location = string(place[:longestPlace]) + "…"
		}
		out = append(out, f)
	}
	if more := len(faults) - mostFaults; more > 0 {
		out = append(out, Fault{"", "too_many_faults", fmt.Sprintf(saysMore, more)})
	}
	return out
}

// problemOf says what an error of the layers below is to the caller.
func problemOf(err error) *Problem {
	var (
		whole  *Problem
		tooBig *http.MaxBytesError
		query  *search.QueryError
		echoed *echo.HTTPError
	)
	switch {
	case errors.As(err, &whole):
		return whole
	case errors.Is(err, search.ErrCursor):
		return newProblem("bad_cursor", err)
	case errors.As(err, &query):
		return invalid(Fault{"query." + query.Field, query.Reason, faultMessage(query.Reason)})
	case errors.As(err, &tooBig):
		return newProblem("too_large", err)
	case errors.As(err, &echoed):
		return newProblem(codeOfStatus(echoed.Code), err)
	}
	return newProblem(string(problem.KindOf(err)), err)
}

// codeOfStatus names what Echo only numbers.
func codeOfStatus(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "unauthorized"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusMethodNotAllowed:
		return "method_not_allowed"
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	case http.StatusUnsupportedMediaType:
		return "unsupported_media_type"
	case http.StatusTooManyRequests:
		return "too_many_requests"
	}
	if status >= 400 && status < 500 {
		return "bad_request"
	}
	return "internal"
}

// problemFor is problemOf for the request of c: it bears the request's id, the
// headers that go with it are set, and what is our own fault is logged.
func (s *Server) problemFor(c echo.Context, err error) *Problem {
	p := *problemOf(err) // a copy: a problem may be shared
	p.RequestID = requestID(c)
	if p.retry > 0 {
		c.Response().Header().Set("Retry-After", fmt.Sprint(p.retry))
	}
	if p.Status == http.StatusUnauthorized {
		c.Response().Header().Set("WWW-Authenticate", `Bearer realm="tiaowen"`)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	if p.Status >= 500 {
		s.cfg.Log.Log(c.Request().Context(), levelOf(&p), "request failed", "id", p.RequestID, "code", p.Code, "error", p.cause)
	}
	return &p
}

// levelOf tells what passes by itself from what somebody must look into.
func levelOf(p *Problem) slog.Level {
	switch {
	case p.Code == "overloaded":
		return slog.LevelDebug // there are many, and the metrics count them
	case p.Code == "not_ready" && p.cause == nil:
		return slog.LevelDebug // it is being started, and whoever waits asks again and again
	}
	if p.Status == http.StatusServiceUnavailable {
		return slog.LevelWarn
	}
	return slog.LevelError
}

// handleError is Echo's last resort and answers everything that did not go
// through huma.
func (s *Server) handleError(err error, c echo.Context) {
	p := s.problemFor(c, err)
	if c.Response().Committed {
		return
	}
	write := s.writeProblem
	if s.errorPage != nil && wantsPage(c) {
		write = s.errorPage
	}
	if err := write(c, p); err != nil {
		s.cfg.Log.Error("answer an error", "id", p.RequestID, "error", err)
	}
}

func (s *Server) writeProblem(c echo.Context, p *Problem) error {
	c.Response().Header().Set(echo.HeaderContentType, p.ContentType(""))
	return c.JSON(p.Status, p)
}

// wantsPage tells a browser that opened a page from everything else.
func wantsPage(c echo.Context) bool {
	r := c.Request()
	return !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// settle turns errors and panics of what lies below into answers, so that the
// layers above (log, metrics) see a response like any other.
func (s *Server) settle(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v) // net/http's own way of ending a connection
			default:
				s.cfg.Log.Error("panic", "id", requestID(c), "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				c.Error(newProblem("internal", fmt.Errorf("panic: %v", v)))
			}
		}()
		if err := next(c); err != nil {
			c.Error(err)
		}
		return nil
	}
}
