package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestDependencies keeps the import graph as it was planned. Each rule says
// which modules only one package may know, and why.
func TestDependencies(t *testing.T) {
	imports := importGraph(t)
	for _, rule := range []struct {
		prefix string   // of what is imported
		only   []string // packages that may
		why    string
	}{
		{"github.com/blevesearch/", []string{"tiaowen/search/bleve"}, "the index format is one piece of knowledge"},
		{"github.com/RoaringBitmap/", []string{"tiaowen/search/bleve"}, "posting lists are the engine's"},
		{"github.com/go-ego/gse", []string{"tiaowen/indexer/segment"}, "its globals and traps are fenced in one place"},
		{"github.com/labstack/", []string{"tiaowen/web"}, "a handler is a detail of the web"},
		{"github.com/danielgtaylor/huma", []string{"tiaowen/web"}, "the API's framework is a detail of the web"},
		{"database/sql", []string{"tiaowen/corpus/library"}, "the store is one piece of knowledge"},
		{"modernc.org/sqlite", []string{"tiaowen/corpus/library"}, "the store is one piece of knowledge"},
		{"github.com/ledongthuc/pdf", []string{"tiaowen/corpus/extract"}, "formats are read in one room"},
		{"golang.org/x/net/html", []string{"tiaowen/corpus/extract"}, "formats are read in one room"},
		{"github.com/alecthomas/kong", []string{"tiaowen/cmd/tiaowen"}, "only main reads flags"},
		{"tiaowen/search/bleve", []string{"tiaowen/cmd/tiaowen"}, "only main picks an engine"},
		{"tiaowen/web", []string{"tiaowen/cmd/tiaowen"}, "nothing below the web may know it"},
		{"tiaowen/corpus/extract", []string{"tiaowen/cmd/tiaowen", "tiaowen/web", "tiaowen/corpus/extract/apart"}, "the rest sees texts, not files"},
		{"tiaowen/corpus/sample", []string{"tiaowen/cmd/tiaowen"}, "samples are a choice of the program, not of the domain"},
	} {
		for pkg, list := range imports {
			if slices.Contains(rule.only, pkg) {
				continue
			}
			for _, imported := range list {
				if imported == rule.prefix || strings.HasPrefix(imported, rule.prefix+"/") || strings.HasSuffix(rule.prefix, "/") && strings.HasPrefix(imported, rule.prefix) {
					t.Errorf("%s imports %s: %s", pkg, imported, rule.why)
				}
			}
		}
	}
	for _, imported := range imports["tiaowen/corpus"] {
		if strings.Contains(imported, ".") || strings.HasPrefix(imported, "tiaowen/") {
			t.Errorf("tiaowen/corpus imports %s: the domain stands on the standard library alone", imported)
		}
	}
	for pkg, may := range map[string][]string{
		"tiaowen/search":               {"tiaowen/corpus"},
		"tiaowen/corpus/library":       {"tiaowen/corpus", "tiaowen/corpus/packet"},
		"tiaowen/corpus/packet":        {"tiaowen/corpus", "tiaowen/corpus/compare"},
		"tiaowen/corpus/extract":       {"tiaowen/corpus"},
		"tiaowen/corpus/extract/apart": {"tiaowen/corpus", "tiaowen/corpus/extract"},
		"tiaowen/indexer":              {"tiaowen/corpus", "tiaowen/corpus/library", "tiaowen/search"},
		"tiaowen/web":                  {"tiaowen/corpus", "tiaowen/corpus/compare", "tiaowen/corpus/library", "tiaowen/corpus/packet", "tiaowen/corpus/extract", "tiaowen/indexer", "tiaowen/indexer/watch", "tiaowen/search"},
		"tiaowen/search/bleve":         {"tiaowen/corpus", "tiaowen/search", "tiaowen/indexer", "tiaowen/indexer/segment"},
	} {
		for _, imported := range imports[pkg] {
			if strings.HasPrefix(imported, "tiaowen/") && !slices.Contains(may, imported) {
				t.Errorf("%s imports %s, which is not its neighbour", pkg, imported)
			}
		}
	}
}

// importGraph lists what each package of the module imports, tests apart.
func importGraph(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "tiaowen/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	graph := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		graph[fields[0]] = fields[1:]
	}
	return graph
}
