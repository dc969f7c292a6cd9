package corpus

import (
	"fmt"
	"slices"
	"testing"
)

// TestCautions: a range has the doubts of the articles it touches and of what was read
// there, each once, those of structure first; what is noted without objection is none.
func TestCautions(t *testing.T) {
	at := func(start, end int) *Span { return &Span{start, end} }
	noticed := []Diagnostic{
		{Code: "ocr", Span: at(0, 40), Objections: []Objection{{Code: "ocr", Message: "识别"}}},
		{Code: "page_numbers", Span: at(0, 40)},
		{Code: DoubtfulStructure, Span: at(10, 20), Objections: []Objection{{Code: "note_line", Message: "注释"}, {Code: "ocr", Message: "识别"}}},
		{Code: "pdf_garbled", Objections: []Objection{{Code: "pdf_garbled", Message: "认不出"}}},
	}
	for span, want := range map[Span]string{
		{10, 20}: "款项划分存疑 note_line,款项划分存疑 ocr,文字存疑 pdf_garbled",
		{19, 25}: "款项划分存疑 note_line,款项划分存疑 ocr,文字存疑 pdf_garbled",
		{20, 25}: "文字存疑 ocr,文字存疑 pdf_garbled",
		{40, 50}: "文字存疑 pdf_garbled",
	} {
		got := ""
		for i, c := range Cautions(noticed, span) {
			if i > 0 {
				got += ","
			}
			got += c.Label + " " + c.Code
		}
		if got != want {
			t.Errorf("%v: %s, want %s", span, got, want)
		}
	}
	const line = "款项划分存疑：注释；识别。文字存疑：认不出"
	if got := CautionLine(Cautions(noticed, Span{10, 20})); got != line {
		t.Errorf("in a line: %s", got)
	}
}

func TestPagesOf(t *testing.T) {
	d := Document{Pages: []Page{{1, Span{0, 30}}, {2, Span{31, 60}}, {1, Span{61, 70}}}}
	for span, want := range map[Span][]int{{0, 10}: {1}, {25, 40}: {1, 2}, {30, 31}: nil, {55, 65}: {1, 2}} {
		if got := d.PagesOf(span); !slices.Equal(got, want) {
			t.Error(fmt.Sprint(span, got, want))
		}
	}
}
