package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPlainFrontMatter: only a block with `tiaowen:` keys is taken off a plain
// text; any other stays what it is, text.
func TestPlainFrontMatter(t *testing.T) {
	for name, tt := range map[string]struct{ in, text, stated string }{
		"ours":   {"---\ntiaowen:\n  title: 题目\n---\n正文\n", "正文\n", `{"title":"题目"}`},
		"others": {"---\ntitle: 题目\n---\n正文\n", "---\ntitle: 题目\n---\n正文\n", ""},
		"none":   {"正文\n---\n", "正文\n---\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read("a.txt", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{tt.text, tt.stated}, []string{got[0].Text, string(got[0].Stated)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}
