package bleve

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// drawText draws a text of few different letters, so that pieces of two have
// much in common.
func drawText(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.SampledFrom([]rune("党员大会abé。𠮷，")), 0, 30, -1).Draw(t, label)
}

// naive cuts pieces as the comment of strands says.
func naive(run, text string) (out []string) {
	for run != "" {
		piece := ""
		for end := range run + "." {
			if end > 0 && strings.Contains(text, run[:end]) && utf8.RuneCountInString(run[:end]) > 1 {
				piece = run[:end]
			}
		}
		if piece != "" {
			out = append(out, piece)
		}
		_, width := utf8.DecodeRuneInString(run)
		run = run[max(width, len(piece)):]
	}
	return out
}

func TestStrands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second, text := drawText(t, "first"), drawText(t, "second"), drawText(t, "text")
		var got []string
		s := newStrands(first, second)
		for range 2 { // the second time is as the first
			got = nil
			s.each([]byte(text), func(piece string, at []int) {
				got = append(got, piece)
				var places []int
				for i := 0; ; {
					next := strings.Index(text[i:], piece)
					if next < 0 {
						break
					}
					places = append(places, i+next)
					i += next + len(piece)
				}
				if diff := cmp.Diff(places, at); diff != "" {
					t.Fatalf("%q in %q (-want +got):\n%s", piece, text, diff)
				}
			})
		}
		if diff := cmp.Diff(slices.Concat(naive(first, text), naive(second, text)), got); diff != "" {
			t.Fatalf("pieces of %q and %q in %q (-want +got):\n%s", first, second, text, diff)
		}
	})
}

// TestSources: what is found in the folded text is marked in the text.
func TestSources(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("党 黨員 Ａb，\n。员é")), 1, 30, -1).Draw(t, "text")
		needle := rapid.StringOfN(rapid.SampledFrom([]rune("党员ab,。é")), 1, 3, -1).Draw(t, "needle")
		raw, _ := encode(text, []corpus.Passage{{Span: corpus.Span{Start: 0, End: len(text)}}})
		spans := appendAll(nil, []byte(corpus.Fold(text)), needle)
		got := sources(spans, record(raw).edits(0))
		if want := corpus.FoldBack(text).Find(needle); !slices.Equal(want, got) {
			t.Fatalf("%q in %q: %v, want %v", needle, text, got, want)
		}
	})
}
