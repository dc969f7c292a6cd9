package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// change is a way to change a quotation, and what it is then. It gives "" where a
// sentence cannot be changed so.
type change struct {
	name string
	of   func(g *generator, s *sentence) string
	want []QuoteStatus
	// stands says that the letters are those of the source all the same.
	stands bool
}

// changes are what happens to quotations.
var changes = []change{
	{"nothing", func(_ *generator, s *sentence) string { return s.text }, []QuoteStatus{Exact}, true},
	{"a character", (*generator).character, []QuoteStatus{Altered}, false},
	{"a word", (*generator).word, []QuoteStatus{Altered}, false},
	{"the order", (*generator).order, []QuoteStatus{Altered}, false},
	{"a clause dropped", (*generator).dropped, []QuoteStatus{Altered}, false},
	{"two spliced", (*generator).spliced, []QuoteStatus{Stitched}, false},
	{"Traditional", traditional, []QuoteStatus{ExactNormalized}, true},
	{"punctuation", (*generator).punctuation, []QuoteStatus{ExactNormalized}, true},
	{"width", width, []QuoteStatus{ExactNormalized}, true},
	{"white space", (*generator).space, []QuoteStatus{ExactNormalized}, true},
	{"an ellipsis", (*generator).ellipsis, []QuoteStatus{Elided}, false},
	{"another giver", (*generator).another, []QuoteStatus{Misattributed}, true},
	{"an older version", (*generator).former, []QuoteStatus{Superseded}, true},
	{"a number", (*generator).number, []QuoteStatus{Altered}, false},
}

// at is a letter of a sentence, somewhere in its middle: its bytes.
func (g *generator) at(text string) corpus.Span {
	l := lettersOf(text)
	i := 3 + g.IntN(l.len()-6)
	return l.span(i, i+1)
}

func put(text string, at corpus.Span, in string) string {
	return text[:at.Start] + in + text[at.End:]
}

const others = "春江花月夜灯影桥梁柳絮帆船"

func (g *generator) character(s *sentence) string {
	r := []rune(others)
	return put(s.text, g.at(s.text), string(r[g.IntN(len(r))]))
}

func (g *generator) word(s *sentence) string {
	l := lettersOf(s.text)
	i := 3 + g.IntN(l.len()-8)
	r := []rune(others)
	return put(s.text, l.span(i, i+2), string(r[g.IntN(len(r))])+string(r[g.IntN(len(r))]))
}

// clauses are the pieces of a sentence between commas, each with its sign.
func clauses(text string) []string {
	var out []string
	from := 0
	for i, r := range text {
		if strings.ContainsRune("，；、。：", r) {
			out = append(out, text[from:i+utf8.RuneLen(r)])
			from = i + utf8.RuneLen(r)
		}
	}
	return out
}

func (g *generator) order(s *sentence) string {
	c := clauses(s.text)
	if len(c) < 3 {
		return ""
	}
	i := g.IntN(len(c) - 2)
	c[i], c[i+1] = c[i+1], c[i]
	if out := strings.Join(c, ""); !slices.Equal(lettersOf(out).runes, lettersOf(s.text).runes) {
		return out
	}
	return ""
}

func (g *generator) dropped(s *sentence) string {
	c := clauses(s.text)
	if len(c) < 4 {
		return ""
	}
	i := 1 + g.IntN(len(c)-2)
	return strings.Join(slices.Delete(c, i, i+1), "")
}

func (g *generator) spliced(s *sentence) string {
	other := g.all[g.IntN(len(g.all))]
	for other.document != s.document {
		other = g.all[g.IntN(len(g.all))]
		if g.IntN(2000) == 0 {
			return ""
		}
	}
	a, b := clauses(s.text), clauses(other.text)
	if len(a) < 2 || len(b) < 2 || other.text == s.text || strings.Contains(other.document.Text, s.text+other.text) {
		return ""
	}
	one, two := strings.Join(a[:(len(a)+1)/2], ""), strings.Join(b[len(b)/2:], "")
	if min(lettersOf(one).len(), lettersOf(two).len()) < 10 {
		return ""
	}
	return one + two
}

// inTraditional are some common characters in both scripts.
const inTraditional = "应應当當规規定定为為与與国國务務员員会會机機关關责責办辦个個时時进進行行实實级級组組织織书書记記报報请請违違处處罚罰发發党黨"

func traditional(_ *generator, s *sentence) string {
	r := []rune(inTraditional)
	to := map[rune]rune{}
	for i := 0; i+1 < len(r); i += 2 {
		to[r[i]] = r[i+1]
	}
	out := strings.Map(func(r rune) rune { return cmp.Or(to[r], r) }, s.text)
	if out == s.text {
		return ""
	}
	return out
}

func (g *generator) punctuation(s *sentence) string {
	c := clauses(s.text)
	if len(c) < 2 {
		return ""
	}
	i := g.IntN(len(c) - 1)
	stem := strings.TrimRightFunc(c[i], unicode.IsPunct)
	next, _ := utf8.DecodeRuneInString(c[i+1])
	last, _ := utf8.DecodeLastRuneInString(stem)
	if corpus.IsNumeralRune(next) && corpus.IsNumeralRune(last) {
		return "" // it counts there
	}
	c[i] = stem + map[bool]string{true: "；", false: "，"}[strings.HasSuffix(c[i], "，")]
	return strings.Join(c, "")
}

// width writes figures and some signs in the other width.
func width(_ *generator, s *sentence) string {
	out := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r - '0' + '０'
		case r == '，' || r == '；' || r == '：' || r == '（' || r == '）':
			return r - '！' + '!'
		}
		return r
	}, s.text)
	if out == s.text {
		return ""
	}
	return out
}

func (g *generator) space(s *sentence) string {
	at := g.at(s.text)
	return s.text[:at.Start] + []string{" ", "\u3000", "\u00a0"}[g.IntN(3)] + s.text[at.Start:]
}

func (g *generator) ellipsis(s *sentence) string {
	c := clauses(s.text)
	if len(c) < 4 {
		return ""
	}
	out := c[0] + "……" + strings.Join(c[2:], "")
	if lettersOf(c[0]).len() < 3 || lettersOf(out).len() < 12 {
		return ""
	}
	return out
}

// another gives it to somebody whose it is not.
func (g *generator) another(s *sentence) string {
	for range 50 {
		other := g.all[g.IntN(len(g.all))]
		if other.giver == s.giver || !strings.HasPrefix(other.giver, "《") && s.document.Fields.Speaker == "" {
			continue // who speaks may quote a rule
		}
		if !strings.Contains(corpus.Fold(other.document.Text), corpus.Fold(strings.TrimSuffix(s.text, "。"))) {
			s.giver = other.giver
			return s.text
		}
	}
	return ""
}

func (g *generator) former(s *sentence) string {
	old := g.older[g.IntN(len(g.older))]
	wanted := string(lettersOf(old.text).runes)
	for _, now := range g.current[old.giver] {
		if strings.Contains(now, wanted) {
			return ""
		}
	}
	*s = old
	return old.text
}

// number writes a number in Han or Arabic figures the other way.
func (g *generator) number(s *sentence) string {
	for i, r := range s.text {
		if !corpus.IsNumeralRune(r) || strings.ContainsRune("万亿百千零〇", r) || r >= '０' || i == 0 {
			continue
		}
		end := i
		for _, r := range s.text[i:] {
			if !corpus.IsNumeralRune(r) {
				break
			}
			end += utf8.RuneLen(r)
		}
		n, ok := corpus.ParseNumeral(s.text[i:end])
		if !ok || n == 0 {
			return ""
		}
		in := fmt.Sprint(n)
		if r <= '9' {
			in = corpus.FormatNumeral(n)
		}
		if in == "" || in == s.text[i:end] {
			return ""
		}
		return put(s.text, corpus.Span{Start: i, End: end}, in)
	}
	return ""
}
