package web

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// A server on 127.0.0.1 can be reached by every page its user opens in a
// browser. Three questions keep such a page out: is the server addressed by a
// name of its own (else a hostile name may have been pointed at 127.0.0.1), does
// the request come from one of its own pages, and, where a token is set, does
// the caller know it before anything is changed.

// askingPaths are the addresses where POST only reads.
var askingPaths = []string{apiPath + "/search", apiPath + "/resolve", recheckPath, recheckPage, checkPath, checkPage, takePath}

func (s *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if !s.ownHost(r.Host) {
			return newProblem("foreign_host", nil)
		}
		if !s.ownOrigin(r) {
			return newProblem("foreign_origin", nil)
		}
		if writes(r) && r.URL.Path != sessionPath && !s.mayWrite(r) {
			return newProblem("unauthorized", nil)
		}
		return next(c)
	}
}

// ownHost reports whether the Host header names this machine or a name that
// was configured.
func (s *Server) ownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if name == "localhost" {
		return true
	}
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	return slices.ContainsFunc(s.cfg.Hosts, func(own string) bool { return strings.EqualFold(own, name) })
}

// ownOrigin reports whether r comes from a page of this server, or from no page
// at all. What changes something is for net/http to judge; what only reads is
// judged here: net/http lets a page of another site read everything, but on
// 127.0.0.1 that would be its user's papers.
func (s *Server) ownOrigin(r *http.Request) bool {
	if s.namedOrigin(r) {
		return true
	}
	if changes(r) {
		return s.crossOrigin.Check(r) == nil
	}
	return ownReader(r)
}

// ownReader reports whether what reads is no page of another site. A browser names
// the origin of most of what a page asks for, and says of everything whether it
// crosses sites; a link in a mail to a search page does, and is welcome, but nothing
// else that does is.
func ownReader(r *http.Request) bool {
	for _, origin := range r.Header.Values("Origin") {
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || !strings.EqualFold(u.Host, r.Host) {
			return false
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	mode := r.Header.Get("Sec-Fetch-Mode")
	return mode == "" || mode == "navigate"
}

// changes reports whether the method is one that browsers treat as changing
// something, and so never use for plain navigation by a link.
func changes(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return true
}

// writes reports whether r is meant to change the library.
func writes(r *http.Request) bool {
	return changes(r) && !slices.Contains(askingPaths, r.URL.Path)
}

// mayWrite reports whether the caller has shown the token, or none is needed.
// Pages ask it to choose between forms for editing and a form for the token.
func (s *Server) mayWrite(r *http.Request) bool {
	if s.cfg.Token == "" {
		return true
	}
	bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if ok && s.isToken(bearer) {
		return true
	}
	return s.isLocal(r) || s.hasSession(r)
}

// isLocal reports whether the caller is a command that hands its work to this
// server.
func (s *Server) isLocal(r *http.Request) bool {
	bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return ok && s.cfg.LocalKey != "" && subtle.ConstantTimeCompare([]byte(bearer), []byte(s.cfg.LocalKey)) == 1
}

// isToken compares in a time that does not tell how much was right.
func (s *Server) isToken(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.cfg.Token)) == 1
}
