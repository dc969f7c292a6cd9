package corpus

import "testing"

func TestWithoutLabel(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"article":             {"第三条　先读后议。", "　先读后议。"},
		"indented":            {"　　第三条　先读后议。", "　先读后议。"},
		"first of a chapter":  {"第一章　读书会\n　　第三条　先读后议。", "　先读后议。"},
		"number further on":   {"（二）簿记依照第三条办理。", "（二）簿记依照第三条办理。"},
		"piece without it":    {"（二）簿记由一人保管。\n", "（二）簿记由一人保管。\n"},
		"article citing it":   {"第三条　本条即第三条。", "　本条即第三条。"},
		"piece citing it all": {"（二）依照\n第二条和第三条办理。", "（二）依照\n第二条和第三条办理。"},
	} {
		if got := WithoutLabel(tt.text, "第三条"); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
