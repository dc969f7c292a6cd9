package web

import (
	"net/http"
	"testing"
)

func TestSuggest(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("GET", "/api/v1/suggest?q=zhibu", "")
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	const want = `{"suggestions":[{"kind":"provision","text":"zhibu","label":"第一条","url":"/documents/%E6%9F%90%E6%9D%A1%E4%BE%8B#art_1"},{"kind":"term","text":"支部","label":"词语","url":null}]}`
	if got := w.Body.String(); got != want && got != want+"\n" {
		t.Errorf("got %s", got)
	}
	wantProblem(t, b.ask("GET", "/api/v1/suggest", ""), 422, "invalid_request", "query.q required")
}
