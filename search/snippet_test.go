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
	got := Snippet(text, spans(at, at+len("每月")), SnippetRunes)
	if got[0].Text != "支部委员会" || got[1] != (Fragment{"每月", true}) {
		t.Errorf("snippet begins %q, %q", got[0].Text, got[1].Text)
	}
	if got := Snippet("短文", nil, SnippetRunes); len(got) != 1 || got[0] != (Fragment{"短文", false}) {
		t.Errorf("a short text is cut: %v", got)
	}
	if got := Snippet("", nil, SnippetRunes); got != nil {
		t.Errorf("an empty text gives %v", got)
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
		for _, f := range Snippet(text, Merge(matches), limit) {
			joined += f.Text
			if f.Match {
				marked += f.Text
			}
		}
		if !strings.Contains(text, joined) || utf8.RuneCountInString(joined) > limit+limit/7 {
			t.Fatalf("snippet %q of %q", joined, text)
		}
		if strings.Trim(marked, "章") != "" || len(matches) > 0 && marked == "" {
			t.Fatalf("marks %q in %q", marked, joined)
		}
	})
}
