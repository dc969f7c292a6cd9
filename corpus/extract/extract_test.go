package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// readOne reads a file that must give one text.
func readOne(t testing.TB, path, content string) corpus.Source {
	t.Helper()
	sources, err := Read(path, []byte(content))
	if err != nil {
		t.Fatalf("Read(%s): %v", path, err)
	}
	if len(sources) != 1 {
		t.Fatalf("Read(%s): %d sources, want 1", path, len(sources))
	}
	checkSource(t, sources[0])
	return sources[0]
}

// checkSource checks what holds of every source.
func checkSource(t testing.TB, s corpus.Source) {
	t.Helper()
	if !utf8.ValidString(s.Text) {
		t.Errorf("text is not UTF-8: %q", s.Text)
	}
	if strings.ContainsAny(s.Text, "\r\x00") {
		t.Errorf("text holds CR or NUL: %q", s.Text)
	}
	last := 0
	for _, m := range s.Marks {
		if m.Span.Start < last {
			t.Errorf("marks are not sorted: %v", s.Marks)
		}
		last = m.Span.Start
		if m.Span.Empty() || m.Span.End > len(s.Text) {
			t.Fatalf("mark %v is empty or outside of %d bytes", m, len(s.Text))
		}
		for _, at := range []int{m.Span.Start, m.Span.End} {
			if at < len(s.Text) && !utf8.RuneStart(s.Text[at]) {
				t.Errorf("mark %v cuts a character", m)
			}
		}
	}
	for _, d := range s.Diagnostics {
		if d.Code == "" || d.Message == "" || d.Severity == "" {
			t.Errorf("diagnostic with a hole: %+v", d)
		}
	}
}

// marked writes marks as "kind level text".
func marked(s corpus.Source) []string {
	var out []string
	for _, m := range s.Marks {
		out = append(out, fmt.Sprintf("%s %d %s", m.Kind, m.Level, m.Span.In(s.Text)))
	}
	return out
}

func codes(s corpus.Source) []string {
	var out []string
	for _, d := range s.Diagnostics {
		out = append(out, d.Code)
	}
	return out
}

func refusalCode(err error) string {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

func TestRefusals(t *testing.T) {
	tests := []struct{ name, path, content, code, says string }{
		{"nothing", "空.txt", "", Empty, "空"},
		{"white space", "空.txt", " \n\u3000\n", Empty, ""},
		{"picture as text", "通知.txt", "GIF89a\x00\x00", Disguised, "GIF"},
		{"picture", "照片.gif", "GIF89a\x00\x00", Unsupported, "GIF"},
		{"cut off word document", "通知.docx", "PK\x03\x04\x14\x00word/document.xml", ArchiveBroken, "损坏"},
		{"old word document", "通知.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DocBroken, "Word"},
		{"rich text without text", "通知.rtf", `{\rtf1\ansi`, NoText, "RTF"},
		{"binary", "乱.txt", strings.Repeat("\x00\x01\x02abc", 100), Binary, "文本"},
		{"no charset", "乱.txt", strings.Repeat("caf\xe9 d\xe9j\xe0 vu\n", 20), Undecodable, "编码"},
		{"unknown ending", "表.ini", "甲,乙\n", Unsupported, ".ini"},
		{"page without text", "页.html", "<html><body><img src=a></body></html>", NoText, "文字"},
		{"markup only", "空.md", "![](a.png)\n", NoText, ""},
		{"bad lines only", "集.jsonl", "{\n[]\n", NoDocuments, "2 行"},
		{"too deep", "深.html", "<html>" + strings.Repeat("<div>", 5000), TooDeep, "嵌套"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(test.path, []byte(test.content))
			if got := refusalCode(err); got != test.code {
				t.Fatalf("code = %q (%v), want %q", got, err, test.code)
			}
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("message %q does not say %q", err, test.says)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	_, err := Read("大.txt", make([]byte, MaxSize+1))
	if got := refusalCode(err); got != TooLarge {
		t.Errorf("code = %q, want %q", got, TooLarge)
	}
}

func TestContentBeforeEnding(t *testing.T) {
	page := "<!DOCTYPE html><html><body><p>关于报送材料的通知</p></body></html>"
	tests := []struct {
		name, path, content, text string
		codes                     []string
	}{
		{"page as pdf", "通知.pdf", page, "关于报送材料的通知", []string{NoteEnding}},
		{"page as word", "通知.doc", page, "关于报送材料的通知", []string{NoteEnding}},
		{"page as text", "通知.txt", page, "关于报送材料的通知", []string{NoteEnding}},
		{"page behind a declaration", "通知.html", `<?xml version="1.0"?>` + "\n" + page, "关于报送材料的通知", nil},
		{"text as pdf", "通知.pdf", "各支部：\n请按时报送。", "各支部：\n请按时报送。", []string{NoteEnding}},
		{"lines as text", "集.txt", `{"content":"各支部请按时报送。"}`, "各支部请按时报送。", []string{NoteEnding}},
		{"no ending", "关于2.0版规程的通知", "各支部请按时报送。", "各支部请按时报送。", nil},
		{"brackets are not a page", "记.txt", "<p>是段落的标记", "<p>是段落的标记", nil},
		{"upper case ending", "通知.TXT", "各支部请按时报送。", "各支部请按时报送。", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, test.path, test.content)
			if s.Text != test.text || s.Path != test.path {
				t.Errorf("text %q of %q, want %q", s.Text, s.Path, test.text)
			}
			if diff := cmp.Diff(test.codes, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Plain text in UTF-8 is taken as it stands.
func TestPlainIsUntouched(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alphabet := []rune("第一条　支部 委员会，。*_#`[]()<>&|\\-1２…“”\n\t\u00a0\u200b\u2028é😀")
		text := "条" + string(rapid.SliceOf(rapid.SampledFrom(alphabet)).Draw(t, "runes"))
		sources, err := Read("文.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if sources[0].Text != text {
			t.Fatalf("text = %q, want %q", sources[0].Text, text)
		}
	})
}

// What takes more than linear time shows itself by running into the test's own
// time limit: a thousandth of the square of half a million is minutes.
func TestLongLines(t *testing.T) {
	const size = 512 << 10
	texts := []string{strings.Repeat("条", 5<<20/len("条"))}
	for _, unit := range []string{"a", "*a", "**条", "_a_ ", "[", "![", "](", "[](", "[a](b", "`", "``a`", "<", "<a ", "<!--",
		"&", "&#", "|", " | ", "\\", "#", "> ", "\n<!--", "\n<table", "\n---", "~~", "(", "{\"a\":"} {
		texts = append(texts, strings.Repeat(unit, size/len(unit)))
	}
	for _, text := range texts {
		for _, path := range []string{"长.md", "长.html", "长.txt", "长.jsonl"} {
			sources, err := Read(path, []byte(text))
			if err != nil && refusalCode(err) == "" {
				t.Errorf("%.10q in %s: %v", text, path, err)
			}
			for _, s := range sources {
				checkSource(t, s)
			}
		}
	}
}
