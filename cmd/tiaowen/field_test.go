package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// fieldCovered are the tests that look at the files in the shape of public
// reports: by the beginning of the file's name, where it is looked at. Every
// row of their README is named.
var fieldCovered = map[string]string{
	"altchunk.docx": "corpus/extract TestField", "control-ok.pdf": "corpus/extract TestFieldLaw", "date-": "TestFieldDates",
	"delete-then-reimport.txt": "TestDeleteThenReimport", "embedded-object.docx": "corpus/extract TestFieldInnerFiles", "eq-field.docx": "corpus/extract TestField",
	"expiry-": "TestFieldStatuses", "fakebold-": "corpus/extract TestFieldLaw", "footnote-foot.pdf": "corpus/extract TestFieldLaw", "items-": "corpus/parse TestFieldStructure",
	"oddeven-header.pdf": "corpus/extract TestFieldLaw", "ol": "corpus/extract TestField", "rare-names.txt": "corpus/extract TestField",
	"ruby-as-eq": "corpus/extract TestField", "samename": "TestSameName", "table-rows.txt": "corpus/parse TestFieldStructure", "toc-": "corpus/parse TestFieldStructure",
	"traditional": "corpus/parse TestFieldStructure", "watermark.pdf": "corpus/extract TestFieldLaw",
	// Rows about what a search of strings finds; no test holds them yet.
	"decimals.txt": "", "years.txt": "", "nonbmp-names.txt": "",
}

// TestFieldCovered: no file in the shape of a public report is looked at by
// nothing.
func TestFieldCovered(t *testing.T) {
	files, err := os.ReadDir(sharedtest.Field(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		found := f.Name() == "README.md"
		for name := range fieldCovered {
			found = found || strings.HasPrefix(f.Name(), name)
		}
		if !found {
			t.Errorf("no test looks at %s", f.Name())
		}
	}
}

// fieldLibrary is a server over the files whose names match.
func fieldLibrary(t *testing.T, patterns ...string) served {
	t.Helper()
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	for _, pattern := range patterns {
		names, err := filepath.Glob(filepath.Join(sharedtest.Field(t), pattern))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err == nil {
				err = os.WriteFile(filepath.Join(folder, filepath.Base(name)), text, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	command(t, exitOK, "import", "--data", data, folder)
	return startServer(t, data)
}

// fieldStatuses are the statuses of the documents on a day, by their titles.
func (s served) statuses(t *testing.T, day string) map[string]corpus.Status {
	t.Helper()
	var found struct {
		Documents []struct {
			Title  string        `json:"title"`
			Status corpus.Status `json:"status"`
		} `json:"documents"`
	}
	if code := s.send(t, http.MethodGet, "/api/v1/documents?limit=100&as_of="+day, "", nil, &found); code != http.StatusOK {
		t.Fatalf("documents: %d", code)
	}
	out := map[string]corpus.Status{}
	for _, d := range found.Documents {
		out[d.Title] = d.Status
	}
	return out
}

// TestFieldStatuses: a text stops applying on the day that it says, and not one
// sooner.
func TestFieldStatuses(t *testing.T) {
	s := fieldLibrary(t, "expiry-*.txt")
	defer s.end(t)
	for _, test := range []struct {
		file, last, first string // days
		becomes           corpus.Status
	}{
		{"expiry-lapse.txt", "2021-03-04", "2021-03-05", corpus.Lapsed},
		{"expiry-until.txt", "2021-03-04", "2021-03-05", corpus.Lapsed},
		{"expiry-range.txt", "2021-03-04", "2021-03-05", corpus.Lapsed},
		{"expiry-years-auto.txt", "2021-03-04", "2021-03-05", corpus.Lapsed},
		{"expiry-years.txt", "2023-03-04", "2023-03-05", corpus.Lapsed},
		{"expiry-repeal.txt", "2021-03-04", "2021-03-05", corpus.Repealed},
		{"expiry-trial.txt", "2020-03-04", "2020-03-05", corpus.Unverified},
	} {
		text, err := os.ReadFile(sharedtest.Field(t, test.file))
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(string(text), "\n")
		if got := s.statuses(t, test.last)[title]; got != corpus.InForce {
			t.Errorf("%s: %s on %s", test.file, got, test.last)
		}
		if got := s.statuses(t, test.first)[title]; got != test.becomes {
			t.Errorf("%s: %s on %s, want %s", test.file, got, test.first, test.becomes)
		}
	}
}

// TestFieldDates: the day of taking effect is read in whatever form it has.
func TestFieldDates(t *testing.T) {
	s := fieldLibrary(t, "date-*.txt")
	defer s.end(t)
	before, on := s.statuses(t, "2023-12-31"), s.statuses(t, "2024-01-01")
	if len(on) < 4 {
		t.Errorf("%d documents", len(on))
	}
	for title, got := range on {
		if got != corpus.InForce || before[title] != corpus.NotYet {
			t.Errorf("%s: %s, and the day before %s", title, got, before[title])
		}
	}
}
