package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described holds every answer of the API that a test gets against the
// description: a client generated from it must be able to read them all.
type described struct {
	spec     map[string]any
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

const specURL = "openapi.json"

// newDescribed reads the description of a server.
func newDescribed(t testing.TB, h http.Handler) *described {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+openAPIPath, nil))
	spec, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatalf("read the description: %v", err)
	}
	d := &described{spec: spec.(map[string]any), compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(specURL, spec); err != nil {
		t.Fatalf("add the description: %v", err)
	}
	return d
}

// check reports what of an answer the description does not say. What is outside
// the API, or has no route there, is not described.
func (d *described) check(method, path string, w *httptest.ResponseRecorder) error {
	if w.Code == 499 || w.Header().Get("Content-Encoding") != "" {
		return nil // nobody is there to read it; the same unpacked is held against it elsewhere
	}
	path, _, _ = strings.Cut(path, "?")
	template := d.template(path)
	item, _ := at(d.spec, "paths", template).(map[string]any)
	operation, ok := item[strings.ToLower(method)].(map[string]any)
	if !ok {
		return nil
	}
	pointer := "/paths/" + escaped(template) + "/" + strings.ToLower(method) + "/responses/" + fmt.Sprint(w.Code)
	response, ok := at(operation, "responses", fmt.Sprint(w.Code)).(map[string]any)
	if !ok {
		return fmt.Errorf("status %d is not described", w.Code)
	}
	return d.body(pointer, response, w)
}

// body holds the media type and, of JSON, the values against the description.
func (d *described) body(pointer string, response map[string]any, w *httptest.ResponseRecorder) error {
	contents, _ := response["content"].(map[string]any)
	if w.Body.Len() == 0 {
		if len(contents) > 0 {
			return fmt.Errorf("status %d has no body", w.Code)
		}
		return nil
	}
	media, _, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("media type %q: %w", w.Header().Get("Content-Type"), err)
	}
	if _, ok := contents[media]; !ok {
		return fmt.Errorf("status %d: media type %s is not described", w.Code, media)
	}
	texts := [][]byte{w.Body.Bytes()}
	switch {
	case media == ndjson:
		texts = bytes.Split(bytes.TrimSpace(w.Body.Bytes()), []byte("\n"))
	case !strings.HasSuffix(media, "json"):
		return nil
	}
	schema, err := d.schema(pointer + "/content/" + escaped(media) + "/schema")
	if err != nil {
		return err
	}
	for _, text := range texts {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return fmt.Errorf("status %d: %w", w.Code, err)
		}
		if err := schema.Validate(value); err != nil {
			return fmt.Errorf("status %d: %w", w.Code, err)
		}
	}
	return nil
}

func (d *described) schema(pointer string) (*jsonschema.Schema, error) {
	if known := d.schemas[pointer]; known != nil {
		return known, nil
	}
	schema, err := d.compiler.Compile(specURL + "#" + pointer)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", pointer, err)
	}
	d.schemas[pointer] = schema
	return schema, nil
}

// template is the path of the description that a path is of: the one with the
// fewest braces, as a router takes it.
func (d *described) template(path string) string {
	paths, _ := d.spec["paths"].(map[string]any)
	best := ""
	for template := range paths {
		pattern := "^" + regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(template), `[^/]+`) + "$"
		if regexp.MustCompile(pattern).MatchString(path) && (best == "" || strings.Count(template, "{") < strings.Count(best, "{")) {
			best = template
		}
	}
	return best
}

// at walks down an object.
func at(object map[string]any, names ...string) any {
	var value any = object
	for _, name := range names {
		inner, _ := value.(map[string]any)
		value = inner[name]
	}
	return value
}

// escaped is a name as a JSON pointer in a URL has it.
func escaped(name string) string {
	name = strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
	return strings.NewReplacer("{", "%7B", "}", "%7D", "+", "%2B").Replace(name)
}

// TestDescribed: the check itself finds what is not as described.
func TestDescribed(t *testing.T) {
	b := newBench(t, nil)
	d := newDescribed(t, b.server.Handler())
	good := b.ask("GET", "/api/v1/search?q=党费", "")
	if err := d.check("GET", "/api/v1/search?q=党费", good); err != nil {
		t.Fatalf("a good answer: %v", err)
	}
	for name, damage := range map[string]func(w *httptest.ResponseRecorder){
		"status": func(w *httptest.ResponseRecorder) { w.Code = 299 },
		"media":  func(w *httptest.ResponseRecorder) { w.Header().Set("Content-Type", "text/plain") },
		"null": func(w *httptest.ResponseRecorder) {
			w.Body = change(t, good, func(o map[string]any) { o["hits"] = nil })
		},
		"gone": func(w *httptest.ResponseRecorder) {
			w.Body = change(t, good, func(o map[string]any) { delete(o, "total") })
		},
		"type": func(w *httptest.ResponseRecorder) {
			w.Body = change(t, good, func(o map[string]any) { o["total"] = "3" })
		},
		"new": func(w *httptest.ResponseRecorder) { w.Body = change(t, good, func(o map[string]any) { o["more"] = 3 }) },
	} {
		w := &httptest.ResponseRecorder{Code: good.Code, HeaderMap: good.Header().Clone(), Body: bytes.NewBuffer(good.Body.Bytes())}
		damage(w)
		if d.check("GET", "/api/v1/search", w) == nil {
			t.Errorf("%s: nothing is found", name)
		}
	}
}

// change is the body of an answer with its object changed.
func change(t *testing.T, w *httptest.ResponseRecorder, how func(map[string]any)) *bytes.Buffer {
	t.Helper()
	object := decode(t, w)
	how(object)
	raw, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewBuffer(raw)
}
