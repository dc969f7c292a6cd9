package packet

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
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
	for at, want := range map[SourcesAt][]string{
		InFootnotes: {"机关党支部书记培训", "一、依据", "（二）表格怎样填", "主持人", "二、论述"},
		InList:      {"机关党支部书记培训", "一、依据", "[1]第十二条", "（二）表格怎样填", "主持人", "出处[1]附件1", "二、论述", "参考文献", "[1]", "[2]林示范.", "[3]"},
	} {
		pdf := printed(t, example(), Options{Sources: at})
		if facts := said(t, needed(t, "pdfinfo"), pdf); !strings.Contains(facts, "(A4)") {
			t.Errorf("the pages are not A4:\n%s", facts)
		}
		pages := strings.Split(strings.TrimSuffix(said(t, needed(t, "pdftotext"), "-layout", pdf, "-"), "\f"), "\f")
		checkPages(t, pages)
		checkOrder(t, strings.Join(pages, ""), want...)
		if at == InFootnotes {
			checkNotes(t, pages)
		}
	}
}

// TestOfficeLosesNothing: every character of the texts stands on the pages, also
// a mark that comes where a line of 28 characters is full.
func TestOfficeLosesNothing(t *testing.T) {
	p := example()
	for before := range 8 {
		line := strings.Repeat("字", 21+before) + "、" + strings.Repeat("句", 26) + "。" + strings.Repeat("行", 27) + "，末尾"
		p.Items = append(p.Items, NewNote(line), quote("长行", "p_1", line, "", essay(), ""))
	}
	onPages := counted(said(t, needed(t, "pdftotext"), "-raw", printed(t, p, Options{}), "-"))
	parts := partsOf(t, docxOf(t, p, Options{}))
	written := strings.Join(slices.Concat(linesOf(t, parts["word/document.xml"]), linesOf(t, parts["word/footnotes.xml"])), "")
	for r, n := range counted(written) {
		if onPages[r] < n && !unicode.IsSpace(r) {
			t.Errorf("%q is written %d times and stands on the pages %d times", r, n, onPages[r])
		}
	}
}

func counted(text string) map[rune]int {
	out := map[rune]int{}
	for _, r := range text {
		out[r]++
	}
	return out
}

// printed is the PDF that LibreOffice makes of the Word file.
func printed(t *testing.T, p Packet, o Options) string {
	t.Helper()
	return printedFile(t, docxOf(t, p, o))
}

func printedFile(t *testing.T, docx []byte) string {
	t.Helper()
	office, folder := needed(t, "soffice"), t.TempDir()
	file := filepath.Join(folder, "a.docx")
	if err := os.WriteFile(file, docx, 0o600); err != nil {
		t.Fatal(err)
	}
	said(t, office, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(folder, "profile")),
		"--headless", "--convert-to", "pdf", "--outdir", folder, file)
	return filepath.Join(folder, "a.pdf")
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
}

func checkNotes(t *testing.T, pages []string) {
	t.Helper()
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
