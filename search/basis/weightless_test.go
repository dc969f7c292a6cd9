package basis

import (
	"strings"
	"testing"
)

func TestWeightless(t *testing.T) {
	w, err := parseWeightless(strings.NewReader("# 说明\n的 了\n要求 # 词\n"))
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"的": true, "的了": true, "要求": true, "要": false, "求的": false, "的要求": false} {
		if got := w.has(word); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
	for text, line := range map[string]string{"的\n\n的": "第 3 行", "要求 要求": "第 1 行", "的，": "第 1 行", "黨": "第 1 行"} {
		if _, err := parseWeightless(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
