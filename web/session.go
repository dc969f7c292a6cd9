package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// A browser shows the token once, in a form, and gets a cookie that proves it
// for a working day. The cookie is the day's end and a signature made with the
// token, so nothing is kept here, and a new token ends all sessions.

const (
	sessionPath   = "/session"
	sessionCookie = "tiaowen_session"
	sessionLength = 12 * time.Hour
	// A person mistypes a few times; a program that guesses is slowed down.
	sessionTriesPerSecond = 1
	sessionTriesAtOnce    = 10
)

func (s *Server) session(e *echo.Echo) {
	e.POST(sessionPath, s.signIn, sessionLimiter())
	e.POST(sessionPath+"/end", s.signOut)
}

func sessionLimiter() echo.MiddlewareFunc {
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: sessionTriesPerSecond, Burst: sessionTriesAtOnce}),
		IdentifierExtractor: func(c echo.Context) (string, error) { return remoteIP(c), nil },
		DenyHandler: func(echo.Context, string, error) error {
			return newProblem("too_many_requests", nil)
		},
	})
}

// remoteIP is the peer's address. Headers that a proxy may have set are not
// asked: anybody can set them.
func remoteIP(c echo.Context) string { return echo.ExtractIPDirect()(c.Request()) }

// signIn takes the form fields token and next.
func (s *Server) signIn(c echo.Context) error {
	if s.cfg.Token != "" {
		if !s.isToken(c.FormValue("token")) {
			return newProblem("unauthorized", nil)
		}
		ends := s.cfg.Now().Add(sessionLength)
		s.setSession(c, s.signed(ends), ends)
	}
	return c.Redirect(http.StatusSeeOther, localPath(c.FormValue("next")))
}

func (s *Server) signOut(c echo.Context) error {
	s.setSession(c, "", time.Unix(0, 0))
	return c.Redirect(http.StatusSeeOther, "/")
}

func (s *Server) setSession(c echo.Context, value string, ends time.Time) {
	c.SetCookie(&http.Cookie{Name: sessionCookie, Value: value, Path: "/", Expires: ends,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: c.IsTLS()})
}

// hasSession reports whether the request bears a cookie of ours that has not
// run out.
func (s *Server) hasSession(r *http.Request) bool {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return false
	}
	seconds, _, _ := strings.Cut(cookie.Value, ".")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || s.cfg.Now().After(time.Unix(n, 0)) {
		return false
	}
	return hmac.Equal([]byte(cookie.Value), []byte(s.signed(time.Unix(n, 0))))
}

// signed is the value of a session that ends then.
func (s *Server) signed(ends time.Time) string {
	seconds := strconv.FormatInt(ends.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(s.cfg.Token))
	mac.Write([]byte("session " + seconds))
	return seconds + "." + hex.EncodeToString(mac.Sum(nil))
}
