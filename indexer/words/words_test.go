package words

import (
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

// TestFieldWords: every word of words.txt comes through whole.
func TestFieldWords(t *testing.T) {
	d := Load(DefaultWords())
	if err := d.Err(); err != nil {
		t.Error(err)
	}
	if !d.Own("三会一课") || d.Own("怎么") {
		t.Error("what is of the field and what is not are not told apart")
	}
}

// TestUse: other words are in force from the moment they are taken into use,
// those before are gone, and what does not come through whole is named while
// the rest works.
func TestUse(t *testing.T) {
	d, err := New("三会一课 每月")
	if err != nil {
		t.Fatal(err)
	}
	cut := func() string {
		var out []string
		for _, w := range d.Cut("三会一课每月召开") {
			out = append(out, w.Text)
		}
		return strings.Join(out, " ")
	}
	if got := cut(); got != "三会一课 每月 召 开" {
		t.Errorf("cut into %q", got)
	}
	if err := d.Use(parsed(t, "每月召开 每年")); err != nil || d.Err() != nil {
		t.Error(err, d.Err())
	}
	if got := cut(); got != "三 会 一 课 每月召开" || d.Own("三会一课") || !d.Own("每月召开") {
		t.Errorf("with other words cut into %q", got)
	}
	err = d.Use(parsed(t, "每月 第三条款"))
	if err == nil || !strings.Contains(err.Error(), "第三条款") || strings.Contains(err.Error(), "每月") || d.Err() == nil {
		t.Errorf("a word that is cut: %v", err)
	}
	if got := cut(); got != "三 会 一 课 每月 召 开" {
		t.Errorf("beside a word that is cut, cut into %q", got)
	}
}

func parsed(t *testing.T, words string) *Words {
	t.Helper()
	w, err := ParseWords(strings.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestParseWords(t *testing.T) {
	w, err := ParseWords(strings.NewReader("\ufeff三会一课 黨員大會 # 注\n\n党员大会 三会一课\n"))
	if diff := cmp.Diff([]string{"三会一课", "黨員大會"}, w.List()); err != nil || diff != "" {
		t.Error(err, diff)
	}
	_, err = ParseWords(strings.NewReader("支部\n课\n党-课\n好 很长很长很长很长很长很长很长很长很长很长很长\n\xff\xfe\n"))
	for _, want := range []string{"第 2 行", "第 3 行", "第 4 行：“好”", "第 4 行：“很长", "第 5 行"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %s is not named", err, want)
		}
	}
}
