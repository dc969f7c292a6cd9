package web

import (
	"net/http"
	"strings"
	"testing"

	"tiaowen/search"
)

// TestAnswerKept: every GET with an ETag is answered 304 to whoever has that answer,
// and in full to whoever has another; what is in force today is part of the answer.
func TestAnswerKept(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	made := decode(t, b.ask("POST", "/api/v1/collections", `{"name":"甲"}`))
	for _, path := range []string{fakePath(""), fakePath("/text"), fakePath("/original"), fakePath("/provisions/art_1"),
		"/api/v1/topics", openAPIPath, "/api/v1/collections/" + made["id"].(string)} {
		whole := b.ask("GET", path, "")
		tag := whole.Header().Get("ETag")
		if whole.Code != http.StatusOK || tag == "" {
			t.Errorf("%s: %d, ETag %s", path, whole.Code, tag)
		}
		for _, header := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			w := b.ask("GET", path, "", "If-None-Match", header)
			if w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
				t.Errorf("%s if not %s: %d, %d bytes, ETag %s", path, header, w.Code, w.Body.Len(), w.Header().Get("ETag"))
			}
		}
		for _, header := range []string{`"x"`, "", strings.Trim(tag, `"`)} {
			if w := b.ask("GET", path, "", "If-None-Match", header); w.Code != http.StatusOK || w.Body.String() != whole.Body.String() {
				t.Errorf("%s if not %q: %d", path, header, w.Code)
			}
		}
	}
	if !strings.Contains(b.log.String(), "status=304 bytes=0") {
		t.Error("the log does not tell that nothing was sent")
	}
	before := b.ask("GET", fakePath(""), "").Header().Get("ETag")
	b.result.Hits[0].Document.Successor = "后来的条例"
	if w := b.ask("GET", fakePath(""), "", "If-None-Match", before); w.Code != http.StatusOK {
		t.Errorf("a document that has got a successor: %d", w.Code)
	}
	if w := b.ask("PATCH", fakePath(""), `{"title":"新名"}`, "If-Match", before); w.Code != http.StatusOK {
		t.Errorf("a correction of the document as it was shown: %d %s", w.Code, w.Body)
	}
}

// TestResolveMany: each is answered as if it had been asked alone, in order.
func TestResolveMany(t *testing.T) {
	b := newBench(t, nil)
	got := decode(t, b.ask("POST", "/api/v1/resolve", `{"queries":["某条例（试行）第一条","今天天气","","某条例（试行）第九十九条"]}`))["resolutions"].([]any)
	var statuses []string
	for _, r := range got {
		statuses = append(statuses, r.(map[string]any)["status"].(string))
	}
	if want := "ok not_an_address not_an_address no_article"; strings.Join(statuses, " ") != want {
		t.Errorf("%v, want %s", statuses, want)
	}
	for body, fault := range map[string]string{
		`{}`: "body.queries required", `{"queries":[]}`: "body.queries required", `{"queries":"a"}`: "body.queries bad_type",
		`{"queries":[1]}`: "body.queries bad_type", `{"queries":["a"],"as_of":"2020"}`: "body.as_of bad_date", `{"queries":["a"],"q":"b"}`: "body.q unknown_parameter",
		`{"queries":[` + strings.Repeat(`"a",`, mostAddresses) + `"a"]}`: "body.queries too_many_values",
	} {
		wantProblem(t, b.ask("POST", "/api/v1/resolve", body), 422, "invalid_request", fault)
	}
	b.server.cfg.Token = "geheim"
	if w := b.ask("POST", "/api/v1/resolve", `{"queries":["a"]}`); w.Code != http.StatusOK {
		t.Errorf("reading wants a token: %d", w.Code)
	}
}

// TestUnknownDocumentInside: searching inside a document that is not there is a
// mistake, not an empty result.
func TestUnknownDocumentInside(t *testing.T) {
	b := newBench(t, nil)
	b.result = search.Result{Verdict: search.OK}
	wantProblem(t, b.ask("GET", "/api/v1/search?q=a&document=nowhere", ""), 404, "no_such_document")
	wantProblem(t, b.ask("POST", "/api/v1/search", `{"document":"nowhere"}`), 404, "no_such_document")
	if w := b.ask("GET", "/api/v1/search?q=a&document="+strings.TrimPrefix(fakePath(""), "/api/v1/documents/"), ""); w.Code != http.StatusOK {
		t.Errorf("nothing found inside one that is there: %d", w.Code)
	}
}

// TestPageAddress: where a page of a document is taken for an address.
func TestPageAddress(t *testing.T) {
	for text, want := range map[string]string{
		"/documents/%E6%9F%90_2020-01-01#art_1__para_2":     "某_2020-01-01#art_1__para_2",
		"/documents/某_2020-01-01?as_of=2020-01-01#art_1":    "某_2020-01-01#art_1",
		"http://127.0.0.1:8080/documents/%E6%9F%90#art_2~2": "某#art_2~2",
		"/documents/a%2Fb": "a/b", "/documents/某": "某", "/documents/a/text": "/documents/a/text",
		"某条例第一条": "某条例第一条", "某_2020-01-01#art_1": "某_2020-01-01#art_1", "/documents/%zz": "/documents/%zz",
	} {
		if got := pageAddress(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
