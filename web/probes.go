package web

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"tiaowen/search"
)

// probes are for the machine that watches this one.
func (s *Server) probes(e *echo.Echo) {
	e.GET("/healthz", healthy)
	e.GET("/readyz", func(c echo.Context) error {
		if err := s.answers(c.Request().Context()); err != nil {
			return newProblem("not_ready", err)
		}
		// Who only reads is served; who would write learns it here.
		return c.JSON(http.StatusOK, probe{Status: "ok", ReadOnly: s.unwritable(), Lost: s.lost(), Meaning: s.learning()})
	})
	e.GET("/metrics", s.showMetrics)
}

func healthy(c echo.Context) error { return c.JSON(http.StatusOK, probe{Status: "ok"}) }

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
	// ReadOnly is why nothing can be written, in Chinese; left out if something can.
	ReadOnly string `json:"read_only,omitempty"`
	// Lost is what the library has lost, in Chinese; left out if nothing.
	Lost string `json:"lost,omitempty"`
	// Meaning is how far it is known what the passages mean; left out if nobody finds out.
	Meaning *Learning `json:"meaning,omitempty"`
}
