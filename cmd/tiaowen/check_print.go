package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/web"
)

// countWords says how much was found.
func countWords(c web.CheckCounts) string {
	return fmt.Sprintf("有误 %d，请核实 %d，无误 %d", c.Faults, c.Warnings, c.Notes)
}

// print prints for a person what was found in a draft.
func (c checkCmd) print(e env, d checkedDraft, named bool) {
	if d.Error != nil {
		fmt.Fprintf(e.stdout, "%s：没有核对成。%s\n", d.Path, d.Error.Error)
		return
	}
	head := countWords(d.Report.Counts)
	if named {
		head = d.Path + "：" + head
	}
	fmt.Fprintln(e.stdout, head)
	if d.Report.Secrecy != "" {
		fmt.Fprintf(e.stdout, "  （%s）\n", d.Report.Secrecy)
	}
	if d.Report.FormulasPending {
		fmt.Fprintln(e.stdout, "  （资料库的文献还没有全部查过提法，提法的结果可能不全）")
	}
	for _, f := range foundIn(*d.Report) {
		if f.Severity != corpus.Note || c.All {
			f.print(e)
		}
	}
}

// foundLine is a finding of whatever sort.
type foundLine struct {
	web.Verdict
	sources []string
	basis   string
	right   string
	ways    []string
	doubts  []corpus.Caution
}

// foundIn are the findings in the order of the draft.
func foundIn(a web.CheckAnswer) []foundLine {
	var out []foundLine
	for _, c := range a.Citations {
		f := foundLine{Verdict: c.Verdict, basis: c.Wording, doubts: c.Doubts}
		if c.Citation != nil {
			f.sources = []string{*c.Citation}
		}
		if c.Suggestion != nil {
			f.right = c.Suggestion.Citation
		}
		for _, w := range c.Choices {
			f.ways = append(f.ways, w.Citation)
		}
		out = append(out, f)
	}
	for _, q := range a.Quotes {
		out = append(out, sourced(q.Verdict, q.Sources))
	}
	for _, x := range a.Formulas {
		f := sourced(x.Verdict, x.Sources)
		if x.Severity != corpus.Note {
			f.right = x.Suggestion
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b foundLine) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return out
}

func sourced(v web.Verdict, sources []web.CheckedSource) foundLine {
	f := foundLine{Verdict: v}
	for i, s := range sources {
		said := s.Citation
		if len(s.Doubts) > 0 { // beside the source that they are of
			said += "（" + oneLineOf(corpus.CautionLine(s.Doubts)) + "）"
		}
		if !slices.Contains(f.sources, said) {
			f.sources = append(f.sources, said)
		}
		if i == 0 || s.Compared {
			f.basis = s.Text
		}
	}
	return f
}

// print prints a finding: where and what, then what it was held against.
func (f foundLine) print(e env) {
	fmt.Fprintf(e.stdout, "  第%d段 %s：%s\n", f.Paragraph, f.Label, oneLineOf(f.Text))
	if f.Message != "" {
		fmt.Fprintf(e.stdout, "    %s\n", f.Message)
	}
	if f.Severity != corpus.Note && f.basis != "" {
		fmt.Fprintf(e.stdout, "    原文：%s\n", oneLineOf(f.compared()))
	}
	if len(f.sources) > 0 {
		fmt.Fprintf(e.stdout, "    见：%s\n", strings.Join(f.sources, "；"))
	}
	if len(f.doubts) > 0 {
		fmt.Fprintf(e.stdout, "    （%s）\n", oneLineOf(corpus.CautionLine(f.doubts)))
	}
	switch {
	case f.right != "":
		fmt.Fprintf(e.stdout, "    应为：%s\n", oneLineOf(f.right))
	case f.Severity != corpus.Note && len(f.ways) > 0:
		fmt.Fprintf(e.stdout, "    可能是：%s\n", strings.Join(f.ways[:min(5, len(f.ways))], "；"))
	}
}

// compared is the source's text, with what the draft has otherwise in brackets.
func (f foundLine) compared() string {
	if len(f.Diff) == 0 {
		return f.basis
	}
	var b strings.Builder
	for _, op := range f.Diff {
		switch op.Op {
		case compare.Delete:
			b.WriteString("【" + op.Text + "】")
		case compare.Insert:
			b.WriteString("〔稿：" + op.Text + "〕")
		default:
			b.WriteString(op.Text)
		}
	}
	return b.String()
}

// longestLine is how many characters of a text are printed.
const longestLine = 200

// oneLineOf is a text in one line, its end cut off if it is long.
func oneLineOf(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > longestLine {
		return string(runes[:longestLine]) + "……"
	}
	return string(runes)
}
