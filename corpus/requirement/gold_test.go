package requirement

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// mark is a line of a gold file: one requirement as a reader marked it before there
// were any rules. Offsets are of code points in the document's text.
type mark struct {
	File        string   `json:"file"`
	Locator     string   `json:"locator"`
	Span        [2]int   `json:"span"`
	Bearer      [2]int   `json:"bearer"`
	Modal       [2]int   `json:"modal"`
	Action      [2]int   `json:"action"`
	Object      [2]int   `json:"object"`
	Condition   [2]int   `json:"condition"`
	Consequence [2]int   `json:"consequence"`
	Modality    Modality `json:"modality"`
	Quantity    *struct {
		Kind      Kind    `json:"kind"`
		Span      [2]int  `json:"span"`
		Low       *string `json:"low"`
		High      *string `json:"high"`
		Exclusive bool    `json:"exclusive"`
		Unit      string  `json:"unit"`
		Per       string  `json:"per"`
		Threshold bool    `json:"threshold"`
	} `json:"quantity"`
	Deadline *struct {
		Length any    `json:"length"`
		Unit   string `json:"unit"`
		Before bool   `json:"before"`
		From   [2]int `json:"from"`
	} `json:"deadline"`
	Sum string `json:"sum"`
}

// partly are the files of which only the articles with marks were read.
var partly = []string{"law/宪法相关法/监察法(2024-12-25).md"}

// goldOf reads the marks of a half, open or kept, by file.
func goldOf(t *testing.T, half string) map[string][]mark {
	t.Helper()
	names, err := filepath.Glob("testdata/gold_" + half + "_*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatal("no gold", err)
	}
	out := map[string][]mark{}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var m mark
			if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out[m.File] = append(out[m.File], m)
		}
	}
	return out
}

// goldDocument is the one document of a file that gold speaks of.
func goldDocument(t *testing.T, file string) corpus.Document {
	t.Helper()
	path := ""
	if own, ok := strings.CutPrefix(file, "corpus/requirement/"); ok {
		path = own
	} else {
		path = sharedtest.Path(t, file)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := extract.Read(filepath.ToSlash(path), raw)
	if err != nil {
		t.Fatal(err)
	}
	parts := parse.Split(sources[0])
	if len(parts) != 1 {
		t.Fatalf("%s is %d documents", file, len(parts))
	}
	return parse.Document(parts[0])
}

// articleOf is the article that a locator lies in.
func articleOf(locator string) string {
	article, _, _ := strings.Cut(locator, "__")
	return article
}

// inHalf reports whether an article belongs to the half that may be looked at.
func inHalf(half, file, locator string) bool {
	h := fnv.New32a()
	h.Write([]byte(file + "#" + articleOf(locator)))
	return (h.Sum32()%2 == 0) == (half == "open")
}
