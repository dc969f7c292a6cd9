package web

import (
	"cmp"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search/check"
)

// finding is what was found in one place of a draft, of whatever sort: as pages and
// reports list it.
type finding struct {
	N    int // from 1, in the order of the draft
	Sort string
	Verdict
	span corpus.Span
	// Status is the verdict's name, Sources where the words stand or the provision cited,
	// the one that the draft is held against first.
	Status  string
	Sources []CheckedSource
	Choices []Choice
	// Right is what should stand there instead, where that is sure; RightIs says what it is.
	Right, RightIs string
	AttributedTo   string
}

// The sorts of findings.
const (
	sortCitation = "引用"
	sortQuote    = "引文"
	sortFormula  = "提法"
)

// findings are all there are, in the order of the draft; of two that begin together the
// longer one first.
func (c checked) findings() []finding {
	var out []finding
	for i, one := range c.Citations {
		out = append(out, citationFinding(one, c.report.Citations[i]))
	}
	for i, one := range c.Quotes {
		out = append(out, quoteFinding(one, c.report.Quotes[i]))
	}
	for i, one := range c.Formulas {
		f := finding{Sort: sortFormula, Verdict: one.Verdict, span: c.report.Formulas[i].Span, Status: string(one.Status), Sources: one.Sources}
		if one.Severity != corpus.Note {
			f.Right, f.RightIs = one.Suggestion, msgRightFormula
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	for i := range out {
		out[i].N = i + 1
	}
	return out
}

func citationFinding(c CheckedCitation, of check.Citation) finding {
	f := finding{Sort: sortCitation, Verdict: c.Verdict, span: of.Span, Status: string(c.Status), Choices: c.Choices}
	if c.Address != nil && c.Citation != nil {
		f.Sources = []CheckedSource{{Address: *c.Address, Citation: *c.Citation, Text: c.Wording, Doubts: c.Doubts, URL: *c.URL}}
	}
	if c.Suggestion != nil {
		f.Right, f.RightIs = c.Suggestion.Citation, msgRightCitation
		f.Choices = append([]Choice{*c.Suggestion}, slices.DeleteFunc(slices.Clone(c.Choices), func(o Choice) bool { return o.Address == c.Suggestion.Address })...)
	}
	return f
}

func quoteFinding(q CheckedQuote, of check.Quote) finding {
	f := finding{Sort: sortQuote, Verdict: q.Verdict, span: of.Span, Status: string(q.Status), Sources: slices.Clone(q.Sources)}
	if q.AttributedTo != nil {
		f.AttributedTo = *q.AttributedTo
	}
	slices.SortStableFunc(f.Sources, func(a, b CheckedSource) int { return comparedFirst(a) - comparedFirst(b) })
	switch q.Status {
	case check.Altered, check.ExactNormalized:
		if len(f.Sources) > 0 && q.Marked {
			f.Right, f.RightIs = f.Sources[0].Text, msgRightQuote
		}
	case check.Superseded: // of the version that applies, if it says anything there
		if len(f.Sources) > 0 && f.Sources[0].Compared {
			f.Right, f.RightIs = f.Sources[0].Text, msgRightNow
		}
	case check.Misattributed:
		if len(f.Sources) > 0 {
			f.Right, f.RightIs = f.Sources[0].Citation, msgRightSource
		}
	}
	return f
}

func comparedFirst(s CheckedSource) int {
	if s.Compared {
		return 0
	}
	return 1
}

// What is offered as right.
const (
	msgRightCitation = "应引"
	msgRightQuote    = "原文"
	msgRightNow      = "适用的版本"
	msgRightSource   = "出处"
	msgRightFormula  = "来源的说法"
)

// paragraphs are the lines of a text that say something, by where each begins.
type paragraphs []int

func paragraphsOf(text string) paragraphs {
	var out paragraphs
	at := 0
	for line := range strings.Lines(text) {
		if strings.TrimFunc(line, corpus.Invisible) != "" {
			out = append(out, at)
		}
		at += len(line)
	}
	return out
}

// paragraph is the number of the one that a place stands in, from 1.
func (p paragraphs) paragraph(place int) int {
	return max(1, sort.Search(len(p), func(i int) bool { return p[i] > place }))
}

// findingsOf is a report to print: what is in order has no row.
func (s *Server) findingsOf(c checked) packet.Findings {
	out := packet.Findings{Draft: c.Name, Made: s.inShanghai(), AsOf: c.AsOf, Library: packet.State{Date: s.today().Chinese()}, Secrecy: c.Secrecy,
		Citations: len(c.Citations), Quotes: len(c.Quotes), Formulas: len(c.Formulas), Faults: c.Counts.Faults, Warnings: c.Counts.Warnings}
	if c.FormulasPending {
		out.Caveat = msgCheckPending
	}
	for _, f := range c.findings() {
		if f.Severity != corpus.Note {
			out.Rows = append(out.Rows, f.row())
		}
	}
	return out
}

// fileName is that of the form in which the findings are sent.
func (c checked) fileName(format string) string {
	if format == commented {
		return packet.Packet{Title: strings.TrimSuffix(c.Name, path.Ext(c.Name)) + "（批注）"}.FileName(format)
	}
	return packet.Findings{Draft: c.Name}.FileName(mediaOfCheck(format))
}

// row is a finding in a report.
func (f finding) row() packet.Finding {
	out := packet.Finding{Place: "第" + strconv.Itoa(f.Paragraph) + "段", Problem: f.Label, Text: []packet.Stretch{{Text: f.Text}}}
	if f.Message != "" {
		out.Problem += "：" + f.Message
	}
	if len(f.Sources) > 0 {
		first := f.Sources[0]
		out.Source, out.Basis, out.Doubts = first.Citation, []packet.Stretch{{Text: first.Text}}, first.Doubts
	}
	if len(f.Diff) > 0 {
		out.Basis, out.Text = sides(f.Diff)
	}
	out.Suggestion = f.advice()
	return out
}

// advice is what to do about a finding, in a line.
func (f finding) advice() string {
	switch {
	case f.Right != "" && f.RightIs == msgRightQuote:
		return "照原文改为：" + f.Right
	case f.Right != "":
		return f.RightIs + "：" + f.Right
	case len(f.Choices) > 0:
		var names []string
		for _, c := range f.Choices[:min(3, len(f.Choices))] {
			names = append(names, c.Citation)
		}
		return "可能是：" + strings.Join(names, "；")
	case f.Severity == corpus.Warning:
		return "请查对原件。"
	}
	return ""
}
