package topic

import (
	"errors"
	"strings"
	"testing"

	"tiaowen/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestParseLexiconNames(t *testing.T) {
	text := "\ufeff# 说明\n\n[花木] 国法\n  种树 2 \n标题:园艺\n标题：盆景　3\n-塑料花 0.5\n[会议]\n种树\n会场 0\n"
	l, err := ParseLexicon(strings.NewReader(strings.ReplaceAll(text, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"花木", "会议"}, l.Names()); diff != "" {
		t.Error(diff)
	}
}

func TestParseLexiconErrors(t *testing.T) {
	cases := map[string]struct {
		text   string
		line   int
		reason string
	}{
		"empty":              {"", 1, "没有一个主题"},
		"remarks only":       {"# 甲\n# 乙\n", 2, "没有一个主题"},
		"word before topic":  {"种树\n[花木]", 1, "还没有 [主题名]"},
		"topic not closed":   {"[花木\n种树", 1, "应写作 [主题名]"},
		"wide brackets":      {"【花木】\n种树", 1, "半角方括号"},
		"no name":            {"[ ]\n种树", 1, "没有主题名"},
		"name too long":      {"[" + strings.Repeat("花", 41) + "]", 1, "超过 40 字"},
		"unknown field":      {"[花木] 国际法\n种树", 1, "“党务”或“国法”"},
		"topic twice":        {"[花木]\n种树\n[会议]\n会场\n[花木]\n盆景", 5, "已在第 1 行"},
		"topic without word": {"[花木]\n[会议]\n会场", 2, "“花木”没有一个词"},
		"last without word":  {"[花木]\n种树\n[会议]\n", 3, "“会议”没有一个词"},
		"word twice":         {"[花木]\n种树\n盆景\n種 樹 2", 4, "只能有一个权重"},
		"folded twice":       {"[花木]\n种树\n種樹 2", 3, "已有（第 2 行）"},
		"title twice":        {"[花木]\n标题:种树\n种树\n标题:种树 3", 4, "已有（第 2 行）"},
		"two words":          {"[花木]\n种树 盆景", 2, "每个词单独一行"},
		"comma":              {"[花木]\n种树，盆景", 2, "词里有标点"},
		"one character":      {"[花木]\n树 3", 2, "至少两个字"},
		"no word":            {"[花木]\n标题:", 2, "没有词"},
		"word too long":      {"[花木]\n" + strings.Repeat("树", 41), 2, "超过 40 字"},
		"line too long":      {"[花木]\n" + strings.Repeat("树", 1001), 2, "一行超过"},
		"marks the wrong way": {
			"[花木]\n标题:-种树 2", 2, "应写作 -标题:词 权重"},
		"mark twice":      {"[花木]\n--种树", 2, "各记号只写一次"},
		"weight negative": {"[花木]\n种树 -2", 2, "权重应是 0 到 100"},
		"weight too big":  {"[花木]\n种树 101", 2, "权重应是"},
		"weight no number": {
			"[花木]\n种树 1.2.3", 2, "权重应是"},
		"not UTF-8": {"[花木]\n种树\xff", 2, "不是 UTF-8"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := ParseLexicon(strings.NewReader(c.text))
			var bad *LexiconError
			if !errors.As(err, &bad) {
				t.Fatalf("got %v, want a LexiconError", err)
			}
			if bad.Line != c.line || !strings.Contains(bad.Error(), c.reason) {
				t.Errorf("got %v, want line %d and %q", bad, c.line, c.reason)
			}
		})
	}
}

func TestParseLexiconReaderFails(t *testing.T) {
	lost := errors.New("disk lost")
	_, err := ParseLexicon(failing{lost})
	if !errors.Is(err, lost) {
		t.Errorf("got %v, want it to wrap %v", err, lost)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func FuzzParseLexicon(f *testing.F) {
	for _, seed := range []string{"", "[花木] 国法\n种树 2\n标题:园艺 3\n-塑料花\n", "[甲]\n标题:-乙丙 1e9", "[甲]\n甲乙 NaN", "[[]]\n]]", "#\n\ufeff[花木]\n種樹", "[甲]\n甲\u200b乙 .5"} {
		f.Add(seed, "种树与园艺")
	}
	f.Fuzz(func(t *testing.T, lexicon, text string) {
		l, err := ParseLexicon(strings.NewReader(lexicon))
		if err != nil {
			var bad *LexiconError
			if errors.As(err, &bad) && (bad.Line < 1 || bad.Line > strings.Count(lexicon, "\n")+1) {
				t.Errorf("line %d is not in the file", bad.Line)
			}
			return
		}
		if len(l.Names()) == 0 {
			t.Error("a lexicon without topics was accepted")
		}
		checkFound(t, l, l.Topics(&corpus.Document{Fields: corpus.Fields{Title: text}, Text: lexicon + text}))
	})
}
