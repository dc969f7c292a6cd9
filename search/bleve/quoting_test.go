package bleve

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// TestQuoting: who holds a text is found, whatever was changed before, and nobody else;
// of many no more than are wanted.
func TestQuoting(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := openIn(t, t.TempDir())
		defer func() { _ = e.Close() }()
		w := twin{}
		for seq := range int64(rapid.IntRange(1, 5).Draw(rt, "changes")) {
			c := drawChange(rt, seq+1)
			update(t, e, c)
			w.apply(c)
		}
		text := corpus.Fold(drawString(rt, w))
		terms, _ := termsOf(text)
		var want []string
		for id, entry := range w {
			if slices.ContainsFunc(entry.Passages, func(p corpus.Passage) bool {
				at := strings.Index(corpus.Fold(p.Indexed(entry.Text)), text)
				return len(terms) > 0 && at >= 0 && at < len(corpus.Fold(p.Text(entry.Text)))
			}) {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		most := rapid.IntRange(1, 10).Draw(rt, "most")
		heads, err := e.Quoting(context.Background(), text, most)
		if err != nil {
			rt.Fatal(err)
		}
		var got []string
		for _, h := range heads {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		if len(want) <= most && !slices.Equal(got, want) || len(want) > most && (len(got) != most || !allIn(got, want)) {
			rt.Fatalf("%q, at most %d: got %v, want %v", text, most, got, want)
		}
	})
}

func allIn(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}
