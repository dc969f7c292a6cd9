package match

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawText draws a text of few different letters, so that pieces of two have
// much in common.
func drawText(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.SampledFrom([]rune("党员大会abé。𠮷，")), 0, 30, -1).Draw(t, label)
}

// naive cuts pieces as the comment of Pieces says.
func naive(of, text string) (out []string) {
	for of != "" {
		piece := ""
		for end := range of + "." {
			if end > 0 && strings.Contains(text, of[:end]) && utf8.RuneCountInString(of[:end]) > 1 {
				piece = of[:end]
			}
		}
		if piece != "" {
			out = append(out, piece)
		}
		_, width := utf8.DecodeRuneInString(of)
		of = of[max(width, len(piece)):]
	}
	return out
}

func TestPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second, text := drawText(t, "first"), drawText(t, "second"), drawText(t, "text")
		var got []string
		p := NewPieces(first, second)
		for range 2 { // the second time is as the first
			got = nil
			p.Each([]byte(text), func(piece string, at []int) {
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
		if diff := cmp.Diff(naive(first, text), PiecesIn(text, first)); diff != "" {
			t.Fatalf("pieces of %q alone (-want +got):\n%s", first, diff)
		}
	})
}
