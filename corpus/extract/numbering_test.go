package extract

import "testing"

func TestCountIn(t *testing.T) {
	tests := []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"}, {"chineseCountingThousand", 120, "一百二十"}, {"chineseCounting", 11, "十一"}, {"ideographDigital", 105, "一〇五"},
		{"chineseLegalSimplified", 15, "壹拾伍"}, {"decimalEnclosedCircle", 3, "③"}, {"decimalEnclosedCircle", 99, "99"}, {"upperLetter", 27, "AA"},
		{"lowerLetter", 3, "c"}, {"upperRoman", 14, "XIV"}, {"lowerRoman", 9, "ix"}, {"decimalZero", 7, "07"}, {"ideographTraditional", 4, "丁"},
		{"decimalFullWidth", 10, "１０"}, {"none", 3, ""}, {"unheard of", 3, "3"}, {"decimal", -1, "-1"}, {"upperRoman", 0, "0"},
	}
	for _, test := range tests {
		if got := countIn(test.format, test.n); got != test.want {
			t.Errorf("countIn(%s, %d) = %q, want %q", test.format, test.n, got, test.want)
		}
	}
}
