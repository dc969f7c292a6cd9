package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const wordSpace = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// What Word keeps beside a text, takes out of it or draws otherwise than in a
// line is not read as words of it, and said.
func TestDocxBeside(t *testing.T) {
	p := func(s string) string { return "<w:p>" + s + "</w:p>" }
	field := func(instruction, shows string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + instruction + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + wr(shows) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	raised := func(s string) string {
		return `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>` + s + `</w:t></w:r>`
	}
	math := func(s string) string {
		return `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">` + s + `</m:oMath>`
	}
	mr := func(s string) string { return `<m:r><m:t>` + s + `</m:t></m:r>` }
	gone := func(s string) string {
		return `<w:del w:id="2" w:author="a"><w:r><w:delText>` + s + `</w:delText></w:r></w:del>`
	}
	box := `<w:txbxContent>` + p(wr("框中文字。")) + `</w:txbxContent>`
	tests := []struct {
		name, body, text string
		says             []string
	}{
		{"a remark", p(`<w:commentRangeStart w:id="0"/>` + wr("第一条　文字。") + `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`), "第一条　文字。", []string{NoteRemarks}},
		{"a paragraph taken away", p(wr("第一条　甲。")) + `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>` + gone("第二条　删去。") + `</w:p>` + p(wr("第三条　乙。")), "第一条　甲。\n第三条　乙。", []string{NoteRevision}},
		{"a paragraph moved", p(`<w:moveFrom w:id="1" w:author="a">`+wr("旧处。")+`</w:moveFrom>`+wr("甲")) + p(`<w:moveTo w:id="2" w:author="a">`+wr("新处。")+`</w:moveTo>`), "甲\n新处。", []string{NoteRevision}},
		{"a row taken away", `<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc>` + p(gone("删行")) + `</w:tc></w:tr><w:tr><w:tc>` + p(wr("留行")) + `</w:tc></w:tr></w:tbl>`, "留行", []string{NoteRevision}},
		{"a line through words", p(`<w:r><w:rPr><w:strike/></w:rPr><w:t>划去</w:t></w:r>` + wr("留下")), "划去留下", []string{NoteStruck}},
		{"no line through words", p(`<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>文</w:t></w:r>` + wr("留下")), "文留下", nil},
		{"a fraction", p(wr("按") + math(`<m:f><m:num>`+mr("1")+`</m:num><m:den>`+mr("2")+`</m:den></m:f>`) + wr("计算。")), "按1/2计算。", []string{NoteFormula}},
		{"a fraction of sums", p(math(`<m:f><m:num>` + mr("a+b") + `</m:num><m:den>` + mr("12") + `</m:den></m:f>`)), "(a+b)/12", []string{NoteFormula}},
		{"a power", p(math(`<m:sSup><m:e>` + mr("10") + `</m:e><m:sup>` + mr("2") + `</m:sup></m:sSup>`)), "10^2", []string{NoteFormula}},
		{"a root", p(math(`<m:rad><m:deg/><m:e>` + mr("x+1") + `</m:e></m:rad>`)), "√(x+1)", []string{NoteFormula}},
		{"a raised figure behind a figure", p(wr("期限为3") + raised("1") + wr("日。")), "期限为3^1日。", nil},
		{"a raised figure behind a letter", p(wr("十m") + raised("2") + wr("。")), "十m2。", nil},
		{"fields", p(wr("按照") + field(`REF a1 \r \h`, "第三条") + wr("办理，共") + field("NUMPAGES", "9") + wr("页，") + field(`DATE \@ yyyy年`, "2024年")), "按照第三条办理，共9页，2024年", nil},
		{"a text box in two forms", p(wr("第一条　正文。") + `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>` + box + `</w:drawing></mc:Choice><mc:Fallback><w:pict>` + box + `</w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "第一条　正文。\n框中文字。", nil},
		{"controls", `<w:sdt><w:sdtPr/><w:sdtContent>` + p(wr("第一条　块。")) + `</w:sdtContent></w:sdt>` + p(wr("第二条　")+`<w:sdt><w:sdtContent>`+wr("行内")+`</w:sdtContent></w:sdt>`+wr("。")), "第一条　块。\n第二条　行内。", nil},
		{"a ruby", p(wr("收信人") + `<w:r><w:ruby><w:rt><w:r><w:t>fěi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>斐</w:t></w:r></w:rubyBase></w:ruby></w:r>` + wr("然")), "收信人斐然", nil},
		{"a diagram", p(wr("第一条　正文。")) + p(`<w:r><w:drawing><dgm:relIds xmlns:dgm="d" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:dm="rId77"/></w:drawing></w:r>`), "第一条　正文。", []string{NoteEmbedded}},
		{"hidden words", p(wr("甲") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>` + wr("乙")), "甲乙", []string{NoteHidden}},
		{"hidden and raised", p(wr("3") + `<w:r><w:rPr><w:vanish/><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>` + wr("日")), "3日", []string{NoteHidden}},
	}
	remarks := packed{"word/comments.xml", `<w:comments` + wordSpace + `><w:comment w:id="0" w:author="张三">` + p(wr("此处应改。")) + `</w:comment></w:comments>`}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var more []packed
			if test.name == "a remark" {
				more = append(more, remarks)
			}
			s := readOne(t, "文.docx", makeDocxWith(t, test.body, more...))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.says, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
	s := readOne(t, "文.docx", makeDocxWith(t, tests[0].body, remarks))
	if got := said1(t, s, NoteRemarks); !strings.HasSuffix(got, "：“此处应改。”") {
		t.Error(got)
	}
}

// Numbers that Word counts restart below a new article, and where a list that
// shares them says so.
func TestDocxNumbersRestart(t *testing.T) {
	definitions := `<w:abstractNum w:abstractNumId="0">` + lvl(0, "chineseCountingThousand", "第%1条", "") + lvl(1, "chineseCounting", "（%2）", "") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
		`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`
	body := wp(inList(1, 0), "甲：") + wp(inList(1, 1), "子一；") + wp(inList(1, 1), "子二。") + wp(inList(1, 0), "乙：") + wp(inList(1, 1), "子一。") + wp(inList(2, 0), "丙。") + wp(inList(2, 0), "丁。")
	s := readOne(t, "文.docx", makeDocx(t, body, map[string]string{"numbering": definitions}))
	if diff := cmp.Diff("第一条 甲：\n（一）子一；\n（二）子二。\n第二条 乙：\n（一）子一。\n第七条 丙。\n第八条 丁。", s.Text); diff != "" {
		t.Error(diff)
	}
}

// What stands in the documents of LibreOffice beside the text.
func TestODTBeside(t *testing.T) {
	inside := packed{"Object 1/content.xml", `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><text:p>表中数</text:p></office:body></office:document-content>`}
	const frame, end = `<text:p>第二条　乙。<draw:frame draw:name="水印"><draw:text-box><text:p>仅供学习</text:p></draw:text-box></draw:frame></text:p>`, "</text:p>"
	for name, test := range map[string]struct{ body, text, code, words string }{
		"an object":              {`<text:p>第一条　甲。<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>` + end, "第一条　甲。", NoteEmbedded, "表中数"},
		"an object of a format":  {`<text:p>第一条　甲。<draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame>` + end, "第一条　甲。", NoteEmbedded, "Object 2"},
		"a watermark as a shape": {`<text:p>第一条　甲。` + end + `<draw:custom-shape draw:name="PowerPlusWaterMarkObject1"><text:p>仅供学习` + end + `</draw:custom-shape>`, "第一条　甲。", NoteWatermark, "仅供学习"},
		"a watermark in a frame": {frame, "第二条　乙。", NoteWatermark, "仅供学习"},
		"a remark":               {`<text:p>第一条　甲<office:annotation><dc:creator>张三</dc:creator><text:p>此处应改` + end + `</office:annotation>乙。` + end, "第一条　甲乙。", NoteRemarks, "此处应改"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.odt", makeODT(t, "", test.body, inside))
			if s.Text != test.text {
				t.Errorf("text %q", s.Text)
			}
			if got := said1(t, s, test.code); !strings.Contains(got, "“"+test.words+"”") {
				t.Error(got)
			}
		})
	}
}

// RTF: what is hidden, taken away or a remark is no text; notes and rows are.
func TestRTFBeside(t *testing.T) {
	g := func(s string) string { return gbkEscapes(t, s) }
	for name, test := range map[string]struct {
		body, text string
		says       []string
	}{
		"a remark":   {g("第一条　甲") + `{\*\atnid Z}{\*\atnauthor Z}\chatn{\*\annotation ` + g("批注语") + `}` + g("乙。") + `\par`, "第一条　甲乙。", []string{NoteRemarks}},
		"a note":     {g("第一条　甲") + `{\super\chftn}{\footnote\pard{\super\chftn}` + g("注语。") + `}` + g("乙。") + `\par`, "第一条　甲[1]乙。\n[1] 注语。", nil},
		"taken away": {g("甲") + `{\deleted ` + g("删") + `}{\revised ` + g("插") + `}` + g("乙。") + `\par`, "甲插乙。", []string{NoteRevision}},
		"hidden":     {g("甲") + `{\v ` + g("隐") + `}` + g("乙。") + `\par`, "甲乙。", []string{NoteHidden}},
		"rows":       {`\trowd\cellx1000\cellx2000\intbl ` + g("甲") + `\cell ` + g("乙") + `\cell\row\pard ` + g("末") + `\par`, "甲\t乙\n末", nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.rtf", `{\rtf1\ansi\ansicpg936 `+test.body+`}`)
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.says, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
