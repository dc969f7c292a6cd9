package compare

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// BenchmarkCivilCode compares the 1,260 articles of 民法典 with a copy in which
// one in three was edited, one in twenty removed, one in twenty added and some
// moved.
func BenchmarkCivilCode(b *testing.B) {
	before := civilCode(b)
	after := parsed(changed(before))
	for b.Loop() {
		Versions(before, after)
	}
	b.ReportMetric(float64(len(readVersion(before).units)), "articles")
}

func civilCode(t testing.TB) *corpus.Document {
	paths, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "law", "民法典"), "*.md"))
	if err != nil || len(paths) == 0 {
		t.Fatal(err, len(paths))
	}
	var articles []string
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(string(data), "<!-- INFO END -->")
		articles = append(articles, text)
	}
	sort.Strings(articles)
	return parsed("民法典\n\n" + strings.Join(articles, "\n\n"))
}

func changed(doc *corpus.Document) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var texts []string
	for _, u := range readVersion(doc).units {
		text := []rune(u.text)
		switch n := rng.IntN(60); {
		case n < 20:
			at := rng.IntN(len(text))
			text = append(append(append([]rune(nil), text[:at]...), []rune("另有规定的除外")...), text[min(at+5, len(text)):]...)
		case n < 23:
			continue
		case n < 26:
			texts = append(texts, fmt.Sprintf("第%d号新增事项由有关部门%d日内办理。", rng.IntN(1e9), rng.IntN(1e9)))
		}
		texts = append(texts, string(text))
	}
	for range 10 {
		i, j := rng.IntN(len(texts)), rng.IntN(len(texts))
		texts[i], texts[j] = texts[j], texts[i]
	}
	return regulation(texts)
}

// regulation is a text of articles numbered from one.
func regulation(bodies []string) string {
	var b strings.Builder
	b.WriteString("示例条例\n\n")
	for i, body := range bodies {
		b.WriteString("第" + corpus.FormatNumeral(i+1) + "条　" + body + "\n\n")
	}
	return b.String()
}

func parsed(text string) *corpus.Document {
	doc := parse.Document(corpus.Source{Path: "示例条例.txt", Text: text})
	return &doc
}
