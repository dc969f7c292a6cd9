package web

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/search"
)

// likeness answers with one hit and remembers what it was asked.
type likeness struct {
	asked search.Likened
	hits  []search.Hit
	err   error
}

func (l *likeness) Similar(_ context.Context, to search.Likened) ([]search.Hit, error) {
	l.asked = to
	return l.hits, l.err
}

func TestSimilar(t *testing.T) {
	hit := fakeHit()
	hit.Like = 3
	l := &likeness{hits: []search.Hit{hit}}
	b := newBench(t, func(c *Config) { c.Similarity = l })
	path := "/api/v1" + strings.ReplaceAll(address(fakeID, ""), "#", "") + "/provisions/art_2__para_1/similar"
	got := b.get(path + "?limit=7")
	if l.asked != (search.Likened{Document: fakeID, Locator: "art_2__para_1", Limit: 7, Today: "2026-03-02"}) {
		t.Errorf("asked %+v", l.asked)
	}
	list := got["similar"].([]any)
	if got["address"] != fakeID+"#art_2__para_1" || len(list) != 1 {
		t.Fatalf("answer %v", got)
	}
	one := list[0].(map[string]any)
	if one["also"] != 3.0 || one["citation"] != "《某条例（试行）》第一条" || one["passage"].(map[string]any)["locator"] != "art_1" {
		t.Errorf("hit %v", one)
	}
	l.hits = nil
	if got := b.get(path); l.asked.Limit != 0 || len(got["similar"].([]any)) != 0 {
		t.Errorf("nothing similar: %v", got)
	}
	wantProblem(t, b.ask("GET", path+"?limit=0", ""), http.StatusUnprocessableEntity, "invalid_request", "query.limit out_of_range")
	wantProblem(t, b.ask("GET", path+"?q=x", ""), http.StatusUnprocessableEntity, "invalid_request", "query.q unknown_parameter")
	wantProblem(t, b.ask("GET", strings.Replace(path, "art_2", "art_9", 1), ""), http.StatusNotFound, "no_such_provision")
	wantProblem(t, b.ask("GET", "/api/v1/documents/nichts/provisions/art_1/similar", ""), http.StatusNotFound, "no_such_document")
	l.err = context.Canceled
	wantProblem(t, b.ask("GET", path, ""), http.StatusServiceUnavailable, "index_unavailable")
}

// TestSearchAnswerParts: lanes are all there, empty ones with nothing in them,
// and the reasons of a hit are told.
func TestSearchAnswerParts(t *testing.T) {
	hit := fakeHit()
	hit.Why = []string{"文中有“支部” 1.00：+1.00", "得分：1.00"}
	b := newBench(t, nil)
	b.result = search.Result{Verdict: search.OK, Total: 1, Hits: []search.Hit{hit}, Lanes: []search.Lane{
		{Kind: corpus.Regulation, Total: 1, Hits: []search.Hit{hit}}, {Kind: corpus.Speech}, {Kind: corpus.Essay}}}
	got := b.get("/api/v1/search?q=支部&lanes=true&explain=true")
	lanes := got["lanes"].(map[string]any)
	for kind, want := range map[string]int{"regulation": 1, "speech": 0, "essay": 0} {
		lane, ok := lanes[kind].(map[string]any)
		if !ok || lane["total"] != float64(want) || len(lane["hits"].([]any)) != want {
			t.Errorf("lane %s: %v", kind, lanes[kind])
		}
	}
	why, _ := got["hits"].([]any)[0].(map[string]any)["why"].([]any)
	if len(why) != 2 || !b.asked.Explain {
		t.Errorf("why is %v", why)
	}
	if !strings.Contains(NewSearchAnswer(b.result, search.Facets, time.Second).Hits[0].Why[0], "支部") {
		t.Error("the command's answer has no reasons")
	}
}
