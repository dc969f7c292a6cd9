package extract

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/sharedtest"
)

// countedDocx is a document whose numbers Word counts, with a table, a note and
// a revision.
func countedDocx(t *testing.T) string {
	definitions := `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + lvl(0, "chineseCountingThousand", "第%1章", "") +
		lvl(1, "chineseCountingThousand", "第%2条", "") + lvl(2, "chineseCounting", "（%3）", "") + lvl(3, "decimal", "%4.", "") +
		`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	body := wp("", "支部学习规定")
	for _, level := range []int{0, 1, 1, 2, 2, 3, 3, 2, 0, 1} {
		body += wp(inList(1, level), "各支部应当学习。")
	}
	body += wtable([]string{wp("", "项目"), wp("", "分值")}, []string{wp("", "学习") + wp("", "记录"), wp("", "五")})
	body += `<w:p>` + wr("应当") + `<w:ins w:id="5" w:author="a" w:date="2020-01-01T00:00:00Z">` + wr("每月") + `</w:ins><w:del w:id="6" w:author="a" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>每季</w:delText></w:r></w:del>` +
		wr("学习") + `<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`
	return makeDocx(t, body, map[string]string{"numbering": definitions, "styles": docxTestStyles,
		"footnotes": `<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + wr("见附件。") + `</w:p></w:footnote>`})
}

// LibreOffice, where it is installed, writes the known text in the formats of
// which no file is at hand, and a document with all that is not plain text.
func TestConverted(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	if testing.Short() {
		t.Skip("starting LibreOffice takes seconds")
	}
	folder := t.TempDir()
	gold, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "libreoffice.docx"))
	if err != nil {
		t.Fatal(err)
	}
	counted := readOne(t, "规定.docx", countedDocx(t))
	for name, content := range map[string]string{"条例.docx": string(gold), "规定.docx": countedDocx(t)} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []string{"rtf", "odt", "epub"} {
		t.Run(kind, func(t *testing.T) {
			out := filepath.Join(folder, kind)
			convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
				"--headless", "--convert-to", kind, "--outdir", out, filepath.Join(folder, "条例.docx"), filepath.Join(folder, "规定.docx"))
			if said, err := convert.CombinedOutput(); err != nil {
				t.Skipf("soffice: %v: %.200s", err, said)
			}
			raw, err := os.ReadFile(filepath.Join(out, "条例."+kind))
			if os.IsNotExist(err) {
				t.Skipf("this LibreOffice does not write %s", strings.ToUpper(kind))
			}
			if err != nil {
				t.Fatal(err)
			}
			likeGold(t, readOne(t, "条例."+kind, string(raw)))
			if kind == "epub" {
				return // which has no numbers
			}
			if raw, err = os.ReadFile(filepath.Join(out, "规定."+kind)); err != nil {
				t.Fatal(err)
			}
			got := readOne(t, "规定."+kind, string(raw))
			if diff := cmp.Diff(counted.Text, got.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(marked(counted), marked(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
