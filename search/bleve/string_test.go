package bleve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	texts "tiaowen/corpus/sample"
	"tiaowen/indexer"
	"tiaowen/search"
)

// asking are words that ask, and stand in texts all the same.
var asking = []string{"可以", "如何", "几个", "是否", "怎么", "什么", "哪些", "多少", "几名", "能否", "谁", "怎样", "应该", "需要", "为什么", "有没有", "是不是", "几年"}

// stringsAround cuts n strings of 6 to 12 characters out of texts, each from one passage
// and around a word that asks, as far as the texts have them.
func stringsAround(r *rand.Rand, entries []indexer.Entry, n int) (out []struct{ text, address string }) {
	type place struct {
		passage []rune
		at, end int
		address string
	}
	var places []place
	for _, e := range entries {
		for _, p := range e.Passages {
			text := p.Text(e.Text)
			for _, w := range asking {
				if i := strings.Index(text, w); i >= 0 {
					at := utf8.RuneCountInString(text[:i])
					places = append(places, place{[]rune(text), at, at + utf8.RuneCountInString(w), e.Head.ID + "#" + p.Locator})
				}
			}
		}
	}
	for range 20 * n {
		p := places[r.IntN(len(places))]
		length := 6 + r.IntN(7)
		start := max(0, p.end-length+r.IntN(max(1, length-(p.end-p.at)+1)))
		s := string(p.passage[start:min(len(p.passage), start+length)])
		if utf8.RuneCountInString(s) >= 6 && !strings.ContainsAny(s, "\"“”\n-#*<>|:： \u3000") {
			out = append(out, struct{ text, address string }{s, p.address})
		}
		if len(out) == n {
			break
		}
	}
	return out
}

// TestStringsThatAsk: a string that stands in a text is one, whatever words are in it.
// Its source is among the first five, or as many others that hold it too.
func TestStringsThatAsk(t *testing.T) {
	t.Run("samples", func(t *testing.T) { findStrings(t, samples(), 200) })
	t.Run("real texts", func(t *testing.T) { findStrings(t, understood(t, 20), 500) })
}

// samples are the texts that the program shows what it does by.
func samples() []indexer.Entry {
	var out []indexer.Entry
	for _, f := range texts.Files() {
		doc := parse.Document(corpus.Source{Path: f.Name, Text: string(f.Data)})
		out = append(out, indexer.Entry{Head: indexer.Head{ID: f.Name, Fields: doc.Fields}, Text: doc.Text, Passages: parse.Passages(&doc)})
	}
	return out
}

func findStrings(t *testing.T, entries []indexer.Entry, n int) {
	t.Helper()
	e := open(t)
	rebuild(t, e, entries, 1)
	questions, missed := 0, 0
	list := stringsAround(rand.New(rand.NewPCG(12, 1)), entries, n)
	for _, s := range list {
		res := ask(t, e, search.Query{Text: s.text, Limit: 5})
		if res.Query.Mode != search.ModeAll {
			questions++
			t.Errorf("%q is taken for a question: %s", s.text, res.Query.Mode)
		}
		found := slices.ContainsFunc(res.Hits, func(h search.Hit) bool {
			return h.Address() == s.address || slices.ContainsFunc(h.Also, func(o search.Equal) bool { return o.Address == s.address })
		})
		others := len(res.Hits) == 5 && !slices.ContainsFunc(res.Hits, func(h search.Hit) bool {
			return !strings.Contains(corpus.Fold(h.Text), corpus.Fold(strings.TrimLeft(s.text, "，。；、：）》？！")))
		})
		if !found && !others {
			missed++
			t.Errorf("%q: its source is not among the first five", s.text)
		}
	}
	t.Logf("of %d strings %d are taken for questions, of %d the source is not among the first five", len(list), questions, missed)
}

// TestSnippetsOfRealTexts: a snippet begins with a sentence of its passage, or says that
// it does not; a short passage is shown whole.
func TestSnippetsOfRealTexts(t *testing.T) {
	entries := understood(t, 20)
	e := open(t)
	rebuild(t, e, entries, 1)
	r := rand.New(rand.NewPCG(12, 5))
	hits, cut := 0, 0
	for range 300 {
		for _, h := range ask(t, e, search.Query{Text: cutOut(r, entries, 2+r.IntN(3)), Limit: 20}).Hits {
			shown := ""
			for _, f := range h.Snippet {
				shown += f.Text
			}
			hits++
			before, _, held := strings.Cut(h.Text, shown)
			switch {
			case !held:
				t.Errorf("%q is no piece of %q", shown, h.Text)
			case utf8.RuneCountInString(h.Text) <= 160 && strings.TrimSpace(h.Text) != shown:
				t.Errorf("a short passage is shown in part: %q of %q", shown, h.Text)
			case h.Cut:
				cut++
			case !endsSentence(before):
				t.Errorf("%q begins inside of a sentence of %q", shown, h.Text)
			}
		}
	}
	t.Logf("of %d snippets %d begin inside of a sentence, and say so", hits, cut)
	if 50*cut > hits {
		t.Errorf("%d of %d snippets begin inside of a sentence", cut, hits)
	}
}

// endsSentence reports whether a sentence begins behind a text.
func endsSentence(before string) bool {
	text := strings.TrimRight(before, " \t\r\n\u3000”’」』）)》〉】")
	last, _ := utf8.DecodeLastRuneInString(text)
	return text == "" || strings.ContainsRune("。！？；!?;", last) || strings.Contains(before[len(text):], "\n")
}

// TestNoLetters: a string without a letter stands nowhere, and leaves nothing out.
func TestNoLetters(t *testing.T) {
	v := shelved(t).acquire()
	defer v.release()
	r := newReader(v)
	for _, text := range []string{"", "！！", "，", "……"} {
		if numbers, err := r.anyMatch(t.Context(), []string{text}); err != nil || numbers != nil {
			t.Errorf("%q stands in %v: %v", text, numbers, err)
		}
		one, err := r.phrase(sought{text: text})
		if list, failed := r.phraseMatch(t.Context(), []phrase{one}); err != nil || failed != nil || list.numbers != nil {
			t.Errorf("%q is found in %v: %v, %v", text, list.numbers, err, failed)
		}
	}
}
