package main

import (
	"fmt"
	"io"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/web"
)

// printAnswer prints for a person what was found: how much, how the words were
// taken where they were not taken as they are, and the hits.
func printAnswer(w io.Writer, a web.SearchAnswer, byDocument bool) {
	if r := a.Query.Resolved; r != nil {
		for _, n := range r.Notices {
			fmt.Fprintf(w, "（%s）\n", n.Message)
		}
	}
	printTally(w, a, byDocument)
	for _, x := range a.Query.Expansions {
		if x.Why == "correction" || x.Why == "pinyin" {
			fmt.Fprintf(w, "按“%s”查找（写的是“%s”）\n", x.To, x.From)
		}
	}
	if a.Query.Suggestion != nil {
		fmt.Fprintf(w, "您是不是要找：%s\n", *a.Query.Suggestion)
	}
	if a.Reordered {
		fmt.Fprintln(w, "资料库已有改动，以下按新的次序，可能与前面的重复或有遗漏")
	}
	if a.Verdict == search.NoBasis {
		fmt.Fprintln(w, "资料库中没有能直接回答的内容")
	}
	printAnswers(w, a.Answers)
	printHits(w, a.Hits)
	if len(a.Nearest) > 0 {
		fmt.Fprintln(w, "\n最接近的：")
		printHits(w, a.Nearest)
	}
	for _, name := range corpus.LaneNames {
		if lane, there := a.Lanes[name.Value]; there {
			fmt.Fprintf(w, "\n== %s：%d ==\n", name.Label, lane.Total)
			printHits(w, lane.Hits)
		}
	}
	if a.NextCursor != nil {
		fmt.Fprintf(w, "\n还有。下一页：同样的检索加上 --cursor %s\n", *a.NextCursor)
	}
}

// printAnswers prints what clauses lay down of what was asked.
func printAnswers(w io.Writer, answers []web.Answer) {
	for _, x := range answers {
		fmt.Fprintf(w, "\n【%s】%s\n   %s\n   ——%s（%s）\n", x.Label, x.Value, x.Text, x.Citation, x.StatusLabel)
		printCautions(w, x.Doubts)
		for _, other := range x.Others {
			fmt.Fprintf(w, "   另见：%s——%s（%s）\n", other.Value, other.Citation, other.StatusLabel)
			printCautions(w, other.Doubts)
		}
	}
}

// printCautions prints what speaks against a text that was printed.
func printCautions(w io.Writer, doubts []corpus.Caution) {
	if len(doubts) > 0 {
		fmt.Fprintf(w, "   （%s，请对照原件）\n", corpus.CautionLine(doubts))
	}
}

// printTally says how much was found, what of the query stands nowhere, and what would
// find more.
func printTally(w io.Writer, a web.SearchAnswer, byDocument bool) {
	ranked := a.Query.Mode != search.ModeAll
	switch {
	case byDocument && ranked:
		fmt.Fprintf(w, "相关的有 %d 篇，按相关程度排列\n", a.Total)
	case byDocument:
		fmt.Fprintf(w, "共 %d 篇\n", a.Total)
	case ranked:
		fmt.Fprintf(w, "相关的有 %d 段，%d 篇，按相关程度排列\n", a.Total, a.Documents)
	default:
		fmt.Fprintf(w, "共 %d 段，%d 篇\n", a.Total, a.Documents)
	}
	if len(a.Query.Absent) > 0 {
		fmt.Fprintf(w, "资料库中没有出现过：%s\n", strings.Join(a.Query.Absent, "、"))
	}
	for _, x := range a.Query.Relaxations {
		fmt.Fprintf(w, "放宽：%s（%d 段）\n", x.Query, x.Total)
	}
}

func printHits(w io.Writer, hits []web.Hit) {
	for i, h := range hits {
		fmt.Fprintf(w, "\n%d. %s\n   %s\n", i+1, h.Citation, snippet(h))
		for _, line := range cautioned(h) {
			fmt.Fprintf(w, "   （%s）\n", line)
		}
		if len(h.Also) > 0 {
			fmt.Fprintf(w, "   另见 %d 处，文字相同\n", len(h.Also))
		}
		for _, line := range h.Why {
			fmt.Fprintf(w, "     %s\n", line)
		}
	}
}

// cautioned is what a reader must know before quoting a hit.
func cautioned(h web.Hit) (out []string) {
	if c, ok := search.StandingCaution(h.Document.Status, corpus.Doubt{}); ok {
		if h.Document.Reason != nil {
			c.Message = h.Document.Reason.Message
		}
		out = append(out, corpus.CautionLine([]corpus.Caution{c}))
	}
	if len(h.Passage.Doubts) > 0 {
		out = append(out, corpus.CautionLine(h.Passage.Doubts)+"，请对照原件")
	}
	return out
}

// snippet is a hit's in a line, with what was found in brackets.
func snippet(h web.Hit) string {
	var out strings.Builder
	if h.Cut {
		out.WriteString("……")
	}
	for _, f := range h.Snippet {
		text := strings.Join(strings.Fields(f.Text), " ")
		if f.Match {
			text = "【" + text + "】"
		}
		out.WriteString(text)
	}
	return out.String()
}
