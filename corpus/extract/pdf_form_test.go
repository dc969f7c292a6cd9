package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// utf16Hex is a text string of PDF, as it stands in an object.
func utf16Hex(s string) string { return "<feff" + ucsHex(s) + ">" }

// drawnForm is an appearance that shows a text.
func drawnForm(text string) string {
	content := fmt.Sprintf("/Tx BMC BT /F1 10 Tf 2 3 Td <%s> Tj ET EMC", gbkHex(text))
	return fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 100 14]/Resources<</Font<</F1 4 0 R>>>>/Length %d>>stream\n%s\nendstream", len(content), content)
}

// What is filled into a form or typed onto a page is text where it stands.
func TestPDFFilledIn(t *testing.T) {
	page := shown(gbkHex, "50 700 姓名：________单位：________", "70 680 第一条　以上各项应当由本人如实填写，填写以后交到图书室。", "70 640 第二条　本表一式两份。")
	const blank = "姓名：________单位：________\n第一条　以上各项应当由本人如实填写，填写以后交到图书室。\n第二条　本表一式两份。"
	drawn := "/AP<</N 100 0 R>>"
	field := func(rect, more string) string { return "<</Type/Annot/Subtype/Widget/Rect[" + rect + "]" + more + ">>" }
	tests := []struct {
		name, annots string
		text         string
	}{
		{"a field that is drawn", field("80 697 120 711", "/FT/Tx/T(a)/V"+utf16Hex("张三")+drawn), "姓名：张三 单位：________"},
		{"a field that is only stated", field("80 697 120 711", "/FT/Tx/T(a)/DA(/F1 10 Tf)/V"+utf16Hex("张三")), "姓名：张三 单位：________"},
		{"two fields", field("80 697 120 711", "/FT/Tx/T(a)/DA(/F1 10 Tf)/V"+utf16Hex("张三")) + field("150 697 190 711", "/FT/Tx/T(b)/DA(/F1 10 Tf)/V"+utf16Hex("图书室")), "姓名：张三 单位：图书室"},
		{"a field of a group", field("80 697 120 711", "/Parent<</FT/Tx/T(a)/DA(/F1 10 Tf)/V"+utf16Hex("张三")+">>"), "姓名：张三 单位：________"},
		{"a choice", field("80 697 120 711", "/FT/Ch/T(a)/DA(/F1 10 Tf)/V["+utf16Hex("张三")+"]"), "姓名：张三 单位：________"},
		{"typed onto the page", "<</Type/Annot/Subtype/FreeText/IT/FreeTextTypeWriter/Rect[50 655 250 669]/DA(/F1 10 Tf)/Contents" + utf16Hex("经办人已核对。") + ">>", "图书室。\n经办人已核对。\n第二条"},
		{"typed and drawn", "<</Type/Annot/Subtype/FreeText/Rect[50 655 150 669]/Contents" + utf16Hex("张三") + drawn + ">>", "图书室。\n张三\n第二条"},
		{"an empty field", field("80 697 120 711", "/FT/Tx/T(a)/V()"), blank},
		{"a hidden field", field("80 697 120 711", "/F 2/FT/Tx/T(a)/V"+utf16Hex("张三")), blank},
		{"a password", field("80 697 120 711", "/FT/Tx/Ff 8192/T(a)/V"+utf16Hex("张三")), blank},
		{"a box that is ticked", field("40 697 49 711", "/FT/Btn/T(a)/AS/Yes"), "☑姓名："},
		{"a box that is not", field("40 697 49 711", "/FT/Btn/T(a)/AS/Off"), "□姓名："},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := made{font: gbkFont, page: "/Annots[" + test.annots + "]", objects: []string{drawnForm("张三")}}.pdf(page)
			s := readOne(t, "表.pdf", string(file))
			if !strings.Contains(s.Text, test.text) || slices.Contains(codes(s), NoteSecond) {
				t.Errorf("%q is not in %q (%v)", test.text, s.Text, codes(s))
			}
		})
	}
}

// Stamps, remarks and watermarks beside the content are not text, and named.
func TestPDFRemarks(t *testing.T) {
	law := body(lawLines...)
	for name, test := range map[string]struct{ annot, code, words string }{
		"a stamp":     {"<</Type/Annot/Subtype/Stamp/Rect[100 660 200 674]/AP<</N 100 0 R>>>>", NoteRemarks, "阅后归还"},
		"a remark":    {"<</Type/Annot/Subtype/Text/Rect[100 660 120 680]/Contents" + utf16Hex("此处请核") + ">>", NoteRemarks, "此处请核"},
		"a marking":   {"<</Type/Annot/Subtype/Highlight/Rect[100 660 120 680]/Contents" + utf16Hex("重点") + ">>", NoteRemarks, "重点"},
		"a watermark": {"<</Type/Annot/Subtype/Watermark/Rect[100 660 200 674]/AP<</N 100 0 R>>>>", NoteWatermark, "阅后归还"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(made{font: gbkFont, page: "/Annots[" + test.annot + "]", objects: []string{drawnForm("阅后归还")}}.pdf(law)))
			if s.Text != lawText {
				t.Errorf("text = %q", s.Text)
			}
			if got := said1(t, s, test.code); !strings.Contains(got, test.words) {
				t.Errorf("message = %s", got)
			}
		})
	}
}

// Glyphs without characters are lost, and it is said where; what the file
// states in their stead is taken.
func TestPDFGlyphCodes(t *testing.T) {
	const coded = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Song/FirstChar 33/LastChar 40/Widths[1000 1000 1000 1000 1000 1000 1000 1000]/Encoding<</Type/Encoding/Differences[33/%s/%s/%s]>>>>"
	font := func(names ...any) string { return fmt.Sprintf(coded, names...) }
	law := body(lawLines...)
	tests := []struct {
		name, font, page, text, lost string
	}{
		{"names of glyphs", font("g123", "g7", "g88"), law + "BT /F2 10 Tf 50 600 Td (!\"#) Tj ET", "\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd"},
		{"numbers of glyphs", font("glyph123", "cid7", "index88"), law + "BT /F2 10 Tf 50 600 Td (!\"#) Tj ET", "\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd"},
		{"names of characters", font("uni56FE", "uni4E66", "u5BA4"), law + "BT /F2 10 Tf 50 600 Td (!\"#) Tj ET", "图书室", ""},
		{"stated beside", font("g123", "g7", "g88"), law + "/Span <</ActualText" + utf16Hex("图书室") + ">> BDC BT /F2 10 Tf 50 600 Td (!\"#) Tj ET EMC", "图书室", ""},
		{"letters by name", font("space/A", "B", "C"), law + "BT /F2 10 Tf 50 600 Td (\"#$) Tj ET", "ABC", ""},
		{"private characters", strings.Replace(gbkFont, "/DescendantFonts", "/ToUnicode 101 0 R/DescendantFonts", 1), law + "BT /F2 10 Tf 50 600 Td <0001> Tj ET", "\ue001", "\ue001"},
	}
	const private = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <E001> endbfchar endcmap"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := made{font: gbkFont, page: "/Resources<</Font<</F1 4 0 R/F2 100 0 R>>>>", objects: []string{test.font, streamOf(private)}}.pdf(test.page)
			s := readOne(t, "文.pdf", string(file))
			if got := strings.TrimPrefix(s.Text, lawText+"\n"); got != test.text {
				t.Errorf("text = %q", s.Text)
			}
			if test.lost == "" {
				if slices.Contains(codes(s), NoteGlyphCoded) {
					t.Errorf("diagnostics %v", codes(s))
				}
				return
			}
			if got := spanOf(t, s, NoteGlyphCoded); got != test.lost {
				t.Errorf("lost %q", got)
			}
		})
	}
}

// The layer of text under a scan is what some program recognised.
func TestPDFTextUnderScan(t *testing.T) {
	picture := "BI /W 1 /H 1 /BPC 8 /CS /G ID a EI\n"
	s := readOne(t, "文.pdf", string(makePDF(gbkFont, body(lawLines...), picture+"3 Tr\n"+body(">第三条　遗失图书的，照价赔偿。"))))
	if got := spanOf(t, s, NoteOCRLayer); got != "第三条　遗失图书的，照价赔偿。" {
		t.Errorf("recognised %q of %q", got, s.Text)
	}
}
