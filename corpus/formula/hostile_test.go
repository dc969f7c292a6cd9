package formula

import (
	"strings"
	"testing"
	"time"
)

// Texts made to be slow are gone through in time that grows with their length.
func TestHostile(t *testing.T) {
	f := book()
	for name, piece := range map[string]string{
		"quotation marks without end": "“二", "names": "“四种能力”", "names and commas": "“四种能力”、学习能力、调研能力，", "bridges": "“三勤”（眼勤、",
		"numbers": "二三四五", "nothing between": "“三勤”：、、，、。", "members": "学习能力、", "different names": "“四甲乙”“五丙丁”：", "nested": "（（“三勤”", "broken": "“四\xe5\x8d", "lines": "“四种能力”\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(piece, 1<<20/len(piece))
			began := time.Now()
			f.Check(text, "")
			var b Book
			d := document("长", "短")
			d.Text = text
			b.Put(d)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}
