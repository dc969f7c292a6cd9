package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEchoErrors(t *testing.T) {
	b := newBench(t, nil)
	wantProblem(t, b.ask("GET", "/api/v1/nothing", ""), 404, "not_found")
	wantProblem(t, b.ask("GET", "/api/v2/search", ""), 404, "not_found")
	wantProblem(t, b.ask("GET", "/nothing", ""), 404, "not_found")
	for method, path := range map[string]string{"DELETE": "/api/v1/search", "PUT": "/api/v1/documents", "POST": "/api/v1/topics", "PATCH": "/healthz", "TRACE": "/api/v1/search"} {
		w := b.ask(method, path, "")
		if w.Header().Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", method, path)
		}
		wantProblem(t, w, 405, "method_not_allowed")
	}
	// A browser below /api/ gets the problem as well.
	wantProblem(t, b.ask("GET", "/api/v1/nothing", "", "Accept", "text/html"), 404, "not_found")
}

// TestOverTheWire: what only a real connection shows.
func TestOverTheWire(t *testing.T) {
	server := httptest.NewServer(newBench(t, nil).server.Handler())
	defer server.Close()
	response, err := http.Head(server.URL + "/api/v1/search")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("HEAD: %s", response.Status)
	}
	// A body whose length is not said beforehand.
	endless := io.LimitReader(neverEnding('x'), maxBody+1)
	response, err = http.Post(server.URL+"/api/v1/search", "application/json", io.NopCloser(endless))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("body without a length: %s", response.Status)
	}
}

// neverEnding reads as one byte for ever.
type neverEnding byte

func (b neverEnding) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

func TestPanic(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("GET", "/api/v1/search?q=恐慌", "")
	if strings.Contains(w.Body.String(), "secret") {
		t.Errorf("the message leaks: %s", w.Body)
	}
	id := w.Header().Get("X-Request-Id")
	wantProblem(t, w, 500, "internal")
	if log := b.log.String(); !strings.Contains(log, id) || !strings.Contains(log, "a secret") {
		t.Errorf("the log does not say what happened: %s", log)
	}
}

// TestLog: a line a request, and nothing of what was looked for.
func TestLog(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("GET", "/api/v1/search?q=dangfei&limit=1", "")
	log := b.log.String()
	if !strings.Contains(log, w.Header().Get("X-Request-Id")) || !strings.Contains(log, "status=200") || !strings.Contains(log, "path=/api/v1/search") {
		t.Errorf("log %s", log)
	}
	if strings.Contains(log, "dangfei") {
		t.Errorf("the log tells what was looked for: %s", log)
	}
	if again := b.ask("GET", "/healthz", "", "X-Request-Id", "chosen").Header().Get("X-Request-Id"); again == "chosen" {
		t.Error("a client chose its request id")
	}
}

func TestSecurityHeaders(t *testing.T) {
	b := newBench(t, nil)
	for _, path := range []string{"/", "/api/v1/search", "/nothing", "/api/v1/search?limit=0", "/openapi.json"} {
		h := b.ask("GET", path, "").Header()
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'self'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s: headers %v", path, h)
		}
	}
}

func TestGzip(t *testing.T) {
	b := newBench(t, nil)
	b.result.Hits[0].Text += strings.Repeat("文", gzipFrom)
	for _, c := range []struct{ from, header, want string }{
		{"192.0.2.7:50000", "", "gzip"}, {"127.0.0.1:50000", "", ""}, {"[::1]:50000", "", ""},
		{"127.0.0.1:50000", "X-Forwarded-For", "gzip"}, {"127.0.0.1:50000", "Forwarded", "gzip"}, {"127.0.0.1:50000", "Via", "gzip"},
	} {
		r := httptest.NewRequest("GET", "http://127.0.0.1:8080/api/v1/search", nil)
		r.RemoteAddr = c.from
		r.Header.Set("Accept-Encoding", "gzip")
		if c.header != "" {
			r.Header.Set(c.header, "for=192.0.2.7")
		}
		w := httptest.NewRecorder()
		b.server.Handler().ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding"); w.Code != 200 || got != c.want {
			t.Errorf("a long answer for %s with %q: %d, compressed by %q, want %q", c.from, c.header, w.Code, got, c.want)
		}
	}
	if w := b.ask("GET", fakePath("/original"), "", "Accept-Encoding", "gzip", "Via", "1.1 proxy"); w.Header().Get("Content-Encoding") != "" {
		t.Error("an original is compressed")
	}
}

func TestProbes(t *testing.T) {
	b := newBench(t, nil)
	b.get("/healthz")
	b.get("/readyz")
	b.err = errors.New("building")
	b.get("/healthz")
	wantProblem(t, b.ask("GET", "/readyz", ""), 503, "not_ready")
	b.ask("GET", fakePath("/text"), "")
	b.ask("GET", "/made-up-path", "")
	b.ask("MADEUP", "/healthz", "")
	text := b.ask("GET", "/metrics", "").Body.String()
	for _, want := range []string{`tiaowen_http_requests_total{code="200",method="GET",url="/api/v1/documents/:id/text"} 1`, `code="503"`, `method="other"`,
		`tiaowen_http_request_duration_seconds_count{code="200",method="GET",url="/healthz"} 2`, "go_goroutines", "process_cpu_seconds_total"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in metrics", want)
		}
	}
	if strings.Contains(text, "made-up-path") || strings.Contains(text, "MADEUP") {
		t.Error("anybody can add a label to the metrics")
	}
}

// TestOpenAPI: the description lists what exists, and all of it.
func TestOpenAPI(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	spec := b.get("/openapi.json")
	if v := spec["openapi"].(string); !strings.HasPrefix(v, "3.1") {
		t.Errorf("version %s", v)
	}
	var got []string
	for path, item := range spec["paths"].(map[string]any) {
		for method := range item.(map[string]any) {
			got = append(got, strings.ToUpper(method)+" "+path)
		}
	}
	want := []string{
		"DELETE /api/v1/documents/{id}", "DELETE /api/v1/quarantine/{id}", "DELETE /api/v1/tasks/{id}", "GET /api/v1/answers", "GET /api/v1/compare", "GET /api/v1/documents", "GET /api/v1/documents/{id}", "GET /api/v1/documents/{id}/original",
		"GET /api/v1/documents/{id}/provisions/{locator}", "GET /api/v1/documents/{id}/provisions/{locator}/history", "GET /api/v1/documents/{id}/text", "GET /api/v1/procedures", "GET /api/v1/procedures/{id}", "GET /api/v1/procedures/{id}/export", "GET /api/v1/procedures/{id}/proposal", "GET /api/v1/quarantine", "GET /api/v1/requirements", "GET /api/v1/requirements/export", "GET /api/v1/resolve",
		"GET /api/v1/search", "GET /api/v1/suggest", "GET /api/v1/tasks", "GET /api/v1/tasks/{id}", "GET /api/v1/topics",
		"PATCH /api/v1/documents/{id}", "POST /api/v1/check", "POST /api/v1/documents", "POST /api/v1/documents/bulk", "POST /api/v1/documents/{id}/release", "POST /api/v1/documents/{id}/replace",
		"POST /api/v1/documents/{id}/undo", "POST /api/v1/documents/{id}/redo", "POST /api/v1/redo", "POST /api/v1/preview", "POST /api/v1/resolve", "POST /api/v1/search", "POST /api/v1/tasks", "POST /api/v1/undo", "PUT /api/v1/documents/{id}",
	}
	want = append(want, collectionOperations...)
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operations (-want +got):\n%s", diff)
	}
	var served []string
	for _, r := range b.server.echo.Routes() {
		if strings.HasPrefix(r.Path, apiPath) && r.Method != "echo_route_not_found" {
			served = append(served, r.Method+" "+regexp.MustCompile(`:(\w+)`).ReplaceAllString(r.Path, "{$1}"))
		}
	}
	slices.Sort(served)
	if diff := cmp.Diff(want, served); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
}

// TestOpenAPIDetails: every operation names its parameters and its problem; no
// list is said to be null.
func TestOpenAPIDetails(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	spec := b.get("/openapi.json")
	schemas, _ := json.Marshal(spec["components"])
	if strings.Contains(string(schemas), `["array","null"]`) {
		t.Error("a list of an answer may be null")
	}
	text, _ := json.Marshal(spec)
	for _, unwanted := range []string{"ErrorModel", "$schema", "https://"} {
		if strings.Contains(string(text), unwanted) {
			t.Errorf("the description holds %s", unwanted)
		}
	}
	search := spec["paths"].(map[string]any)["/api/v1/search"].(map[string]any)["get"].(map[string]any)
	if got := len(search["parameters"].([]any)); got != len(b.server.parameters)+len(slimParameters(b.server.cfg.Facets)) {
		t.Errorf("%d parameters, want %d", got, len(b.server.parameters))
	}
	for path, item := range spec["paths"].(map[string]any) {
		for method, op := range item.(map[string]any) {
			o := op.(map[string]any)
			if _, ok := o["responses"].(map[string]any)["default"]; !ok {
				t.Errorf("%s %s has no problem", method, path)
			}
			bare := strings.HasSuffix(path, "/undo") || strings.HasSuffix(path, "/redo") || strings.HasSuffix(path, "/release") || strings.HasSuffix(path, "/renew")
			if _, ok := o["requestBody"]; (method == "post" && !bare || method == "patch" || method == "put") != ok {
				t.Errorf("%s %s: body %v", method, path, ok)
			}
		}
	}
}

// TestDocs: the page that reads the description asks nobody but this server.
func TestDocs(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("GET", "/docs", "")
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'self'") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	page, _ := io.ReadAll(w.Body)
	links := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllSubmatch(page, -1)
	if len(links) < 3 {
		t.Fatalf("only %d links", len(links))
	}
	for _, m := range links {
		if !strings.HasPrefix(string(m[1]), "/docs/") {
			t.Errorf("the page asks for %s", m[1])
		} else if w := b.ask("GET", string(m[1]), ""); w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: %d", m[1], w.Code)
		}
	}
	for _, m := range regexp.MustCompile(`@import|url\(\s*["']?(?:https?:)?//|validatorUrl:\s*"`).FindAll(page, -1) {
		t.Errorf("the page asks somebody else: %s", m)
	}
	css := b.ask("GET", "/docs/swagger-ui.css", "").Body.String()
	for _, m := range regexp.MustCompile(`@import[^;]*|url\(\s*["']?(?:https?:)?//[^)]*`).FindAllString(css, -1) {
		t.Errorf("the style asks somebody else: %s", m)
	}
}
