package extract

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// withParts is a document whose body refers to files of its container; their
// names are the ids.
func withParts(t *testing.T, body string, parts ...packed) string {
	t.Helper()
	files := docxFiles(body, nil)
	relations := ""
	for _, p := range parts {
		relations += `<Relationship Id="` + p.name + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="` + p.name + `"/>`
		files = append(files, packed{"word/" + p.name, p.content})
	}
	for i := range files {
		if files[i].name == "word/_rels/document.xml.rels" {
			files[i].content = strings.Replace(files[i].content, "</Relationships>", relations+"</Relationships>", 1)
		}
	}
	return makeZip(t, files...)
}

func chunkOf(id string) string {
	return `<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="` + id + `"/>`
}

// A chunk's text stands where the chunk does, whatever its format.
func TestDocxChunks(t *testing.T) {
	before, after := wp("", "第一条　甲。"), wp("", "第三条　丙。")
	inner := makeDocx(t, wp("", "第二条　乙。"), nil)
	mail := "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"B\"\n\n--B\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>第二条　乙。</p></body></html>\n--B--\n"
	for name, chunk := range map[string]packed{
		"a page":          {"c.html", "<html><body><p>第二条　乙。</p></body></html>"},
		"a page by xhtml": {"c.xhtml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>第二条　乙。</p></body></html>`},
		"a mail":          {"c.mht", mail},
		"a document":      {"c.docx", inner},
		"a plain text":    {"c.txt", "第二条　乙。"},
		"rich text":       {"c.rtf", `{\rtf1\ansi\ansicpg936 \'b5\'da\'b6\'fe\'cc\'f5\u12288 ?\'d2\'d2\'a1\'a3}`},
		"no ending":       {"afchunk", "<html><body><p>第二条　乙。</p></body></html>"},
		"chunk in chunk":  {"c.docx", withParts(t, chunkOf("d.txt"), packed{"d.txt", "第二条　乙。"})},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.docx", withParts(t, before+chunkOf(chunk.name)+after, chunk))
			if want := "第一条　甲。\n第二条　乙。\n第三条　丙。"; s.Text != want {
				t.Errorf("text = %q (%v)", s.Text, s.Diagnostics)
			}
		})
	}
	for name, file := range map[string]string{
		"missing":   withParts(t, before+chunkOf("c.txt")+after),
		"not read":  withParts(t, before+chunkOf("c.bin")+after, packed{"c.bin", "\x7fELF\x00\x00"}),
		"in itself": withParts(t, before+chunkOf("document.xml")+after, packed{"document.xml", "\x00\x01\x02"}),
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.docx", file)
			if s.Text != "第一条　甲。\n第三条　丙。" {
				t.Errorf("text = %q", s.Text)
			}
			said1(t, s, NoteEmbedded)
		})
	}
}

func embed(program, id string) string {
	return `<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" Type="Embed" ProgID="` + program + `" r:id="` + id + `"/></w:object></w:r></w:p>`
}

// Embedded files are documents of their own, or reported.
func TestDocxEmbedded(t *testing.T) {
	body := wp("", "第一条　甲。")
	inner := makeDocx(t, wp("", "申请表一。"), nil)
	sources, err := Read("文.docx", []byte(withParts(t, body+embed("Word.Document.12", "a.docx")+embed("Package", "b.txt"), packed{"a.docx", inner}, packed{"b.txt", "申请表二。"})))
	if err != nil || len(sources) != 3 {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	for i, want := range []string{"第一条　甲。", "申请表一。", "申请表二。"} {
		if got := strings.TrimSpace(sources[i].Text); got != want {
			t.Errorf("text %d = %q, want %q", i, got, want)
		}
	}
	if sources[1].Part == "" || sources[1].Part == sources[2].Part {
		t.Errorf("parts %q, %q", sources[1].Part, sources[2].Part)
	}
	for name, test := range map[string]struct{ file, words string }{
		"a table":   {withParts(t, body+embed("Excel.Sheet.12", "a.xlsx"), packed{"a.xlsx", makeZip(t, packed{"[Content_Types].xml", "<Types/>"}, packed{"xl/workbook.xml", "<workbook/>"})}), "Excel"},
		"a formula": {withParts(t, body+embed("Equation.3", "a.bin"), packed{"a.bin", "\x01"}), "公式"},
		"missing":   {withParts(t, body+embed("Word.Document.12", "a.docx")), "缺失"},
		"damaged":   {withParts(t, body+embed("Package", "a.bin"), packed{"a.bin", oleSignature + "damaged"}), "a.bin"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.docx", test.file)
			if got := said1(t, s, NoteEmbedded); !strings.Contains(got, test.words) {
				t.Errorf("message = %s", got)
			}
		})
	}
	s := readOne(t, "文.rtf", `{\rtf1 a{\object\objemb{\*\objclass Word.Document.8}{\*\objdata 0102}{\result b}}c}`)
	said1(t, s, NoteEmbedded)
	if s.Text != "abc" {
		t.Errorf("text = %q", s.Text)
	}
}

func TestNativeFile(t *testing.T) {
	size := func(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
	body := size(0) + "\x02\x00" + "a.txt\x00" + "C:\\a.txt\x00" + size(3<<16) + size(6) + "t.txt\x00" + size(5) + "hello" + "more"
	if got := string(nativeFile([]byte(body))); got != "hello" {
		t.Errorf("%q", got)
	}
	for i := range len(body) - len("more") {
		if got := nativeFile([]byte(body[:i])); got != nil {
			t.Errorf("%d bytes give %q", i, got)
		}
	}
}

// What a form shows until somebody fills it in is no text.
func TestDocxPrompts(t *testing.T) {
	prompt := func(on, content string) string {
		return `<w:sdt><w:sdtPr>` + on + `</w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
	}
	showing := `<w:showingPlcHdr/>`
	for name, test := range map[string]struct {
		body, text string
		prompts    bool
	}{
		"in a line":    {`<w:p>` + wr("姓名：") + prompt(showing, wr("单击此处输入文字。")) + `</w:p>` + wp("", "乙"), "姓名：\n乙", true},
		"a paragraph":  {wp("", "甲") + prompt(showing, wp("", "单击此处输入文字。")) + wp("", "乙"), "甲\n乙", true},
		"filled in":    {`<w:p>` + wr("姓名：") + prompt("", wr("张三")) + `</w:p>` + wp("", "乙"), "姓名：张三\n乙", false},
		"switched off": {`<w:p>` + wr("姓名：") + prompt(`<w:showingPlcHdr w:val="0"/>`, wr("张三")) + `</w:p>`, "姓名：张三", false},
		"in a control": {prompt("", `<w:p>`+wr("姓名：")+prompt(showing, wr("单击此处"))+`</w:p>`) + wp("", "乙"), "姓名：\n乙", true},
		"in a table":   {`<w:tbl><w:tr><w:tc>` + wp("", "姓名") + `</w:tc><w:tc><w:p>` + prompt(showing, wr("单击此处")) + `</w:p></w:tc></w:tr><w:tr><w:tc>` + wp("", "单位") + `</w:tc><w:tc>` + wp("", "图书室") + `</w:tc></w:tr></w:tbl>`, "姓名\t\n单位\t图书室", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "表.docx", makeDocx(t, test.body, nil))
			if s.Text != test.text {
				t.Errorf("text = %q, want %q", s.Text, test.text)
			}
			if got := slices.Contains(codes(s), NotePrompts); got != test.prompts {
				t.Errorf("prompts reported: %v", got)
			}
		})
	}
}

// A large first character belongs to the paragraph it begins.
func TestDropCaps(t *testing.T) {
	capital := func(kind, text string) string { return wp(`<w:framePr w:dropCap="`+kind+`" w:lines="3"/>`, text) }
	for name, test := range map[string]struct{ body, text string }{
		"in the text":       {capital("drop", "第") + wp("", "一条　甲。") + wp("", "乙。"), "第一条　甲。\n乙。"},
		"in the margin":     {wp("", "甲。") + capital("margin", "第") + wp("", "二条　乙。"), "甲。\n第二条　乙。"},
		"two characters":    {capital("drop", "第一") + wp("", "条　甲。"), "第一条　甲。"},
		"nothing after it":  {wp("", "甲。") + capital("drop", "乙"), "甲。\n乙"},
		"a frame, no drop":  {wp(`<w:framePr w:w="100"/>`, "甲") + wp("", "乙"), "甲\n乙"},
		"two one after two": {capital("drop", "甲") + wp("", "一。") + capital("drop", "乙") + wp("", "二。"), "甲一。\n乙二。"},
	} {
		t.Run(name, func(t *testing.T) {
			if s := readOne(t, "文.docx", makeDocx(t, test.body, nil)); s.Text != test.text {
				t.Errorf("text = %q, want %q", s.Text, test.text)
			}
		})
	}
	if s := readOne(t, "文.rtf", `{\rtf1 \pard\dropcapli3 d\par\pard oor\par c}`); s.Text != "door\nc" {
		t.Errorf("text = %q", s.Text)
	}
}

// Rows that begin further to the right keep their columns.
func TestDocxGridBefore(t *testing.T) {
	row := func(before string, cells ...string) string {
		out := `<w:tr><w:trPr>` + before + `</w:trPr>`
		for _, c := range cells {
			out += `<w:tc>` + wp("", c) + `</w:tc>`
		}
		return out + `</w:tr>`
	}
	body := `<w:tbl>` + row("", "甲", "乙", "丙") + row(`<w:gridBefore w:val="1"/>`, "二", "三") + row(`<w:gridBefore w:val="2"/>`, "三") + row(`<w:gridBefore w:val="-1"/>`, "一", "二", "三") + row(`<w:gridBefore w:val="100000"/>`, "一") + `</w:tbl>`
	want := "甲\t乙\t丙\n\t二\t三\n\t\t三\n一\t二\t三\n一"
	if s := readOne(t, "表.docx", makeDocx(t, body, nil)); s.Text != want {
		t.Errorf("text = %q", s.Text)
	}
}

// The words of a watermark are drawn in the heads of pages, and named.
func TestDocxWatermark(t *testing.T) {
	head := `<w:hdr ` + wordNames + `><w:p><w:r><w:pict><v:shape><v:textpath string="仅供学习"/></v:shape></w:pict></w:r></w:p></w:hdr>`
	s := readOne(t, "文.docx", makeDocxWith(t, wp("", "第一条　甲。"), packed{"word/header1.xml", head}, packed{"word/header2.xml", head}))
	if got := said1(t, s, NoteWatermark); s.Text != "第一条　甲。" || !strings.HasSuffix(got, "：“仅供学习”") {
		t.Errorf("text %q, message %s", s.Text, got)
	}
}
