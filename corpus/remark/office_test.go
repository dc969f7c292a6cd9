package remark

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
)

// TestOfficeReadsIt has LibreOffice open files with remarks: the text without
// them is the draft's, and every remark stands at its words.
func TestOfficeReadsIt(t *testing.T) {
	folder := t.TempDir()
	want := map[string][]string{}
	inputs := []string{}
	keep := func(name string, content []byte) {
		inputs = append(inputs, filepath.Join(folder, name))
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string][]byte{"own": wordFile(t, p(r("甲乙丙")+r("丁戊"))+`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc>`+p(r("己庚"))+`</w:tc></w:tr></w:tbl>`+p(r("辛&amp;壬")), nil)}
	for _, path := range realFiles(t) {
		const large = 30 << 10 // bytes: of those it takes minutes
		file := read(t, path)
		if _, err := extract.Read("稿.docx", file); err == nil && len(file) < large {
			files[strings.TrimSuffix(filepath.Base(path), ".docx")] = file
		}
	}
	for name, file := range files {
		text := textOf(t, file)
		var remarks []Remark
		for i, at := range places(text, 12) {
			instead := "改"
			remarks = append(remarks, Remark{Span: at, Text: fmt.Sprintf("第%d处\n另一段", i), Instead: &instead})
		}
		plain, main := annotated(t, file, remarks, Options{Made: made})
		want[name], _ = remarked(main)
		keep(name+".docx", file)
		keep(name+"-remarks.docx", plain.File)
		changed, _ := annotated(t, file, remarks, Options{Made: made, Track: true})
		keep(name+"-changes.docx", changed.File)
	}
	converted(t, folder, "txt:Text (encoded):UTF8", inputs)
	converted(t, folder, "fodt", inputs)
	for name := range files {
		if got, draft := lines(t, folder, name+"-remarks.txt"), lines(t, folder, name+".txt"); got != draft {
			t.Errorf("%s: without remarks it is\n%.500s\nand was\n%.500s", name, got, draft)
		}
		flat := string(read(t, filepath.Join(folder, name+"-remarks.fodt")))
		if n := strings.Count(flat, "<dc:creator>"+Author+"</dc:creator>"); n != len(want[name]) {
			t.Errorf("%s: %d remarks, want %d", name, n, len(want[name]))
		}
		shown := annotations(flat)
		for i, words := range want[name] {
			if i < len(shown) && squeezed(shown[i]) != squeezed(words) && squeezed(words) != "" {
				t.Errorf("%s: remark %d is at %q, want %q", name, i, shown[i], words)
			}
		}
		if flat := string(read(t, filepath.Join(folder, name+"-changes.fodt"))); !strings.Contains(flat, "<text:changed-region") {
			t.Errorf("%s: no tracked change", name)
		}
	}
}

// places are stretches of a few characters within lines of a text.
func places(text string, most int) (out []corpus.Span) {
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		runes := []rune(line)
		if len(runes) > 6 && len(out) < most && !strings.Contains(line, "\t") {
			from := at + len(string(runes[:3]))
			out = append(out, corpus.Span{Start: from, End: from + len(string(runes[3:6]))})
		}
		at += len(line) + 1
	}
	if len(out) == 0 {
		out = append(out, corpus.Span{Start: 0, End: strings.IndexByte(text+"\n", '\n')})
	}
	return out
}

// converted has LibreOffice write files in another format, in one go.
func converted(t *testing.T, folder, format string, inputs []string) {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("TIAOWEN_MUST") != "" {
			t.Fatalf("soffice is compulsory here: %v", err)
		}
		t.Skip("soffice is not installed")
	}
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(folder, "profile")), "--headless", "--convert-to", format, "--outdir", folder}, inputs...)
	if out, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

func lines(t *testing.T, folder, name string) string {
	t.Helper()
	return string(read(t, filepath.Join(folder, name)))
}

var (
	annotation = regexp.MustCompile(`(?s)<office:annotation [^>]*office:name="([^"]+)"[^>]*>.*?</office:annotation>`)
	tag        = regexp.MustCompile(`<[^>]*>`)
)

// annotations are the words that remarks in a flat OpenDocument stand at.
func annotations(flat string) []string {
	_, flat, _ = strings.Cut(flat, "<office:text")
	var out []string
	for _, m := range annotation.FindAllStringSubmatchIndex(flat, -1) {
		name := flat[m[2]:m[3]]
		in, _, _ := strings.Cut(flat[m[1]:], `<office:annotation-end office:name="`+name+`"`)
		out = append(out, tag.ReplaceAllString(annotation.ReplaceAllString(in, ""), ""))
	}
	return out
}
