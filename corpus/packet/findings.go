package packet

import (
	"fmt"
	"strings"
	"time"

	"tiaowen/corpus"
)

// Findings are what was found in a draft that was held against the library: a report
// for whoever has to put it right, written by [WriteFindingsDOCX] and
// [WriteFindingsHTML].
type Findings struct {
	// Draft is what the draft is called; may be empty.
	Draft string
	// Made is shown in its own time zone; AsOf is the day whose texts apply.
	Made    time.Time
	AsOf    corpus.Date
	Library State
	// Secrecy says that the draft bears a mark; empty if it does not.
	Secrecy string
	// Caveat says what may be missing; empty if nothing is.
	Caveat string
	// Citations, Quotes and Formulas are how many were looked at, Faults and Warnings how
	// many rows there are of each kind; what was in order has no row.
	Citations, Quotes, Formulas int
	Faults, Warnings            int
	Rows                        []Finding
}

// Finding is one row.
type Finding struct {
	// Place says where in the draft it is: 第三段.
	Place string
	// Text are the draft's words, Basis those of the text that they were held against.
	Text, Basis []Stretch
	// Problem is the verdict in words.
	Problem string
	// Source is where Basis stands; empty if there is none.
	Source     string
	Suggestion string
	// Doubts are what speaks against the source's text, or its being in force.
	Doubts []corpus.Caution
}

// Stretch is a piece of a text; what the other text has otherwise is set apart.
type Stretch struct {
	Text    string
	Differs bool
}

// columns are those of the table, with their widths in parts of a hundred.
var columns = []struct {
	Name  string
	Width int
}{{"序号", 7}, {"位置", 8}, {"原文", 24}, {"问题", 18}, {"依据原文", 26}, {"建议", 17}}

// Heading is the title of the report.
func (f Findings) Heading() string {
	if name := oneLine(f.Draft); name != "" {
		return "“" + name + "”核对报告"
	}
	return "核对报告"
}

// Lines stand between the title and the table.
func (f Findings) Lines() []string {
	seen := fmt.Sprintf("共核对引用%d处、引文%d处、提法%d处。", f.Citations, f.Quotes, f.Formulas)
	switch all := f.Citations + f.Quotes + f.Formulas; {
	case all == 0:
		seen = "稿子里没有要核对的引用、引文和提法。"
	case f.Faults+f.Warnings == 0:
		seen += "没有发现问题。"
	default:
		seen += fmt.Sprintf("其中有误%d处，请核实%d处，列在下面；其余%d处无误，不列。", f.Faults, f.Warnings, all-f.Faults-f.Warnings)
	}
	out := []string{seen}
	if f.AsOf != "" {
		out[0] += "时效以" + f.AsOf.Chinese() + "为准。"
	}
	for _, line := range []string{f.Secrecy, f.Caveat} {
		if line != "" {
			out = append(out, strings.TrimSuffix(oneLine(line), "。")+"。")
		}
	}
	return out
}

// closing stands below the table.
const closing = "本报告只及于资料库所收的文本；资料库没有的，不等于有误。与原文不同的字加下划线。"

// signature is who made the report, and when.
func (f Findings) signature() []string {
	out := []string{"条文核对"}
	if !f.Made.IsZero() {
		out = append(out, f.Made.Format("2006年1月2日"))
	}
	return out
}

// madeLine is that of a packet.
func (f Findings) madeLine() string { return Packet{Made: f.Made, Library: f.Library}.madeLine() }

// FileName is the heading as the name of a file of that ending.
func (f Findings) FileName(ending string) string {
	return Packet{Title: strings.NewReplacer("“", "", "”", "").Replace(f.Heading())}.FileName(ending)
}

// advice is the last cell of a row: what to do, and what to look up first.
func (f Finding) advice() []string {
	var out []string
	if s := oneLine(f.Suggestion); s != "" {
		out = append(out, s)
	}
	if len(f.Doubts) > 0 {
		out = append(out, doubtLead+oneLine(corpus.CautionLine(f.Doubts))+"。")
	}
	return out
}

// lines cuts stretches at line ends, for cells have no line ends.
func lines(text []Stretch) [][]Stretch {
	out := [][]Stretch{nil}
	for _, s := range text {
		for i, line := range strings.Split(clean(s.Text), "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			if line != "" {
				out[len(out)-1] = append(out[len(out)-1], Stretch{line, s.Differs})
			}
		}
	}
	var full [][]Stretch
	for _, line := range out {
		if len(line) > 0 {
			full = append(full, line)
		}
	}
	return full
}
