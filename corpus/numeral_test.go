package corpus

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseNumeral(t *testing.T) {
	for in, want := range map[string]int{
		"十二": 12, "一百二十": 120, "一百二": 120, "一百零二": 102, "一百〇二": 102, "廿": 20, "廿三": 23,
		"12": 12, "１２": 12, "三十1": 31, "二〇一九": 2019, "一千二百六十": 1260, "一千二": 1200, "一千零六十": 1060,
		"一万二千": 12000, "两百": 200, "十": 10, "二十": 20, "〇": 0, "一一": 11, "一千零二": 1002, "九百九十九": 999,
	} {
		if got, ok := ParseNumeral(in); !ok || got != want {
			t.Errorf("ParseNumeral(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "百", "条", "十条", "100000", "1234567890123", "万"} {
		if got, ok := ParseNumeral(in); ok {
			t.Errorf("ParseNumeral(%q) = %d, want a refusal", in, got)
		}
	}
}

// TestNumeralRoundTrip: what FormatNumeral writes, ParseNumeral reads.
func TestNumeralRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 99999).Draw(t, "n")
		if got, ok := ParseNumeral(FormatNumeral(n)); !ok || got != n {
			t.Fatalf("%d is written %s and read %d, %v", n, FormatNumeral(n), got, ok)
		}
	})
}
