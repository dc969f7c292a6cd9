package topic

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestMatcherCounts(t *testing.T) {
	cases := map[string]struct {
		words []string
		text  string
		want  map[int32]int
		runes int
	}{
		"none":               {[]string{"党费"}, "会议记录", map[int32]int{}, 4},
		"several":            {[]string{"党费", "党员"}, "党员交党费,党费归公", map[int32]int{0: 2, 1: 1}, 10},
		"longest only":       {[]string{"党费", "党费收缴", "收缴"}, "党费收缴", map[int32]int{1: 1}, 4},
		"longer comes later": {[]string{"乙丙", "甲乙丙丁"}, "甲乙丙丁乙丙", map[int32]int{0: 1, 1: 1}, 6},
		"longer fails":       {[]string{"乙丙", "甲乙丙丁"}, "甲乙丙戊", map[int32]int{0: 1}, 4},
		"overlapping":        {[]string{"甲乙", "乙丙"}, "甲乙丙", map[int32]int{0: 1, 1: 1}, 3},
		"itself overlapping": {[]string{"甲甲"}, "甲甲甲", map[int32]int{0: 2}, 3},
		"traditional spaced": {[]string{"党费"}, "黨 費　黨\n費", map[int32]int{0: 2}, 4},
		"no words":           {nil, "甲", map[int32]int{}, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, runes := newMatcher(c.words).counts(c.text)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if runes != c.runes {
				t.Errorf("runes: got %d, want %d", runes, c.runes)
			}
		})
	}
}

// TestMatcherAgainstScan holds the automaton against looking for every word at
// every place.
func TestMatcherAgainstScan(t *testing.T) {
	short := rapid.StringMatching(`[甲乙丙]{2,4}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(short, 0, 8, rapid.ID).Draw(t, "words")
		text := rapid.StringMatching(`[甲乙丙丁]{0,30}`).Draw(t, "text")
		got, _ := newMatcher(words).counts(text)
		if diff := cmp.Diff(scan(words, []rune(text)), got); diff != "" {
			t.Error(diff)
		}
	})
}

// scan counts the occurrences that lie in no longer one.
func scan(words []string, text []rune) map[int32]int {
	var all []occurrence
	for w, word := range words {
		n := len([]rune(word))
		for i := 0; i+n <= len(text); i++ {
			if string(text[i:i+n]) == word {
				all = append(all, occurrence{int32(w), i, i + n})
			}
		}
	}
	counts := map[int32]int{}
	for _, o := range all {
		inside := false
		for _, p := range all {
			inside = inside || p != o && p.start <= o.start && o.end <= p.end
		}
		if !inside {
			counts[o.word]++
		}
	}
	return counts
}
