package check

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// cited is a sentence of an article of a real rule.
type cited struct {
	title, text string
	document    *corpus.Document
	articles    []*corpus.Provision
	at          int // which of them
}

// citingChanges are what happens to a citation with what it says, and what it is then.
var citingChanges = []struct {
	name  string
	of    func(r *rand.Rand, c cited) (number *corpus.Provision, said string)
	want  CitationStatus
	least float64
}{
	{"nothing", func(_ *rand.Rand, c cited) (*corpus.Provision, string) { return c.articles[c.at], c.text }, OK, .99},
	{"another article", func(r *rand.Rand, c cited) (*corpus.Provision, string) {
		other := c.articles[r.IntN(len(c.articles))]
		if other == c.articles[c.at] || strings.Contains(other.Body(c.document.Text), c.text) {
			return nil, ""
		}
		return other, c.text
	}, ContentMismatch, .9},
	{"a number", func(_ *rand.Rand, c cited) (*corpus.Provision, string) { return c.articles[c.at], otherNumber(c.text) }, ContentMismatch, .75},
	{"应当 for 可以", func(_ *rand.Rand, c cited) (*corpus.Provision, string) {
		said := strings.Replace(c.text, "应当", "可以", 1)
		if said == c.text || strings.Contains(c.document.Text, said) {
			return nil, ""
		}
		return c.articles[c.at], said
	}, ContentMismatch, .75},
}

// otherNumber is a sentence with the number of something counted made one more.
func otherNumber(text string) string {
	for _, unit := range []string{"个月", "个工作日", "日内", "日前", "年以", "万元", "倍以", "次", "名", "人以"} {
		i := strings.Index(text, unit)
		if i < 0 {
			continue
		}
		start := len(strings.TrimRightFunc(text[:i], corpus.IsNumeralRune))
		n, ok := corpus.ParseNumeral(text[start:i])
		if !ok || n == 0 || n > 90 || strings.HasSuffix(text[:start], "第") {
			continue
		}
		in := corpus.FormatNumeral(n + 1)
		if text[start] < 0x80 {
			in = fmt.Sprint(n + 1)
		}
		return text[:start] + in + text[i:]
	}
	return ""
}

// TestGeneratedCitations: what a provision says is held against it; what was changed is
// told, and what was not is not.
func TestGeneratedCitations(t *testing.T) { testGeneratedCitations(t, realLibrary(t), 21) }

func testGeneratedCitations(t *testing.T, l *library, seed uint64) {
	all := citedSentences(t, l)
	r := rand.New(rand.NewPCG(seed, 9))
	for _, change := range citingChanges {
		drawn, right := 0, 0
		for tries := 0; drawn < 200 && tries < 40_000; tries++ {
			c := all[r.IntN(len(all))]
			number, said := change.of(r, c)
			if number == nil || said == "" {
				continue
			}
			drawn++
			draft := c.title + number.Label + "规定，" + said
			report := l.check(t, draft, "")
			if len(report.Citations) > 0 && (report.Citations[0].Status == change.want || change.want == OK && report.Citations[0].Status == AliasOK) {
				right++
			} else if len(report.Citations) > 0 {
				t.Logf("%s: %s: %s", change.name, report.Citations[0].Status, draft)
			}
		}
		share := float64(right) / float64(max(drawn, 1))
		fmt.Printf("%s: %d of %d\n", change.name, right, drawn)
		if drawn < 150 || share < change.least {
			t.Errorf("%s: %d of %d, want %.2f", change.name, right, drawn, change.least)
		}
	}
}

// citedSentences are the sentences of articles of the rules that apply.
func citedSentences(t *testing.T, l *library) []cited {
	var out []cited
	for _, id := range slices.Sorted(maps.Keys(l.shelf)) {
		d := l.shelf[id]
		if d.Fields.Kind != corpus.Regulation {
			continue
		}
		title := search.CiteTitle(d.Fields.Title)
		found, err := l.resolver.Resolve(t.Context(), title, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		if found.Address != id || found.Document.Status != corpus.InForce || len(found.Choices) > 0 {
			continue
		}
		var articles []*corpus.Provision
		d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			if n.Kind == corpus.NodeArticle {
				articles = append(articles, n)
			}
			return n.Kind != corpus.NodeArticle && n.Kind != corpus.NodeAnnex
		})
		for i, a := range articles {
			for _, s := range sentencesOf(a.Body(d.Text)) {
				if !strings.Contains(s, "《") && !strings.Contains(s, "；") && !strings.Contains(s, "条") && !strings.Contains(s, "款") {
					out = append(out, cited{title, s, &d, articles, i})
				}
			}
		}
	}
	return out
}
