package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestTidy(t *testing.T) {
	tests := []struct {
		name, in, out string
		removed       int
	}{
		{"untouched", "第一条　甲  乙\t丙\u00a0\u200b\n", "第一条　甲  乙\t丙\u00a0\u200b\n", 0},
		{"CRLF and CR", "甲\r\n乙\r丙\r\r\n丁", "甲\n乙\n丙\n\n丁", 0},
		{"NUL", "甲\x00乙", "甲乙", 1},
		{"control characters", "甲\x01\x7f\u0085乙", "甲乙", 3},
		{"form feed is a line end", "甲\f乙", "甲\n乙", 1},
		{"form feed at a line end", "甲\n\f乙", "甲\n乙", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if out, removed := tidy(test.in); out != test.out || removed != test.removed {
				t.Errorf("tidy = %q, %d; want %q, %d", out, removed, test.out, test.removed)
			}
		})
	}
}

func TestNotice(t *testing.T) {
	wrapped := strings.Repeat(strings.Repeat("支部应当组织党员学习", 3)+"\n", 15)
	ordinary := strings.Repeat(strings.Repeat("支部应当组织党员学习", 3)+"。\n", 15)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"ordinary", ordinary, nil},
		{"headings", strings.Repeat("加强学习\n", 40), nil},
		{"traditional", "國務院令公佈，黨員應當參加學習，藉此提高。朱镕基、李喆出席。", nil},
		{"foreign names", "Müller、Lefèvre 与 café 的译名。", nil},
		{"zero width", "支部\u200b会议\ufeff记录", []string{NoteZeroWidth}},
		{"replacement", "支部\ufffd会", []string{NoteReplacement}},
		{"UTF-8 read as GBK", "会议记录：鏀儴浼氳，请查收。", []string{NoteMojibake}},
		{"UTF-8 read as Latin-1", "会议记录：æ”¯éƒ¨ä¼šè®®，请查收。", []string{NoteMojibake}},
		{"half a character lost", "会议纪要：椪乙皩，请查收", []string{NoteMojibake}},
		{"hard wrapped", wrapped, []string{NoteHardWrap}},
		{"one long line", strings.Repeat("支", longLine+1), []string{NoteLongLine}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range notice(test.text) {
				got = append(got, d.Code)
				if d.Span != nil && d.Span.In(test.text) == "" {
					t.Errorf("%s: empty span", d.Code)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("notice = %v, want %v", got, test.want)
			}
		})
	}
}

func TestControlCharactersAreReported(t *testing.T) {
	s := readOne(t, "文.txt", strings.Repeat("支部会议", 20)+"\x00记录")
	if !slices.Equal(codes(s), []string{NoteControl}) || strings.Contains(s.Text, "\x00") {
		t.Errorf("diagnostics = %v of %q", codes(s), s.Text)
	}
}
