package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestNotices: what is built in is what notices.txt names, at the versions that
// are built in. It fails when a dependency comes, goes or changes; go generate
// writes the file anew.
func TestNotices(t *testing.T) {
	var complaints strings.Builder
	generate := exec.Command("go", "run", "./notices")
	generate.Stderr = &complaints
	want, err := generate.Output()
	if err != nil {
		t.Fatalf("go run ./notices: %v\n%s", err, complaints.String())
	}
	if notices != string(want) {
		t.Error("notices.txt is not what is built in; run go generate ./cmd/tiaowen")
	}
	for _, work := range []string{"github.com/go-ego/gse v", "modernc.org/sqlite v", "PDFium (", "bge-small-zh-v1.5 ", "FreeType (", "OpenCC", "The Go runtime"} {
		if !strings.Contains(notices, "\n"+work) {
			t.Errorf("%s is missing", work)
		}
	}
}
