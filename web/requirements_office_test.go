package web

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// office is a list as LibreOffice reads it: saved in a format, opened and saved as
// another. The test ends here where one of the programs is not installed: Calc may be
// left out of an installation, and is told by its command.
func office(t *testing.T, format, to string, programs ...string) (saved string, h http.Handler) {
	t.Helper()
	for _, program := range append(programs, "soffice") {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	h = pageServer(t, watchRules(t), nil)
	dir := t.TempDir()
	file := filepath.Join(dir, "duties."+format)
	if err := os.WriteFile(file, savedDuties(t, h, url.Values{"q": {"巡更"}, "format": {format}}).Body.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", to, "--outdir", dir, file)
	ending, _, _ := strings.Cut(to, ":")
	return filepath.Join(dir, "duties."+ending), h
}

// out is what a program says.
func out(t *testing.T, program string, args ...string) string {
	t.Helper()
	said, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, said)
	}
	return string(said)
}

// holdsAll reports every clause of the list that a text has lost.
func holdsAll(t *testing.T, h http.Handler, text string) {
	t.Helper()
	for _, i := range requirementsAnswer(t, h, url.Values{"q": {"巡更"}, "limit": {"100"}}).Items {
		if !strings.Contains(text, i.Text) {
			t.Errorf("%s is lost", i.Text)
		}
	}
}

func TestOfficeReadsDutyDocument(t *testing.T) {
	pdf, h := office(t, "docx", "pdf", "pdfinfo", "pdftotext")
	holdsAll(t, h, strings.Join(strings.Fields(out(t, "pdftotext", pdf, "-")), ""))
	if facts := out(t, "pdfinfo", pdf); !strings.Contains(facts, "(A4)") {
		t.Errorf("the pages are not A4:\n%s", facts)
	}
}

func TestOfficeReadsDutyTable(t *testing.T) {
	csv, h := office(t, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", "localc")
	table, err := os.ReadFile(csv)
	if err != nil {
		t.Fatal(err)
	}
	holdsAll(t, h, string(table))
}
