package extract

import (
	"strings"
	"testing"
)

// Containers are fuzzed from the inside: a fuzzer hardly ever finds a checksum.

func FuzzDocx(f *testing.F) {
	f.Add(wp(wstyle("1"), "甲")+wtable([]string{wp("", "一"), wp("", "二")}), docxTestStyles, lvl(0, "decimal", "%1.", ""))
	f.Add(wp(inList(1, 0), "甲")+`<w:p><w:r><w:footnoteReference w:id="1"/></w:r><w:del/><w:ins>`+wr("乙")+`</w:ins></w:p>`, "", `<w:abstractNum w:abstractNumId="0">`+lvl(0, "chineseCounting", "第%1条%9%", "")+`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		fuzzRead(t, "文.docx", []byte(makeDocx(t, body, map[string]string{"styles": styles, "numbering": numbering, "footnotes": body})))
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>`,
		`<text:list text:style-name="L"><text:list-item text:start-value="3"><text:p>甲</text:p></text:list-item></text:list><text:h text:outline-level="2">乙</text:h>`)
	f.Add("", `<table:table><table:table-row><table:table-cell><text:p>甲<text:s text:c="9"/></text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table><text:p><text:note><text:note-body><text:p>乙</text:p></text:note-body></text:note></text:p>`)
	f.Fuzz(func(t *testing.T, styles, body string) { fuzzRead(t, "文.odt", []byte(makeODT(t, styles, body))) })
}

func FuzzEPUB(f *testing.F) {
	f.Add("<p>甲</p>", "<itemref idref='x'/>")
	f.Fuzz(func(t *testing.T, page, spine string) {
		fuzzRead(t, "书.epub", []byte(makeZip(t,
			packed{epubContainer, `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`},
			packed{"b.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="x" href="x" media-type="html"/></manifest><spine>` + spine + `</spine></package>`},
			packed{"x", page})))
	})
}

func FuzzRTF(f *testing.F) {
	for _, seed := range []string{`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 a;}}\f0\'d6\'d0\par\u25903?{\footnote b}}`,
		`{\rtf1{\stylesheet{\s1\outlinelevel0 heading 1;}}\trowd\clmrg\cellx1\intbl a\cell\nestcell\row\pard\s1 b\par{\listtext 1.\tab}{\v c}\bin3 abc}`,
		`{\rtf1{\*\shpinst{\shptxt a\par}}{\upr{b}{\*\ud\u-10179?\u-8704?}}{\info{\title t}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, "文.rtf", data)
		fuzzRead(t, "文.rtf", append([]byte(`{\rtf1 `), data...))
	})
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("标题,正文,年份\n甲,\"乙\n丙\",2020\n,,\n\"丁"))
	f.Add([]byte("text\tdate\n甲\t2020-01-02"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "表.csv", data) })
}

func FuzzZip(f *testing.F) {
	f.Add([]byte(makeZip(f, packed{"a.txt", plea}, packed{"b.zip", makeZip(f, packed{"c.md", plea})})), "甲.txt", plea)
	f.Add([]byte(withSize(makeZip(f, packed{"a.txt", plea}), 3)), `..\乙.csv`, "正文\n甲")
	f.Fuzz(func(t *testing.T, data []byte, name, content string) {
		name = strings.TrimRight(name, "/") // no folder, which has no content
		fuzzRead(t, "包.zip", data)
		fuzzRead(t, "包.zip", []byte(makeZip(t, packed{name, content}, packed{name, content})))
	})
}
