package extract

import (
	"slices"
	"testing"

	"tiaowen/corpus"
)

// TestPages: of a text on fixed pages is kept which line stands on which, also when what
// a header says of secrecy is put before it, or characters are mended.
func TestPages(t *testing.T) {
	j := joined{text: "第一页的话。\n第二页的话，\n接着说。\n脚注。"}
	at := 0
	for _, l := range []struct {
		page int
		text string
	}{{0, "第一页的话。"}, {1, "第二页的话，"}, {1, "接着说。"}, {0, "脚注。"}} {
		j.placed = append(j.placed, placedLine{page: l.page, span: corpus.Span{Start: at, End: at + len(l.text)}})
		at += len(l.text) + 1
	}
	s := j.source()
	words := func(s corpus.Source) (out []string) {
		for _, p := range s.Pages {
			out = append(out, string(rune('0'+p.Number))+p.Span.In(s.Text))
		}
		return out
	}
	want := []string{"1第一页的话。", "2第二页的话，\n接着说。", "1脚注。"}
	if got := words(s); !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
	markHead(&s, []string{"机密★1年"})
	if got := words(s); !slices.Equal(got, want) {
		t.Errorf("behind a mark: %q", got)
	}
	was := s.Text
	s = mended(s, []corpus.Repair{{Was: corpus.Span{Start: 0, End: 3}, Before: was[:3], After: "绝绝"}})
	if got := words(s); !slices.Equal(got, want) {
		t.Errorf("mended: %q", got)
	}
}
