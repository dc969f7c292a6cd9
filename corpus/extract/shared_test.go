package extract

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/sharedtest"
)

// Every real text is read, whole and without complaint.
func TestSharedTexts(t *testing.T) {
	tests := []struct {
		folder         string
		files, sources int
	}{
		{"law", 1510, 1510},
		{"articles", 372, 372},
		{"seeds", 5, 5},
		{"party", 6, 6},
		{"structure/txt", 15, 15},
		{"structure/html", 15, 15},
		{"speech", 19, 52},
	}
	for _, test := range tests {
		t.Run(test.folder, func(t *testing.T) {
			root := sharedtest.Path(t, filepath.FromSlash(test.folder))
			files, sources := 0, 0
			err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				raw, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				read, err := Read(filepath.Base(path), raw)
				if err != nil {
					t.Errorf("%s: %v", filepath.Base(path), err)
				}
				for _, s := range read {
					checkSource(t, s)
				}
				files++
				sources += len(read)
				if strings.HasSuffix(path, ".txt") && read[0].Text != strings.ReplaceAll(strings.TrimPrefix(string(raw), utf8Mark), "\r\n", "\n") {
					t.Errorf("%s: plain text was changed", filepath.Base(path))
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if files < test.files || sources < test.sources {
				t.Errorf("%d files with %d texts, want %d with %d", files, sources, test.files, test.sources)
			}
		})
	}
}

// Files made of one text in several charsets give that text.
func TestSharedCharsets(t *testing.T) {
	gold, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "gold_党内监督条例.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gb18030_crlf.txt", "utf8_bom_crlf.txt"} {
		raw, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := readOne(t, name, string(raw)).Text; strings.TrimSpace(got) != strings.TrimSpace(string(gold)) {
			t.Errorf("%s differs from the gold", name)
		}
	}
	raw, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "gbk_meta_gb2312.html"))
	if err != nil {
		t.Fatal(err)
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if got := readOne(t, "页.html", string(raw)).Text; squeeze(got) != squeeze(string(gold)) {
		t.Error("gbk_meta_gb2312.html differs from the gold")
	}
}
