package packet

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// needed is the path of a program, or the test ends here: skipped, or failed
// where everything must be tested.
func needed(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		if os.Getenv("TIAOWEN_MUST") != "" {
			t.Fatalf("%s is compulsory here: %v", program, err)
		}
		t.Skipf("%s is not installed", program)
	}
	return path
}

// TestOfficeReadsIt has LibreOffice set the Word file and looks at the pages:
// their size, the page numbers, the footnotes below their text, the references.
func TestOfficeReadsIt(t *testing.T) {
	office, info, text := needed(t, "soffice"), needed(t, "pdfinfo"), needed(t, "pdftotext")
	folder := t.TempDir()
	file := filepath.Join(folder, "a.docx")
	if err := os.WriteFile(file, docxOf(t, example(), Options{}), 0o600); err != nil {
		t.Fatal(err)
	}
	said(t, office, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(folder, "profile")),
		"--headless", "--convert-to", "pdf", "--outdir", folder, file)
	pdf := filepath.Join(folder, "a.pdf")
	if facts := said(t, info, pdf); !strings.Contains(facts, "(A4)") {
		t.Errorf("the pages are not A4:\n%s", facts)
	}
	pages := strings.Split(strings.TrimSuffix(said(t, text, "-layout", pdf, "-"), "\f"), "\f")
	checkPages(t, pages)
}

// checkPages takes no page for granted: where one ends depends on the fonts.
func checkPages(t *testing.T, pages []string) {
	t.Helper()
	if len(pages) < 2 {
		t.Errorf("%d pages", len(pages))
	}
	for i, page := range pages {
		pages[i] = strings.Join(strings.Fields(page), "")
		checkOrder(t, pages[i], "编制时间", fmt.Sprintf("—%d—", i+1))
	}
	whole := strings.Join(pages, "")
	checkOrder(t, whole, "机关党支部书记培训", "一、依据", "（二）表格怎样填", "主持人", "二、论述", "参考文献", "[1]", "[2]林示范.", "[3]")
	for text, note := range map[string]string{"讨论a<b的情形。": "示委办发〔2018〕51号", "要看群众办事顺不顺。": "“二、"} {
		for _, page := range pages {
			if strings.Contains(page, text) {
				checkOrder(t, page, text, note) // the footnote is below its text
			}
		}
	}
}

func said(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(program), err)
	}
	return string(out)
}

func checkOrder(t *testing.T, text string, want ...string) {
	t.Helper()
	rest := text
	for _, w := range want {
		_, after, ok := strings.Cut(rest, w)
		if !ok {
			t.Errorf("%q is not in its place: %s", w, text)
			return
		}
		rest = after
	}
}
