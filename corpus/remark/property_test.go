package remark

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// drawnBody is a body of paragraphs, tables and what stands in them, nested as
// documents nest it.
func drawnBody(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 4).Draw(t, "paragraphs") {
		if rapid.IntRange(0, 4).Draw(t, "table") == 0 {
			b.WriteString(`<w:tbl><w:tr><w:tc>` + p(drawnRuns(t, 1)) + `</w:tc><w:tc>` + p(drawnRuns(t, 1)) + `</w:tc></w:tr></w:tbl>`)
			continue
		}
		properties := rapid.SampledFrom([]string{"", `<w:pPr><w:jc w:val="center"/></w:pPr>`, `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>`}).Draw(t, "properties")
		b.WriteString(p(properties + drawnRuns(t, 0)))
	}
	return b.String()
}

func drawnRuns(t *rapid.T, deep int) string {
	var b strings.Builder
	for range rapid.IntRange(0, 4).Draw(t, "runs") {
		kind := rapid.IntRange(0, 13).Draw(t, "kind")
		if deep > 2 {
			kind = min(kind, 4)
		}
		switch kind {
		default:
			b.WriteString(`<w:r>` + drawnLook(t) + drawnPieces(t) + `</w:r>`)
		case 5:
			b.WriteString(`<w:hyperlink>` + drawnRuns(t, deep+1) + `</w:hyperlink>`)
		case 6:
			b.WriteString(`<w:ins w:id="900" w:author="某">` + drawnRuns(t, deep+3) + `</w:ins>`)
		case 7:
			b.WriteString(`<w:del w:id="901" w:author="某"><w:r><w:delText>删去</w:delText></w:r></w:del>`)
		case 8:
			b.WriteString(`<w:sdt><w:sdtPr>` + rapid.SampledFrom([]string{"", "<w:text/>"}).Draw(t, "control") + `</w:sdtPr><w:sdtContent>` + drawnRuns(t, deep+1) + `</w:sdtContent></w:sdt>`)
		case 9:
			b.WriteString(`<w:fldSimple w:instr="REF a">` + drawnRuns(t, deep+1) + `</w:fldSimple>`)
		case 10:
			b.WriteString(field("REF _1", rapid.SampledFrom([]string{"1", "第一条"}).Draw(t, "field")))
		case 11:
			b.WriteString(`<w:r><w:footnoteReference w:id="2"/></w:r>`)
		case 12:
			b.WriteString(`<w:r><w:pict><v:textbox><w:txbxContent>` + p(r("框内")) + `</w:txbxContent></v:textbox></w:pict></w:r>`)
		case 13:
			b.WriteString(`<mc:AlternateContent><mc:Choice Requires="wps">` + r("选一") + `</mc:Choice><mc:Fallback>` + r("选二") + `</mc:Fallback></mc:AlternateContent>`)
		}
	}
	return b.String()
}

func drawnLook(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>", `<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>`,
		`<w:rPr><w:rPrChange w:id="77" w:author="某"><w:rPr/></w:rPrChange></w:rPr>`}).Draw(t, "look")
}

func drawnPieces(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(0, 3).Draw(t, "pieces") {
		words := rapid.SampledFrom([]string{"甲乙丙", "12", " 丁 戊 ", "&lt;己&amp;", "……3", " ", "", "庚\n辛", "&#x58EC;癸"}).Draw(t, "words")
		b.WriteString(rapid.SampledFrom([]string{`<w:t>` + words + `</w:t>`, `<w:t xml:space="preserve">` + words + `</w:t>`, `<w:t xml:space="preserve">` + words + `</w:t>`,
			`<w:tab/>`, `<w:br/>`, `<w:noBreakHyphen/>`, "\n  "}).Draw(t, "piece"))
	}
	return b.String()
}

// Whatever a document is made of: with remarks it says the same and looks the
// same, with changes refused too, and with changes taken it says what it should.
func TestWriteProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := wordFile(t, p(r("首"))+drawnBody(t)+p(r("尾尾")), map[string]string{
			"word/numbering.xml": numbering,
			"word/footnotes.xml": `<w:footnotes ` + wordNames + `><w:footnote w:id="2">` + p(r("注文")) + `</w:footnote></w:footnotes>`,
		})
		text := textOf(t, file)
		var starts []int
		for i := range text {
			starts = append(starts, i)
		}
		var remarks []Remark
		for range rapid.IntRange(1, 6).Draw(t, "remarks") {
			from := rapid.IntRange(0, len(starts)-2).Draw(t, "from")
			to := rapid.IntRange(from+1, min(from+6, len(starts)-1)).Draw(t, "to")
			instead := rapid.SampledFrom([]string{"改", "", "子丑", "<寅>"}).Draw(t, "instead")
			remarks = append(remarks, Remark{Span: corpus.Span{Start: starts[from], End: starts[to]}, Text: "批", Instead: &instead})
		}
		annotated(t, file, remarks, Options{})
		out, main := annotated(t, file, remarks, Options{Track: true})
		_, plain := partsOf(t, file)
		sameLooks(t, refused(main), plain["word/document.xml"])
		for i, placed := range out.Placed {
			if placed.Where == Nowhere {
				t.Errorf("remark %d has no place", i)
			}
		}
		one, _ := annotated(t, file, remarks[:1], Options{Track: true})
		if got, want := bones(textOf(t, one.File)), bones(corrected(text, remarks[:1], one.Placed)); got != want {
			t.Errorf("corrected it says %q, want %q", got, want)
		}
		if strings.Count(main, fmt.Sprintf(`w:author="%s"`, Author)) == 0 && anyTracked(out.Placed, remarks, text) {
			t.Errorf("nothing is changed in %s", main)
		}
	})
}

func anyTracked(placed []Placed, remarks []Remark, text string) bool {
	for i, p := range placed {
		if p.Tracked && *remarks[i].Instead != remarks[i].Span.In(text) {
			return true
		}
	}
	return false
}

// bones is a text without what stands there for the sake of what is beside it.
func bones(s string) string {
	return strings.NewReplacer("^", "", " ", "", "\t", "", "\n", "", "…", "").Replace(s)
}
