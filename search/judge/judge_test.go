package judge

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestFigures(t *testing.T) {
	relevant := []Relevant{{"d", "art_1", 3}, {"d", "art_2", 1}}
	for name, tt := range map[string]struct {
		found []Place
		want  Figures
	}{
		"nothing found": {nil, Figures{Queries: 1}},
		"both, best first": {[]Place{{"d", "art_1"}, {"d", "art_2"}},
			Figures{Queries: 1, Hit1: 1, Hit5: 1, Recall1: .5, Recall5: 1, Recall10: 1, Recall100: 1, MRR10: 1, NDCG10: 1}},
		"a paragraph of it counts, its neighbour does not": {[]Place{{"d", "art_10"}, {"e", "art_1"}, {"d", "art_1__para_2"}},
			Figures{Queries: 1, Hit5: 1, Recall5: .5, Recall10: .5, Recall100: .5, MRR10: 1.0 / 3, NDCG10: 7.0 / 2 / (7 + 1/math.Log2(3))}},
	} {
		t.Run(name, func(t *testing.T) {
			var f Figures
			f.Add(relevant, Ranks(relevant, tt.found))
			f.Mean()
			if diff := cmp.Diff(tt.want, f, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader(`{"id":"a","q":"问","relevant":[{"document":"d","locator":"art_1","grade":2}],"expect":"ok"}` + "\n\n"))
	if err != nil || len(got) != 1 || got[0].Relevant[0].Grade != 2 || got[0].Expect != "ok" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Read(strings.NewReader("{")); err == nil {
		t.Error("a broken line was taken")
	}
}

func TestStard(t *testing.T) {
	qrels := "1\t某法.md\t第五条\tlatest\t某法第五条\n1\t旧法.md\t第六条之一\told\t旧法\n2\t旧法.md\t第七条\told\t旧法\n"
	queries := "1\t问一\n2\t问二\n3\t问三\n"
	known := func(file string) (string, bool) { return strings.TrimSuffix(file, ".md"), true }
	all, err := Stard(strings.NewReader(queries), strings.NewReader(qrels), false, known)
	if err != nil || len(all) != 2 || all[0].Relevant[1].Locator != "art_6-1" {
		t.Errorf("%+v, %v", all, err)
	}
	latest, err := Stard(strings.NewReader(queries), strings.NewReader(qrels), true, known)
	if err != nil || len(latest) != 1 || len(latest[0].Relevant) != 1 {
		t.Errorf("%+v, %v", latest, err)
	}
}

// TestWholeDocument: any passage of a document judged as a whole counts.
func TestWholeDocument(t *testing.T) {
	var f Figures
	whole := []Relevant{{Document: "d", Grade: 3}}
	f.Add(whole, Ranks(whole, []Place{{"e", "p_1"}, {"d", "p_7"}}))
	f.Mean()
	if f.Hit1 != 0 || f.Hit5 != 1 || f.MRR10 != .5 {
		t.Errorf("%+v", f)
	}
}
