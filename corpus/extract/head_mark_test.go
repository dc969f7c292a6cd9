package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// A mark of secrecy that stands above or below the pages only is put first;
// other heads stay away.
func TestHeadMarks(t *testing.T) {
	const text = "图书室借阅办法"
	docx := func(head string) string {
		return makeDocxWith(t, wp("", text), packed{"word/header2.xml", `<w:hdr ` + wordNames + `>` + wp("", head) + `</w:hdr>`})
	}
	odt := func(head string) string {
		styles := `<office:document-styles ` + odtNames + `><office:master-styles><style:master-page><style:header><text:p>` + head + `</text:p></style:header></style:master-page></office:master-styles></office:document-styles>`
		return makeODT(t, "", "<text:p>"+text+"</text:p>", packed{"styles.xml", styles})
	}
	rtf := func(head string) string {
		return `{\rtf1{\header\pard ` + unicodeEscapes(head) + `\par}` + unicodeEscapes(text) + `\par}`
	}
	pdf := func(head string) string {
		return string(pages(4, func(int) string { return head }, func(int) string { return "" }))
	}
	tests := []struct {
		path string
		make func(head string) string
	}{{"文.docx", docx}, {"文.odt", odt}, {"文.rtf", rtf}, {"文.pdf", pdf}}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			plain := readOne(t, test.path, test.make("图书室文件"))
			if strings.Contains(plain.Text, "图书室文件") || slices.Contains(codes(plain), NoteHeadMark) {
				t.Errorf("a head came in: %q", plain.Text)
			}
			marked := readOne(t, test.path, test.make("内部资料"))
			if diff := cmp.Diff("内部资料\n"+plain.Text, marked.Text); diff != "" {
				t.Error(diff)
			}
			if !slices.Contains(codes(marked), NoteHeadMark) {
				t.Errorf("codes = %v", codes(marked))
			}
		})
	}
}

func TestDocHeadMark(t *testing.T) {
	d := &docFile{main: utf16Bytes("借阅办法\r\r内部资料\r")}
	d.lengths[docBody], d.lengths[docHeaders] = 5, 6
	d.pieces = []docPiece{{start: 0, end: 11, wide: true}}
	s, err := d.source()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("内部资料\n借阅办法", s.Text); diff != "" {
		t.Error(diff)
	}
}

func TestMarkHead(t *testing.T) {
	s := corpus.Source{Text: "总则", Marks: []corpus.Mark{{Kind: corpus.MarkHeading, Level: 1, Span: corpus.Span{End: len("总则")}}}}
	markHead(&s, []string{"某单位\t内部资料\n第一页", "内部资料"})
	if diff := cmp.Diff("内部资料\n总则", s.Text); diff != "" {
		t.Error(diff)
	}
	if got := s.Marks[0].Span.In(s.Text); got != "总则" {
		t.Errorf("mark on %q", got)
	}
	before := s.Text
	if markHead(&s, []string{"秘密★1年"}); s.Text != before {
		t.Errorf("marked twice: %q", s.Text)
	}
}
