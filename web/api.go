package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

// apiPath is below what every address of the API lies.
const apiPath = "/api/v1"

// apiVersion is that of the description. The first number is that of apiPath; the
// second rises with what is added.
const apiVersion = "1.0.0"

// api registers the API and its description. huma types and describes the
// answers and writes them; the parameters are read by the tables of
// parameters.go, because those report every fault at once and the pages use
// them too.
func (s *Server) api(e *echo.Echo) error {
	config := huma.DefaultConfig("tiaowen", apiVersion)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // would put $schema into every answer
	answers := huma.Format{Marshal: writeJSON, Unmarshal: json.Unmarshal}
	config.Formats = map[string]huma.Format{"application/json": answers, "json": answers} // application/problem+json
	config.Info.Description = "条文：党务与法规文献检索。位置均以 Unicode 码点计，左闭右开；错误一律为 RFC 9457 问题说明。"
	a := &api{Server: s, huma: humaecho.New(e, config), asked: append(slices.Clip(s.parameters), slimParameters(s.cfg.Facets)...)}
	a.searching()
	a.resolving()
	a.resolvingMany()
	a.suggesting()
	a.answering()
	a.documents()
	a.comparing()
	a.histories()
	a.likening()
	a.writing()
	a.previewing()
	a.putting()
	a.tasking()
	a.quarantining()
	a.topics()
	a.requiring()
	a.collecting()
	a.proceeding()
	a.rechecking()
	a.checking()
	return a.describe(e)
}

// api is what the registration of endpoints shares.
type api struct {
	*Server
	huma huma.API
	// asked are the parameters of a search: those that pages have too, and those
	// that say what the answer holds.
	asked []parameter
	// bodies are described after registration: huma would else read and
	// validate them itself.
	bodies []body
}

// body is the request body of an operation.
type body struct {
	method, path string
	content      map[string]*huma.MediaType
}

// request is what every handler gets.
type request struct {
	echo   echo.Context
	values url.Values
}

// Resolve is huma's way to hand over the request.
func (r *request) Resolve(ctx huma.Context) []error {
	r.echo = humaecho.Unwrap(ctx)
	return nil
}

// register adds one endpoint. Query parameters that are not among the
// operation's own are refused before the handler is asked.
func register[O any](a *api, op huma.Operation, handle func(ctx context.Context, r *request) (*O, error)) {
	op.Path = apiPath + op.Path
	op.Parameters = append(pathParameters(op.Path), op.Parameters...)
	if op.Method == http.MethodPost && !readsOnly(op.Method, op.Path) {
		op.Parameters = append(op.Parameters, retryParameter())
	}
	op.Responses = a.responses(op)
	op.Errors = nil // huma would describe them by its own error
	known := op.Parameters
	huma.Register(a.huma, op, func(ctx context.Context, r *request) (*O, error) {
		faults := r.read(known)
		if len(faults) > 0 {
			return nil, a.problemFor(r.echo, invalid(faults...))
		}
		out, err := handle(ctx, r)
		if err != nil {
			return nil, a.problemFor(r.echo, err)
		}
		return out, nil
	})
}

// read parses the query string. Names are checked here only where the handler
// has no table of its own to do it with all the other faults.
func (r *request) read(known []*huma.Param) []Fault {
	var err error
	r.values, err = url.ParseQuery(r.echo.Request().URL.RawQuery)
	if err != nil {
		return []Fault{{"query", "malformed", faultMessage("malformed")}}
	}
	if slices.ContainsFunc(known, func(p *huma.Param) bool { return p.In == "query" }) {
		return nil
	}
	return unknown(r.values, nil, "query")
}

// id is the document's id in the path.
func (r *request) id() string { return pathParam(r.echo, "id") }

// pathParam is a parameter of the path. Echo leaves it escaped where the client
// escaped more than it had to.
func pathParam(c echo.Context, name string) string {
	raw := c.Param(name)
	if c.Request().URL.RawPath == "" {
		return raw
	}
	if plain, err := url.PathUnescape(raw); err == nil {
		return plain
	}
	return raw
}

// body reads the request's JSON object. Go's decoder would take a lone
// surrogate or a broken character for U+FFFD; we refuse it.
func (r *request) body() (map[string]json.RawMessage, error) {
	media, _, _ := strings.Cut(r.echo.Request().Header.Get(echo.HeaderContentType), ";")
	switch strings.TrimSpace(media) {
	case "", echo.MIMEApplicationJSON, "application/merge-patch+json":
	default:
		return nil, newProblem("unsupported_media_type", nil)
	}
	raw, err := io.ReadAll(r.echo.Request().Body)
	if err != nil {
		return nil, readProblem(err)
	}
	raw = bytes.TrimPrefix(raw, byteOrderMark)
	if !utf8.Valid(raw) || loneSurrogate(raw) {
		return nil, invalid(Fault{"body", "not_utf8", faultMessage("not_utf8")})
	}
	var out map[string]json.RawMessage
	if err := json.Unmarshal(raw, &out); err != nil || out == nil {
		return nil, newProblem("malformed_json", err)
	}
	return out, nil
}

// byteOrderMark is what programs on Windows put before UTF-8.
var byteOrderMark = []byte("\xef\xbb\xbf")

// readProblem is the problem of a body that could not be read to its end.
func readProblem(err error) error {
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return err
	}
	return newProblem("bad_request", err)
}

// surrogates finds the escapes of JSON strings; an escaped backslash is taken
// along so that what follows it is not read as an escape.
var surrogates = regexp.MustCompile(`\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)`)

// loneSurrogate reports whether raw holds \ud800–\udfff outside a pair.
func loneSurrogate(raw []byte) bool {
	for _, m := range surrogates.FindAll(raw, -1) {
		if len(m) == len(`\ud800`) && m[1] == 'u' && bytes.ContainsAny(m[2:3], "dD") {
			return true
		}
	}
	return false
}

// condition reads the headers If-Match and If-None-Match of a PUT; current is the
// ETag of what is there, empty for nothing.
func (r *request) condition(current string) (c indexer.Condition, err error) {
	if c.Match, err = r.ifMatch(func() (string, error) { return current, nil }); err != nil {
		return c, err
	}
	header := r.echo.Request().Header
	if strings.TrimSpace(header.Get("If-Match")) == "*" {
		c.Match = "*"
	}
	for _, tag := range strings.Split(header.Get("If-None-Match"), ",") {
		switch tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/"); {
		case tag == "*":
			c.Absent = true
		case current != "" && documentHash(tag) == current:
			return c, library.ErrExists
		}
	}
	return c, nil
}

// etag quotes a hash as the header wants it.
func etag(hash string) string { return `"` + hash + `"` }

// ifMatch reads the header of that name: the hash, empty for none or *. Of
// several, the one that is current is taken, for the library compares one.
func (r *request) ifMatch(current func() (string, error)) (string, error) {
	header := strings.TrimSpace(r.echo.Request().Header.Get("If-Match"))
	if header == "" || header == "*" {
		return "", nil
	}
	var hashes []string
	for _, tag := range strings.Split(header, ",") {
		hashes = append(hashes, documentHash(tag))
	}
	if len(hashes) == 1 {
		return hashes[0], nil
	}
	now, err := current()
	if err != nil {
		return "", fmt.Errorf("compare If-Match: %w", err)
	}
	if slices.Contains(hashes, now) {
		return now, nil
	}
	return hashes[0], nil
}
