package parse_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// damages are what happens to a text on its way through pages, scans and columns. Each
// is done to one article of a text that was set well: lines are those of the article,
// the first with its number.
var damages = map[string]func(r *rand.Rand, lines []string) []string{
	"watermark letter": func(r *rand.Rand, lines []string) []string {
		return insert(r, lines, string([]rune("仅供内部使用")[r.IntN(6)]))
	},
	"note in between": func(r *rand.Rand, lines []string) []string {
		return insert(r, lines, "①此处所称样本，以登记簿为准")
	},
	"bracketed note": func(r *rand.Rand, lines []string) []string {
		return insert(r, lines, "[3]见样本登记簿第三页。")
	},
	"editor's note": func(r *rand.Rand, lines []string) []string {
		return insert(r, lines, "编者注：本条曾经修改。")
	},
	"page number": func(r *rand.Rand, lines []string) []string {
		return insert(r, lines, fmt.Sprintf("— %d —", r.IntN(90)+1))
	},
	"running head": func(r *rand.Rand, lines []string) []string { return insert(r, lines, "样本管理法律法规汇编") },
	"translation between": func(r *rand.Rand, lines []string) []string {
		return insert(r, lines, "The sample shall be registered in accordance with the provisions of this law.")
	},
	"broken line": func(r *rand.Rand, lines []string) []string {
		at := r.IntN(len(lines))
		runes := []rune(lines[at])
		if len(runes) < 16 {
			return nil
		}
		cut := 8 + r.IntN(len(runes)-12)
		return append(append(append([]string{}, lines[:at]...), string(runes[:cut]), string(runes[cut:])), lines[at+1:]...)
	},
	"doubled line": func(r *rand.Rand, lines []string) []string {
		at := r.IntN(len(lines))
		return append(append(append([]string{}, lines[:at+1]...), lines[at]), lines[at+1:]...)
	},
	"items exchanged": func(r *rand.Rand, lines []string) []string {
		for i := 1; i+1 < len(lines); i++ {
			if strings.HasPrefix(lines[i], "（") && strings.HasPrefix(lines[i+1], "（") {
				out := append([]string{}, lines...)
				out[i], out[i+1] = out[i+1], out[i]
				return out
			}
		}
		return nil
	},
	"an item lost": func(r *rand.Rand, lines []string) []string {
		for i := 2; i+1 < len(lines); i++ {
			if strings.HasPrefix(lines[i], "（") && strings.HasPrefix(lines[i+1], "（") {
				return append(append([]string{}, lines[:i]...), lines[i+1:]...)
			}
		}
		return nil
	},
	"marks misread": func(r *rand.Rand, lines []string) []string {
		out, changed := append([]string{}, lines...), false
		for i := range out {
			if rest, ok := strings.CutPrefix(out[i], "（二）"); ok {
				out[i], changed = "(=)"+rest, true
			}
		}
		if !changed {
			return nil
		}
		return out
	},
	"columns crossing": func(r *rand.Rand, lines []string) []string {
		at := r.IntN(len(lines))
		runes := []rune(lines[at])
		if len(runes) < 20 {
			return nil
		}
		half := len(runes) / 2
		return append(append(append([]string{}, lines[:at]...), string(runes[:half])+"      登记样本应当写明名称和来"), append([]string{string(runes[half:]) + "      源，由专人保管。"}, lines[at+1:]...)...)
	},
	"table as text": func(r *rand.Rand, lines []string) []string { return insert(r, lines, "类别\t标准\t备注") },
	"article number lost": func(r *rand.Rand, lines []string) []string {
		_, rest, found := strings.Cut(lines[0], "　")
		if !found {
			return nil
		}
		return append([]string{rest}, lines[1:]...)
	},
}

// insert puts a line between the lines of an article.
func insert(r *rand.Rand, lines []string, line string) []string {
	at := 1 + r.IntN(len(lines))
	return append(append(append([]string{}, lines[:at]...), line), lines[at:]...)
}

// count is what the 款 and 项 of a text are, by address.
func count(d *corpus.Document) (texts map[string]string, doubtful map[string]bool, articles int) {
	texts, doubtful = map[string]string{}, map[string]bool{}
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		switch n.Kind {
		case corpus.NodeArticle:
			articles++
			doubtful[n.Locator] = len(n.Objections) > 0
		case corpus.NodeParagraph, corpus.NodeItem:
			if strings.HasPrefix(n.Locator, "art_") {
				texts[n.Locator] = corpus.Fold(n.Lead(d.Text))
			}
		}
		return true
	})
	return texts, doubtful, articles
}

// TestDamaged: where a text was damaged so that a 款 or 项 is another than before, its
// article is doubtful; where it was not, hardly any is.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 2026))
	names, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "structure", "txt"), "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatal("no texts", err)
	}
	type figures struct{ variants, harmed, silent, asked, wrong int }
	all, by := figures{}, map[string]*figures{}
	clean, cleanDoubtful := 0, 0
	for _, name := range names {
		text := readText(t, name)
		gold := parse.Document(corpus.Source{Path: name, Text: text})
		want, doubted, articles := count(&gold)
		clean += articles
		for _, is := range doubted {
			if is {
				cleanDoubtful++
			}
		}
		for kind, damage := range damages {
			if by[kind] == nil {
				by[kind] = &figures{}
			}
			for range 3 {
				broken, ok := damaged(r, &gold, damage)
				if !ok {
					continue
				}
				d := parse.Document(corpus.Source{Path: name, Text: broken})
				got, doubtful, _ := count(&d)
				f := by[kind]
				f.variants++
				harmed, silent := false, false
				for locator, was := range want {
					f.asked++
					is, there := got[locator]
					if !there || is == was {
						continue // what is not there is said not to be
					}
					harmed = true
					article, _, _ := strings.Cut(locator, "__")
					if !doubtful[article] && !doubted[article] {
						f.wrong++
						silent = true
					}
				}
				if harmed {
					f.harmed++
				}
				if silent {
					f.silent++
				}
			}
		}
	}
	for kind, f := range by {
		t.Logf("%-20s %3d variants, %3d with a wrong 款 or 项, %3d of them without a doubt; %d of %d addresses wrong without a doubt", kind, f.variants, f.harmed, f.silent, f.wrong, f.asked)
		all.variants, all.harmed, all.silent, all.asked, all.wrong = all.variants+f.variants, all.harmed+f.harmed, all.silent+f.silent, all.asked+f.asked, all.wrong+f.wrong
	}
	t.Logf("%d variants, %d harmed, %d silent; %d of %d addresses wrong without a doubt (%.3f%%); %d of %d clean articles doubtful (%.2f%%)",
		all.variants, all.harmed, all.silent, all.wrong, all.asked, 100*float64(all.wrong)/float64(all.asked), cleanDoubtful, clean, 100*float64(cleanDoubtful)/float64(clean))
	switch {
	case all.variants < 300 || len(by) < 10 || all.harmed*4 < all.variants:
		t.Errorf("too easy: %d variants of %d kinds, %d harmed", all.variants, len(by), all.harmed)
	case float64(all.wrong) > .005*float64(all.asked):
		t.Errorf("%d of %d addresses are wrong without a doubt", all.wrong, all.asked)
	case float64(cleanDoubtful) > .01*float64(clean):
		t.Errorf("%d of %d clean articles are doubtful", cleanDoubtful, clean)
	case all.silent*10 > all.harmed:
		t.Errorf("of %d variants with a wrong 款 or 项 %d have no doubt", all.harmed, all.silent)
	}
}

// damaged is a text of which one article of several lines was damaged.
func damaged(r *rand.Rand, gold *corpus.Document, damage func(*rand.Rand, []string) []string) (string, bool) {
	var articles []*corpus.Provision
	gold.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Kind == corpus.NodeArticle && strings.Count(strings.TrimSpace(n.Span.In(gold.Text)), "\n") > 0 {
			articles = append(articles, n)
		}
		return true
	})
	for range 20 {
		if len(articles) == 0 {
			return "", false
		}
		n := articles[r.IntN(len(articles))]
		var lines []string
		for line := range strings.Lines(n.Span.In(gold.Text)) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		if out := damage(r, lines); out != nil {
			return gold.Text[:n.Span.Start] + strings.Join(out, "\n") + "\n" + gold.Text[n.Span.End:], true
		}
	}
	return "", false
}

func readText(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := extract.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return sources[0].Text
}
