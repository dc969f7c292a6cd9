package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

const odtNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xml="http://www.w3.org/XML/1998/namespace" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

func makeODT(t testing.TB, styles, body string, more ...packed) string {
	content := `<office:document-content ` + odtNames + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
	return makeZip(t, append([]packed{{"mimetype", odtType}, {"content.xml", content}}, more...)...)
}

func TestODT(t *testing.T) {
	const p, end = "<text:p>", "</text:p>"
	tests := []struct {
		name, body, text string
		codes            []string
	}{
		{"white space", p + "\n 各支部  应当<text:s text:c=\"2\"/>学<text:tab/>习<text:line-break/>并<text:span>记</text:span>录" + end, "各支部 应当  学\t习\n并记录", nil},
		{"revisions", `<text:tracked-changes><text:changed-region><text:deletion>` + p + "删去" + end + `</text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>` + p + `应当<text:change-start/>每月<text:change-end/><text:change/>学习` + end, "应当每月学习", []string{NoteRevision}},
		{"hidden", p + `甲<text:span text:style-name="H">藏</text:span><text:hidden-text>藏</text:hidden-text>乙` + end, "甲乙", []string{NoteHidden}},
		{"text box and remark", p + `甲<draw:frame><draw:text-box>` + p + "框" + end + `</draw:text-box></draw:frame><office:annotation>` + p + "批注" + end + `</office:annotation>乙` + end, "甲乙\n框", []string{NoteRemarks}},
		{"note", p + `甲<text:note><text:note-citation>1</text:note-citation><text:note-body>` + p + "见附件。" + end + `</text:note-body></text:note>乙` + end, "甲[1]乙\n[1] 见附件。", nil},
		{"section and contents", `<text:section>` + p + "甲" + end + `</text:section><text:table-of-content><text:table-of-content-source/><text:index-body>` + p + "目录" + end + `</text:index-body></text:table-of-content>`, "甲\n目录", nil},
		{"ruby", p + `<text:ruby><text:ruby-base>党</text:ruby-base><text:ruby-text>dang</text:ruby-text></text:ruby>` + end, "党", nil},
		{"table", `<table:table><table:table-header-rows><table:table-row><table:table-cell>` + p + "项" + end + p + "目" + end + `</table:table-cell><table:table-cell>` + p + "分" + end + `</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/><table:table-cell>` + p + "五" + end + `</table:table-cell></table:table-row></table:table>`, "项 目\t分\n\t五", nil},
		{"spanned cell", `<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">` + p + "项目" + end + `</table:table-cell><table:covered-table-cell/><table:table-cell>` + p + "分" + end + `</table:table-cell></table:table-row></table:table>`, "项目\t分", nil},
	}
	styles := `<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>`
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.odt", makeODT(t, styles, test.body))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.codes, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestODTLists(t *testing.T) {
	styles := `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-prefix="第" style:num-suffix="条" style:num-format="一, 二, 三, ..."/><text:list-level-style-number text:level="2" loext:num-list-format="（%2%）" style:num-format="一, 二, 三, ..."/><text:list-level-style-number text:level="3" style:num-suffix="." style:num-format="1" text:display-levels="2" text:start-value="4"/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`
	item := func(inside string) string { return "<text:list-item>" + inside + "</text:list-item>" }
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	inner := func(inside string) string { return "<text:list>" + inside + "</text:list>" }
	body := `<text:list xml:id="a" text:style-name="L">` + item(p("甲")+p("次")) + item(p("乙")+inner(item(p("丙"))+item(p("丁")+inner(item(p("戊")))))) + `</text:list>` + p("隔") +
		`<text:list xml:id="b" text:continue-list="a" text:style-name="L">` + item(p("己")+inner(item(p("庚")))) + `</text:list>` +
		`<text:list text:style-name="L">` + item(p("辛")) + `</text:list>` +
		`<text:list text:style-name="L" text:continue-numbering="true">` + item(p("壬")) + `<text:list-item text:start-value="12">` + p("癸") + `</text:list-item></text:list>` +
		`<text:list text:style-name="B">` + item(p("子")) + `</text:list>` +
		`<text:list text:style-name="L" text:continue-numbering="true">` + item(p("丑")) + `</text:list>`
	s := readOne(t, "文.odt", makeODT(t, styles, body))
	want := "第一条 甲\n次\n第二条 乙\n（一）丙\n（二）丁\n二.4. 戊\n隔\n第三条 己\n（一）庚\n第一条 辛\n第二条 壬\n第十二条 癸\n子\n第十三条 丑"
	if diff := cmp.Diff(want, s.Text); diff != "" {
		t.Error(diff)
	}
}

func TestODTHeadings(t *testing.T) {
	styles := `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>`
	more := packed{"styles.xml", `<office:document-styles ` + odtNames + `><office:styles><style:style style:name="Title" style:family="paragraph"/><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-prefix="第" style:num-suffix="章" style:num-format="一, 二, 三, ..."/></text:outline-style></office:styles></office:document-styles>`}
	meta := packed{"meta.xml", `<office:document-meta ` + odtNames + `><office:meta><dc:title>学习制度</dc:title><meta:initial-creator>张三</meta:initial-creator><meta:keyword>学习</meta:keyword></office:meta></office:document-meta>`}
	body := `<text:p text:style-name="P1">制度</text:p><text:h text:outline-level="1">总则</text:h><text:h text:outline-level="2">目的</text:h><text:h text:outline-level="1">附则</text:h>`
	s := readOne(t, "文.odt", makeODT(t, styles, body, more, meta))
	if diff := cmp.Diff([]string{"heading 1 制度", "heading 2 第一章 总则", "heading 3 目的", "heading 2 第二章 附则"}, marked(s)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(corpus.Fields{Title: "学习制度", Authors: []string{"张三"}, Keywords: []string{"学习"}}, s.Hints); diff != "" {
		t.Error(diff)
	}
}

func TestODTRefusals(t *testing.T) {
	manifest := packed{"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`}
	tests := []struct{ name, in, code string }{
		{"encrypted", makeODT(t, "", "x", manifest), ArchivePassword},
		{"no text", makeODT(t, "", "<text:p/>"), NoText},
		{"lists too deep", makeODT(t, "", strings.Repeat("<text:list><text:list-item>", 200)), TooDeep},
		{"broken", makeODT(t, "", "<text:p>"), Broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("文.odt", []byte(test.in))
			if got := refusalCode(err); got != test.code {
				t.Errorf("code = %q (%v), want %q", got, err, test.code)
			}
		})
	}
}
