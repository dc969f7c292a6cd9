package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/problem"
	"tiaowen/search/bleve"
	"tiaowen/search/judge"
)

// TestSettings: a setting is a weight's name and a number that it may be.
func TestSettings(t *testing.T) {
	for text, refused := range map[string]string{
		"vote=0.3": "", "vote_depth=200": "", "prior.essay=1": "", "k1=0": "", "k1=1e-1": "",
		"vote": "NAME=VALUE", "": "NAME=VALUE", "=1": "没有叫", "Vote=1": "没有叫", "vote =1": "没有叫",
		"vote=": "不能是", "vote=a": "不能是", "vote=-1": "不能是", "vote=NaN": "不能是", "vote_depth=1.5": "不能是", "vote=1=2": "不能是",
	} {
		var s setting
		err := s.UnmarshalText([]byte(text))
		if refused == "" && (err != nil || !strings.HasPrefix(text, s.name+"=")) || refused != "" && !strings.Contains(problem.Message(err), refused) {
			t.Errorf("%q: %+v, %v", text, s, err)
		}
	}
}

// TestTrials: a setting is held against the weights by default; when parts are left
// out it is set throughout, and the part's own weights beat it.
func TestTrials(t *testing.T) {
	set := []setting{{"k1", 2}, {"vote", .3}, {"k1", 3}}
	if got := (evalCmd{Set: set}).trials(); len(got) != 2 || len(got[0].Set) != 0 || got[1].settings() != "k1=3 vote=0.3" {
		t.Errorf("%+v", got)
	}
	got := evalCmd{Set: set, Ablate: true}.trials()
	if len(got) != 1+len(bleve.Ablations()) || got[0].settings() != "k1=3 vote=0.3" {
		t.Errorf("%+v", got)
	}
	for _, one := range got[1:] {
		if one.Part == "vote" && one.settings() != "k1=3 vote=0" || one.Part == "title" && one.settings() != "k1=3 title_weight=0 vote=0.3" {
			t.Errorf("without %s: %s", one.Part, one.settings())
		}
	}
}

// TestCells: what is too small for its place is no change, and what was not measured
// is empty.
func TestCells(t *testing.T) {
	was := judge.Figures{Queries: 2, Hit1: .5, Hit5: 1, MRR10: .75, Expected: 3, Met: 3}
	is := judge.Figures{Queries: 2, Hit1: .5, Hit5: .5, MRR10: .7504, Expected: 3, Met: 2}
	want := []string{"0.500", "0.500 (-0.500)", "0.000", "0.750", "0.000", "2/3 (-1)"}
	if diff := cmp.Diff(want, cells(was, is)); diff != "" {
		t.Error(diff)
	}
	verdicts := judge.Figures{Expected: 4, Met: 4}
	if got := strings.Join(cells(verdicts, verdicts), "|"); got != "|||||4/4" {
		t.Error(got)
	}
}

// TestInLines: of many moves those are listed that lost most and that won most.
func TestInLines(t *testing.T) {
	var before, after []judge.Outcome
	for i := range 60 {
		id := fmt.Sprintf("q%d", i+1)
		before = append(before, judge.Outcome{ID: id, Ranks: []int{30}})
		after = append(after, judge.Outcome{ID: id, Ranks: []int{i + 1}})
	}
	got := inLines(judge.Moved(before, after))
	lines := strings.Split(got, "\n")
	if lines[0] != "变了 59 题，变差 30，变好 29：" || lines[1] != "  q60: 30 → 60" || lines[26] != "  ……还有 9 题" || lines[len(lines)-1] != "  q1: 30 → 1" || len(lines) != 52 {
		t.Errorf("%q", got)
	}
}
