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
	watermark := func(words string) string {
		drawn := `<w:hdr ` + wordNames + ` xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:pict><v:shape><v:textpath string="` + words + `"/></v:shape></w:pict></w:r></w:p></w:hdr>`
		return makeDocxWith(t, wp("", text), packed{"word/header1.xml", drawn})
	}
	ofd := func(head string) string {
		var all []string
		for i := range 4 {
			all = append(all, content(said(10*i, 20, 10, head), said(10*i+1, 20, 40, text), said(10*i+2, 20, 46, text), said(10*i+3, 20, 52, text)))
		}
		return string(ofdOf(t, nil, all...))
	}
	overlay := func(words string) string {
		page := `<ofd:Page` + ofdSpace + `>` + content(said(1, 20, 20, text)) + `</ofd:Page>`
		annotation := `<ofd:PageAnnot` + ofdSpace + `><ofd:Annot Type="Watermark"><ofd:Appearance>` + said(3, 0, 0, words) + `</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`
		return string(makeOFD(t, "OFD.xml", `<ofd:OFD`+ofdSpace+`><ofd:DocBody><ofd:DocRoot>Doc_0/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
			"Doc_0/D.xml", `<ofd:Document`+ofdSpace+`><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages><ofd:Annotations>Annots/A.xml</ofd:Annotations></ofd:Document>`,
			"Doc_0/P.xml", page, "Doc_0/Annots/A.xml", `<ofd:Annotations`+ofdSpace+`><ofd:Page PageID="1"><ofd:FileLoc>P1/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
			"Doc_0/Annots/P1/A.xml", annotation))
	}
	epub := func(rights string) string {
		return makeZip(t,
			packed{"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`},
			packed{"b.opf", `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:rights>` + rights + `</dc:rights></metadata>
<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`},
			packed{"a.xhtml", `<html><body><p>` + text + `</p></body></html>`},
		)
	}
	property := func(entry, begin, end string) func(string) string {
		return func(words string) string {
			return makeDocxWith(t, wp("", text), packed{entry, begin + words + end})
		}
	}
	about := func(words string) string {
		return makeODT(t, "", "<text:p>"+text+"</text:p>", packed{"meta.xml", `<office:document-meta ` + odtNames + ` xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:subject>` + words + `</dc:subject></office:meta></office:document-meta>`})
	}
	tests := []struct {
		name, path string
		make       func(head string) string
	}{
		{"docx subject", "文.docx", property("docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:subject>`, `</dc:subject></cp:coreProperties>`)},
		{"docx category", "文.docx", property("docProps/core.xml", `<cp:coreProperties xmlns:cp="c"><cp:category>`, `</cp:category></cp:coreProperties>`)},
		{"docx custom", "文.docx", property("docProps/custom.xml", `<Properties xmlns:vt="v"><property name="分类" pid="2"><vt:lpwstr>`, `</vt:lpwstr></property></Properties>`)},
		{"odt subject", "文.odt", about},
		{"docx", "文.docx", docx}, {"docx watermark", "文.docx", watermark}, {"odt", "文.odt", odt}, {"rtf", "文.rtf", rtf}, {"pdf", "文.pdf", pdf},
		{"ofd", "文.ofd", ofd}, {"ofd watermark", "文.ofd", overlay}, {"epub", "文.epub", epub},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			plain := readOne(t, test.path, test.make("图书室文件"))
			if strings.Contains(plain.Text, "图书室文件") || slices.Contains(codes(plain), NoteHeadMark) {
				t.Errorf("a head came in: %q", plain.Text)
			}
			for _, mark := range []string{"内部资料", "工作秘密", "不公开", "SECRET"} {
				marked := readOne(t, test.path, test.make(mark))
				first, rest, _ := strings.Cut(marked.Text, "\n") // a page may set its letters apart
				if diff := cmp.Diff(mark+"\n"+plain.Text, strings.ReplaceAll(first, " ", "")+"\n"+rest); diff != "" {
					t.Error(diff)
				}
				if !slices.Contains(codes(marked), NoteHeadMark) {
					t.Errorf("%s: codes = %v", mark, codes(marked))
				}
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
