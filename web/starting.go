package web

import (
	"net/http"
	"runtime"

	"github.com/labstack/echo/v4"
)

// Starting answers while the library and its index are being opened, which takes
// minutes where an index has to be made anew: the process lives, and everybody
// is asked to come again. Browsers do by themselves.
func Starting(cfg Config) (http.Handler, error) {
	s := &Server{cfg: cfg, echo: echo.New(), gate: newGate(runtime.GOMAXPROCS(0))}
	s.echo.HTTPErrorHandler = s.handleError
	s.middleware(s.echo)
	st := &site{Server: s, assets: map[string]string{}}
	if err := st.load(); err != nil {
		return nil, err
	}
	s.errorPage = st.showProblem
	st.serveStatic(s.echo)
	s.echo.GET("/healthz", healthy)
	s.echo.Any("/*", func(c echo.Context) error {
		c.Response().Header().Set("Refresh", "5")
		return newProblem("not_ready", nil)
	})
	return headAsGet(s.echo), nil
}
