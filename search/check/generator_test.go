package check

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// sentence is a sentence of a real text, and how a draft would give it to that text.
type sentence struct {
	text, giver string
	document    *corpus.Document
}

// change is a way to change a quotation, and what it is then. It gives "" where a
// sentence cannot be changed so.
type change struct {
	name string
	of   func(g *generator, s *sentence) string
	want []QuoteStatus
	// stands says that the letters are those of the source all the same.
	stands bool
}

// generator draws sentences and changes them.
type generator struct {
	*rand.Rand
	all   []sentence
	older []sentence // of versions that no longer apply
	// current are the letters of the texts that apply, by how they are named.
	current map[string][]string
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

// newGenerator takes the sentences of a library that a draft would quote.
func newGenerator(t *testing.T, l *library) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(14, 1)), current: map[string][]string{}}
	ids := slices.Sorted(maps.Keys(l.shelf))
	for _, id := range ids {
		d := l.shelf[id]
		giver, meant := giverOf(t, l, &d)
		if giver == "" {
			continue
		}
		into := &g.all
		if !meant {
			into = &g.older
		} else {
			g.current[giver] = append(g.current[giver], string(lettersOf(d.Text).runes))
		}
		d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			if n.Kind == corpus.NodeParagraph && len(n.Children) == 0 || n.Kind == corpus.NodeItem {
				for _, text := range sentencesOf(n.Body(d.Text)) {
					*into = append(*into, sentence{text, giver, &d})
				}
			}
			return n.Kind != corpus.NodeFront && n.Kind != corpus.NodeNote && n.Kind != corpus.NodeTOC && n.Kind != corpus.NodeTable
		})
	}
	return g
}

// giverOf is how a draft names a text, and whether that means this version of it: its
// title if it is found by that, of a speech its speaker if he is known.
func giverOf(t *testing.T, l *library, d *corpus.Document) (giver string, meant bool) {
	if d.Fields.Speaker != "" {
		return d.Fields.Speaker + "同志指出：", true
	}
	title := search.CiteTitle(d.Fields.Title)
	found, err := l.resolver.Resolve(t.Context(), title, "", searchtest.Today)
	if err != nil {
		t.Fatal(err)
	}
	if found.Status != search.ResolveOK || found.Document.Fields.Title != d.Fields.Title || len(found.Choices) > 0 {
		return "", false
	}
	if found.Document.ID != d.ID {
		w, _ := l.resolver.Work(d.ID)
		known, _ := l.resolver.Known(d.ID)
		isVersion := slices.ContainsFunc(w.Versions, func(t search.Titled) bool { return t.ID == found.Document.ID })
		if !isVersion || known.Standing.Timeline.On(searchtest.Today) == corpus.InForce || found.Document.Status != corpus.InForce {
			return "", false
		}
	}
	return title + "规定：", found.Document.ID == d.ID
}

// sentencesOf are those of a paragraph that are long enough to be quoted and hold no
// quotation themselves.
func sentencesOf(text string) []string {
	var out []string
	for _, s := range strings.SplitAfter(text, "。") {
		s = strings.TrimSpace(s)
		n := lettersOf(s).len()
		if n >= 20 && n <= 160 && !strings.ContainsAny(s, "“”‘’\"「」『』…\n[]［］〔〕【】") && strings.HasSuffix(s, "。") {
			out = append(out, s)
		}
	}
	return out
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

// drawn is a changed sentence in a draft.
type drawn struct {
	change *change
	draft  string
	source sentence
}

// draw makes drafts of one change.
func (g *generator) draw(c *change, count int) []drawn {
	var out []drawn
	for tries := 0; len(out) < count && tries < 100*count; tries++ {
		s := g.all[g.IntN(len(g.all))]
		if g.IntN(2) == 0 { // speeches and Party texts are few beside the laws
			s = g.all[len(g.all)-1-g.IntN(len(g.all)/8)]
		}
		if text := c.of(g, &s); text != "" && (c.stands || !strings.Contains(string(lettersOf(s.document.Text).runes), string(lettersOf(text).runes))) {
			out = append(out, drawn{c, s.giver + "“" + text + "”", s})
		}
	}
	return out
}
