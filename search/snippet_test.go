package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

func spans(borders ...int) []corpus.Span {
	out := []corpus.Span{}
	for i := 0; i+1 < len(borders); i += 2 {
		out = append(out, corpus.Span{Start: borders[i], End: borders[i+1]})
	}
	return out
}

func TestMerge(t *testing.T) {
	for _, c := range []struct {
		name     string
		in, want []corpus.Span
	}{
		{"none", spans(), spans()},
		{"one", spans(1, 3), spans(1, 3)},
		{"apart", spans(1, 2, 4, 5), spans(1, 2, 4, 5)},
		{"adjacent", spans(1, 2, 2, 3), spans(1, 3)},
		{"overlapping", spans(1, 3, 2, 5), spans(1, 5)},
		{"contained", spans(1, 9, 2, 5), spans(1, 9)},
		{"duplicate", spans(1, 3, 1, 3), spans(1, 3)},
		{"unsorted", spans(6, 8, 1, 3), spans(1, 3, 6, 8)},
		{"mixed", spans(6, 8, 1, 3, 2, 4, 8, 9, 20, 22), spans(1, 4, 6, 9, 20, 22)},
		{"zero length", spans(3, 3, 5, 6), spans(5, 6)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Merge(c.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSnippet(t *testing.T) {
	text := strings.Repeat("前", 300) + "。支部委员会每月召开一次。" + strings.Repeat("后", 300)
	at := strings.Index(text, "每月")
	got, cut := Snippet(text, spans(at, at+len("每月")), SnippetRunes)
	if cut || got[0].Text != "支部委员会" || got[1] != (Fragment{"每月", true}) {
		t.Errorf("snippet begins %q, %q", got[0].Text, got[1].Text)
	}
	if got, _ := Snippet("短文", nil, SnippetRunes); len(got) != 1 || got[0] != (Fragment{"短文", false}) {
		t.Errorf("a short text is cut: %v", got)
	}
	if got, _ := Snippet("", nil, SnippetRunes); got != nil {
		t.Errorf("an empty text gives %v", got)
	}
}

// TestSnippetBegins: a snippet begins with a sentence or says that it does not, and all
// of a text that is short is shown.
func TestSnippetBegins(t *testing.T) {
	short := strings.Repeat("长", 100) + "，党费" + strings.Repeat("短", 50) + "。"
	for _, c := range []struct {
		name, text string
		want       string // how it begins
		cut        bool
	}{
		{"short", short, "长长", false},
		{"far into a sentence", "首句。" + strings.Repeat("长", 120) + "，党费" + strings.Repeat("短", 50) + "。", "长长", false},
		{"out of reach", "首句。" + strings.Repeat("长", 160) + "，党费" + strings.Repeat("短", 50) + "。", "党费", true},
		{"no sign at all", strings.Repeat("长", 300) + "党费" + strings.Repeat("短", 50) + "。", "长长", true},
		{"behind a quotation", strings.Repeat("长", 100) + "“前句。”（注。）党费" + strings.Repeat("短", 150) + "。", "党费", false},
		{"a new line", strings.Repeat("长", 200) + "\n\u3000\u3000按月交党费" + strings.Repeat("短", 150), "按月", false},
		{"a question", strings.Repeat("长", 200) + "？交党费" + strings.Repeat("短", 150), "交党费", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := strings.Index(c.text, "党费")
			got, cut := Snippet(c.text, spans(at, at+len("党费")), SnippetRunes)
			joined := ""
			for _, f := range got {
				joined += f.Text
			}
			if !strings.HasPrefix(joined, c.want) || cut != c.cut || !strings.Contains(joined, "党费") {
				t.Errorf("begins %q, cut %t", joined, cut)
			}
		})
	}
	if got, _ := Snippet(short, nil, SnippetRunes); len(got) != 1 || got[0].Text != short {
		t.Error("a text under 160 characters is not shown whole")
	}
}

// TestSnippetIsAPiece: the fragments, joined, are a piece of the text, hardly
// longer than asked for, and what is marked is what was matched.
func TestSnippetIsAPiece(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("党章。，\n　a")), 0, 200, -1).Draw(t, "text")
		var matches []corpus.Span
		for i, r := range text {
			if r == '章' {
				matches = append(matches, corpus.Span{Start: i, End: i + utf8.RuneLen(r)})
			}
		}
		limit := rapid.IntRange(20, 60).Draw(t, "limit")
		var joined, marked string
		fragments, cut := Snippet(text, Merge(matches), limit)
		for _, f := range fragments {
			joined += f.Text
			if f.Match {
				marked += f.Text
			}
		}
		if !strings.Contains(text, joined) || utf8.RuneCountInString(joined) > limit+2*(limit/7)+1 {
			t.Fatalf("snippet %q of %q", joined, text)
		}
		if before, _, _ := strings.Cut(text, joined); !cut && joined != "" && !endsSentence(before) {
			t.Fatalf("snippet %q of %q begins inside of a sentence", joined, text)
		}
		if strings.Trim(marked, "章") != "" || len(matches) > 0 && marked == "" {
			t.Fatalf("marks %q in %q", marked, joined)
		}
	})
}

// endsSentence reports whether a sentence begins behind a text: a line ends one too.
func endsSentence(before string) bool {
	if strings.HasSuffix(strings.TrimRight(before, " \u3000"), "\n") {
		return true
	}
	before = strings.TrimRight(strings.TrimRight(before, " \n\u3000"), closers)
	return strings.TrimSpace(before) == "" || strings.ContainsAny(before[len(strings.TrimRight(before, sentenceEnds)):], sentenceEnds)
}

// TestDensest: the window slid over a text holds what one that is measured anew from each
// match holds.
func TestDensest(t *testing.T) {
	anew := func(text string, matches []corpus.Span, limit int) corpus.Span {
		best, most := matches[0], -1
		for i, m := range matches {
			end, held := forward(text, m.Start, limit*2/3), 0
			for _, n := range matches[i:] {
				if n.End > end {
					break
				}
				held += n.Len()
			}
			if held > most {
				best, most = m, held
			}
		}
		return best
	}
	rapid.Check(t, func(t *rapid.T) {
		runes := rapid.SliceOfN(rapid.SampledFrom([]rune("党a𠮷。é")), 1, 60).Draw(t, "text")
		text, starts := string(runes), []int{}
		for at := range text {
			starts = append(starts, at)
		}
		starts = append(starts, len(text))
		var matches []corpus.Span
		for range rapid.IntRange(1, 12).Draw(t, "matches") {
			from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
			matches = append(matches, corpus.Span{Start: starts[from], End: starts[min(len(runes), from+rapid.IntRange(1, 9).Draw(t, "length"))]})
		}
		matches = Merge(matches)
		limit := rapid.IntRange(0, 30).Draw(t, "limit")
		if want, got := anew(text, matches, limit), densest(text, matches, limit); want != got {
			t.Fatalf("%q, %v, %d: %v, want %v", text, matches, limit, got, want)
		}
	})
}
