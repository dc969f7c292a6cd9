package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Pages of origins that whoever runs the server has named may call the API from a
// browser; those of any other are refused by the guard. The pages of this server are
// for nobody's scripts but its own.

// IsOrigin reports whether a text is an origin as browsers send it:
// http://host or https://host:port, nothing behind it.
func IsOrigin(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.Scheme+"://"+u.Host == text && text == strings.ToLower(text)
}

// namedOrigin reports whether r is a call of the API by a page of a named origin.
func (s *Server) namedOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	api := strings.HasPrefix(r.URL.Path, apiPath+"/") || r.URL.Path == openAPIPath
	return api && len(origins) == 1 && slices.Contains(s.cfg.Origins, origins[0])
}

// letOrigins tells browsers that a named origin may call, and what. It stands before
// the guard, so that such a page can read what the guard answers too.
func (s *Server) letOrigins() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		Skipper:       func(c echo.Context) bool { return !s.ownHost(c.Request().Host) || !s.namedOrigin(c.Request()) },
		AllowOrigins:  s.cfg.Origins,
		AllowMethods:  []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete},
		AllowHeaders:  []string{"Authorization", "Content-Type", "If-Match", "If-None-Match", retryHeader},
		ExposeHeaders: []string{"ETag", "Location", "Retry-After", echo.HeaderXRequestID},
		MaxAge:        600,
	})
}
