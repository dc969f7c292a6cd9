package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
)

// fakePath is the address of the fake's document below the API.
func fakePath(rest string) string { return "/api/v1/documents/" + url.PathEscape(fakeID) + rest }

func TestListDocuments(t *testing.T) {
	b := newBench(t, nil)
	got := b.get("/api/v1/documents?kind=regulation&limit=1")
	if b.asked.Group != search.GroupDocument || b.asked.Text != "" || b.asked.Filter["kind"][0] != "regulation" {
		t.Errorf("the engine was asked %+v", b.asked)
	}
	if got["total"] != 1.0 || got["next_cursor"] != "next" || got["documents"].([]any)[0].(map[string]any)["id"] != fakeID {
		t.Errorf("list %v", got)
	}
	wantProblem(t, b.ask("GET", "/api/v1/documents?q=x", ""), 422, "invalid_request", "query.q unknown_parameter")
}

func TestGetDocument(t *testing.T) {
	b := newBench(t, nil)
	b.result.Hits[0].Document.Successor = "新条例"
	w := b.ask("GET", fakePath("?as_of=2019-05-01"), "")
	got := decode(t, w)
	if documentHash(w.Header().Get("ETag")) != "first" || got["etag"] != "first" {
		t.Errorf("ETag %q, etag %q", w.Header().Get("ETag"), got["etag"])
	}
	if b.asked.Document != fakeID || b.asked.AsOf != "2019-05-01" {
		t.Errorf("the engine was asked %+v", b.asked)
	}
	pick := map[string]any{}
	for _, name := range []string{"id", "title", "genre", "status", "successor", "adopted", "effective", "url", "page_url", "aliases", "corrected",
		"length", "topic_evidence", "versions", "diagnostics"} {
		pick[name] = got[name]
	}
	page := "/documents/" + url.PathEscape(fakeID)
	want := map[string]any{"id": fakeID, "title": "某条例（试行）", "genre": "条例", "status": "in_force", "successor": "新条例", "adopted": nil,
		"effective": "2020-01-01", "url": "", "page_url": page, "aliases": []any{}, "corrected": []any{"rank"}, "length": float64(len([]rune(fakeText))),
		"topic_evidence": []any{map[string]any{"topic": "党费", "words": []any{map[string]any{"word": "党费", "count": 3.0}}}},
		"versions": []any{
			map[string]any{"id": fakeID, "title": "某条例（试行）", "part": "", "date": "2020-01-01", "status": "not_yet", "current": true, "url": page},
			map[string]any{"id": "某条例（试行）_2010-01-01", "title": "某条例（试行）", "part": "", "date": "2010-01-01", "status": "in_force", "current": false,
				"url": "/documents/" + url.PathEscape("某条例（试行）_2010-01-01")}},
		"diagnostics": []any{map[string]any{"code": "odd", "severity": "note", "message": "繁体", "start": 14.0, "end": 18.0}}}
	if diff := cmp.Diff(want, pick); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	if a := got["applicable"].(map[string]any); a["date"] != "2010-01-01" {
		t.Errorf("on that day %v applied", a)
	}
	whole := []rune(fakeText)
	for i, want := range []string{"第一条 𠮷祥戰鬥堡壘。", "第二条 支部\U00020BB7做兩件事：\n（一）開會；\n（二）記錄。\n會後歸檔。"} {
		e := got["outline"].([]any)[i].(map[string]any)
		if cut := string(whole[int(e["start"].(float64)):int(e["end"].(float64))]); cut != want {
			t.Errorf("outline %d cuts %q, want %q", i, cut, want)
		}
	}
}

// TestGetDocumentWithoutIndex: a document can be read while the index is made.
func TestGetDocumentWithoutIndex(t *testing.T) {
	b := newBench(t, nil)
	b.err = errors.New("building")
	got := b.get(fakePath(""))
	if got["status"] != "in_force" || got["topics"].([]any)[0] != "党费" {
		t.Errorf("status %v, topics %v", got["status"], got["topics"])
	}
	if got := b.get(fakePath("?as_of=2019-01-01")); got["status"] != "not_yet" {
		t.Errorf("before it takes effect: %v", got["status"])
	}
}

func TestGetText(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("GET", fakePath("/text"), "")
	if w.Body.String() != fakeText || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%s: %q", w.Header().Get("Content-Type"), w.Body)
	}
	for _, tag := range []string{`"first"`, `"x", W/"first"`} {
		if w = b.ask("GET", fakePath("/text"), "", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("If-None-Match %s: %d %q", tag, w.Code, w.Body)
		}
	}
	if w = b.ask("HEAD", fakePath("/text"), ""); w.Code != http.StatusOK || w.Header().Get("ETag") != `"first"` {
		t.Errorf("HEAD: %d %v", w.Code, w.Header())
	}
}

// TestGetOriginal: an imported page with a script must not run in our name.
func TestGetOriginal(t *testing.T) {
	w := newBench(t, nil).ask("GET", fakePath("/original"), "")
	if w.Body.String() != "<script>alert(1)</script>" {
		t.Errorf("bytes %q", w.Body)
	}
	h := w.Header()
	if h.Get("Content-Type") != "application/octet-stream" || h.Get("Content-Disposition") != "attachment; filename*=UTF-8''%E6%9F%90%3Cb%3E.html" ||
		h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers %v", h)
	}
}

func TestGetProvision(t *testing.T) {
	b := newBench(t, nil)
	got := b.get(fakePath("/provisions/art_2"))
	p := got["provision"].(map[string]any)
	if p["text"] != "支部\U00020BB7做兩件事：\n（一）開會；\n（二）記錄。\n會後歸檔。" || p["label"] != "第二条" || got["citation"] != "《某条例（试行）》（2020年版）第二条" {
		t.Errorf("article %v", got)
	}
	first := p["paragraphs"].([]any)[0].(map[string]any)
	item := first["items"].([]any)[1].(map[string]any)
	if first["text"] != "支部\U00020BB7做兩件事：" || first["label"] != "第一款" || item["text"] != "（二）記錄。" || item["label"] != "第（二）项" ||
		item["locator"] != "art_2__para_1__item_2" {
		t.Errorf("paragraph %v", first)
	}
	if got["address"] != fakeID+"#art_2" || got["url"] != "/documents/"+url.PathEscape(fakeID)+"#art_2" {
		t.Errorf("address %v, url %v", got["address"], got["url"])
	}
	got = b.get(fakePath("/provisions/art_2__para_1__item_2"))
	if got["citation"] != "《某条例（试行）》（2020年版）第二条第一款第（二）项" {
		t.Errorf("citation %v", got["citation"])
	}
	if diff := cmp.Diff([]any{"第二条", "第一款", "第（二）项"}, got["provision"].(map[string]any)["path"]); diff != "" {
		t.Error(diff)
	}
	wantProblem(t, b.ask("GET", fakePath("/provisions/art_3"), ""), 404, "no_such_provision")
	wantProblem(t, b.ask("GET", fakePath("/provisions/art_2?as_of=x"), ""), 422, "invalid_request", "query.as_of bad_date")
}

func TestUnknownDocument(t *testing.T) {
	b := newBench(t, nil)
	for _, tt := range []struct{ method, rest, body string }{
		{"GET", "", ""}, {"GET", "/text", ""}, {"GET", "/original", ""}, {"GET", "/provisions/art_1", ""}, {"PATCH", "", "{}"}, {"DELETE", "", ""},
	} {
		for _, id := range []string{"none", "%00", "%ff", "..%2F..%2Fetc", "%3Cb%3E"} {
			wantProblem(t, b.ask(tt.method, "/api/v1/documents/"+id+tt.rest, tt.body), 404, "no_such_document")
		}
	}
	wantProblem(t, b.ask("GET", fakePath("?x=1"), ""), 422, "invalid_request", "query.x unknown_parameter")
	wantProblem(t, b.ask("GET", fakePath("/text?x=1"), ""), 422, "invalid_request", "query.x unknown_parameter")
}

// TestEscapedID: however a client escapes an id, it is the same document.
func TestEscapedID(t *testing.T) {
	b := newBench(t, nil)
	record := b.records[fakeID]
	record.Document.ID = "甲~2!_b"
	b.records["甲~2!_b"] = record
	for _, id := range []string{"甲~2!_b", "%E7%94%B2~2!_b", "%E7%94%B2%7E2%21%5Fb", "%e7%94%b2~2%21_b"} {
		if w := b.ask("GET", "/api/v1/documents/"+id+"/text", ""); w.Code != http.StatusOK {
			t.Errorf("%s: %d", id, w.Code)
		}
	}
}

func TestTopics(t *testing.T) {
	b := newBench(t, nil)
	got := b.get("/api/v1/topics")
	want := map[string]any{"topics": []any{
		map[string]any{"value": "组织建设", "label": "组织建设", "count": 0.0}, map[string]any{"value": "党费", "label": "党费", "count": 4.0},
		map[string]any{"value": "自带", "label": "自带", "count": 1.0}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	wantProblem(t, b.ask("GET", "/api/v1/topics?x=1", ""), 422, "invalid_request", "query.x unknown_parameter")
}

// TestOutlineDepth: paragraphs are no way through a document.
func TestOutlineDepth(t *testing.T) {
	d := fakeDocument()
	d.Root = &corpus.Provision{Kind: corpus.NodeRoot, Span: corpus.Span{End: len(fakeText)}, Children: []*corpus.Provision{
		{Kind: corpus.NodeHeading, Locator: "h_1", Label: "一、", Caption: "开会", Span: corpus.Span{Start: 3, End: 9}, Children: []*corpus.Provision{
			{Kind: corpus.NodeParagraph, Locator: "p_1", Span: corpus.Span{Start: 3, End: 6}}}}}}
	want := []OutlineEntry{{Locator: "h_1", Kind: "heading", Label: "一、", Caption: "开会", Start: 1, End: 3,
		URL: "/documents/" + strings.ReplaceAll(url.PathEscape(fakeID), "+", "%20") + "#h_1", Children: []OutlineEntry{}}}
	if diff := cmp.Diff(want, newOutline(&d)); diff != "" {
		t.Errorf("outline (-want +got):\n%s", diff)
	}
}
