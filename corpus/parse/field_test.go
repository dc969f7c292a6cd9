package parse_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// TestFieldStructure: small inputs in the shape of public reports, whose 款 and 项 were
// counted wrongly elsewhere and here.
func TestFieldStructure(t *testing.T) {
	root := sharedtest.Field(t)
	const report = "报告应当采用书面形式。"
	for pattern, want := range map[string]map[string]string{
		"items-*.txt":              {"art_2__para_2": report, "art_2__para_3": ""},
		"items-auto.docx":          {"art_2__para_2": "报告应当书面作出。", "art_3__para_2": "材料一式两份。"},
		"table-rows.txt":           {"art_1__para_2": "超过标准的，退还。"},
		"toc-*":                    {"art_1": "为了管理，制定本办法。", "art_1~2": "", "art_3": "本办法自发布之日起施行。"},
		"traditional*.txt":         {"art_2~2": ""},
		"traditional.txt":          {"art_2__para_2": "報告應當採用書面形式。", "art_2__para_1__item_2": "（二）變更單位。"},
		"traditional-big5.txt":     {"art_2__para_2": "報告應當採用書面形式。"},
		"traditional-chapters.txt": {"art_1-1": "補充。", "part_1__chp_1__sec_1": "第一條　為了加強黨的建設，制定本規定。"},
		"control-ok.pdf":           {"art_99": ""},
	} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, name := range names {
			d := readFile(t, name)
			for locator, text := range want {
				node, _ := d.Root.Find(locator)
				switch {
				case node == nil && text != "":
					t.Errorf("%s: no %s", filepath.Base(name), locator)
				case node != nil && text == "":
					t.Errorf("%s: %s is %s", filepath.Base(name), locator, node.Body(d.Text))
				case node != nil && !strings.HasPrefix(node.Body(d.Text), text):
					t.Errorf("%s: %s is %s, want %s", filepath.Base(name), locator, node.Body(d.Text), text)
				}
			}
		}
	}
}

func readFile(t testing.TB, name string) corpus.Document {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := extract.Read(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return parse.Document(sources[0])
}
