package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// answerKept answers 304 to a GET whose answer the client has already: the one with
// the ETag that it names.
func answerKept(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		tags := c.Request().Header.Values("If-None-Match")
		if c.Request().Method != http.MethodGet || len(tags) == 0 {
			return next(c)
		}
		to := c.Response().Writer
		w := &keptWriter{ResponseWriter: to, tags: tags}
		c.Response().Writer = w
		defer func() {
			c.Response().Writer = to
			if w.kept { // the log and the metrics tell what was sent
				c.Response().Status, c.Response().Size = http.StatusNotModified, 0
			}
		}()
		return next(c)
	}
}

// keptWriter drops the body that the client has.
type keptWriter struct {
	http.ResponseWriter
	tags []string
	kept bool
}

func (w *keptWriter) WriteHeader(status int) {
	if header := w.Header(); status == http.StatusOK && hasTag(w.tags, header.Get("ETag")) {
		w.kept, status = true, http.StatusNotModified
		header.Del("Content-Type")
		header.Del("Content-Length")
		header.Del("Content-Disposition")
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *keptWriter) Write(body []byte) (int, error) {
	if w.kept {
		return len(body), nil
	}
	return w.ResponseWriter.Write(body)
}

// Unwrap lets http.ResponseController reach what is below.
func (w *keptWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// hasTag reports whether the values of an If-None-Match name a tag, or any.
func hasTag(values []string, tag string) bool {
	if tag == "" {
		return false
	}
	for _, value := range values {
		for _, one := range strings.Split(value, ",") {
			if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == tag || one == "*" {
				return true
			}
		}
	}
	return false
}

// bodyTag is the ETag of an answer that depends on more than one document: a hash of
// what is sent.
func bodyTag(body any) string { return etag(bodyHash(body)) }

func bodyHash(body any) string {
	text, err := json.Marshal(body)
	if err != nil {
		return "" // huma will say so
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// viewTag is the ETag of a document as it is shown: the hash of the document, by which
// a correction is made conditional, and after a dot that of all that is told beside
// it, such as what is in force today.
func viewTag(hash string, body any) string { return etag(hash + "." + bodyHash(body)) }

// documentHash is the first part of such an ETag, as a client sends it back.
func documentHash(tag string) string {
	hash, _, _ := strings.Cut(strings.Trim(strings.TrimSpace(tag), `"`), ".")
	return hash
}
