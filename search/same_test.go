package search

import "testing"

func TestPairs(t *testing.T) {
	const text = "读书会每月十日开一次，先读后议，当场记在簿上。"
	for name, c := range map[string]struct {
		other  string
		least  float64
		within float64 // what share of text stands in it, at least
		same   bool
	}{
		"equal":                      {text, SameShare, 1, true},
		"script and width":           {"讀書會每月十日開一次,先讀後議,當場記在簿上。", SameShare, 1, true},
		"a figure":                   {"读书会每月廿日开一次，先读后议，当场记在簿上。", SameShare, .8, true},
		"a longer one":               {text + "由带头人作小结，散会前公布下一次的书目和地点。", SameShare, 1, false},
		"a version":                  {text + "由带头人作小结，散会前公布。", VersionShare, 1, true},
		"another":                    {"另有安排的，从其安排；没有安排的，由示例部门决定。", VersionShare, 0, false},
		"short but for a dot":        {"读书会。", SameShare, 0, false},
		"nothing":                    {"", SameShare, 0, false},
		"the same letters, no pairs": {"上簿在记场当，议后读先，次一开日十月每会书读。", SameShare, 0, false},
	} {
		a, b := NewPairs(text), NewPairs(c.other)
		if got := a.Within(b); got < c.within || got > 1 {
			t.Errorf("%s: %.2f of it stands there, want %.2f", name, got, c.within)
		}
		if a.Same(b, c.least) != c.same || b.Same(a, c.least) != c.same {
			t.Errorf("%s: want same %v, share %.2f", name, c.same, a.Share(b))
		}
		if a.Share(b) != b.Share(a) {
			t.Errorf("%s: the share depends on the side", name)
		}
	}
}
