package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuestionWords(t *testing.T) {
	q, err := parseQuestionWords(strings.NewReader("# 说明\n什么? 什么时候\n吗? # 句尾\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"什么", "吗"}, q.asking); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]string{"什么时候开会": "什么时候", "什么时": "什么", "吗": "吗", "是什么": "", "": ""} {
		if got := q.at(text); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
	for text, line := range map[string]string{"什么\n\n什么?": "第 3 行", "?": "第 1 行", "什 么 么? ?么": "第 1 行", "何，": "第 1 行"} {
		if _, err := parseQuestionWords(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
