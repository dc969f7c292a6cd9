package topic

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/match"
)

func TestCountWords(t *testing.T) {
	for name, c := range map[string]struct {
		words []string
		text  string
		want  []int
		runes int
	}{
		"none":               {[]string{"党费"}, "会议记录", []int{0}, 4},
		"several":            {[]string{"党费", "党员"}, "党员交党费,党费归公", []int{2, 1}, 10},
		"longest only":       {[]string{"党费", "党费收缴", "收缴"}, "党费收缴", []int{0, 1, 0}, 4},
		"longer comes later": {[]string{"乙丙", "甲乙丙丁"}, "甲乙丙丁乙丙", []int{1, 1}, 6},
		"longer fails":       {[]string{"乙丙", "甲乙丙丁"}, "甲乙丙戊", []int{1, 0}, 4},
		"overlapping":        {[]string{"甲乙", "乙丙"}, "甲乙丙", []int{1, 1}, 3},
		"itself overlapping": {[]string{"甲甲"}, "甲甲甲", []int{2}, 3},
		"traditional spaced": {[]string{"党费"}, "黨 費　黨\n費", []int{2}, 4},
		"no words":           {nil, "甲", []int{}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var words match.Words
			for _, word := range c.words {
				words.Add(word)
			}
			got, runes := countWords(&words, c.text)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if runes != c.runes {
				t.Errorf("runes: got %d, want %d", runes, c.runes)
			}
		})
	}
}
