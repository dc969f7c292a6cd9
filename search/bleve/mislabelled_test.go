package bleve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// TestMislabelled: wrong metadata costs no more than right metadata brings, and what was
// made up out of nothing not much more. Laws are
// given the ranks of their folders, none, those of other laws by lot, and any rank at all
// by lot, and asked lay questions.
func TestMislabelled(t *testing.T) {
	if testing.Short() {
		t.Skip("indexes laws four times; not in short runs")
	}
	questions := stard(t)[:300]
	entries := lawsFor(t, questions)
	var ranks []corpus.Rank
	for _, e := range entries {
		ranks = append(ranks, rankOfFolder(e.Head.ID))
	}
	lot := rand.New(rand.NewPCG(1, 2))
	shuffled := slices.Clone(ranks)
	lot.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
	madeUp := make([]corpus.Rank, len(ranks))
	for i := range madeUp {
		madeUp[i] = corpus.Rank(corpus.Ranks[lot.IntN(len(corpus.Ranks))].Value)
	}
	none := mrrWith(t, entries, make([]corpus.Rank, len(entries)), questions)
	right := mrrWith(t, entries, ranks, questions)
	t.Logf("MRR@10 %.4f without ranks, %.4f with the right ones", none, right)
	for _, c := range []struct {
		name  string
		ranks []corpus.Rank
		bound float64 // of the loss, in times of the gain
	}{{"those of others", shuffled, 1}, {"made up", madeUp, 2}} {
		got := mrrWith(t, entries, c.ranks, questions)
		t.Logf("%s: %.4f", c.name, got)
		if gain, loss := right-none, none-got; gain <= 0 || loss > c.bound*gain {
			t.Errorf("%s cost %.4f, right ones bring %.4f", c.name, loss, gain)
		}
	}
}

// lawsFor are the laws that answer some questions, and every fourth of the others.
func lawsFor(t *testing.T, questions []judged) []indexer.Entry {
	wanted := map[string]bool{}
	for _, q := range questions {
		for place := range q.relevant {
			file, _, _ := strings.Cut(place, "#")
			wanted[file] = true
		}
	}
	var out []indexer.Entry
	for i, e := range laws(t) {
		if wanted[e.Head.ID] || i%4 == 0 {
			out = append(out, e)
		}
	}
	return out
}

// rankOfFolder is the rank of the laws in a folder of the real ones.
func rankOfFolder(path string) corpus.Rank {
	switch folder, _, _ := strings.Cut(path, "/"); folder {
	case "行政法规":
		return corpus.RankAdministrative
	case "司法解释":
		return corpus.RankInterpretation
	case "部门规章":
		return corpus.RankDepartmental
	}
	return corpus.RankStatute
}

// mrrWith is the MRR@10 of questions over entries that have some ranks.
func mrrWith(t *testing.T, entries []indexer.Entry, ranks []corpus.Rank, questions []judged) float64 {
	ranked := slices.Clone(entries)
	for i := range ranked {
		ranked[i].Head.Fields.Rank = ranks[i]
	}
	e := open(t)
	rebuild(t, e, ranked, 1)
	sum := 0.0
	for _, q := range questions {
		res := ask(t, e, search.Query{Text: q.question, Match: search.MatchAny, Limit: 10})
		for rank, h := range res.Hits {
			if q.relevant[h.Document.ID+"#"+h.Passage.Label] {
				sum += 1 / float64(rank+1)
				break
			}
		}
	}
	return sum / float64(len(questions))
}
