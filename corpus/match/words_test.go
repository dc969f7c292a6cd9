package match

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// occurrence is a word and where it stands, in bytes.
type occurrence struct{ Word, At int }

// scan looks for every word at every place.
func scan(words []string, text string) []occurrence {
	out := []occurrence{}
	for at := range text {
		for n, word := range words {
			if strings.HasPrefix(text[at:], word) {
				out = append(out, occurrence{n, at})
			}
		}
	}
	return out
}

// outermost are those that lie in no longer one.
func outermost(words []string, all []occurrence) []occurrence {
	return slices.DeleteFunc(slices.Clone(all), func(o occurrence) bool {
		return slices.ContainsFunc(all, func(p occurrence) bool {
			return p != o && p.At <= o.At && o.At+len(words[o.Word]) <= p.At+len(words[p.Word])
		})
	})
}

// TestWords: words are found where a scan finds them, and the longest where only those
// are asked for.
func TestWords(t *testing.T) {
	letters := []rune("党员甲ab，é𠮷")
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(rapid.StringOfN(rapid.SampledFrom(letters), 2, 4, -1), 0, 8, rapid.ID).Draw(t, "words")
		text := rapid.StringOfN(rapid.SampledFrom(letters), 0, 30, -1).Draw(t, "text")
		var w Words
		for i, word := range words {
			if n := w.Add(word); n != i || w.Add(word) != i || w.Word(i) != word {
				t.Fatalf("%q has the number %d, want %d", word, n, i)
			}
		}
		if w.Len() != len(words) {
			t.Fatalf("%d words", w.Len())
		}
		all, longest := []occurrence{}, []occurrence{}
		w.Each([]byte(text), func(word, at int) { all = append(all, occurrence{word, at}) })
		w.Longest([]byte(text), func(word, at int) { longest = append(longest, occurrence{word, at}) })
		if !slices.IsSortedFunc(all, func(a, b occurrence) int { return a.At - b.At }) {
			t.Fatalf("not ascending: %v", all)
		}
		slices.SortFunc(all, func(a, b occurrence) int { return cmp.Or(a.At-b.At, a.Word-b.Word) })
		want := scan(words, text)
		if diff := gocmp.Diff(want, all); diff != "" {
			t.Fatalf("%q in %q (-want +got):\n%s", words, text, diff)
		}
		if diff := gocmp.Diff(outermost(words, want), longest); diff != "" {
			t.Fatalf("longest of %q in %q (-want +got):\n%s", words, text, diff)
		}
	})
}
