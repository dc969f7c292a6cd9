package web

import (
	"bytes"
	"flag"
	"os"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var write = flag.Bool("write", false, "make the code of the pages anew")

// TestWrittenPages: the code of the pages is what is made of the templates as they are.
func TestWrittenPages(t *testing.T) {
	pages, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	code, err := codeOf(pages, map[string]reflect.Type{"search": reflect.TypeFor[*searchView](), "document": reflect.TypeFor[*documentView]()})
	if err != nil {
		t.Fatal(err)
	}
	const file = "written_pages.go"
	if *write {
		if err := os.WriteFile(file, code, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, code) {
		t.Errorf("run go generate (-have +made):\n%s", cmp.Diff(string(have), string(code)))
	}
}
