package meaning

import (
	"strings"
	"testing"
)

// TestParts: parts can be read whole, are not much shorter than they must be, and are
// the text when they are put together again.
func TestParts(t *testing.T) {
	e := New()
	sentence := "会议由支部书记主持，到会的人数过半才算有效。"
	for _, c := range []struct {
		name, lead, text string
		parts            int
	}{
		{"nothing", "某细则，第二章：", "", 1},
		{"short", "某细则，第二章：", sentence, 1},
		{"just fits", "", strings.Repeat("会", positions-2), 1},
		{"one too long", "", strings.Repeat("会", positions-1), 2},
		{"sentences", "某细则，第二章：", strings.Repeat(sentence, 60), 3},
		{"no sentence ends", "", strings.Repeat("会议", 5000), 20},
		{"long lead", strings.Repeat("某细则", 300), strings.Repeat(sentence, 30), 2},
		{"words", "", strings.Repeat("congratulations ", 2000), 26},
		{"not UTF-8", "", strings.Repeat("\xff会", 3000), 7},
	} {
		parts := e.Parts(c.lead, c.text)
		lead := e.tokens.start(c.lead, mostLead)
		var all strings.Builder
		for _, part := range parts {
			if n := e.tokens.count(part); n > positions-2 {
				t.Errorf("%s: a part of %d tokens", c.name, n)
			}
			text, ok := strings.CutPrefix(part, lead)
			if !ok {
				t.Errorf("%s: a part without its lead", c.name)
			}
			all.WriteString(text)
		}
		if all.String() != c.text {
			t.Errorf("%s: the parts together are another text", c.name)
		}
		if len(parts) != c.parts {
			t.Errorf("%s: %d parts, want %d", c.name, len(parts), c.parts)
		}
		if c.name == "sentences" && !strings.HasSuffix(parts[0], "。") {
			t.Errorf("%s: the first ends in a sentence", c.name)
		}
	}
}
