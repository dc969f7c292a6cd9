package meaning

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSentences: a sentence ends at its stop or at the line's end; what is short is left
// out, and a passage of one sentence has none beside itself.
func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil,
		"支部每月开一次委员会会议。": nil,
		"第五条 做到：\n（一）每月召开一次委员会会议；\n（二）每季度召开一次党员大会。": {"（一）每月召开一次委员会会议；", "（二）每季度召开一次党员大会。"},
		"会议由书记召集并且主持。书记不在由副书记主持会议！好。谁来记录会议的内容？":     {"会议由书记召集并且主持。", "书记不在由副书记主持会议！", "谁来记录会议的内容？"},
		"没有句号也是一句话的文字": nil,
	} {
		if diff := cmp.Diff(want, Sentences(text)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
