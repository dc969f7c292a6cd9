package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

const goldName = "gold_党内监督条例.txt"

// likeGold checks that a text has at least 0.995 of the gold's characters in
// order and comes apart into the same provisions.
func likeGold(t *testing.T, s corpus.Source) {
	t.Helper()
	raw, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", goldName))
	if err != nil {
		t.Fatal(err)
	}
	gold := readOne(t, "条例.txt", string(raw))
	share := sharedInOrder(gold.Text, s.Text)
	t.Logf("%.4f of the characters", share)
	if share < 0.995 {
		t.Errorf("%.4f of the characters, want 0.995", share)
	}
	gold.Path, s.Path = "条例", "条例"
	if diff := cmp.Diff(locators(gold), locators(s)); diff != "" {
		t.Error(diff)
	}
}

// sharedInOrder is the length of the longest common subsequence of the
// characters that are not white space, as a share of want's.
func sharedInOrder(want, got string) float64 {
	a, b := []rune(strings.Join(strings.Fields(want), "")), []rune(strings.Join(strings.Fields(got), ""))
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			before = above
		}
	}
	return float64(row[len(b)]) / float64(max(len(a), 1))
}

// locators are those of all provisions of a text, in order.
func locators(s corpus.Source) []string {
	var out []string
	parse.Document(s).Root.Walk(func(node *corpus.Provision, _ []*corpus.Provision) bool {
		out = append(out, node.Locator)
		return true
	})
	return out
}

func TestSharedDocuments(t *testing.T) {
	for _, name := range []string{"libreoffice.docx", "libreoffice.odt"} {
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", name))
			if err != nil {
				t.Fatal(err)
			}
			likeGold(t, readOne(t, name, string(raw)))
		})
	}
}

// Files made by real programs are read, or refused with a reason.
func TestSharedRealDocuments(t *testing.T) {
	tests := []struct{ file, code, holds string }{
		{"bug65649.docx", "", "Комитет по информатизации"},
		{"51519.xlsx", Unsupported, ""},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			raw, err := os.ReadFile(sharedtest.Path(t, "extract", "office_real", test.file))
			if err != nil {
				t.Fatal(err)
			}
			sources, err := Read(filepath.Base(test.file), raw)
			if refusalCode(err) != test.code {
				t.Fatalf("error = %v, want code %q", err, test.code)
			}
			for _, s := range sources {
				checkSource(t, s)
				if !strings.Contains(s.Text, test.holds) {
					t.Errorf("text does not hold %q: %.200q", test.holds, s.Text)
				}
			}
		})
	}
}
