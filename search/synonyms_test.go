package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiaowen/corpus"
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
		"支委会多久一次":  {{"支委会多久一次", 1}, {"支部委员会", 0.35}, {"每月", 0.7568}, {"每年", 0.7568}},
		"失联怎么办":    {{"失联怎么办", 1}},
		"怎么办多久一次吗": {{"怎么办多久一次吗", 1}, {"每月", 0.7568}, {"每年", 0.7568}},
	} {
		got, _ := s.Expand(run, General, Factors{Synonym: 0.7, Manner: 0.9, Crowd: 0.25})
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-3)); diff != "" {
			t.Errorf("%s: %s", run, diff)
		}
	}
	if got, replaced := s.Expand("支委会多久一次", General, Factors{}); len(got) != 1 || replaced != nil {
		t.Errorf("what counts nothing is put in: %v %v", got, replaced)
	}
}

// TestFields: what is said in one field is not put beside the words of a question that
// speaks of the other; what is general, or stands before any field, always is.
func TestFields(t *testing.T) {
	s, err := ParseSynonyms(strings.NewReader("参会 = 到会\n[党务]\n处分 = 纪律处分\n[国法]\n农民 = 集体经济组织成员\n处分 = 处置财产\n[通用]\n孩子 = 子女\n"))
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[Field]string{
		PartyField: "纪律处分 子女 到会", LawField: "集体经济组织成员 处置财产 子女 到会", General: "集体经济组织成员 纪律处分 子女 到会",
	} {
		_, replaced := s.Expand("农民处分孩子参会", field, Factors{Synonym: 1})
		var got []string
		for _, r := range replaced {
			got = append(got, r.To.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d: %v, want %s", field, got, want)
		}
	}
	if _, err := ParseSynonyms(strings.NewReader("[党事]\n")); err == nil || !strings.Contains(err.Error(), "第 1 行") {
		t.Errorf("an unknown field: %v", err)
	}
}

// TestFull: a short name stands for its full one, a synonym for nothing.
func TestFull(t *testing.T) {
	s, err := ParseSynonyms(strings.NewReader("支委会 == 支部委员会\n开会 = 召开\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"支委会": 1, "支委会开会": 0, "开会": 0, "支部委员会": 0} {
		if got := s.Full(text); len(got) != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	if got, _ := s.Expand("支委会", General, Factors{Synonym: 0.7}); len(got) != 2 {
		t.Errorf("in a question: %v", got)
	}
}

// TestFieldOf: the field of a document goes by its rank, and only a regulation has one.
func TestFieldOf(t *testing.T) {
	for _, c := range []struct {
		kind corpus.Kind
		rank corpus.Rank
		want Field
	}{
		{corpus.Regulation, corpus.RankLocalParty, PartyField}, {corpus.Regulation, corpus.RankStatute, LawField},
		{corpus.Regulation, corpus.RankNormative, General}, {corpus.Regulation, "", General}, {corpus.Essay, corpus.RankStatute, General},
	} {
		if got := FieldOf(corpus.Fields{Kind: c.kind, Rank: c.rank}); got != c.want {
			t.Errorf("%s %s: %d", c.kind, c.rank, got)
		}
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
