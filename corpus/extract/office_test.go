package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A table of contents is read without its page numbers, so that its lines are
// those of the headings.
func TestContentsOfDocuments(t *testing.T) {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	entry := `<w:p><w:hyperlink>` + wr("第一章 总则") + `<w:r><w:tab/></w:r>` + field("begin") + `<w:r><w:instrText> PAGEREF _Toc1 \h </w:instrText></w:r>` +
		field("separate") + wr("3") + field("end") + `</w:hyperlink></w:p>`
	tests := []struct{ path, content string }{
		{"文.docx", makeDocx(t, entry+wp("", "人数\t3"), nil)},
		{"文.odt", makeODT(t, "", `<text:table-of-content><text:index-body><text:p>第一章 总则<text:tab/>3</text:p></text:index-body></text:table-of-content><text:p>人数<text:tab/>3</text:p>`)},
		{"文.rtf", `{\rtf1{\stylesheet{\s9 toc 1;}}\pard\s9 ` + gbkEscapes(t, "第一章") + ` ` + gbkEscapes(t, "总则") + `\tab 3\par\pard ` + gbkEscapes(t, "人数") + `\tab 3\par}`},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			if diff := cmp.Diff("第一章 总则\n人数\t3", readOne(t, test.path, test.content).Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}
