package web

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/labstack/echo/v4"

	"tiaowen/search"
)

// Upper bounds of the classes that answers are counted in: seconds that an
// answer took, and bytes of it.
var (
	durationBounds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	sizeBounds     = []float64{1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 10 << 20}
)

// measure counts requests by route, method and status. Nothing that a client can
// make up becomes a label, or anybody could fill the memory: neither host nor
// path, and of methods only those that are known.
func (s *Server) measure() echo.MiddlewareFunc {
	s.metrics = metrics.NewSet()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			began := time.Now()
			err := next(c)
			labels := fmt.Sprintf(`{code="%d",method=%q,url=%q}`, c.Response().Status, knownMethod(c.Request().Method), c.Path())
			s.metrics.GetOrCreateCounter("tiaowen_http_requests_total" + labels).Inc()
			s.metrics.GetOrCreatePrometheusHistogramExt("tiaowen_http_request_duration_seconds"+labels, durationBounds).UpdateDuration(began)
			s.metrics.GetOrCreatePrometheusHistogramExt("tiaowen_http_response_size_bytes"+labels, sizeBounds).Update(float64(c.Response().Size))
			return err
		}
	}
}

// countMeant counts what the meaning of a question took, or that it was dropped.
func (s *Server) countMeant(u search.Understanding, dropped bool) {
	if dropped && u.Meant == search.MeantOff {
		s.metrics.GetOrCreateCounter("tiaowen_meaning_dropped_total").Inc()
	}
	if u.Encoding > 0 {
		s.metrics.GetOrCreatePrometheusHistogramExt("tiaowen_meaning_question_seconds", durationBounds).Update(u.Encoding.Seconds())
	}
}

// showLearning writes how far it is known what the passages mean.
func (s *Server) showLearning(w io.Writer) {
	if s.cfg.Learning == nil {
		return
	}
	p := s.cfg.Learning()
	metrics.WriteGaugeUint64(w, "tiaowen_meaning_passages", uint64(p.Passages))
	metrics.WriteGaugeUint64(w, "tiaowen_meaning_passages_known", uint64(p.Known))
	metrics.WriteCounterUint64(w, "tiaowen_meaning_passages_encoded_total", uint64(p.Encoded))
}

func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// showMetrics writes them as Prometheus reads them, and what the process uses. Where
// other machines can connect, they show the token: what is asked here, and of what
// machine, is nothing for everybody.
func (s *Server) showMetrics(c echo.Context) error {
	if !s.mayWrite(c.Request()) && !fromHere(c.Request()) {
		return newProblem("unauthorized", nil)
	}
	w := c.Response()
	w.Header().Set(echo.HeaderContentType, "text/plain; version=0.0.4; charset=utf-8")
	s.metrics.WritePrometheus(w)
	s.showLearning(w)
	metrics.WriteProcessMetrics(w)
	metrics.WriteFDMetrics(w)
	return nil
}

// fromHere reports whether the caller is on this machine.
func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}
