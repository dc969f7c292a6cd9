package web

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

func TestCorrect(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("PATCH", fakePath(""), `{"title":"新名","genre":"规定","effective":null,"issuer":["甲","乙"]}`, "If-Match", `"first"`)
	if w.Code != http.StatusOK || documentHash(w.Header().Get("ETag")) != "second" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if want := `{"effective":null,"genre":"provisions","issuer":["甲","乙"],"title":"新名"}`; b.patch != want || b.match != "first" {
		t.Errorf("patch %s if %q, want %s", b.patch, b.match, want)
	}
	for header, match := range map[string]string{"": "", "*": "", `"x", "first"`: "first"} {
		if w := b.ask("PATCH", fakePath(""), `{}`, "If-Match", header); w.Code != http.StatusOK || b.match != match {
			t.Errorf("If-Match %s: %d, passed on as %q", header, w.Code, b.match)
		}
	}
	for _, header := range []string{`"old"`, `"old", "older"`, `W/"first"`} {
		wantProblem(t, b.ask("PATCH", fakePath(""), `{"title":"新名"}`, "If-Match", header), 412, "changed")
	}
}

func TestCorrectFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		body   string
		status int
		code   string
		faults []string
	}{
		"no JSON":       {"{", 400, "malformed_json", nil},
		"list":          {"[]", 400, "malformed_json", nil},
		"unknown":       {`{"colour":"red"}`, 422, "invalid_request", []string{"body.colour unknown_parameter"}},
		"unknown, null": {`{"colour":null}`, 422, "invalid_request", []string{"body.colour unknown_parameter"}},
		"empty title":   {`{"title":" "}`, 422, "invalid_request", []string{"body.title unknown_value"}},
		"wrong type":    {`{"title":["a"],"issuer":"a"}`, 422, "invalid_request", []string{"body.issuer bad_type", "body.title bad_type"}},
		"values": {`{"kind":"article","genre":"诗","rank":"high","adopted":"2020-13-01"}`, 422, "invalid_request",
			[]string{"body.adopted bad_date", "body.genre unknown_value", "body.kind unknown_value", "body.rank unknown_value"}},
		"sample":    {`{"sample":true}`, 422, "invalid_request", []string{"body.sample read_only"}},
		"surrogate": {`{"title":"\ud800"}`, 422, "invalid_request", []string{"body not_utf8"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			wantProblem(t, b.ask("PATCH", fakePath(""), tt.body), tt.status, tt.code, tt.faults...)
			if b.patch != "" {
				t.Errorf("the library was given %s", b.patch)
			}
		})
	}
}

func TestRemoveAndUndo(t *testing.T) {
	b := newBench(t, nil)
	wantProblem(t, b.ask("DELETE", fakePath(""), "", "If-Match", `"old"`), 412, "changed")
	if w := b.ask("DELETE", fakePath(""), "", "If-Match", `"first"`); w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("delete: %d %s", w.Code, w.Body)
	}
	wantProblem(t, b.ask("DELETE", fakePath(""), ""), 404, "no_such_document")
	w := b.ask("POST", fakePath("/undo"), "")
	if got := decode(t, w); got["action"] != "remove" || got["seq"] != 7.0 || b.undone != fakeID {
		t.Errorf("undo %d %v of %q", w.Code, got, b.undone)
	}
	if w = b.ask("POST", "/api/v1/undo", ""); w.Code != http.StatusOK || b.undone != "" {
		t.Errorf("undo anything: %d of %q", w.Code, b.undone)
	}
	w = b.ask("POST", fakePath("/redo"), "")
	if got := decode(t, w); got["action"] != "replace" || got["seq"] != 8.0 || b.redone != fakeID {
		t.Errorf("redo %d %v of %q", w.Code, got, b.redone)
	}
	if w = b.ask("POST", "/api/v1/redo", ""); w.Code != http.StatusOK || b.redone != "" {
		t.Errorf("redo anything: %d of %q", w.Code, b.redone)
	}
	b.redoErr = library.ErrNothingToRedo
	wantProblem(t, b.ask("POST", "/api/v1/redo", ""), 409, "nothing_to_redo")
	wantProblem(t, b.ask("POST", "/api/v1/documents/none/redo", ""), 404, "no_such_document")
	b.undoErr = library.ErrNothingToUndo
	wantProblem(t, b.ask("POST", "/api/v1/undo", ""), 409, "nothing_to_undo")
	wantProblem(t, b.ask("POST", "/api/v1/documents/none/undo", ""), 404, "no_such_document")
}

// form is a multipart body: field, file name, content, and so on.
func form(t *testing.T, parts ...string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+2 < len(parts); i += 3 {
		p, err := w.CreateFormFile(parts[i], parts[i+1])
		if err != nil {
			t.Fatal(err)
		}
		p.Write([]byte(parts[i+2]))
	}
	w.Close()
	return b.String(), w.FormDataContentType()
}

func TestUpload(t *testing.T) {
	b := newBench(t, nil)
	body, ct := form(t, "file", "甲.txt", "甲", "file", `C:\文件\乙.md`, "乙")
	w := b.ask("POST", "/api/v1/documents", body, "Content-Type", ct)
	want := `[{"path":"upload/甲.txt","outcome":"added","documents":[{"id":"某条例_2020-01-01","title":"甲","url":"/documents/%E6%9F%90%E6%9D%A1%E4%BE%8B_2020-01-01"}],"similar_to":[],"reason":"","code":"","diagnostics":[]},` +
		`{"path":"upload/乙.md","outcome":"added","documents":[{"id":"某条例_2020-01-01","title":"乙","url":"/documents/%E6%9F%90%E6%9D%A1%E4%BE%8B_2020-01-01"}],"similar_to":[],"reason":"","code":"","diagnostics":[]}]`
	if diff := cmp.Diff(want, strings.TrimSpace(w.Body.String())); w.Code != http.StatusOK || diff != "" {
		t.Errorf("%d (-want +got):\n%s", w.Code, diff)
	}
}

// TestBareNames: a name without a folder is no path, so that other content of that
// name is another file; with a folder it is one.
func TestBareNames(t *testing.T) {
	b := newBench(t, nil)
	for _, parts := range [][]string{
		{"file", "正文.txt", "甲"}, {"file", "正文.txt", "乙"}, {"file", "正文.txt", "甲"},
		{"path", "", "a/正文.txt", "file", "正文.txt", "甲"}, {"path", "", "a/正文.txt", "file", "正文.txt", "乙"}, {"path", "", "正文.txt", "file", "x.txt", "甲"},
	} {
		for i := range parts {
			if i%3 == 1 && parts[i] == "" {
				parts[i] = "field"
			}
		}
		body, ct := form(t, parts...)
		if w := b.ask("POST", "/api/v1/documents", body, "Content-Type", ct); w.Code != http.StatusOK {
			t.Fatalf("%v: %d %s", parts, w.Code, w.Body)
		}
	}
	a := b.added
	if a[0] == a[1] || a[0] != a[2] || a[0] != a[5] {
		t.Errorf("bare names stand at %v", a)
	}
	if a[3] != "upload/a/正文.txt" || a[4] != a[3] {
		t.Errorf("paths in a folder stand at %v", a[3:5])
	}
	if shown := library.ShownPath(a[0]); shown != "upload/正文.txt" {
		t.Errorf("a bare name is shown as %s", shown)
	}
}

// TestReplaceByAnother: two papers that are one become one.
func TestReplaceByAnother(t *testing.T) {
	b := newBench(t, nil)
	const older = "某条例（试行）_2010-01-01"
	if w := b.ask("POST", fakePath("/replace"), `{"by":"`+older+`"}`); w.Code != http.StatusOK || b.replaced != fakeID+" "+older {
		t.Errorf("%d %s, replaced %q", w.Code, w.Body, b.replaced)
	}
	wantProblem(t, b.ask("POST", fakePath("/replace"), `{"by":"没有"}`), 404, "no_such_document")
	wantProblem(t, b.ask("POST", fakePath("/replace"), `{"by":"`+fakeID+`"}`), 409, "part_of_file")
	wantProblem(t, b.ask("POST", fakePath("/replace"), `{}`), 422, "invalid_request", "body.by required")
	wantProblem(t, b.ask("POST", fakePath("/replace"), `{"by":7}`), 422, "invalid_request", "body.by bad_type")
	wantProblem(t, b.ask("POST", fakePath("/replace"), `{"by":"x","id":"y"}`), 422, "invalid_request", "body unknown_parameter")
}

func TestUploadFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		parts  []string
		faults []string
	}{
		"no file":     {nil, []string{"body.file required"}},
		"other field": {[]string{"file", "a.txt", "a", "data", "b.txt", "b"}, []string{"body.data unknown_parameter"}},
		"no name":     {[]string{"file", "..", "a"}, []string{"body.file required"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			body, ct := form(t, tt.parts...)
			wantProblem(t, b.ask("POST", "/api/v1/documents", body, "Content-Type", ct), 422, "invalid_request", tt.faults...)
			if len(b.added) > 0 {
				t.Errorf("taken in all the same: %v", b.added)
			}
		})
	}
	b := newBench(t, nil)
	wantProblem(t, b.ask("POST", "/api/v1/documents", "{}", "Content-Type", "application/json"), 415, "unsupported_media_type")
	wantProblem(t, b.ask("POST", "/api/v1/documents", "--x\r\nbroken", "Content-Type", "multipart/form-data; boundary=x"), 400, "bad_request")
	body, ct := form(t, "file", "a.txt", strings.Repeat("x", maxUpload))
	wantProblem(t, b.ask("POST", "/api/v1/documents", body, "Content-Type", ct), 413, "too_large")
	b.addErr = library.ErrFull
	body, ct = form(t, "file", "a.txt", "a", "file", "b.txt", "b")
	w := b.ask("POST", "/api/v1/documents", body, "Content-Type", ct)
	if !strings.Contains(w.Body.String(), "前 1 个已经收入") {
		t.Errorf("does not say how far it came: %s", w.Body)
	}
	wantProblem(t, w, 507, "no_space")
}

// TestReadBack: every field of a document, as it is read, can be written back, and a
// closed list takes value and name; what it refuses it answers with what it takes.
func TestReadBack(t *testing.T) {
	b := newBench(t, nil)
	read := b.get(fakePath(""))
	written := 0
	for _, f := range reflect.VisibleFields(reflect.TypeFor[corpus.Fields]()) {
		value, ok := read[jsonName(f)]
		if !ok || jsonName(f) == "sample" {
			continue
		}
		written++
		body, err := json.Marshal(map[string]any{jsonName(f): value})
		if err != nil {
			t.Fatal(err)
		}
		if w := b.ask("PATCH", fakePath(""), string(body)); w.Code != http.StatusOK {
			t.Errorf("%s as it was read: %d %s", body, w.Code, w.Body)
		}
	}
	if written < 20 {
		t.Errorf("only %d fields of Fields are read", written)
	}
	for _, name := range []string{"kind", "genre", "rank"} {
		for _, term := range options(name) {
			for _, given := range []string{term.Value, term.Label} {
				if b.ask("PATCH", fakePath(""), `{"`+name+`":"`+given+`"}`); b.patch != `{"`+name+`":"`+term.Value+`"}` {
					t.Errorf("%s %s: %s", name, given, b.patch)
				}
			}
		}
		w := b.ask("PATCH", fakePath(""), `{"`+name+`":"无此"}`)
		text := w.Body.String()
		if wantProblem(t, w, 422, "invalid_request", "body."+name+" unknown_value"); !strings.Contains(text, options(name)[0].Value) {
			t.Errorf("%s: what it takes is not said: %s", name, text)
		}
	}
}
