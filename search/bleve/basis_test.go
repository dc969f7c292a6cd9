package bleve

import (
	"testing"

	"tiaowen/search"
)

// TestNoBasis: a question of which the texts hold next to nothing is answered
// so, with the nearest apart, whatever the page's length; one that they answer in
// other words is answered.
func TestNoBasis(t *testing.T) {
	e := shelved(t)
	for text, want := range map[string]search.Verdict{
		"党员大会多久召开一次":    search.OK,
		"每月开几次支部委员会":    search.OK,
		"食堂红烧肉怎么做才好吃党员": search.NoBasis,
		"世界杯冠军是哪个国家":    search.NoBasis,
	} {
		for _, limit := range []int{1, 20} {
			res, err := e.Search(t.Context(), search.Query{Text: text, Limit: limit, Today: "2026-01-01"})
			if err != nil {
				t.Fatal(err)
			}
			if res.Verdict != want || (want == search.NoBasis) != (res.Total == 0 && len(res.Hits) == 0) {
				t.Errorf("%s, limit %d: %s with %d hits, want %s", text, limit, res.Verdict, res.Total, want)
			}
		}
	}
}
