package bleve

import (
	"math"
	"testing"

	"tiaowen/search"
)

// TestBound: a synonym weighs at most what its word does, single letters and all, however long it is and however
// many words it stands for; what was typed itself counts for nobody else.
func TestBound(t *testing.T) {
	e := shelved(t)
	v := e.acquire()
	defer v.release()
	r := newReader(v)
	synonym := func(from, to string) search.Replaced {
		return search.Replaced{From: search.Run{Folded: from}, To: search.Run{Folded: to}}
	}
	a := &asked{
		weighted: []search.Weighted{{Text: "党费每月", Weight: 1}, {Text: "支部委员会每季度召开", Weight: 0.7}, {Text: "按月", Weight: 0.7}, {Text: "每月按月交纳", Weight: 0.7}},
		replaced: []search.Replaced{synonym("党费", "支部委员会每季度召开"), synonym("每月", "按月"), synonym("每月", "每月按月交纳")},
	}
	if err := r.bound(a); err != nil {
		t.Fatal(err)
	}
	for i, from := range []string{"", "党费", "每月", "每月"} {
		if from == "" {
			continue
		}
		own, _ := r.rarityOf(from, "")
		all, _ := r.rarityOf(a.weighted[i].Text, "党费每月")
		if w := a.weighted[i]; w.Weight*all > own*v.weights.SynonymBound+1e-9 || w.Weight > 0.7 || w.Weight <= 0 {
			t.Errorf("%s for %s weighs %.2f of %.2f", w.Text, from, w.Weight*all, own)
		}
	}
	if w := a.weighted[0].Weight; w != 1 {
		t.Errorf("what was typed counts %v", w)
	}
	if math.Abs(a.weighted[1].Weight-0.7) < 1e-9 {
		t.Error("a long synonym is not bounded")
	}
}
