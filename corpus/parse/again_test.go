package parse_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// readAgain is a text as Again reads it, with what was found as the library keeps it.
func readAgain(t *testing.T, src corpus.Source, d corpus.Document) corpus.Document {
	t.Helper()
	var found []corpus.Diagnostic
	kept, err := json.Marshal(d.Diagnostics)
	if err == nil {
		err = json.Unmarshal(kept, &found)
	}
	if err != nil {
		t.Fatal(err)
	}
	return parse.Again(src, d.Fields, found)
}

// TestAgain: a text that is read again is the document that it was, doubts and all.
func TestAgain(t *testing.T) {
	span := corpus.Span{Start: 0, End: 60}
	doubtful := map[string]bool{"doubtful": true, "preamble": true, "reading": true, "both": true}
	for name, src := range map[string]corpus.Source{
		"nothing odd": {Text: "示例条例\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n"},
		"doubtful":    {Text: "示例条例\n\n第一条 有下列情形的：\n\n（一）甲\n\n（三）乙\n\n第二条 丙，\n\n第五条 丁。\n\n附件1\n第一条 甲。\n第三条 乙\n"},
		"preamble":    {Text: "示例章程\n\n总纲\n\n甲的意思，\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙\n"},
		"reading":     {Text: "示例通知\n\n一、甲\n\n甲的话。\n\n二、乙\n\n乙的话。\n", Diagnostics: []corpus.Diagnostic{{Code: "ocr", Severity: corpus.Warning, Message: "识别"}, {Code: "overprint", Span: &span}}},
		"both":        {Text: "示例条例\n\n第一条 甲，\n\n第二条 乙。\n\n第三条 丙。\n", Diagnostics: []corpus.Diagnostic{{Code: "columns_crossing", Span: &span}}},
		"empty":       {},
	} {
		t.Run(name, func(t *testing.T) {
			want := parse.Document(src)
			if doubted := slices.ContainsFunc(want.Diagnostics, func(d corpus.Diagnostic) bool { return len(d.Objections) > 0 }); doubted != doubtful[name] {
				t.Errorf("in doubt: %v", doubted)
			}
			if diff := cmp.Diff(want, readAgain(t, src, want)); diff != "" {
				t.Errorf("(-first +again):\n%s", diff)
			}
		})
	}
}

// TestAgainReal is TestAgain on real files of all sorts.
func TestAgainReal(t *testing.T) {
	for _, folder := range []string{"seeds", "party", "official", "extract", "structure", "law/刑法", "law/宪法相关法"} {
		paths := 0
		err := filepath.WalkDir(sharedtest.Path(t, filepath.FromSlash(folder)), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sources, err := extract.Read(path, raw)
			if err != nil {
				return nil // it is there to be refused
			}
			paths++
			for _, whole := range sources {
				for _, src := range parse.Split(whole) {
					want := parse.Document(src)
					if diff := cmp.Diff(want, readAgain(t, src, want)); diff != "" {
						t.Errorf("%s (-first +again):\n%.800s", path, diff)
					}
				}
			}
			return nil
		})
		if err != nil || paths == 0 {
			t.Errorf("%s: %d files, %v", folder, paths, err)
		}
	}
}
