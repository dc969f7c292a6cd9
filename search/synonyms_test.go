package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestDefaultSynonyms: the file that comes with the program can be read.
func TestDefaultSynonyms(t *testing.T) {
	if n := len(DefaultSynonyms().Words()); n < 500 {
		t.Errorf("%d words", n)
	}
}

func TestExpand(t *testing.T) {
	s, err := ParseSynonyms(strings.NewReader("支委 = 支部委员\n支委会 = 支部委员会*0.5  # 会议\n多久一次 > 每月 每年\n怎么办 >\n"))
	if err != nil {
		t.Fatal(err)
	}
	for run, want := range map[string][]Weighted{
		"党费":       {{"党费", 1}},
		"支委会开会":    {{"支委会开会", 1}, {"支部委员会", 0.35}}, // the longer word, not the one inside it
		"支委会多久一次":  {{"支委会", 1}, {"支部委员会", 0.35}, {"每月", 0.8409}, {"每年", 0.8409}},
		"失联怎么办":    {{"失联", 1}},
		"怎么办多久一次吗": {{"吗", 1}, {"每月", 0.8409}, {"每年", 0.8409}},
	} {
		got, _ := s.Expand(run, Factors{Synonym: 0.7, Crowd: 0.25})
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-3)); diff != "" {
			t.Errorf("%s: %s", run, diff)
		}
	}
}

// TestExpandWithout: synonyms that count nothing are not put in, but what stands
// instead of a way of asking is.
func TestExpandWithout(t *testing.T) {
	s, err := ParseSynonyms(strings.NewReader("支委会 = 支部委员会\n多久一次 > 每月\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, replaced := s.Expand("支委会多久一次", Factors{})
	if diff := cmp.Diff([]Weighted{{"支委会", 1}, {"每月", 1}}, got); diff != "" || len(replaced) != 1 {
		t.Error(diff, replaced)
	}
}

// TestSynonymFaults: what is wrong with a file is told by its line.
func TestSynonymFaults(t *testing.T) {
	for text, line := range map[string]string{
		"党费 党员": "第 1 行", "# 说明\n\n党费 =": "第 3 行", "费 = 党费": "第 1 行", "党费 = 会费*9": "第 1 行", "党费 = *1": "第 1 行",
	} {
		if _, err := ParseSynonyms(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
