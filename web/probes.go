package web

import (
	"context"
	"net/http"

	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"tiaowen/search"
)

// probes are for the machine that watches this one.
func (s *Server) probes(e *echo.Echo) {
	e.GET("/healthz", healthy)
	e.GET("/readyz", func(c echo.Context) error {
		if err := s.answers(c.Request().Context()); err != nil {
			return newProblem("not_ready", err)
		}
		return c.JSON(http.StatusOK, probe{"ok"})
	})
	s.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	e.GET("/metrics", echoprometheus.NewHandlerWithConfig(echoprometheus.HandlerConfig{Gatherer: s.metrics}))
}

func healthy(c echo.Context) error { return c.JSON(http.StatusOK, probe{"ok"}) }

// answers asks for one letter of Chinese, as any search is asked, and says why
// there is no answer.
func (s *Server) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	_, err := s.cfg.Searcher.Search(ctx, search.Query{Text: "党", Limit: 1, Today: s.today()})
	return err
}

type probe struct {
	Status string `json:"status"`
}

// measure counts requests by route, method and status. The host is left out of
// the labels: anybody could fill the memory with made-up ones.
func (s *Server) measure() echo.MiddlewareFunc {
	s.metrics = prometheus.NewRegistry()
	return echoprometheus.NewMiddlewareWithConfig(echoprometheus.MiddlewareConfig{
		Namespace:                 "tiaowen",
		Subsystem:                 "http",
		Registerer:                s.metrics,
		DoNotUseRequestPathFor404: true,
		LabelFuncs:                map[string]echoprometheus.LabelValueFunc{"host": func(echo.Context, error) string { return "" }},
	})
}
