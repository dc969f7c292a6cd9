package suggest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
	"tiaowen/search/naming"
)

func TestCorrect(t *testing.T) {
	v := smallVocabulary()
	for name, c := range map[string]struct{ text, to, why string }{
		"pinyin":                            {"zhutidangri", "主题党日", WhyPinyin},
		"pinyin with blanks":                {"Zhu ti dang'ri ", "主题党日", WhyPinyin},
		"a rarer reading":                   {"chongqingyangben", "重庆样本", WhyPinyin},
		"initials":                          {"ztdr", "主题党日", WhyPinyin},
		"two letters are no word":           {"dk", "", ""},
		"pinyin of two words":               {"dangji", "", ""},
		"pinyin of nothing":                 {"zhutidang", "", ""},
		"pinyin of a title":                 {"yangbengongzuotiaoli", "样本工作条例", WhyPinyin},
		"a homophone":                       {"三会一科", "三会一课", WhyCorrection},
		"Traditional":                       {"三會一科", "三会一课", WhyCorrection},
		"in a question":                     {"三会一科多久开一次？", "三会一课多久开一次？", WhyCorrection},
		"quotes stay":                       {"“三会一科” 怎么开", "“三会一课” 怎么开", WhyCorrection},
		"inside":                            {"民主平议党员", "民主评议党员", WhyCorrection},
		"the longer of two words":           {"党员发展对像", "党员发展对象", WhyCorrection},
		"in the second place":               {"主体党日怎么办", "主题党日怎么办", WhyCorrection},
		"the first character":               {"与备党员", "预备党员", WhyCorrection},
		"sounds nearly so":                  {"入党自愿书", "入党志愿书", WhyCorrection},
		"looks so":                          {"人党志愿书", "入党志愿书", WhyCorrection},
		"three characters":                  {"党小祖？", "党小组？", WhyCorrection},
		"the last of three":                 {"党支不", "党支部", WhyCorrection},
		"two characters":                    {"党客", "党课", WhyCorrection},
		"two characters, a mark":            {"党客？", "党课？", WhyCorrection},
		"two characters in a text":          {"党客怎么上", "", ""},
		"two characters that look so":       {"党贵", "", ""},
		"two of two characters":             {"党机", "", ""},
		"a long word, a character unheard":  {"党员代囍大会", "党员代表大会", WhyCorrection},
		"a short word, a character unheard": {"党员囍锋岗", "", ""},
		"a character that may be meant":     {"团支部书记", "", ""},
		"another word of the field":         {"群员代表大会", "", ""},
		"a title":                           {"样本工做条例", "样本工作条例", WhyCorrection},
		"a title of a bank":                 {"示例银航管理办法", "示例银行管理办法", WhyCorrection},
		"right":                             {"三会一课", "", ""},
		"right, and wrong again":            {"三会一课和三会一科", "", ""},
		"beside a word":                     {"当支部书记要几年", "", ""},
		"before a word":                     {"党小组惠民", "", ""},
		"a particle":                        {"党支部不开会", "", ""},
		"part of a right word":              {"组织生活慧眼", "", ""},
		"two slips":                         {"三汇一科", "", ""},
		"nothing":                           {"", "", ""},
		"marks":                             {"？！", "", ""},
		"not UTF-8":                         {"三会一\xff", "", ""},
	} {
		to, why, ok := v.Correct(c.text)
		if to != c.to || why != c.why || ok != (c.to != "") {
			t.Errorf("%s: %s is %q %q %v, want %q %q", name, c.text, to, why, ok, c.to, c.why)
		}
	}
	if to, _, ok := v.Correct(strings.Repeat("问", search.MaxText) + "三会一科"); ok {
		t.Errorf("a text too long became %s", to)
	}
}

func TestMisspelt(t *testing.T) {
	v := smallVocabulary()
	for text, want := range map[string]string{
		"三会一科":  "三会一课",
		"ztdr":  "主题党日",
		"党员囍锋岗": "党员先锋岗",
		"三会一课":  "",
		"团支部书记": "",
		"样本条例":  "",
	} {
		if to, ok := v.Misspelt(text); to != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", text, to, ok, want)
		}
	}
}

func TestLikeness(t *testing.T) {
	v := NewVocabulary([]Term{{"样团", SubjectTerm}}, naming.DefaultAliases())
	for pair, want := range map[string]likeness{
		"科课": sameSound, "像象": sameSound, "行航": sameSound,
		"自志": nearSound, "进京": nearSound, "蓝男": nearSound,
		"己已": sameShape, "人入": sameShape,
		"囍党": stranger,
		"团党": unlike, "八九": unlike, "a课": unlike, "课1": unlike,
	} {
		r := []rune(pair)
		if got := v.likeness(r[0], r[1]); got != want {
			t.Errorf("%s: %d, want %d", pair, got, want)
		}
	}
	for _, s := range shapes {
		for _, r := range s {
			if corpus.FoldRune(r) != r {
				t.Errorf("%s: %c is never met after folding", s, r)
			}
		}
	}
}

// corrected checks what every correction must be: a text with a word of the
// vocabulary in it that it lacked, one character apart, or a word for letters.
func corrected(t interface {
	Helper()
	Errorf(string, ...any)
}, v *Vocabulary, text string) {
	t.Helper()
	to, why, ok := v.Correct(text)
	switch {
	case !ok && (to != "" || why != ""):
		t.Errorf("%q: not corrected, but to %q because of %q", text, to, why)
	case ok && !v.gained(text, to):
		t.Errorf("%q became %q because of %s, and has no word more", text, to, why)
	case why == WhyCorrection:
		onePlace(t, text, to)
	}
}

// gained reports whether a word of the vocabulary stands in to that does not in text.
func (v *Vocabulary) gained(text, to string) bool {
	before, after := naming.Letters(corpus.Fold(text)), naming.Letters(corpus.Fold(to))
	for w := range v.words {
		if strings.Contains(after, w) && !strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// onePlace checks that one character differs, but for the form it is written in.
func onePlace(t interface {
	Helper()
	Errorf(string, ...any)
}, text, to string) {
	t.Helper()
	from, runes, apart := []rune(text), []rune(to), 0
	if len(from) != len(runes) {
		t.Errorf("%q became %q, of another length", text, to)
		return
	}
	for i, r := range runes {
		if f := corpus.FoldRune(from[i]); r != f && r != from[i] {
			apart++
		}
	}
	if apart != 1 {
		t.Errorf("%q became %q: %d apart", text, to, apart)
	}
}

func TestCorrectProperties(t *testing.T) {
	v := smallVocabulary()
	var words []string
	for _, term := range fieldTerms() {
		words = append(words, term.Text)
	}
	rapid.Check(t, func(t *rapid.T) {
		word := []rune(rapid.SampledFrom(words).Draw(t, "word"))
		slip := rapid.SampledFrom([]rune("科课评平像象党當主祖組囍一二X ")).Draw(t, "slip")
		word[rapid.IntRange(0, len(word)-1).Draw(t, "at")] = slip
		around := rapid.StringOfN(rapid.RuneFrom([]rune("怎么开党支部“” ?的")), 0, 6, -1)
		corrected(t, v, around.Draw(t, "before")+string(word)+around.Draw(t, "after"))
	})
}

func FuzzCorrect(f *testing.F) {
	for _, s := range []string{"三会一科", "zhutidangri", "z't'd'r", "三會 一科？", "党客", "", "\xff", "ａｂ党", "lü", "3333333z't'd'r", "3333(33z't'd'r", "党z't'd'r、sanhuiyike", strings.Repeat("三会一科", 40)} {
		f.Add(s)
	}
	v := smallVocabulary()
	f.Fuzz(func(t *testing.T, text string) {
		corrected(t, v, text)
		if to, ok := v.Misspelt(text); ok != (to != "") || !utf8.ValidString(to) {
			t.Errorf("%q: %q %v", text, to, ok)
		}
		for _, s := range v.Suggest(text, 7) {
			if s.Text == "" || s.Label == "" {
				t.Errorf("%q: %+v", text, s)
			}
		}
	})
}

// TestRealQuestionsAreLeftAlone corrects questions that have no slip in them.
func TestRealQuestionsAreLeftAlone(t *testing.T) {
	var terms []Term
	for _, word := range search.DefaultSynonyms().Words() {
		terms = append(terms, Term{word, SubjectTerm})
	}
	v := NewVocabulary(append(terms, fieldTerms()...), naming.DefaultAliases())
	names, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "law"), "*", "*.md"))
	if err != nil || len(names) == 0 {
		t.Fatal("no laws", err)
	}
	for _, path := range names {
		title, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".md"), "(")
		v.Put(titledAs(path, title, corpus.Regulation, ""))
	}
	raw, err := os.ReadFile(sharedtest.Path(t, "stard", "queries.train.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	questions, wrong := 0, 0
	for line := range strings.Lines(string(raw)) {
		_, q, _ := strings.Cut(strings.TrimSpace(line), "\t")
		questions++
		if to, ok := v.Misspelt(q); ok {
			wrong++
			t.Logf("%s became %s", q, to)
		}
	}
	if 200*wrong > questions {
		t.Errorf("%d of %d questions were taken for slips", wrong, questions)
	}
}

func BenchmarkCorrect(b *testing.B) {
	v := NewVocabulary(manyTerms(), naming.DefaultAliases())
	for _, text := range []string{"三会一科", "三会一科多久开一次", "党部党部党部会员会员", "zhutidangri", "zzzzzz"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v.Correct(text)
			}
		})
	}
}
