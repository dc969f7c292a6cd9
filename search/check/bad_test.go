package check

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/search/searchtest"
)

// TestBadInput: whatever is pasted, it is checked, and all that is said of it lies in it.
func TestBadInput(t *testing.T) {
	l := indexed(t, t.TempDir(), shelfOf())
	defer l.engine.Close()
	rule := "《样本读书会办法》第三条规定：“读书会每月二十日开一次，先读后议，当场记在簿上。”"
	for name, c := range map[string]struct {
		text   string
		quotes int // at least
	}{
		"nothing":                           {"", 0},
		"only marks":                        {strings.Repeat("“", 5000) + strings.Repeat("”‘’「」『』\"", 5000), 0},
		"only quotations":                   {strings.Repeat("“读书会每月二十日开一次，先读后议，当场记在簿上。”", 300), 300},
		"nested a thousand deep":            {"甘有为同志说：" + strings.Repeat("“", 1000) + "种树的人不问树荫归谁，修路的人不问脚印是谁。" + strings.Repeat("”", 1000), 1},
		"nested in turn":                    {"甘有为同志说：" + strings.Repeat("“‘", 500) + "种树的人不问树荫归谁，修路的人不问脚印是谁。" + strings.Repeat("’”", 500), 1},
		"never closed":                      {strings.Repeat("甘有为同志说：“种树的人", 2000) + rule, 1},
		"never opened":                      {strings.Repeat("种树的人”说", 2000) + rule, 1},
		"no stop":                           {strings.Repeat("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", 20_000) + rule, 1},
		"one long quotation":                {"甘有为同志说：“" + strings.Repeat("种树的人不问树荫归谁，", 10_000) + "”" + rule, 1},
		"one letter":                        {strings.Repeat("一", 300_000), 0},
		"titles without end":                {strings.Repeat("《", 20_000) + strings.Repeat("样本读书会办法", 1000), 0},
		"citation in quotation in citation": {"按照《关于“《样本读书会办法》第三条规定：‘读书会每月二十日开一次，先读后议，当场记在簿上。’”的说明》第一条办理。" + rule, 1},
		"invalid UTF-8":                     {"\xff\xfe甘有为\xc3\x28" + rule, 1},
		"NUL":                               {"\x00\x01" + rule, 1},
	} {
		r := l.check(t, strings.ToValidUTF8(c.text, ""), "")
		sound(t, name, r)
		if len(r.Quotes) < c.quotes {
			t.Errorf("%s: %d quotations, want %d", name, len(r.Quotes), c.quotes)
		}
	}
}

// sound: what is told lies in the text, at borders of runes, in order, and quotations lie
// apart; nothing is exact that is not.
func sound(t testing.TB, name string, r Report) {
	at := 0
	for _, c := range r.Citations {
		if c.Span.Start < at || c.Span.End > len(r.Text) || c.Span.Empty() {
			t.Fatalf("%s: citation at %v behind %d", name, c.Span, at)
		}
		at = c.Span.End
	}
	at = 0
	for _, q := range r.Quotes {
		if q.Span.Start < at || q.Span.End > len(r.Text) || q.Span.Empty() || !utf8.ValidString(q.Span.In(r.Text)) {
			t.Fatalf("%s: quotation at %v behind %d", name, q.Span, at)
		}
		at = q.Span.End
		text := lettersOf(q.Span.In(r.Text))
		if q.Status != Exact && q.Status != ExactNormalized {
			continue
		}
		for _, s := range q.Sources {
			if string(text.runes) != string(lettersOf(s.Text).runes) {
				t.Fatalf("%s: %s: %q of %q", name, q.Status, q.Span.In(r.Text), s.Text)
			}
		}
		if q.Status == Exact && !strings.Contains(q.Span.In(r.Text), q.Sources[0].Text) && q.Marked && len(q.Sources) == 1 {
			t.Fatalf("%s: exact: %q of %q", name, q.Span.In(r.Text), q.Sources[0].Text)
		}
	}
}

// TestAnyDraft: drafts of pieces of rules, marks and names.
func TestAnyDraft(t *testing.T) {
	c := checkerOf(shelfOf())
	pieces := []string{"甘有为同志指出：", "“", "”", "‘", "’", "「", "」", "\"", "《样本读书会办法》", "第三条", "规定：", "读书会每月二十日开一次，", "先读后议，", "当场记在簿上。",
		"种树的人不问树荫归谁，", "修路的人不问脚印是谁。", "……", "（以下简称《办法》）", "前款", "\n", "3.5", "，", "讀書會", " ",
		"第二款", "第五条第（二）项", "至第五条", "（", "）", "借书须在五十日内归还", "附件1", "［略］", "\u3000", "㎡", "２０年", "；", "苗青山说", "2010年", "《旧图书借阅规定》", "本条", "废止", "见", "|", "\t", "一、"}
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(rt, "pieces"), "")
		r, err := c.Check(context.Background(), Read(text, "", searchtest.Today))
		if err != nil {
			rt.Fatal(err)
		}
		sound(t, text, r)
	})
}

// TestCancelled: who no longer waits stops the check.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := checkerOf(shelfOf()).Check(ctx, Read("甘有为同志指出：“把书读薄，是把道理读透；把书读厚，是把见识读宽。”", "", searchtest.Today))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestLetters: what counts in a comparison and what does not.
func TestLetters(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"党支部，党员。", "党支部党员", true},
		{"黨支部", "党 支\u3000部", true},
		{"３.５％", "3.5%", true},
		{"3.5", "35", false},
		{"3、5", "35", false},
		{"3—5人", "3-5人", true},
		{"3—5人", "35人", false},
		{"第一、二款", "第一二款", false},
		{"A4", "ａ４", true},
		{"＋5", "5", false},
		{"（一）甲", "一、甲", true},
		{"十五日", "五十日", false},
	} {
		if same := string(lettersOf(c.a).runes) == string(lettersOf(c.b).runes); same != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, same)
		}
	}
}

// TestNormalised: each way to write the same is told by its name.
func TestNormalised(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want []Normalisation
	}{
		{"党支部，党员", "党支部，党员", nil},
		{"党支部，党员", "党支部；党员", []Normalisation{Punctuation}},
		{"党支部，党员", "党支部,党员", []Normalisation{Width}},
		{"党支部，党员", "黨支部，党员", []Normalisation{Script}},
		{"党支部，党员", "党 支部，\n党员", []Normalisation{Space}},
		{"第12条", "第１２条", []Normalisation{Width}},
		{"党支部，党员12", "黨支部；党 员１２", []Normalisation{Punctuation, Width, Script, Space}},
	} {
		got := normalised(c.a, c.b)
		if strings.Join(names(got), " ") != strings.Join(names(c.want), " ") {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func names(list []Normalisation) (out []string) {
	for _, n := range list {
		out = append(out, string(n))
	}
	return out
}

// TestAsOf: on a day when a version applied, its words are right and its numbers too.
func TestAsOf(t *testing.T) {
	c := checkerOf(shelfOf())
	const text = "《样本读书会办法》第二条规定：“读书会每月十日开一次，先读后议，当场记在簿上。”《示例仓库管理规定》第一条也要看，《旧图书借阅规定》第一条也要看。"
	for _, one := range []struct {
		day  corpus.Date
		want string
	}{
		{"", "moved not_yet repealed superseded"},
		{"2015-06-01", "ok not_yet repealed exact"},
		{"2010-06-01", "ok not_yet ok exact"},
		{"2031-01-01", "moved ok repealed superseded"},
	} {
		r, err := c.Check(t.Context(), Read(text, one.day, searchtest.Today))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range r.Citations {
			got = append(got, string(x.Status))
		}
		for _, q := range r.Quotes {
			got = append(got, string(q.Status))
		}
		if strings.Join(got, " ") != one.want {
			t.Errorf("%s: %v, want %s", one.day, got, one.want)
		}
	}
}
