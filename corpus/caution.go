package corpus

import (
	"slices"
	"strings"
)

// Caution is what a reader must know before a text is quoted as it stands here. It
// goes with the text through every door: page, API, command line, a 备课夹 and what is
// exported of one.
type Caution struct {
	// Code is stable: that of an Objection, or of what speaks of a whole document.
	Code string `json:"code"`
	// Label says in a few words what is open, Message why; both are Chinese.
	Label   string `json:"label"`
	Message string `json:"message"`
}

// DoubtfulStructure is the code of the diagnostic on an article whose 款 and 项 may be
// counted wrong.
const DoubtfulStructure = "doubtful_structure"

// What is open of the text itself.
const (
	labelStructure = "款项划分存疑"
	labelText      = "文字存疑"
)

// Cautions are what speaks against the range of a text in which d was noticed, each
// reason once: of an article in it against the count of its 款, of any text against
// how it was read.
func Cautions(noticed []Diagnostic, span Span) []Caution {
	var out []Caution
	add := func(label string, d Diagnostic) {
		for _, o := range d.Objections {
			if !slices.ContainsFunc(out, func(c Caution) bool { return c.Code == o.Code }) {
				out = append(out, Caution{o.Code, label, o.Message})
			}
		}
	}
	for _, structure := range []bool{true, false} { // an article's own reasons come first
		for _, d := range noticed {
			if (d.Code == DoubtfulStructure) != structure || d.Span != nil && !d.Span.Overlaps(span) {
				continue
			}
			if structure {
				add(labelStructure, d)
			} else {
				add(labelText, d)
			}
		}
	}
	return out
}

// Cautions are what speaks against a range of d.
func (d *Document) Cautions(span Span) []Caution { return Cautions(d.Diagnostics, span) }

// PagesOf are the numbers of the pages of a fixed-page original on which a range of d
// stands, in order; none if it has no pages.
func (d *Document) PagesOf(span Span) []int {
	var out []int
	for _, p := range d.Pages {
		if p.Span.Overlaps(span) && !slices.Contains(out, p.Number) {
			out = append(out, p.Number)
		}
	}
	slices.Sort(out)
	return out
}

// CautionLine says cautions in a line, each label once: 款项划分存疑：甲；乙。文字存疑：丙.
func CautionLine(list []Caution) string {
	var b strings.Builder
	for i, c := range list {
		switch {
		case i == 0:
			b.WriteString(c.Label + "：")
		case c.Label == list[i-1].Label:
			b.WriteString("；")
		default:
			b.WriteString("。" + c.Label + "：")
		}
		b.WriteString(c.Message)
	}
	return b.String()
}
