package main

import (
	"path/filepath"
	"testing"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search/judge"
)

// meantFloors are the figures that were reached by words and meaning together, in a
// library of nothing but the regulations that the questions are about: what is learnt in
// a minute. In the library of all the law and of essays besides the figures are those of
// .readme/meaning.md.
var meantFloors = map[string]judge.Figures{
	"party":        {Hit1: .94, Hit5: 1, MRR10: .96, Met: 59},
	"meant_open":   {Hit1: .72, Hit5: .90, MRR10: .79, Met: 187},
	"nothing_open": {Met: 78},
}

// TestJudgedByMeaning is TestJudged once it is known what the passages mean.
func TestJudgedByMeaning(t *testing.T) {
	if testing.Short() {
		t.Skip("finds out what all passages mean; not in short runs")
	}
	s := storeAs(t, globals{Data: t.TempDir(), Meaning: meaningAll}, []string{sharedtest.Path(t, "party", "regulations"), sharedtest.Path(t, "seeds")})
	if err := s.learner.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	j := newJudging(s, "2026-11-22")
	for name, floor := range meantFloors {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".jsonl")
			if name == "party" {
				path = sharedtest.Path(t, "queries", "party.jsonl")
			}
			set, err := j.file(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			judgeSet(t, j, set, floor, name+"_meaning")
		})
	}
}
