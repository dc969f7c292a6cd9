package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/sharedtest"
)

// The second reader alone reads what the first reads, with the same paragraphs.
func TestSecondReader(t *testing.T) {
	long := strings.Repeat("支部应当组织党员学习", 3)
	tests := []struct {
		name string
		file []byte
		text string
	}{
		{"GBK", makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录")), "支部会议记录"},
		{"ToUnicode", makePDF(mapFont, "BT /F1 10 Tf 50 700 Td <000100020003000400050006> Tj ET"), "支部一丁会议"},
		{"codes that are Unicode", makePDF(bareFont, shown(ucsHex, "50 700 支部会议记录")), "支部会议记录"},
		{"codes that are nothing", makePDF(bareFont, shown(ucsHex, "50 700 窬窭窳骱骶")), strings.Repeat("\ufffd", 5)},
		{"lines of a paragraph", makePDF(gbkFont, shown(gbkHex, "70 700 "+long, "50 685 "+long+"学习", "50 670 并且记录。", "70 655 另一段。")),
			long + long + "学习并且记录。\n另一段。"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e, err := currentEngine("")
			if err != nil {
				t.Fatal(err)
			}
			r := newPDFReading()
			if err := r.readSecond(e, test.file, ""); err != nil {
				t.Fatal(err)
			}
			if got := r.join().text; got != test.text {
				t.Errorf("text = %q, want %q", got, test.text)
			}
		})
	}
}

// Damage that the first reader does not get over.
func TestSecondReaderMends(t *testing.T) {
	good := makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录"))
	broken := bytes.Replace(good, []byte("startxref\n"), []byte("startxref\n9"), 1)
	s := readOne(t, "文.pdf", string(broken))
	if s.Text != "支部会议记录" {
		t.Errorf("text = %q", s.Text)
	}
	if got := codes(s); len(got) != 1 || got[0] != NoteSecond {
		t.Errorf("diagnostics = %v", got)
	}
}

func TestPDFPasswords(t *testing.T) {
	for _, name := range []string{"password_rc4.pdf", "password_aes256.pdf"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		for password, says := range map[string]string{"": "需要口令", "qing": "口令不对"} {
			_, err := ReadWith("办法.pdf", raw, Options{Password: password})
			if refusalCode(err) != PDFPassword || !strings.Contains(err.Error(), says) {
				t.Errorf("%s with password %q: %v", name, password, err)
			}
		}
		sources, err := ReadWith("办法.pdf", raw, Options{Password: "qingzhuan"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !strings.Contains(sources[0].Text, "图书室每日开放。") {
			t.Errorf("%s: text = %q", name, sources[0].Text)
		}
	}
}

// Of real files no fewer Chinese characters come back than stand in them.
func TestPDFReal(t *testing.T) {
	tests := []struct {
		file, holds string
	}{
		{"pdfjs_SimFang-variant.pdf", "无 产 者"}, {"pdfjs_issue12823.pdf", "可替换为所需图片。"}, {"pdfjs_issue20489.pdf", "北斗星"},
		{"pymupdf_test_3854.pdf", "货运有限公司"}, {"ofdrw_Test3.pdf", "竞争性磋商文件"}, {"ofdrw_ff.pdf", "文"}, {"pdfjs_issue10529.pdf", "𠁔𠁨𠁩𠁳"},
		{"pdfjs_issue15690.pdf", "Ｏｐｔｉｍｉｚａｔｉｏｎ"}, {"pdfjs_issue18117.pdf", "𨧀"},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			raw, err := os.ReadFile(sharedtest.Path(t, "extract", "pdf_real", test.file))
			if err != nil {
				t.Fatal(err)
			}
			if s := readOne(t, test.file, string(raw)); !strings.Contains(s.Text, test.holds) {
				t.Errorf("%q is not in %q", test.holds, s.Text)
			}
		})
	}
	for file, code := range map[string]string{"issue3371.pdf": PDFPassword, "issue6010_1.pdf": PDFPassword, "issue6010_2.pdf": PDFPassword,
		"empty_protected.pdf": PDFNoText, "issue19484_1.pdf": PDFBroken, "bug1815476.pdf": ""} {
		raw, err := os.ReadFile(sharedtest.Path(t, "extract", "pdf_encrypted_nonzh", file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read(file, raw); refusalCode(err) != code {
			t.Errorf("%s: %v, want %q", file, err, code)
		}
	}
}

// What a form was filled in with is in the second reader's text too.
func TestSecondReaderForm(t *testing.T) {
	page := shown(gbkHex, "50 700 姓名：", "50 680 单位：", "70 640 第一条　以上各项由本人填写。")
	field := func(rect, more string) string { return "<</Type/Annot/Subtype/Widget/Rect[" + rect + "]" + more + ">>" }
	annots := field("80 697 120 711", "/FT/Tx/T(a)/V"+utf16Hex("张三")) + field("80 677 140 691", "/F 2/FT/Tx/T(b)/V"+utf16Hex("隐")) +
		field("300 677 340 691", "/FT/Tx/Ff 8192/T(c)/V"+utf16Hex("密")) + "<</Type/Annot/Subtype/FreeText/Rect[50 655 250 669]/Contents" + utf16Hex("已核对。") + ">>"
	e, err := currentEngine("")
	if err != nil {
		t.Fatal(err)
	}
	r := newPDFReading()
	if err := r.readSecond(e, made{font: gbkFont, page: "/Annots[" + annots + "]"}.pdf(page), ""); err != nil {
		t.Fatal(err)
	}
	if got, want := r.join().text, "姓名：张三\n单位：\n已核对。\n第一条　以上各项由本人填写。"; got != want {
		t.Errorf("text = %q, want %q", got, want)
	}
}
