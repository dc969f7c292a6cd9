package check

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// goldMark is a citation that was marked by hand, see package corpus/cite.
type goldMark struct {
	File       string
	Start, End int // in code points of the raw file
	Targets    []struct{ Document, Locator string }
	Kind       string
}

// TestGoldCitations: each citation marked by hand is found, and its verdict is that of
// what it cites: ok where the library holds that, no_document where it does not.
func TestGoldCitations(t *testing.T) { testGold(t, realLibrary(t)) }

func testGold(t *testing.T, l *library) {
	marks, right := 0, 0
	for file, list := range goldMarks(t) {
		raw, err := os.ReadFile(sharedtest.Path(t, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		sources, err := extract.Read(file, raw)
		if err != nil {
			t.Fatal(err)
		}
		doc := parse.Document(sources[0])
		if id := doc.Fields.BaseID(); l.shelf[id].Root != nil {
			doc.ID = id
		}
		report, err := l.checker.Check(t.Context(), Draft{Document: &doc, Today: searchtest.Today})
		if err != nil {
			t.Fatal(err)
		}
		spans := marksIn([]rune(strings.ReplaceAll(string(raw), "\r\n", "\n")), doc.Text, list)
		for i, m := range list {
			if m.Kind == "ignore" || m.Kind == "stretch" {
				continue
			}
			marks++
			if got := citationAt(report, spans[i]); l.agrees(t, m, got, doc.ID) {
				right++
			} else {
				t.Logf("%s %v: %s %s%s", file, m.Targets, got.Status, got.Address, got.Span.In(doc.Text))
			}
		}
	}
	t.Logf("%d of %d", right, marks)
	if marks < 890 || float64(right) < .98*float64(marks) {
		t.Errorf("%d of %d right", right, marks)
	}
}

func goldMarks(t *testing.T) map[string][]goldMark {
	file, err := os.Open(filepath.Join("..", "..", "corpus", "cite", "testdata", "citations_gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := map[string][]goldMark{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var m goldMark
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		out[m.File] = append(out[m.File], m)
	}
	return out
}

// marksIn finds the marks in a text as read: by their words and some before them.
func marksIn(raw []rune, text string, list []goldMark) []corpus.Span {
	folded := corpus.FoldBack(text)
	out := make([]corpus.Span, len(list))
	plain := func(from, to int) string { // without the signs of Markdown
		return strings.NewReplacer("#", "", "*", "", "`", "").Replace(corpus.Fold(string(raw[from:to])))
	}
	at := 0
	for i, m := range list {
		words := plain(m.Start, m.End)
		if m.Kind == "stretch" {
			at = max(0, strings.Index(folded.Text, plain(m.Start, min(m.End, m.Start+40))))
			continue
		}
		for _, context := range []int{12, 4, 0} {
			before := plain(max(0, m.Start-context), m.Start)
			from := max(0, at-len(before))
			j := strings.Index(folded.Text[from:], before+words)
			if j < 0 {
				continue
			}
			start := from + j + len(before)
			out[i] = folded.Source(corpus.Span{Start: start, End: start + len(words)})
			at = start + 1
			break
		}
	}
	return out
}

// citationAt is the citation that was found at a place.
func citationAt(r Report, span corpus.Span) Citation {
	var best Citation
	for _, c := range r.Citations {
		if c.Span == span || c.Span.Overlaps(span) && best.Span != span {
			best = c
		}
	}
	return best
}

// agrees reports whether a verdict is that of the first thing that a mark cites.
func (l *library) agrees(t *testing.T, m goldMark, got Citation, own string) bool {
	if len(m.Targets) == 0 {
		return got.Status == Ambiguous
	}
	want := m.Targets[0]
	found := search.Resolution{Address: own}
	if want.Document != "self" {
		var err error
		if found, err = l.resolver.Resolve(t.Context(), "《"+want.Document+"》", "", searchtest.Today); err != nil {
			t.Fatal(err)
		}
	}
	if found.Address == "" || found.Corrected != "" {
		return got.Status == NoDocument || got.Status == Ambiguous || got.Status == Repealed || got.Address != ""
	}
	switch got.Status {
	case OK, AliasOK, Repealed, NotYet:
		point := strings.Replace(want.Locator, "art_", "h_", 1) // of an amendment
		return strings.HasSuffix(got.Address, want.Locator) || strings.HasSuffix(got.Address, "#"+point) || paragraphless(got.Address) == paragraphless(documentOf(got.Address)+"#"+want.Locator)
	case NoArticle, NoParagraph, NoItem, Moved, ContentMismatch:
		return want.Locator != "" // the text is right; whether the verdict is, other tests say
	}
	return false
}

// paragraphless is an address without the number of its 款.
func paragraphless(address string) string {
	before, after, ok := strings.Cut(address, "__para_")
	if !ok {
		return address
	}
	_, rest, _ := strings.Cut(after, "__")
	return strings.TrimSuffix(before+"__"+rest, "__")
}
