package extract

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus/sharedtest"
)

// lending is a document with a title, a heading, counted numbers, a footnote,
// a link, hidden and deleted words and a table.
func lending(t testing.TB) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "lending.doc"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestDoc(t *testing.T) {
	s := readOne(t, "借阅办法.doc", string(lending(t)))
	want := "图书室借阅办法\n第一章　总则\n第一条职工凭证件借书[1]，每次不超过三本。\n第二条借期为三十日，可以续借一次。\n" +
		"参见借书须知。生僻字：𠮷。\n类别\t册数\n期刊 报纸\t5\n本办法由图书室解释。\n[1] 证件指本单位发的工作证。"
	if diff := cmp.Diff(want, s.Text); diff != "" {
		t.Error(diff)
	}
	marks := []string{"heading 1 图书室借阅办法", "heading 2 第一章　总则", "table 0 类别\t册数\n期刊 报纸\t5", "note 0 [1] 证件指本单位发的工作证。"}
	if diff := cmp.Diff(marks, marked(s)); diff != "" {
		t.Error(diff)
	}
	if s.Hints.Title != "图书室借阅办法" || len(s.Hints.Authors) != 1 || len(s.Hints.Keywords) != 1 {
		t.Errorf("hints = %+v", s.Hints)
	}
	if diff := cmp.Diff([]string{NoteRevision, NoteHidden}, codes(s)); diff != "" {
		t.Error(diff)
	}
}

// Under the ending of WPS, and under a wrong one, it is the same document.
func TestDocEndings(t *testing.T) {
	for _, name := range []string{"办法.wps", "办法.DOC", "办法.docx"} {
		if s := readOne(t, name, string(lending(t))); !strings.Contains(s.Text, "第二条借期") {
			t.Errorf("%s: %q", name, s.Text)
		}
	}
}

func TestDocRefusals(t *testing.T) {
	raw := lending(t)
	head := bytes.Index(raw, []byte("\xec\xa5"))
	change := func(at int, to byte) []byte {
		out := bytes.Clone(raw)
		out[head+at] = to
		return out
	}
	utf16Name := func(s string) []byte {
		var b bytes.Buffer
		for _, r := range s {
			b.Write([]byte{byte(r), 0})
		}
		return b.Bytes()
	}
	other := bytes.Replace(raw, utf16Name("WordDocument"), utf16Name("Workbook\x00\x00\x00\x00"), 1)
	tests := []struct {
		name string
		file []byte
		code string
	}{
		{"encrypted", change(0x0b, raw[head+0x0b]|1), DocPassword},
		{"Word 95 in pieces", func() []byte { b := change(3, 0); b[head+0x0a] |= 4; return b }(), Unsupported},
		{"cut off", raw[:600], DocBroken},
		{"signature only", []byte(oleSignature), DocBroken},
		{"another program's", other, Unsupported},
		{"no piece table", func() []byte { b := bytes.Clone(raw); clear(b[head+154+8*33 : head+154+8*34]); return b }(), DocBroken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("办法.doc", test.file)
			if got := refusalCode(err); got != test.code {
				t.Errorf("code = %q (%v), want %q", got, err, test.code)
			}
		})
	}
}

// Before Word 97 texts were bytes in the code page of the program.
func TestWord6(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("第一条　各支部应当按月开会。\r第二条　会议应当有记录。\r")
	if err != nil {
		t.Fatal(err)
	}
	main := make([]byte, 0x300)
	binary.LittleEndian.PutUint16(main[2:], 101)
	binary.LittleEndian.PutUint16(main[6:], 0x0804)
	binary.LittleEndian.PutUint32(main[0x18:], 0x300)
	binary.LittleEndian.PutUint32(main[0x1c:], uint32(0x300+len(gbk)))
	binary.LittleEndian.PutUint32(main[0x34:], uint32(len(gbk)))
	doc, err := openDoc(map[string][]byte{"WordDocument": append(main, gbk...)})
	if err != nil {
		t.Fatal(err)
	}
	s, err := doc.source()
	if err != nil {
		t.Fatal(err)
	}
	if want := "第一条　各支部应当按月开会。\n第二条　会议应当有记录。"; s.Text != want {
		t.Errorf("text = %q, want %q", s.Text, want)
	}
}

func TestDocCodePage(t *testing.T) {
	d := &docFile{language: 0x0804}
	if c := d.codePage([]byte("plan \x93A\x94")); c != charmap.Windows1252 {
		t.Errorf("quotation marks are in %v", c)
	}
	if c := d.codePage([]byte("\xd6\xa7\xb2\xbf\xbb\xe1\xd2\xe9")); c != simplifiedchinese.GB18030 {
		t.Errorf("Chinese is in %v", c)
	}
}

// The characters of a known text come back, and other programs' files are
// refused by name.
func TestDocShared(t *testing.T) {
	gold, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "gold_党内监督条例.txt"))
	if err != nil {
		t.Fatal(err)
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	read := func(elem ...string) []byte {
		raw, err := os.ReadFile(sharedtest.Path(t, append([]string{"extract"}, elem...)...))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	if s := readOne(t, "条例.doc", string(read("derived", "libreoffice.doc"))); squeeze(s.Text) != squeeze(string(gold)) {
		t.Error("libreoffice.doc differs from the gold")
	}
	for name, says := range map[string]string{"54880_chinese.ppt": "PowerPoint", "chinese-provinces.xls": "Excel"} {
		_, err := Read(name, read("office_real", name))
		if refusalCode(err) != Unsupported || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, holds := range map[string]string{"61490.doc": "1.1. 章节1.1\n", "Bug52032_2.doc": "测试测试", "TestChineseProperties.doc": "\t亞太"} {
		if s := readOne(t, name, string(read("office_real", name))); !strings.Contains(s.Text, holds) {
			t.Errorf("%s lacks %q", name, holds)
		}
	}
}
