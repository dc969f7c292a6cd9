package remark

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/sharedtest"
)

const wordNames = `xmlns:w="` + wordSpace + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"`

var made = time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)

// wordFile is a document of a body and of further parts, by their name.
func wordFile(t tester, body string, parts map[string]string) []byte {
	t.Helper()
	return wordFileOf(t, `<w:document `+wordNames+`><w:body>`+body+`</w:body></w:document>`, parts)
}

func wordFileOf(t tester, document string, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   document,
	}
	maps.Copy(all, parts)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		part, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, all[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func p(s string) string { return `<w:p>` + s + `</w:p>` }

func r(s string) string {
	return `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
}

// textOf is the text of a file as read.
func textOf(t tester, file []byte) string {
	t.Helper()
	sources, err := extract.Read("稿.docx", file)
	if err != nil {
		t.Fatal(err)
	}
	return sources[0].Text
}

// partsOf are the parts of a file: as packed, and unpacked.
func partsOf(t tester, file []byte) (packed, plain map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	packed, plain = map[string]string{}, map[string]string{}
	for _, f := range z.File {
		raw, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		open, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		packed[f.Name], plain[f.Name] = all(t, raw), all(t, open)
	}
	return packed, plain
}

func all(t tester, r io.Reader) string {
	t.Helper()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// annotated writes remarks and checks what must hold of every file with remarks.
func annotated(t tester, file []byte, remarks []Remark, o Options) (Annotated, string) {
	t.Helper()
	text := textOf(t, file)
	out, err := Write("稿.docx", file, text, remarks, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := textOf(t, out.File); !o.Track && got != text {
		t.Fatalf("the text became\n%s\nand was\n%s", got, text)
	}
	before, plain := partsOf(t, file)
	after, now := partsOf(t, out.File)
	for name, packed := range before {
		if touched := name == contentTypes || strings.HasSuffix(name, ".rels") || strings.HasSuffix(name, "comments.xml") || name == "word/document.xml"; !touched && after[name] != packed {
			t.Errorf("%s is not as it was", name)
		}
	}
	main := now["word/document.xml"]
	if !o.Track && len(plain["word/comments.xml"]) == 0 {
		sameLooks(t, main, plain["word/document.xml"])
	}
	checkNumbers(t, main, now["word/comments.xml"])
	return out, main
}

var (
	putIn = regexp.MustCompile(`<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>`)
	words = regexp.MustCompile(`<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:(?:t|delText)>`)
)

// looks is a part as what stands in it, one after the other, each text with the
// look of its run: where a run ends within a look makes no difference.
func looks(t tester, main string) []string {
	t.Helper()
	main = changeNumber.ReplaceAllString(putIn.ReplaceAllString(main, ""), "${1}0${2}")
	var out []string
	look, kept, inText := "", false, 0
	d := xml.NewDecoder(strings.NewReader(main))
	for {
		from := d.InputOffset()
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		raw := main[from:d.InputOffset()]
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "r":
				look = raw
				continue
			case "rPr":
				if err := d.Skip(); err != nil {
					t.Fatal(err)
				}
				look += main[from:d.InputOffset()]
				continue
			case "t":
				inText++
				kept = strings.Contains(raw, "preserve")
				continue
			}
		case xml.EndElement:
			if e.Name.Local == "t" {
				inText--
			}
			if e.Name.Local == "r" || e.Name.Local == "t" {
				continue
			}
		case xml.CharData:
			if inText == 0 && strings.TrimSpace(raw) == "" {
				continue // between elements
			}
			if inText == 0 {
				break
			}
			if !kept {
				raw = strings.Trim(raw, " \t\r\n")
			}
			if n := len(out); n > 0 && strings.HasPrefix(out[n-1], look+"\x00") {
				out[n-1] += raw
				continue
			}
			raw = look + "\x00" + raw
		}
		out = append(out, raw)
	}
}

// sameLooks holds a part to another, wherever their runs end.
func sameLooks(t tester, main, other string) {
	t.Helper()
	got, want := looks(t, main), looks(t, other)
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("it has %q where there was %q", got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("it has %d pieces and there were %d", len(got), len(want))
	}
}

// checkNumbers holds marks to comments: each begins, ends and is referred to
// once, in that order, where the schema has a place for it.
func checkNumbers(t tester, main, comments string) {
	t.Helper()
	seen := map[string][]string{}
	d := xml.NewDecoder(strings.NewReader(main))
	var above []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, main)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Local
			if strings.HasPrefix(name, "commentR") {
				in := above[len(above)-1]
				if ok := name == "commentReference" && in == "r" || slices.Contains([]string{"p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent"}, in); !ok {
					t.Errorf("%s in %s", name, in)
				}
				seen[e.Attr[0].Value] = append(seen[e.Attr[0].Value], name)
			}
			above = append(above, name)
		case xml.EndElement:
			above = above[:len(above)-1]
		}
	}
	numbers := regexp.MustCompile(`<[a-z]*:?comment [^>]*?\b[a-z]:id="(\d+)"`).FindAllStringSubmatch(comments, -1)
	if len(numbers) != len(seen) {
		t.Errorf("%d comments, %d places", len(numbers), len(seen))
	}
	for _, n := range numbers {
		if got := strings.Join(seen[n[1]], " "); got != "commentRangeStart commentRangeEnd commentReference" {
			t.Errorf("comment %s has %s", n[1], got)
		}
	}
}

// remarked are the texts between the marks of remarks, in the order in which they
// begin; the numbers of the remarks go with them.
func remarked(main string) (out []string, numbers []int) {
	open := map[string]int{}
	tokens := regexp.MustCompile(`<w:commentRange(Start|End) w:id="(\d+)"/>|`+words.String()).FindAllStringSubmatch(main, -1)
	for _, m := range tokens {
		switch m[1] {
		case "Start":
			open[m[2]] = len(out)
			n, _ := strconv.Atoi(m[2])
			out, numbers = append(out, ""), append(numbers, n)
		case "End":
			delete(open, m[2])
		default:
			for _, i := range open {
				out[i] += m[3]
			}
		}
	}
	return out, numbers
}

// realFiles are the Word documents among the shared texts.
func realFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(sharedtest.Field(t), "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"derived", "office_real"} {
		more, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "extract", folder), "*.docx"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, more...)
	}
	if len(paths) < 6 {
		t.Fatalf("only %d files", len(paths))
	}
	return paths
}

func read(t tester, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// of is the span of a string in a text.
func of(t tester, text, s string) corpus.Span {
	t.Helper()
	at := strings.Index(text, s)
	if at < 0 {
		t.Fatalf("%q is not in %q", s, text)
	}
	return corpus.Span{Start: at, End: at + len(s)}
}

// tester is a test, or one draw of a property's.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Error(args ...any)
}
