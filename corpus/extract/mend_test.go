package extract

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// wordList is a dictionary of a few words, all equally common.
type wordList map[string]bool

func (w wordList) Share(word string) float64 {
	if w[word] {
		return 1e-4
	}
	return 0
}

func words(list string) func() Words {
	w := wordList{}
	for _, word := range strings.Fields(list) {
		w[word] = true
	}
	return func() Words { return w }
}

// readAsGBK is what a program shows that takes UTF-8 for GBK.
func readAsGBK(s string) string {
	out, err := simplifiedchinese.GBK.NewDecoder().String(s)
	if err != nil {
		panic(err)
	}
	return strings.ReplaceAll(out, "\u0080", "€")
}

func TestMend(t *testing.T) {
	known := words("基层 组织 建设 主题 党日 专项 整治 行动 活动 开展")
	for _, c := range []struct{ name, text, want, rule string }{
		{"UTF-8 as GBK", "前文如此。" + readAsGBK("基层组织开展活动了") + "后文如此。", "前文如此。基层组织开展活动了后文如此。", RuleTwice},
		// GBK of 。“專項行動”開 without its first byte, half width, 5F left over.
		{"one byte off", "到此为止?!皩m椥袆印遍_展以来", "到此为止。“專項行動”開展以来", RuleShifted},
		{"a name after a question", "会不会?看PPT联系王喆堃。", "会不会?看PPT联系王喆堃。", ""},
		{"a formula after a question", "好不好?到y类王喆堃处，见a_b。", "好不好?到y类王喆堃处，见a_b。", ""},
		{"a good question", "这样行吗?不行!皩字少见。", "这样行吗?不行!皩字少见。", ""},
		{"rare names", "囍喆淼焱，朱镕基。", "囍喆淼焱，朱镕基。", ""},
		{"too short to tell", "见璁惧。", "见璁惧。", ""},
		{"one rare character", "喆建基层组织建设，活动开展。", "喆建基层组织建设，活动开展。", ""},
		{"one of a name beside words", "由罗镕主持基层活动。", "由罗镕主持基层活动。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Mend(corpus.Source{Text: c.text}, known)
			if got.Text != c.want {
				t.Errorf("got %s, want %s", got.Text, c.want)
			}
			if c.rule == "" {
				if got.Repairs != nil {
					t.Errorf("repaired %v", got.Repairs)
				}
				return
			}
			if len(got.Repairs) != 1 || got.Repairs[0].Rule != c.rule {
				t.Fatalf("repairs %+v", got.Repairs)
			}
			r := got.Repairs[0]
			if r.Was.In(c.text) != r.Before || r.Span.In(got.Text) != r.After {
				t.Errorf("%+v does not say where", r)
			}
		})
	}
}

// TestMendExact: a text that came as characters is not touched, whatever it looks
// like: sent by a program, or a line of JSON in UTF-8. In a file it is mended.
func TestMendExact(t *testing.T) {
	known := words("基层 组织 建设 开展 活动")
	for _, text := range []string{
		"前文如此。" + readAsGBK("基层组织开展活动了") + "后文如此。",
		"到此为止?!皩m椥袆印遍_展以来，会不会?看PPT联系王喆堃。",
		"密码是~{VPND~}，照抄。",
		"用 <b>粗体</b> 或 {\"text\":\"一\"} 书写，\n第一条 如上。",
	} {
		line, err := json.Marshal(map[string]string{"text": text})
		if err != nil {
			t.Fatal(err)
		}
		for name, options := range map[string]Options{"sent:0123456789abcdef/甲": {Plain: true}, "一.jsonl": {}} {
			data := []byte(text)
			if !options.Plain {
				data = line
			}
			sources, err := ReadWith(name, data, options)
			if err != nil || len(sources) != 1 {
				t.Fatalf("%s: %d texts, %v", name, len(sources), err)
			}
			if got := Mend(sources[0], known); got.Text != text || len(got.Repairs) > 0 {
				t.Errorf("%s: %q became %q", name, text, got.Text)
			}
		}
	}
	sources, err := Read("一.txt", []byte("前文如此。"+readAsGBK("基层组织开展活动了")+"后文如此。"))
	if err != nil {
		t.Fatal(err)
	}
	if got := Mend(sources[0], known); len(got.Repairs) != 1 {
		t.Errorf("in a file: %d repairs", len(got.Repairs))
	}
}

// A long line of rare characters without a blank costs no more than its length.
func TestMendLongLine(t *testing.T) {
	text := strings.Repeat("喆好堃们他", 20_000)
	if got := Mend(corpus.Source{Text: text}, words("好 们 他")); len(got.Repairs) != 0 {
		t.Errorf("%d repairs", len(got.Repairs))
	}
}

// TestMendHostile: texts made so that repairing them would take minutes take seconds,
// and say what was left. The one real repair at their head is made all the same.
func TestMendHostile(t *testing.T) {
	known := words("基层 组织 建设 主题 党日 专项 整治 行动 活动 开展")
	const head = "到此为止?!皩m椥袆印遍_展以来。\n"
	plain := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工")
	random := rand.New(rand.NewPCG(1, 2))
	var varied strings.Builder
	for varied.Len() < 300_000 {
		fmt.Fprintf(&varied, "?皩m椥%c%c", plain[random.IntN(len(plain))], plain[random.IntN(len(plain))])
	}
	latin := readAsGBK(strings.Repeat("é", 100_000))
	for name, texts := range map[string][]string{
		"the same again and again": {strings.Repeat("?皩m椥", 25_000)},
		"never the same":           {varied.String()},
		"many texts in one file":   strings.SplitAfter(strings.ReplaceAll(varied.String(), "?", "\n?皩m椥袆_?"), "\n"),
		"bytes of no words":        {latin, latin},
	} {
		t.Run(name, func(t *testing.T) {
			var sources []corpus.Source
			for i, text := range texts {
				if i == 0 {
					text = head + text
				}
				sources = append(sources, corpus.Source{Text: text})
			}
			start, unmended := time.Now(), 0
			for i, s := range MendAll(sources, known) {
				if i == 0 && !strings.HasPrefix(s.Text, "到此为止。“專項行動”開展以来。") {
					t.Errorf("the head became %.60q", s.Text)
				}
				for _, d := range s.Diagnostics {
					if d.Code == NoteUnmended {
						unmended++
						if found, n := mojibake(d.Span.In(s.Text)); n == 0 || found.Start < 0 {
							t.Errorf("nothing odd in what was left: %v", d.Span)
						}
					}
				}
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %s", took)
			}
			t.Logf("%s, %d texts left", time.Since(start), unmended)
			if (unmended > 0) != (strings.HasPrefix(name, "never") || strings.HasPrefix(name, "many")) {
				t.Errorf("%d texts say that something was left", unmended)
			}
		})
	}
}

// What stands after a repair, and is marked or noticed there, moves with it.
func TestMendMoves(t *testing.T) {
	text := readAsGBK("基层组织") + "后面的标题"
	at := strings.Index(text, "标题")
	s := corpus.Source{
		Text:        text,
		Marks:       []corpus.Mark{{Kind: corpus.MarkHeading, Level: 1, Span: corpus.Span{Start: at, End: len(text)}}},
		Diagnostics: []corpus.Diagnostic{{Code: NoteReplacement, Span: &corpus.Span{Start: at, End: len(text)}}},
	}
	got := Mend(s, words("基层 组织"))
	if m := got.Marks[0].Span.In(got.Text); m != "标题" {
		t.Errorf("the mark is on %q", m)
	}
	if d := got.Diagnostics[0].Span.In(got.Text); d != "标题" {
		t.Errorf("the diagnostic is on %q", d)
	}
	if s.Marks[0].Span.Start != at {
		t.Error("the marks of the source were changed")
	}
}

// Good texts are left alone: of all real ones only the seed that has a damaged
// stretch is repaired, there and nowhere else.
func TestMendRealTexts(t *testing.T) {
	known := words("专项整治 行动 开展 政治 专项")
	for _, folder := range []string{"seeds", "party", "articles", "law"} {
		err := filepath.WalkDir(sharedtest.Path(t, folder), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			want := 0
			if strings.Contains(path, "001_520067de48b3a006") {
				want = 1
			}
			if got := Mend(corpus.Source{Text: string(text)}, known); len(got.Repairs) != want {
				t.Errorf("%s: %d repairs %v", path, len(got.Repairs), got.Repairs)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
