package remark

import (
	"errors"
	"html"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
)

func field(instruction, shows string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + instruction + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r(shows) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

const numbering = `<w:numbering ` + wordNames + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

// A remark stands at what it is about, in whatever the text stands.
func TestWrite(t *testing.T) {
	box := `<w:r><w:pict><v:textbox><w:txbxContent>` + p(r("框中文字")) + `</w:txbxContent></v:textbox></w:pict></w:r>`
	tests := []struct {
		name, body, about, marked string
		where                     Where
	}{
		{"a run", p(r("甲乙丙")), "甲乙丙", "甲乙丙", Exact},
		{"inside a run", p(r("甲乙丙")), "乙", "乙", Exact},
		{"the end of one and the beginning of another", p(r("甲乙") + r("丙丁")), "乙丙", "乙丙", Exact},
		{"three runs", p(r("甲乙") + r("丙") + r("丁戊")), "乙丙丁", "乙丙丁", Exact},
		{"two paragraphs", p(r("甲乙")) + p(r("丙丁")), "乙\n丙", "乙丙", Exact},
		{"signs that XML writes otherwise", p(r("甲&lt;乙&amp;丙&#x4E01;")), "<乙&", "&lt;乙&amp;", Exact},
		{"spaces that are not kept", p(`<w:r><w:t>  甲乙 丙  </w:t></w:r>` + r("丁")), "乙 丙丁", "乙 丙丁", Exact},
		{"over a tab", p(`<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>`), "乙", "乙", Exact},
		{"a cell", `<w:tbl><w:tr><w:tc>` + p(r("甲乙")) + `</w:tc><w:tc>` + p(r("丙丁")) + `</w:tc></w:tr></w:tbl>`, "丁", "丁", Exact},
		{"a link", p(`<w:hyperlink>` + r("甲乙丙") + `</w:hyperlink>`), "乙", "乙", Exact},
		{"a content control", p(`<w:sdt><w:sdtPr/><w:sdtContent>` + r("甲乙丙") + `</w:sdtContent></w:sdt>`), "乙", "乙", Exact},
		{"a control of one value", p(r("甲") + `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>` + r("乙丙") + `</w:sdtContent></w:sdt>`), "乙", "乙丙", Wider},
		{"an insertion not accepted", p(`<w:ins w:id="3" w:author="某">` + r("甲乙丙") + `</w:ins>`), "乙", "乙", Exact},
		{"beside a deletion", p(r("甲") + `<w:del w:id="3" w:author="某"><w:r><w:delText>删</w:delText></w:r></w:del>` + r("乙")), "甲乙", "甲删乙", Exact},
		{"a field", p(r("见") + field("REF a", "第三条") + r("。")), "第三", "第三", Exact},
		{"a field in one element", p(r("见") + `<w:fldSimple w:instr="REF a">` + r("第三条") + `</w:fldSimple>` + r("。")), "第三", "第三条", Wider},
		{"a field that says what it shows", p(r("甲") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "引文"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + r("乙")), "引文", "乙", Nearest},
		{"a raised figure", p(r("10") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r>`), "1", "1", Exact},
		{"in a raised figure", p(r("乘方") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r>`), "2", "12", Wider},
		{"a number that is counted", p(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + r("甲乙")), "第1条", "甲乙", Nearest},
		{"and what it counts", p(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + r("甲乙")), "第1条 甲", "甲", Nearest},
		{"a note", p(r("甲乙") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r("丙")), "见附件", "", AtNote},
		{"the mark of a note", p(r("甲乙") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r("丙")), "乙[1]丙", "乙丙", Exact},
		{"a box", p(r("甲") + box + r("乙")), "框中", "框中文字", AtBox},
		{"one of two forms", p(r("甲") + `<mc:AlternateContent><mc:Choice Requires="wps">` + r("乙丙") + `</mc:Choice><mc:Fallback>` + r("乙丙") + `</mc:Fallback></mc:AlternateContent>`), "乙", "乙丙乙丙", Wider},
		{"a paragraph in one of two forms", p(r("甲")) + `<mc:AlternateContent><mc:Choice Requires="wps">` + p(r("乙丙")) + `</mc:Choice></mc:AlternateContent>` + p(r("丁")), "乙", "甲", Nearest},
		{"a ruby", p(`<w:r><w:ruby><w:rubyPr/><w:rt>` + r("jia") + `</w:rt><w:rubyBase>` + r("甲") + `</w:rubyBase></w:ruby></w:r>` + r("乙")), "甲", "jia甲", Wider},
		{"characters kept from XML", p(`<w:r><w:t><![CDATA[甲<乙]]></w:t></w:r>`), "乙", "", Wider},
		{"a change of looks", p(`<w:r><w:rPr><w:b/><w:rPrChange w:id="7" w:author="某"><w:rPr/></w:rPrChange></w:rPr><w:t>甲乙丙</w:t></w:r>`), "乙", "乙", Exact},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := wordFile(t, test.body, map[string]string{
				"word/numbering.xml": numbering,
				"word/footnotes.xml": `<w:footnotes ` + wordNames + `><w:footnote w:id="2">` + p(r(" 见附件")) + `</w:footnote></w:footnotes>`,
			})
			out, main := annotated(t, file, []Remark{{Span: of(t, textOf(t, file), test.about), Text: "一\n二 < 三"}}, Options{Made: made})
			if diff := cmp.Diff([]Placed{{Where: test.where}}, out.Placed); diff != "" {
				t.Error(diff)
			}
			got, _ := remarked(main)
			if diff := cmp.Diff([]string{test.marked}, got); diff != "" {
				t.Error(diff, main)
			}
			_, plain := partsOf(t, out.File)
			if c := plain["word/comments.xml"]; !strings.Contains(c, ` w:author="条文核对" w:date="2026-11-30T08:00:00Z"`) || !strings.Contains(c, "二 &lt; 三") {
				t.Error(c)
			}
			if !strings.Contains(plain[contentTypes], `PartName="/word/comments.xml"`) || !strings.Contains(plain["word/_rels/document.xml.rels"], `Target="comments.xml"`) {
				t.Error(plain[contentTypes], plain["word/_rels/document.xml.rels"])
			}
		})
	}
}

// Comments that were there stay, word for word, and no number comes twice.
func TestWriteKeepsComments(t *testing.T) {
	old := `<w:comment xmlns:w="` + wordSpace + `" w:id="4" w:author="某"><w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment>`
	body := p(`<w:bookmarkStart w:id="9" w:name="b"/><w:commentRangeStart w:id="4"/>` + r("甲乙") + `<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>` + r("丙") + `<w:bookmarkEnd w:id="9"/>`)
	relations := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdTiaowen" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`
	for name, comments := range map[string]string{
		"some": `<w:comments ` + wordNames + `>` + old + `</w:comments>`, "another prefix": `<x:comments xmlns:x="` + wordSpace + `">` + old + `</x:comments>`,
	} {
		t.Run(name, func(t *testing.T) {
			file := wordFile(t, body, map[string]string{"word/comments.xml": comments, "word/_rels/document.xml.rels": relations})
			out, main := annotated(t, file, []Remark{{Span: corpus.Span{Start: 3, End: 9}, Text: "新"}, {Span: corpus.Span{Start: 0, End: 3}, Text: "新"}}, Options{})
			got, numbers := remarked(main)
			if diff := cmp.Diff([]string{"甲乙", "甲", "乙丙"}, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]int{4, 11, 10}, numbers); diff != "" {
				t.Error(diff)
			}
			_, plain := partsOf(t, out.File)
			if !strings.Contains(plain["word/comments.xml"], old) || plain["word/_rels/document.xml.rels"] != relations {
				t.Error(plain["word/comments.xml"], plain["word/_rels/document.xml.rels"])
			}
		})
	}
	empty := wordFile(t, p(r("甲")), map[string]string{"word/comments.xml": `<w:comments ` + wordNames + `/>`})
	out, _ := annotated(t, empty, []Remark{{Span: corpus.Span{End: 3}, Text: "新"}}, Options{})
	if _, plain := partsOf(t, out.File); !strings.HasSuffix(plain["word/comments.xml"], "</w:comment></w:comments>") {
		t.Error(plain["word/comments.xml"])
	}
}

// Without a remark the file is the same but for the packing's own head, and one
// whose elements have another prefix gets remarks as well.
func TestWriteOddFiles(t *testing.T) {
	file := wordFile(t, p(r("甲")), nil)
	out, _ := annotated(t, file, nil, Options{})
	before, _ := partsOf(t, file)
	after, _ := partsOf(t, out.File)
	delete(before, "word/document.xml")
	delete(after, "word/document.xml")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	for name, document := range map[string]string{
		"default":  `<document xmlns="` + wordSpace + `"><body><p><r><t>甲乙丙</t></r></p></body></document>`,
		"prefixed": `<x:document xmlns:x="` + wordSpace + `"><x:body><x:p><x:r><x:t>甲乙丙</x:t></x:r></x:p></x:body></x:document>`,
		"strict":   `<w:document xmlns:w="` + strictSpace + `"><w:body><w:p><w:r><w:t>甲乙丙</w:t></w:r></w:p></w:body></w:document>`,
	} {
		t.Run(name, func(t *testing.T) {
			instead := "丁"
			out, err := Write("稿.docx", wordFileOf(t, document, nil), "甲乙丙", []Remark{{Span: corpus.Span{Start: 3, End: 6}, Text: "新", Instead: &instead}}, Options{Track: true})
			if err != nil || !out.Placed[0].Tracked {
				t.Fatal(err, out.Placed)
			}
			if got := textOf(t, out.File); got != "甲丁丙" {
				t.Error(got)
			}
			sources, _ := extract.Read("稿.docx", out.File)
			if len(sources[0].Diagnostics) < 2 { // a remark and a change
				t.Error(sources[0].Diagnostics)
			}
		})
	}
}

// What cannot be read is refused as reading refuses it.
func TestWriteRefuses(t *testing.T) {
	sound := wordFile(t, p(r("甲")), nil)
	utf16 := wordFileOf(t, "<?xml version=\"1.0\" encoding=\"GBK\"?><w:document "+wordNames+"><w:body>"+p(r("\xbc\xd7"))+"</w:body></w:document>", nil)
	tests := []struct {
		name string
		file []byte
		text string
		code string
	}{
		{"nothing", nil, "", extract.Empty},
		{"half a file", sound[:len(sound)/2], "甲", extract.ArchiveBroken},
		{"broken markup", wordFile(t, "<w:p>", nil), "甲", extract.Broken},
		{"no text", wordFile(t, p(""), nil), "", extract.NoText},
		{"a bomb", wordFile(t, strings.Repeat(`<w:p><w:r><w:t>甲</w:t></w:r></w:p>`, 1_000_000), nil), "", extract.ArchiveTooBig},
		{"a plain text", []byte("甲"), "甲", extract.Unsupported},
		{"another charset", utf16, "甲", extract.Unsupported},
		{"broken comments", wordFile(t, p(r("甲")), map[string]string{"word/comments.xml": "<w:comments"}), "甲", extract.Broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Write("稿.docx", test.file, test.text, nil, Options{})
			var refusal *extract.Refusal
			if !errors.As(err, &refusal) || refusal.Code != test.code {
				t.Errorf("%v, want %s", err, test.code)
			}
		})
	}
	if _, err := Write("稿.docx", sound, "乙", nil, Options{}); !errors.Is(err, ErrOtherText) {
		t.Error(err)
	}
	signed := wordFile(t, p(r("甲")), map[string]string{"_xmlsignatures/sig1.xml": "<s/>"})
	if out, _ := annotated(t, signed, nil, Options{}); !out.Signed {
		t.Error("its signatures no longer hold")
	}
}

// many are remarks on stretches all over a text, overlapping and nested.
func many(text string) (out []Remark) {
	starts := []int{}
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	for i, n := 0, 0; i < len(starts)-1; i, n = i+3+n%7, n+1 {
		for _, long := range []int{1, 5 + n%11, 40} {
			if n%5 == 0 || long < 40 {
				out = append(out, Remark{Span: corpus.Span{Start: starts[i], End: starts[min(i+long, len(starts)-1)]}, Text: "批注"})
			}
		}
	}
	return out[:min(len(out), 3000)]
}

// Every remark on a real document stands at its words, and the document is what
// it was.
func TestSharedWrite(t *testing.T) {
	for _, path := range realFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			file := read(t, path)
			if _, err := extract.Read("稿.docx", file); err != nil {
				t.Skip(err)
			}
			text := textOf(t, file)
			remarks := many(text)
			out, main := annotated(t, file, remarks, Options{})
			counts := map[Where]int{}
			for _, placed := range out.Placed {
				counts[placed.Where]++
			}
			marked, numbers := remarked(main)
			first := slices.Min(numbers)
			for i, got := range marked {
				if n := numbers[i] - first; out.Placed[n].Where == Exact {
					checkMarked(t, n, got, remarks[n].Span.In(text))
				}
			}
			t.Logf("%d bytes of text, %v", len(text), counts)
		})
	}
}

// checkMarked holds the words between a remark's marks to those it is about, up
// to white space and what one of the two alone has: numbers that are counted,
// pages of a table of contents.
func checkMarked(t *testing.T, n int, got, want string) {
	t.Helper()
	got, want = squeezed(got), squeezed(want)
	if strings.Trim(want, "0123456789[]") == "" {
		return // in the mark of a note
	}
	if !within(got, want) && !within(want, got) || got == "" {
		t.Errorf("remark %d is at %q, not %q", n, got, want)
	}
}

// within reports whether the characters of a stand in b, in their order.
func within(a, b string) bool {
	for _, r := range a {
		i := strings.IndexRune(b, r)
		if i < 0 {
			return false
		}
		b = b[i+utf8.RuneLen(r):]
	}
	return true
}

func squeezed(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), "")
}
