package bleve

import (
	"strings"
	"testing"

	"tiaowen/corpus"
)

func TestPriors(t *testing.T) {
	regulation := func(title string, rank corpus.Rank) corpus.Fields {
		return corpus.Fields{Kind: corpus.Regulation, Title: title, Rank: rank}
	}
	for _, c := range []struct {
		name   string
		fields corpus.Fields
		want   string
	}{
		{"by rank", regulation("示例条例", corpus.RankCentralParty), "central_party"},
		{"the name belies the rank", regulation("中华人民共和国示例法", corpus.RankCentralParty), ""},
		{"without rank", regulation("示例条例", ""), ""},
		{"essays whatever the rank", corpus.Fields{Kind: corpus.Essay, Title: "刑法修正案", Rank: corpus.RankStatute}, "essay"},
		{"a paper that lays down rules", corpus.Fields{Kind: corpus.Official, Genre: corpus.GenreOpinion, Title: "关于示例工作的意见"}, "official"},
		{"a paper that reports", corpus.Fields{Kind: corpus.Official, Genre: corpus.GenreReport, Title: "关于示例工作的报告"}, "essay"},
		{"a paper that only prints", corpus.Fields{Kind: corpus.Official, Genre: corpus.GenreNotice, Title: "关于印发示例办法的通知", Carries: []string{"示例办法"}}, "essay"},
		{"amending before code", regulation("刑法修正案", corpus.RankStatute), "amending"},
		{"amending by its end", regulation("关于示例问题的批复", corpus.RankInterpretation), "amending"},
		{"the same word not at the end", regulation("批复示例办法", corpus.RankLocal), "local"},
		{"a code", regulation("中华人民共和国民法典", corpus.RankStatute), "code"},
		{"a code's name within another", regulation("刑法示例", corpus.RankStatute), "statute"},
	} {
		if got := defaultPriors.of(c.fields); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestPriorFaults: what is wrong with a file is told by its line.
func TestPriorFaults(t *testing.T) {
	for text, line := range map[string]string{
		"statute 1": "第 1 行", "# 说明\n\nstatute = x": "第 3 行", "statute = 0": "第 1 行", "statute = 99": "第 1 行",
		"statute = 1\nstatute = 2": "第 2 行", "law = 1": "第 1 行", "statute = 1 : 民法典\nlocal = 1": "第 2 行", "essay = 1\ncode = 1": "第 2 行",
	} {
		if _, err := parsePriors(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
