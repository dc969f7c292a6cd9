package packet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

func docxOf(t testing.TB, p Packet, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteDOCX(t.Context(), &out, p, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// partsOf unpacks a Word file.
func partsOf(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// element is a start tag of a part.
type element struct {
	name  string
	attrs map[string]string
}

// elementsOf reads a part to its end, which fails if it is not well-formed.
func elementsOf(t testing.TB, name string, part []byte) []element {
	t.Helper()
	var out []element
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if start, ok := token.(xml.StartElement); ok {
			e := element{start.Name.Local, map[string]string{}}
			for _, a := range start.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			out = append(out, e)
		}
	}
}

func valuesOf(elements []element, name, attr string) []string {
	var out []string
	for _, e := range elements {
		if e.name == name {
			out = append(out, e.attrs[attr])
		}
	}
	return out
}

// linesOf are the texts of the paragraphs of a part, tabs and all.
func linesOf(t testing.TB, part []byte) []string {
	t.Helper()
	var out []string
	var line strings.Builder
	inText := false
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			inText = v.Name.Local == "t"
			if v.Name.Local == "tab" {
				line.WriteByte('\t')
			}
		case xml.EndElement:
			inText = false
			if v.Name.Local == "p" {
				out = append(out, line.String())
				line.Reset()
			}
		case xml.CharData:
			if inText {
				line.Write(v)
			}
		}
	}
}

// TestDOCXParts holds what Word insists on before it opens a file without a
// word of repair.
func TestDOCXParts(t *testing.T) {
	for _, at := range []SourcesAt{InFootnotes, InLines, InList} {
		t.Run(string(at), func(t *testing.T) { checkParts(t, Options{Sources: at}) })
	}
}

func checkParts(t *testing.T, o Options) {
	hostile := example()
	hostile.Title = strings.Repeat("<script>&\"'/\x00", 25)
	for name, p := range map[string]Packet{"example": example(), "empty": {}, "hostile": hostile, "headings only": {Items: []Item{NewHeading(4, "甲")}}} {
		t.Run(name, func(t *testing.T) {
			parts := partsOf(t, docxOf(t, p, o))
			elements := map[string][]element{}
			for name, part := range parts {
				elements[name] = elementsOf(t, name, part)
			}
			checkContentTypes(t, parts, elements["[Content_Types].xml"])
			checkRelationships(t, parts, elements)
			if o.Sources == InFootnotes {
				checkFootnotes(t, p, elements)
			}
			checkStyles(t, elements)
		})
	}
}

func checkContentTypes(t *testing.T, parts map[string][]byte, types []element) {
	overrides := valuesOf(types, "Override", "PartName")
	endings := valuesOf(types, "Default", "Extension")
	for _, name := range overrides {
		if parts[strings.TrimPrefix(name, "/")] == nil {
			t.Errorf("a type for %s, which is no part", name)
		}
	}
	for name := range parts {
		ending := strings.TrimPrefix(path.Ext(name), ".")
		if name != "[Content_Types].xml" && !slices.Contains(overrides, "/"+name) && ending != "rels" || !slices.Contains(endings, ending) {
			t.Errorf("%s has no type", name)
		}
	}
}

func checkRelationships(t *testing.T, parts map[string][]byte, elements map[string][]element) {
	ids := map[string]bool{}
	for folder, name := range map[string]string{"": "_rels/.rels", "word": "word/_rels/document.xml.rels"} {
		for _, e := range elements[name] {
			if e.name != "Relationship" {
				continue
			}
			if target := path.Join(folder, e.attrs["Target"]); parts[target] == nil {
				t.Errorf("%s leads to %s, which is no part", name, target)
			}
			if folder == "word" {
				ids[e.attrs["Id"]] = true
			}
		}
	}
	for _, m := range regexp.MustCompile(`r:id="([^"]*)"`).FindAllSubmatch(parts["word/document.xml"], -1) {
		if !ids[string(m[1])] {
			t.Errorf("the document uses relationship %s, which there is not", m[1])
		}
	}
}

func checkFootnotes(t *testing.T, p Packet, elements map[string][]element) {
	var want []string
	for i := range len(sourcesOf(p, "").of) {
		want = append(want, strconv.Itoa(i+1))
	}
	if diff := cmp.Diff(want, valuesOf(elements["word/document.xml"], "footnoteReference", "id")); diff != "" {
		t.Errorf("footnotes referred to (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(append([]string{"-1", "0"}, want...), valuesOf(elements["word/footnotes.xml"], "footnote", "id")); diff != "" {
		t.Errorf("footnotes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"-1", "0"}, valuesOf(elements["word/settings.xml"], "footnote", "id")); diff != "" {
		t.Errorf("separators in the settings (-want +got):\n%s", diff)
	}
}

func checkStyles(t *testing.T, elements map[string][]element) {
	known := valuesOf(elements["word/styles.xml"], "style", "styleId")
	for name, es := range elements {
		for _, tag := range []string{"pStyle", "rStyle", "tblStyle"} {
			for _, id := range valuesOf(es, tag, "val") {
				if !slices.Contains(known, id) {
					t.Errorf("%s uses style %s, which there is not", name, id)
				}
			}
		}
	}
}

// TestDOCXText holds that what went in can be read back, in order.
func TestDOCXText(t *testing.T) {
	parts := partsOf(t, docxOf(t, example(), Options{Style: Style2025, Sources: InList}))
	want := []string{
		"机关党支部书记培训：组织生活怎样过得实",
		"本材料供支部书记集中培训使用，摘录均以原文为准。",
		"一、依据",
		"（一）支部委员会怎样产生",
		"第十二条　党支部委员会由党支部党员大会选举产生，每届任期按照规定执行。",
		"支部委员会会议一般每月召开1次，遇有紧急事项可以随时召开：",
		"（一）传达学习上级决定；",
		"（二）研究“一事一议”的办法 & 讨论 a<b 的情形。[1]第十二条",
		"【说明】讲到这里可以请学员对照本支部去年的会议记录。",
		"党支部党员大会一般每季度召开1次。[1]第十三条第一款",
		"（二）表格怎样填",
		"名称", "次数", "主持人", "党员大会", "每季度1次", "支部书记", "支委会", "每月1次", "支部书记",
		"出处[1]附件1",
		"二、论述",
		"支部强不强，要看群众办事顺不顺。[2]二、（一）",
		"1.做法一",
		"（1）清单",
		"每月活动前列清单，活动中对清单，活动后晒清单。[3]",
		"参考文献",
		"[1] 中共示例市委办公室. 示例市机关党支部工作规定（试行）：示委办发〔2018〕51号[A]. 2018-10-20.",
		"[2] 林示范. 把支部建在一线：示例市机关党的建设工作会议[Z]. 2024-05-16.",
		"[3] 周一，吴二，郑三，等. “三张清单”管好党员活动日[N]. 示例日报，2023-07.",
	}
	if diff := cmp.Diff(want, linesOf(t, parts["word/document.xml"])); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	parts = partsOf(t, docxOf(t, example(), Options{}))
	notes := linesOf(t, parts["word/footnotes.xml"])
	if len(notes) != 2+5 || notes[2] != " "+footnoteText(*example().Items[3].Passage) {
		t.Errorf("footnotes: %q", notes)
	}
	if header := linesOf(t, parts["word/header.xml"]); len(header) != 1 || header[0] != example().madeLine() {
		t.Errorf("header: %q", header)
	}
}

// TestDOCXAnyText holds the same for whatever text there is.
func TestDOCXAnyText(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text") + string(rapid.SliceOf(rapid.Byte()).Draw(r, "bytes"))
		p := Packet{Title: text, Items: []Item{quote("甲", "", text, "", corpus.Fields{}, text), NewNote(text), NewHeading(1, text)}}
		got := linesOf(t, partsOf(t, docxOf(t, p, Options{}))["word/document.xml"])
		var want []string
		if title := oneLine(text); title != "" {
			want = append(want, title)
		}
		for i, b := range blocksOf(text) {
			if b.Rows != nil && i > 0 && blocksOf(text)[i-1].Rows != nil {
				want = append(want, "")
			}
			want = append(want, slices.Concat(append(b.Rows, []string{b.Text}[:1-min(1, len(b.Rows))])...)...)
		}
		if n := len(blocksOf(text)); n == 0 || blocksOf(text)[n-1].Rows != nil {
			want = append(want, sourceTail)
		}
		for i, b := range paragraphsOf(text) {
			want = append(want, []string{remarkLead, ""}[min(i, 1)]+b.Text)
		}
		for _, b := range paragraphsOf(text) {
			want = append(want, b.Text)
		}
		want = append(want, new(numbering).heading(1, text))
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func TestEqualPacketsAreEqualBytes(t *testing.T) {
	for name, write := range writers {
		var first, second bytes.Buffer
		if err := errors.Join(write(t.Context(), &first, example(), Options{}), write(t.Context(), &second, example(), Options{})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: two files of one packet differ", name)
		}
	}
}
