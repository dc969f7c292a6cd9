package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

func encoded(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatalf("encode %q: %v", s, err)
	}
	return out
}

func TestDecode(t *testing.T) {
	simplified := "第三条　各支部应当每月召开一次会议，研究党员学习和管理工作。"
	traditional := "第三條　各支部應當每月召開一次會議，研究黨員學習和管理工作。"
	little := xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	big := xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
	tests := []struct{ name, raw, text, charset string }{
		{"UTF-8", simplified, simplified, "UTF-8"},
		{"UTF-8 with mark", utf8Mark + simplified, simplified, "UTF-8"},
		{"GBK", encoded(t, simplifiedchinese.GBK, simplified), simplified, "GB18030"},
		{"GB18030 of four bytes", encoded(t, simplifiedchinese.GB18030, simplified+"㐀"), simplified + "㐀", "GB18030"},
		{"GB18030 with mark", "\x84\x31\x95\x33" + encoded(t, simplifiedchinese.GB18030, simplified), simplified, "GB18030"},
		{"traditional in GBK", encoded(t, simplifiedchinese.GBK, traditional), traditional, "GB18030"},
		{"Big5", encoded(t, traditionalchinese.Big5, traditional), traditional, "Big5"},
		{"UTF-16LE with mark", "\xff\xfe" + encoded(t, little, simplified), simplified, "UTF-16LE"},
		{"UTF-16BE with mark", "\xfe\xff" + encoded(t, big, simplified), simplified, "UTF-16BE"},
		{"UTF-16LE", encoded(t, little, simplified+"\n"), simplified + "\n", "UTF-16LE"},
		{"UTF-16BE", encoded(t, big, simplified+"\n"), simplified + "\n", "UTF-16BE"},
		{"UTF-16LE, mostly ASCII", encoded(t, little, "plan 2024 of 支部 and others\n"), "plan 2024 of 支部 and others\n", "UTF-16LE"},
		{"HZ", "<p>\n" + encoded(t, simplifiedchinese.HZGB2312, simplified) + "\nend ~~ of it\n", "<p>\n" + simplified + "\nend ~ of it\n", "HZ"},
		{"HZ, Chinese only", encoded(t, simplifiedchinese.HZGB2312, "支部会议"), "支部会议", "HZ"},
		{"signs of HZ and no HZ", "a ~{b~} c", "a ~{b~} c", "UTF-8"},
		{"signs of HZ around words", "set ~{ab cd~} and ~{x", "set ~{ab cd~} and ~{x", "UTF-8"},
		{"short GBK", encoded(t, simplifiedchinese.GBK, "支部会议"), "支部会议", "GB18030"},
		{"GBK in much ASCII", strings.Repeat("<p class=a>", 50) + encoded(t, simplifiedchinese.GBK, "支部会议"), strings.Repeat("<p class=a>", 50) + "支部会议", "GB18030"},
		{"cut inside a character", simplified[:len(simplified)-1], simplified[:len(simplified)-3] + "\ufffd", "UTF-8"},
		{"few bytes out of order", strings.Repeat(simplified, 3) + "\xff尾", strings.Repeat(simplified, 3) + "\ufffd尾", "UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, charset, err := decode([]byte(test.raw))
			if err != nil {
				t.Fatal(err)
			}
			if text != test.text || charset != test.charset {
				t.Errorf("decode = %q in %s, want %q in %s", text, charset, test.text, test.charset)
			}
		})
	}
}

func TestEncodingIsReported(t *testing.T) {
	s := readOne(t, "文.txt", encoded(t, simplifiedchinese.GBK, "第一条　各支部应当按月开会。\r\n第二条　会议应当记录。"))
	if s.Text != "第一条　各支部应当按月开会。\n第二条　会议应当记录。" {
		t.Errorf("text = %q", s.Text)
	}
	if len(s.Diagnostics) != 1 || s.Diagnostics[0].Code != NoteEncoding || !strings.Contains(s.Diagnostics[0].Message, "GB18030") {
		t.Errorf("diagnostics = %+v", s.Diagnostics)
	}
}
