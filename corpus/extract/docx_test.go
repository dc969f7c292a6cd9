package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"`

// makeDocx is a document of the body and of further parts, by their name
// without folder and ending.
func makeDocx(t testing.TB, body string, parts map[string]string) string {
	return makeZip(t, docxFiles(body, parts)...)
}

func makeDocxWith(t testing.TB, body string, more ...packed) string {
	return makeZip(t, append(docxFiles(body, nil), more...)...)
}

func docxFiles(body string, parts map[string]string) []packed {
	files := []packed{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document ` + wordNames + `><w:body>` + body + `</w:body></w:document>`},
	}
	relations := ""
	for _, name := range []string{"styles", "numbering", "footnotes", "endnotes"} {
		if content := parts[name]; content != "" {
			files = append(files, packed{"word/" + name + ".xml", fmt.Sprintf("<w:%s %s>%s</w:%s>", name, wordNames, content, name)})
			relations += fmt.Sprintf(`<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s.xml"/>`, name, name, name)
		}
	}
	files = append(files, packed{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations + `</Relationships>`})
	if core := parts["core"]; core != "" {
		files = append(files, packed{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` + core + `</cp:coreProperties>`})
	}
	return files
}

// wp is a paragraph with properties.
func wp(properties, text string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr>` + wr(text) + `</w:p>`
}

func wr(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func wstyle(name string) string { return `<w:pStyle w:val="` + name + `"/>` }

func inList(list, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list)
}

func TestDocxText(t *testing.T) {
	tests := []struct {
		name, body, text string
		codes            []string
	}{
		{"runs", `<w:p><w:r><w:t>各支</w:t></w:r><w:r><w:t xml:space="preserve">部 </w:t><w:tab/><w:t>应当</w:t><w:br/><w:t>学习</w:t></w:r></w:p>`, "各支部 \t应当\n学习", nil},
		{"spaces of the file", `<w:p><w:r><w:t> 各 支部
 </w:t><w:t xml:space="preserve"> 应
当 </w:t></w:r></w:p>`, "各 支部 应 当", nil},
		{"blank lines", wp("", "甲") + `<w:p/>` + wp("", "乙"), "甲\n\n乙", nil},
		{"links and controls", `<w:p><w:hyperlink>` + wr("甲") + `</w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>` + wr("乙") + `</w:sdtContent></w:sdt></w:p><w:sdt><w:sdtContent>` + wp("", "丙") + `</w:sdtContent></w:sdt>`, "甲乙\n丙", nil},
		{"fields", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>不见</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + wr("三") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + wr("页") + `<w:fldSimple w:instr="DATE">` + wr("今日") + `</w:fldSimple></w:p>`, "三页今日", nil},
		{"field never ended", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>` + wp("", "甲"), "\n甲", nil},
		{"revisions", `<w:p>` + wr("应当") + `<w:ins>` + wr("每月") + `</w:ins><w:del><w:r><w:delText>每季</w:delText></w:r></w:del>` + wr("学习") + `</w:p>`, "应当每月学习", []string{NoteRevision}},
		{"deleted paragraph end", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + wr("应当") + `</w:p>` + wp("", "学习"), "应当学习", []string{NoteRevision}},
		{"moved", `<w:p><w:moveFrom>` + wr("甲") + `</w:moveFrom>` + wr("乙") + `<w:moveTo>` + wr("甲") + `</w:moveTo></w:p>`, "乙甲", []string{NoteRevision}},
		{"hidden", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>批注</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>正文</w:t></w:r></w:p>`, "正文", []string{NoteHidden}},
		{"text box in two forms", `<w:p>` + wr("甲") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>` + wp("", "框") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + wp("", "框") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + wr("乙") + `</w:p>`, "甲乙\n框", nil},
		{"only the other form has text", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "甲", nil},
		{"signs", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>`, "☑□-", nil},
		{"ruby", `<w:p><w:r><w:ruby><w:rt>` + wr("dang") + `</w:rt><w:rubyBase>` + wr("党") + `</w:rubyBase></w:ruby></w:r></w:p>`, "党", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.docx", makeDocx(t, test.body, nil))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.codes, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func wtable(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<w:tbl>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, c := range row {
			b.WriteString("<w:tc>" + c + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

func TestDocxTables(t *testing.T) {
	p := func(text string) string { return wp("", text) }
	tests := []struct {
		name, body, text string
		marks            []string
	}{
		{"grid", p("前") + wtable([]string{p("项目"), p("分值")}, []string{p("学") + p("习"), p("")}) + p("后"), "前\n项目\t分值\n学 习\t\n后", []string{"table 0 项目\t分值\n学 习"}},
		{"merged down", wtable([]string{`<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("甲"), p("一")}, []string{`<w:tcPr><w:vMerge/></w:tcPr>` + p("甲"), p("二")}), "甲\t一\n\t二", []string{"table 0 甲\t一\n\t二"}},
		{"one column", wtable([]string{p("甲") + p("乙")}), "甲\n乙", nil},
		{"table in a table", wtable([]string{p("甲"), wtable([]string{p("一"), p("二")}) + p("")}), "甲\n一\t二", []string{"table 0 一\t二"}},
		{"row taken away", `<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p("旧") + `</w:tc><w:tc>` + p("旧") + `</w:tc></w:tr><w:tr><w:tc>` + p("新") + `</w:tc><w:tc>` + p("一") + `</w:tc></w:tr></w:tbl>`, "新\t一", []string{"table 0 新\t一"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.docx", makeDocx(t, test.body, nil))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.marks, marked(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const docxTestStyles = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="章名"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="正文标题样"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="环"/><w:basedOn w:val="d"/></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="环二"/><w:basedOn w:val="c"/></w:style>`

func TestDocxHeadings(t *testing.T) {
	long := strings.Repeat("各支部应当按月组织学习。", 12)
	body := wp(wstyle("1"), "一级") + wp(wstyle("2"), "二级") + wp(wstyle("3"), "继承") + wp(wstyle("4"), "不是") +
		wp(`<w:outlineLvl w:val="2"/>`, "直接") + wp(wstyle("c"), "环") + wp(wstyle("1"), long) + wp(wstyle("T"), "题目") + wp(wstyle("1"), "题后")
	s := readOne(t, "文.docx", makeDocx(t, body, map[string]string{"styles": docxTestStyles}))
	want := []string{"heading 1 一级", "heading 2 二级", "heading 1 继承", "heading 3 直接", "heading 1 题目", "heading 2 题后"}
	if diff := cmp.Diff(want, marked(s)); diff != "" {
		t.Error(diff)
	}
}

func lvl(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
}

func TestDocxNumbers(t *testing.T) {
	definitions := `<w:abstractNum w:abstractNumId="0">` + lvl(0, "chineseCountingThousand", "第%1章", `<w:suff w:val="space"/>`) + lvl(1, "chineseCountingThousand", "第%2条", `<w:lvlRestart w:val="0"/><w:suff w:val="space"/>`) + lvl(2, "chineseCounting", "（%3）", "") + `</w:abstractNum>
<w:abstractNum w:abstractNumId="1">` + lvl(0, "chineseCounting", "%1、", "") + lvl(1, "chineseCounting", "（%2）", "") + lvl(2, "decimal", "%3.", "") + lvl(3, "decimal", "%1.%3.%4", `<w:isLgl/><w:suff w:val="nothing"/>`) + `</w:abstractNum>
<w:abstractNum w:abstractNumId="2">` + lvl(0, "bullet", "", "") + lvl(1, "ideographTraditional", "%2、", "") + lvl(2, "decimalEnclosedCircle", "%3", `<w:suff w:val="nothing"/>`) + lvl(3, "upperRoman", "%4", "") + lvl(4, "none", "附则", "") + `</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>`
	var body strings.Builder
	var want []string
	add := func(list, level int, text string) {
		body.WriteString(wp(inList(list, level), "甲"))
		want = append(want, text+"甲")
	}
	add(1, 0, "第一章 ")
	for i := range 6 {
		add(1, 1, "第"+corpus.FormatNumeral(i+1)+"条 ")
	}
	add(1, 2, "（一）")
	add(1, 2, "（二）")
	add(1, 0, "第二章 ")
	for i := range 5 {
		add(1, 1, "第"+corpus.FormatNumeral(i+7)+"条 ")
	}
	add(1, 1, "第十二条 ")
	add(1, 2, "（一）")
	add(2, 0, "一、")
	add(2, 1, "（一）")
	add(2, 2, "1. ")
	add(2, 3, "1.1.1")
	add(2, 1, "（二）")
	add(2, 2, "1. ")
	add(3, 0, "五、")
	add(2, 0, "六、")
	add(2, 1, "（一）")
	add(4, 0, "")
	add(4, 1, "甲、")
	add(4, 2, "①")
	add(4, 3, "I ")
	add(4, 4, "附则 ")
	add(5, 0, "")
	add(0, 0, "")
	add(9, 0, "")
	s := readOne(t, "文.docx", makeDocx(t, body.String(), map[string]string{"numbering": definitions}))
	if diff := cmp.Diff(want, strings.Split(s.Text, "\n")); diff != "" {
		t.Error(diff)
	}
}

// Numbers that come with a style: the level is the one that names the style.
func TestDocxNumbersByStyle(t *testing.T) {
	styles := `<w:style w:type="paragraph" w:styleId="条"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="章"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="新条"><w:name w:val="新条"/><w:basedOn w:val="条"/></w:style>`
	definitions := `<w:abstractNum w:abstractNumId="0">` + lvl(0, "japaneseCounting", "第%1章", `<w:pStyle w:val="章"/>`) + lvl(1, "japaneseCounting", "第%2条", `<w:pStyle w:val="条"/>`) + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	body := wp(wstyle("章"), "总则") + wp(wstyle("条"), "甲") + wp(wstyle("新条"), "乙") + wp(wstyle("条")+`<w:numPr><w:numId w:val="0"/></w:numPr>`, "丙") + wp(wstyle("章"), "附则")
	s := readOne(t, "文.docx", makeDocx(t, body, map[string]string{"styles": styles, "numbering": definitions}))
	if diff := cmp.Diff("第一章 总则\n第一条 甲\n第二条 乙\n丙\n第二章 附则", s.Text); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"heading 1 第一章 总则", "heading 1 第二章 附则"}, marked(s)); diff != "" {
		t.Error(diff)
	}
}

func TestDocxNotes(t *testing.T) {
	note := func(kind, id, text string) string {
		return `<w:` + kind + ` w:id="` + id + `">` + wp("", text) + `</w:` + kind + `>`
	}
	body := `<w:p>` + wr("甲") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + wr("乙") + `<w:r><w:endnoteReference w:id="1"/></w:r></w:p>` + wp("", "丙")
	s := readOne(t, "文.docx", makeDocx(t, body, map[string]string{
		"footnotes": `<w:footnote w:type="separator" w:id="0">` + wp("", "—") + `</w:footnote>` + note("footnote", "1", "没有提到") + note("footnote", "2", "见附件。"),
		"endnotes":  note("endnote", "1", "见原文。"),
		"core":      `<dc:title>关于学习的通知</dc:title><dc:creator>张三</dc:creator><cp:keywords>学习;支部</cp:keywords>`,
	}))
	if diff := cmp.Diff("甲[1]乙[2]\n丙\n[1] 见附件。\n[2] 见原文。", s.Text); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"note 0 [1] 见附件。", "note 0 [2] 见原文。"}, marked(s)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(corpus.Fields{Title: "关于学习的通知", Authors: []string{"张三"}, Keywords: []string{"学习", "支部"}}, s.Hints); diff != "" {
		t.Error(diff)
	}
}

func TestPlausibleHints(t *testing.T) {
	for in, want := range map[string]string{"张三": "张三", "lenovo": "", "微软用户": "", "Administrator": "", "李四、王五": "李四、王五"} {
		if got := plausibleAuthor(in); got != want {
			t.Errorf("author %q: got %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"文档1": "", "Microsoft Word - 通知": "", "工作规则": "工作规则", "无标题": ""} {
		if got := plausibleTitle(in); got != want {
			t.Errorf("title %q: got %q, want %q", in, got, want)
		}
	}
}

// A regulation whose chapters and articles Word counts comes apart as one in
// which they are typed.
func TestDocxProvisions(t *testing.T) {
	definitions := `<w:abstractNum w:abstractNumId="0">` + lvl(0, "chineseCountingThousand", "第%1章", "") + lvl(1, "chineseCountingThousand", "第%2条", `<w:lvlRestart w:val="0"/>`) + lvl(2, "chineseCountingThousand", "（%3）", "") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	body := wp(wstyle("T"), "支部学习规定") + wp(inList(1, 0)+wstyle("1"), "总则") + wp(inList(1, 1), "为了规范学习，制定本规定。") +
		wp(inList(1, 1), "学习应当做到：") + wp(inList(1, 2), "按时；") + wp(inList(1, 2), "认真。") + wp("", "学习应当有记录。") +
		wp(inList(1, 0)+wstyle("1"), "附则") + wp(inList(1, 1), "本规定自发布之日起施行。")
	s := readOne(t, "规定.docx", makeDocx(t, body, map[string]string{"styles": docxTestStyles, "numbering": definitions}))
	typed := readOne(t, "规定.txt", "支部学习规定\n第一章 总则\n第一条 为了规范学习，制定本规定。\n第二条 学习应当做到：\n（一）按时；\n（二）认真。\n学习应当有记录。\n第二章 附则\n第三条 本规定自发布之日起施行。")
	s.Path, typed.Path = "规定", "规定"
	if diff := cmp.Diff(locators(typed), locators(s)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(typed.Text, s.Text); diff != "" {
		t.Error(diff)
	}
}

// What repeats itself is written once and read once.
func TestRepeatingDocx(t *testing.T) {
	reference := `<w:r><w:footnoteReference w:id="2"/></w:r>`
	s := readOne(t, "文.docx", makeDocx(t, `<w:p>`+wr("甲")+strings.Repeat(reference, 3)+`</w:p>`, map[string]string{
		"footnotes": `<w:footnote w:id="2">` + wp("", "见附件。") + `</w:footnote>`,
	}))
	if want := "甲[1][1][1]\n[1] 见附件。"; s.Text != want {
		t.Errorf("text = %q, want %q", s.Text, want)
	}
	long := strings.Repeat("很长", longestLabel)
	s = readOne(t, "文.docx", makeDocx(t, wp(inList(1, 0), "甲"), map[string]string{
		"numbering": `<w:abstractNum w:abstractNumId="0">` + lvl(0, "decimal", long, "") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
	}))
	if s.Text != "甲" {
		t.Errorf("text = %.20q", s.Text)
	}
}
