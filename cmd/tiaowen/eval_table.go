package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"tiaowen/search/judge"
)

// Tables are Markdown: read as they are in a terminal, and kept as they are in the
// repository.

// asItIs stands for the trial that others are held against.
const asItIs = "（原样）"

// printWorth prints what each part is worth on each set: what is lost without it.
func printWorth(w io.Writer, trials []trial, sets []judgedSet) {
	fmt.Fprint(w, "去掉一个部分，MRR@10 和答成预期的题数变多少：\n\n| 去掉 |")
	for _, set := range sets {
		fmt.Fprintf(w, " %s |", set.title())
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---|", len(sets)))
	whole := trials[0].Figures
	for _, t := range trials {
		fmt.Fprintf(w, "| %s |", cmp.Or(t.Part, asItIs))
		for _, set := range sets {
			was, is := whole[set.name], t.Figures[set.name]
			if t.Part == "" {
				fmt.Fprintf(w, " %s |", beside(ratio(is, is.MRR10), count(is)))
			} else {
				fmt.Fprintf(w, " %s |", beside(change(is.MRR10-was.MRR10), changeOfCount(is.Met-was.Met)))
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "\n去掉的是：")
	fmt.Fprintln(w)
	for _, t := range trials[1:] {
		fmt.Fprintf(w, "- %s：%s\n", t.Part, t.settings())
	}
	fmt.Fprintln(w)
}

// printTrials prints a table for each set, with the queries that the last trial
// moved if they are to be listed.
func printTrials(w io.Writer, trials []trial, sets []judgedSet, list bool) {
	for _, set := range sets {
		fmt.Fprintf(w, "## %s\n\n", set.title())
		fmt.Fprintln(w, "| | hit@1 | hit@5 | R@100 | MRR@10 | nDCG@10 | expect | 变差 | 变好 |\n|---|---|---|---|---|---|---|---|---|")
		was := trials[0].Figures[set.name]
		for _, t := range trials {
			lost, won := tally(t.Moved[set.name])
			fmt.Fprintf(w, "| %s | %s | %d | %d |\n", cmp.Or(t.Part, t.settings(), asItIs), strings.Join(cells(was, t.Figures[set.name]), " | "), lost, won)
		}
		fmt.Fprintln(w)
		if moves := trials[len(trials)-1].Moved[set.name]; list && len(moves) > 0 {
			fmt.Fprintf(w, "%s\n\n", inLines(moves))
		}
	}
}

// title is the set's name without its folder.
func (s judgedSet) title() string {
	return strings.TrimSuffix(filepath.Base(s.name), filepath.Ext(s.name))
}

// cells are figures, with how far they are from what they were.
func cells(was, is judge.Figures) []string {
	var out []string
	for _, of := range []func(judge.Figures) float64{
		func(f judge.Figures) float64 { return f.Hit1 },
		func(f judge.Figures) float64 { return f.Hit5 },
		func(f judge.Figures) float64 { return f.Recall100 },
		func(f judge.Figures) float64 { return f.MRR10 },
		func(f judge.Figures) float64 { return f.NDCG10 },
	} {
		out = append(out, inBrackets(ratio(is, of(is)), change(of(is)-of(was))))
	}
	return append(out, inBrackets(count(is), changeOfCount(is.Met-was.Met)))
}

func ratio(f judge.Figures, value float64) string {
	if f.Queries == 0 {
		return ""
	}
	return fmt.Sprintf("%.3f", value)
}

func count(f judge.Figures) string {
	if f.Expected == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", f.Met, f.Expected)
}

// change is a difference as far as three places show it; empty if they do not.
func change(by float64) string {
	if text := fmt.Sprintf("%+.3f", by); strings.Trim(text, "+-0.") != "" {
		return text
	}
	return ""
}

func changeOfCount(by int) string {
	if by == 0 {
		return ""
	}
	return fmt.Sprintf("%+d", by)
}

func inBrackets(value, changed string) string {
	if changed == "" {
		return value
	}
	return value + " (" + changed + ")"
}

func beside(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "，" + b
}

// tally counts the queries that lost and those that won.
func tally(moves []judge.Move) (lost, won int) {
	for _, m := range moves {
		switch gain := m.Gain(); {
		case gain < 0:
			lost++
		case gain > 0:
			won++
		}
	}
	return lost, won
}

// mostMoves is how many are listed of those that lost, and of those that won.
const mostMoves = 25

// inLines lists moves, what was lost most first.
func inLines(moves []judge.Move) string {
	lost, won := tally(moves)
	var b strings.Builder
	fmt.Fprintf(&b, "变了 %d 题，变差 %d，变好 %d：", len(moves), lost, won)
	for i, m := range moves {
		switch {
		case i < mostMoves || i >= len(moves)-mostMoves:
			b.WriteString("\n  " + m.String())
		case i == mostMoves:
			fmt.Fprintf(&b, "\n  ……还有 %d 题", len(moves)-2*mostMoves)
		}
	}
	return b.String()
}
