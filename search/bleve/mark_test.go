package bleve

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// TestSources: what is found in the folded text is marked in the text.
func TestSources(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("党 黨員 Ａb，\n。员é㎡㈠𬀩暐\ufe0f")), 1, 30, -1).Draw(t, "text")
		needle := rapid.StringOfN(rapid.SampledFrom([]rune("党员ab,。ém2(一)暐")), 1, 3, -1).Draw(t, "needle")
		raw, _ := encode(text, []corpus.Passage{{Span: corpus.Span{Start: 0, End: len(text)}}})
		spans := appendAll(nil, []byte(corpus.Fold(text)), form{text: []byte(needle)})
		got := sources(spans, record(raw).edits(0))
		if want := corpus.FoldBack(text).Find(needle); !slices.Equal(want, got) {
			t.Fatalf("%q in %q: %v, want %v", needle, text, got, want)
		}
	})
}
