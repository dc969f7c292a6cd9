package compare

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// marked writes ops with [-deletions-] and {+insertions+}.
func marked(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		switch op.Kind {
		case Delete:
			b.WriteString("[-" + op.Text + "-]")
		case Insert:
			b.WriteString("{+" + op.Text + "+}")
		case Elided:
			b.WriteString("…")
		default:
			b.WriteString(op.Text)
		}
	}
	return b.String()
}

func TestTexts(t *testing.T) {
	cases := map[string]struct{ old, new, want string }{
		"a number":               {"不超过五个。", "不超过三个。", "不超过[-五-]{+三+}个。"},
		"chance likeness":        {"由科长批准。", "经处务会同意后批准。", "[-由科长-]{+经处务会同意后+}批准。"},
		"a new 项":                {"（一）按时；\n（二）如数。", "（一）按时；\n（二）如数；\n（三）如实。", "（一）按时；\n（二）如数{+；\n（三）如实+}。"},
		"spaces":                 {"3 人以上", "3人以下", "3人以[-上-]{+下+}"},
		"one paragraph into two": {"甲。乙。", "甲。\n乙。", "甲。{+\n+}乙。"},
		"only invisible":         {"", "\u200b", "{+\u200b+}"},
		"nothing":                {"", "", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := Texts(c.old, c.new)
			if diff := cmp.Diff(c.want, marked(got)); diff != "" {
				t.Error(diff)
			}
			checkDiff(t, got, c.old, c.new)
		})
	}
}

// TestLongTexts shows that a long text is compared by sentences, and inside them
// where they changed.
func TestLongTexts(t *testing.T) {
	w := newWriter(3)
	before := "开头一句。" + w.sentences(500) + "中间十人参加。" + w.sentences(500) + "末尾一句。"
	after := strings.Replace(before, "十人", "九人", 1)
	after = strings.Replace(after, "开头", "起头", 1)
	after = strings.Replace(after, "末尾", "收尾", 1)
	var changes []string
	for _, op := range Texts(before, after) {
		if op.Kind != Equal {
			changes = append(changes, string(op.Kind)+" "+op.Text)
		}
	}
	want := []string{"delete 开", "insert 起", "delete 十", "insert 九", "delete 末", "insert 收"}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Error(diff)
	}
}
