package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/sharedtest"
)

// Who traces gets the text that Read gives, and every piece of it where the file
// has it.
func TestTraceDOCX(t *testing.T) {
	raised := `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>`
	field := func(instruction, shows string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + instruction + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + wr(shows) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	cell := func(s string) string { return `<w:tc><w:p>` + s + `</w:p></w:tc>` }
	tests := []struct{ name, body, pieces string }{
		{"runs", wp("", "甲") + `<w:p>` + wr("乙") + wr("  丙 ") + wr(" ") + `</w:p>`, "甲|乙|丙"},
		{"a power", `<w:p>` + wr("10") + raised + `</w:p>`, "10|^2"},
		{"a contents line", `<w:p>` + wr("第一章") + `<w:r><w:tab/></w:r>` + field("PAGEREF _1", "1") + `</w:p>` + `<w:p>` + wr("第二章 ……") + field("PAGEREF _2", "1") + wr("2") + `</w:p>`, "第一章|第二章"},
		{"a number", wp(inList(1, 0), "甲"), "甲"},
		{"a table", `<w:tbl><w:tr>` + cell(wr("甲")+wr(strings.Repeat("长", 990))) + cell(wr("乙")) + `</w:tr></w:tbl>`, "甲|" + strings.Repeat("长", 990) + "|乙"},
		{"a heading as long as a text", wp(wstyle("1"), strings.Repeat("字", 78)+"。") + `<w:p>` + wr("末") + `</w:p>`, strings.Repeat("字", 78) + "。|末"},
		{"a box", `<w:p>` + wr("甲") + `<w:r><w:pict><v:textbox><w:txbxContent>` + wp("", "框") + `</w:txbxContent></v:textbox></w:pict></w:r>` + wr("乙") + `</w:p>`, "甲|乙|框"},
		{"a note", `<w:p>` + wr("甲") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + wr("乙") + `</w:p>`, "甲|[1]|乙|注"},
		{"what is hidden", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>` + wr("甲") + `<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>`, "甲"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := makeDocx(t, test.body, map[string]string{
				"styles": docxTestStyles, "footnotes": `<w:footnote w:id="2">` + wp("", " 注") + `</w:footnote>`,
				"numbering": `<w:abstractNum w:abstractNumId="0">` + lvl(0, "decimal", "第%1条", "") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			})
			got := traced(t, "文.docx", file)
			var pieces []string
			for i, p := range got.Pieces {
				end := len(got.Text)
				if i+1 < len(got.Pieces) {
					end = got.Pieces[i+1].Start
				}
				piece := strings.FieldsFunc(got.Text[p.Start:end], func(r rune) bool { return strings.ContainsRune(" \n\t…第", r) })
				if len(piece) > 0 && !strings.HasPrefix(got.Text[p.Start:], "第") {
					pieces = append(pieces, piece[0])
				} else if len(piece) > 0 {
					pieces = append(pieces, "第"+piece[0])
				}
			}
			if diff := cmp.Diff(test.pieces, strings.Join(pieces, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// traced traces a document and holds the text to what Read gives.
func traced(t *testing.T, path, data string) Trace {
	t.Helper()
	got, err := TraceDOCX(path, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(readOne(t, path, data).Text, got.Text); diff != "" {
		t.Fatal(diff)
	}
	return got
}

// What Read refuses is refused with the same reason, and other formats are.
func TestTraceRefuses(t *testing.T) {
	sound := makeDocx(t, wp("", "甲"), nil)
	for name, data := range map[string]string{
		"empty.docx": "", "cut.docx": sound[:len(sound)/2], "bad.docx": makeDocx(t, "<w:p><w:r>", nil), "none.docx": makeDocx(t, "", nil),
		"bomb.docx": makeDocx(t, strings.Repeat("<w:p/>", 3_000_000), nil),
	} {
		_, read := Read(name, []byte(data))
		_, trace := TraceDOCX(name, []byte(data))
		if refusalCode(read) == "" || refusalCode(read) != refusalCode(trace) {
			t.Errorf("%s: read %v, trace %v", name, read, trace)
		}
	}
	if _, err := TraceDOCX("文.txt", []byte("甲")); refusalCode(err) != Unsupported {
		t.Error(err)
	}
}

// Documents that real programs wrote, and those in the shape of reports.
func TestSharedTrace(t *testing.T) {
	paths := []string{sharedtest.Path(t, "extract", "office_real", "bug65649.docx"), sharedtest.Path(t, "extract", "derived", "libreoffice.docx")}
	field, err := filepath.Glob(filepath.Join(sharedtest.Field(t), "*.docx"))
	if err != nil || len(field) == 0 {
		t.Fatal(err, field)
	}
	for _, path := range append(paths, field...) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sources, err := Read(filepath.Base(path), raw)
			if err != nil {
				t.Skip(err)
			}
			got, err := TraceDOCX(filepath.Base(path), raw)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(sources[0].Text, got.Text); diff != "" {
				t.Error(diff)
			}
			t.Logf("%d pieces, %d bytes", len(got.Pieces), len(got.Text))
		})
	}
}
