package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
)

func resolvePath(q string) string { return "/api/v1/resolve?" + url.Values{"q": {q}}.Encode() }

func TestResolve(t *testing.T) {
	b := newBench(t, nil)
	id := "某条例（试行）_2020-01-01"
	got := b.get(resolvePath("某条例（试行）第2条第1款"))
	page := "/documents/" + url.PathEscape(id) + "#art_2__para_1"
	items := []any{
		map[string]any{"locator": "art_2__para_1__item_1", "label": "第（一）项", "text": "（一）開會；", "subitems": []any{}},
		map[string]any{"locator": "art_2__para_1__item_2", "label": "第（二）项", "text": "（二）記錄。", "subitems": []any{}}}
	provision := map[string]any{"locator": "art_2__para_1", "label": "第一款", "caption": "", "kind": "paragraph", "path": []any{"第二条", "第一款"},
		"text":       "支部\U00020BB7做兩件事：",
		"paragraphs": []any{map[string]any{"locator": "art_2__para_1", "label": "第一款", "text": "支部\U00020BB7做兩件事：", "items": items}},
		"address":    id + "#art_2__para_1", "citation": "《某条例（试行）》（2020年版）第二条第一款", "url": page, "doubts": []any{}}
	want := map[string]any{"status": "ok", "query": "某条例（试行）第2条第1款", "address": id + "#art_2__para_1", "provision": provision, "provisions": []any{provision},
		"citation": "《某条例（试行）》（2020年版）第二条第一款", "corrected": nil, "choices": []any{},
		"notices": []any{map[string]any{"code": "older_version", "message": "资料库另存有2010年1月1日的旧版本"}}}
	document := got["document"].(map[string]any)
	delete(got, "document")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("resolution (-want +got):\n%s", diff)
	}
	if document["id"] != id || document["promulgated"] != nil || document["topics"].([]any)[0] != "党费" {
		t.Errorf("document %v", document)
	}
}

func TestResolveStatuses(t *testing.T) {
	b := newBench(t, nil)
	for name, tt := range map[string]struct {
		query  string
		status string
		nulls  string // names that are null
	}{
		"bare title":    {url.Values{"q": {"某条例"}}.Encode(), "ok", "provision corrected"},
		"as of":         {url.Values{"q": {"某条例第二条"}, "as_of": {"2012-01-01"}}.Encode(), "ok", "corrected"},
		"by id":         {url.Values{"q": {fakeID + "#art_1"}}.Encode(), "ok", "corrected"},
		"no article":    {url.Values{"q": {"某条例第九百条"}}.Encode(), "no_article", "address provision citation corrected"},
		"no paragraph":  {url.Values{"q": {"某条例第二条第九款"}}.Encode(), "no_paragraph", "address provision citation corrected"},
		"no item":       {url.Values{"q": {"某条例第二条第一款第九项"}}.Encode(), "no_item", "address provision citation corrected"},
		"no document":   {url.Values{"q": {"《从未听说的办法》第一条"}}.Encode(), "no_document", "address document provision citation corrected"},
		"words":         {url.Values{"q": {"怎么开会"}}.Encode(), "not_an_address", "address document provision citation corrected"},
		"nothing":       {"q=", "not_an_address", "address document provision citation corrected"},
		"controls":      {"q=%00%E2%80%8B", "not_an_address", "address document provision citation corrected"},
		"zero":          {url.Values{"q": {"某条例第零条"}}.Encode(), "no_article", "address provision citation corrected"},
		"10,000 digits": {"q=" + url.QueryEscape("某条例第") + strings.Repeat("9", 10_000) + url.QueryEscape("条"), "not_an_address", "address document provision citation corrected"},
	} {
		t.Run(name, func(t *testing.T) {
			got := b.get("/api/v1/resolve?" + tt.query)
			if got["status"] != tt.status {
				t.Fatalf("status %v, want %s: %v", got["status"], tt.status, got)
			}
			for _, n := range []string{"address", "document", "provision", "citation", "corrected"} {
				if null := strings.Contains(tt.nulls, n); null != (got[n] == nil) {
					t.Errorf("%s is %v", n, got[n])
				}
			}
			for _, n := range []string{"provisions", "choices", "notices"} {
				if _, ok := got[n].([]any); !ok {
					t.Errorf("%s is %v", n, got[n])
				}
			}
		})
	}
	if got := b.get("/api/v1/resolve?" + url.Values{"q": {"某条例第二条"}, "as_of": {"2012-01-01"}}.Encode()); got["address"] != "某条例（试行）_2010-01-01#art_2" {
		t.Errorf("in 2012 it was %v", got["address"])
	}
}

func TestResolveRefuses(t *testing.T) {
	b := newBench(t, nil)
	for name, tt := range map[string]struct{ query, fault string }{
		"missing":       {"", "query.q required"},
		"not UTF-8":     {"q=%ff", "query.q not_utf8"},
		"twice":         {"q=a&q=b", "query.q repeated"},
		"bad day":       {"q=a&as_of=2015", "query.as_of bad_date"},
		"unknown":       {"q=a&limit=1", "query.limit unknown_parameter"},
		"broken escape": {"q=%zz", "query malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			wantProblem(t, b.ask("GET", "/api/v1/resolve?"+tt.query, ""), 422, "invalid_request", tt.fault)
		})
	}
	wantProblem(t, b.ask("PUT", "/api/v1/resolve", ""), http.StatusMethodNotAllowed, "method_not_allowed")
}

// TestSearchResolved: a search says of an address what /resolve says.
func TestSearchResolved(t *testing.T) {
	b := newBench(t, nil)
	if got := b.get("/api/v1/search?q=x")["query"].(map[string]any)["resolved"]; got != nil {
		t.Errorf("words: resolved %v", got)
	}
	found, err := b.Resolve(t.Context(), "某条例第二条", "", "2026-03-02")
	if err != nil {
		t.Fatal(err)
	}
	b.result.Query.Resolved = &found
	got := b.get("/api/v1/search?" + url.Values{"q": {"某条例第二条"}}.Encode())["query"].(map[string]any)["resolved"]
	if diff := cmp.Diff(b.get(resolvePath("某条例第二条")), got); diff != "" {
		t.Errorf("(-resolve +search):\n%s", diff)
	}
}

func TestSearchAnswerWithoutHead(t *testing.T) {
	found := search.Resolution{Status: search.Ambiguous, Query: "条例第一条"}
	a := NewSearchAnswer(search.Result{Query: search.Understanding{Resolved: &found}}, search.Facets, 0)
	if a.Query.Resolved == nil || a.Query.Resolved.Document != nil || a.Query.Resolved.Choices == nil {
		t.Errorf("%+v", a.Query.Resolved)
	}
}
