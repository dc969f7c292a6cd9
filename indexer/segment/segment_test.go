package segment

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

const testWords = `支部委员会 党员大会 三会一课 每月 召开 一次 党支部 # ten words will do`

func TestCut(t *testing.T) {
	d, err := New(testWords)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"words", "支部委员会每月召开一次", []string{"支部委员会", "每月", "召开", "一次"}},
		{"provision number", "见第一百二十条之一第二款", []string{"见", "第一百二十条之一", "第二款"}},
		{"digits", "第120条", []string{"第120条"}},
		{"traditional", "黨員大會", []string{"党员大会"}},
		{"full width and breaks", "三会\n一课，第１２条", []string{"三会一课", "第12条"}},
		{"punctuation only", "，。", nil},
		{"empty", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range d.Cut(c.text) {
				got = append(got, w.Text)
				if f := corpus.Fold(w.Span.In(c.text)); f != w.Text {
					t.Errorf("span %v is %q, word %q", w.Span, f, w.Text)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCutLosesNothing: the words of any text, joined, are its letters.
func TestCutLosesNothing(t *testing.T) {
	d, err := New(testWords)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("支部委员會会第一二条，。 \n\u3000ab1３\u200b")), 0, 60, -1).Draw(t, "text")
		var got strings.Builder
		end := 0
		for _, w := range d.Cut(text) {
			if w.Span.Start < end {
				t.Fatalf("%q begins before the word before it ends", w.Text)
			}
			end = w.Span.End
			got.WriteString(w.Text)
		}
		want := strings.NewReplacer(",", "", "。", "").Replace(corpus.Fold(text))
		if got.String() != want {
			t.Fatalf("words of %q are %q, want %q", text, got.String(), want)
		}
	})
}

// TestFieldWords loads the real dictionary, which takes seconds: every word of
// words.txt must come through whole. It runs where .ci/run asks for everything.
func TestFieldWords(t *testing.T) {
	if os.Getenv("TIAOWEN_MUST") == "" {
		t.Skip("loads the large dictionary; set TIAOWEN_MUST to run")
	}
	if err := Load().Err(); err != nil {
		t.Error(err)
	}
}
