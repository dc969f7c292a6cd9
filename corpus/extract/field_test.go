package extract

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// readField reads a file in the shape of a public report.
func readField(t *testing.T, name string) []corpus.Source {
	t.Helper()
	raw, err := os.ReadFile(sharedtest.Field(t, name))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := Read(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		checkSource(t, s)
		for _, d := range s.Diagnostics {
			if d.Span != nil && (d.Span.Start < 0 || d.Span.End > len(s.Text) || d.Span.Start >= d.Span.End) {
				t.Errorf("%s: the span %v of %s is not in the text", name, *d.Span, d.Code)
			}
		}
	}
	return sources
}

// The files of public reports give what their README demands: text there, text
// not there, and what must be said.
func TestField(t *testing.T) {
	tests := []struct {
		file   string
		in     []string
		out    []string
		says   []string // codes of diagnostics
		silent []string
	}{
		{"watermark.pdf", []string{"特殊情况的，经上级党组织同意"}, []string{"仅", "\n供", "使用\n"}, []string{NoteWatermark}, nil},
		{"footnote-foot.pdf", []string{"确有特殊情况的，经上级党组织同意可以适当推迟。"}, []string{"特殊情\n", "情\n①"}, []string{NoteFoot, NoteRunning}, nil},
		{"fakebold-line.pdf", nil, []string{"。\n第三条　有下列情形之一的，应当及时向上级党组织报第三条"}, []string{NoteTwice}, nil},
		{"fakebold-title.pdf", nil, nil, []string{NoteTwice}, nil},
		{"oddeven-header.pdf", []string{"情况的，经上级党组织"}, []string{"汇编", "手册"}, []string{NoteRunning}, nil},
		{"control-ok.pdf", []string{"第十八条　"}, nil, nil, []string{NoteWatermark, NoteTurned, NoteFoot, NoteTwice, NoteRunning, NoteColumnsCrossing}},
		{"eq-field.docx", []string{"收信人斐然同志", "按检字办理"}, []string{"fěi", "□"}, nil, nil},
		{"ruby-as-eq.doc", []string{"注音斐然"}, []string{"fěi"}, nil, nil},
		{"ruby-as-eq.rtf", []string{"注音斐然"}, []string{"fěi"}, nil, nil},
		{"altchunk.docx", []string{"第一条", "\n第二条　网页块", "\n第三条　归档块", "\n第四条　嵌入的文档", "\n第五条　纯文本块", "\n第六条", "\n第九条"}, nil, nil, []string{NoteEmbedded}},
		{"embedded-object.docx", nil, nil, []string{NoteEmbedded}, nil},
		{"ol-rowspan.html", []string{"1. 甲；\na. 子一\n2. 乙。", "\n\t甲档\t乙档\n机关\t五十\t六十\n\t七十\t八十"}, nil, nil, nil},
		{"ol.epub", []string{"1. 甲"}, nil, nil, nil},
		{"rare-names.txt", []string{"玥"}, nil, nil, []string{NoteMojibake}},
		{"toc-field.docx", []string{"\n第一条　目的\n第二条　范围\n"}, []string{"\t1", "PAGEREF"}, nil, nil},
		{"items-auto.docx", []string{"\n① 甲情形；\n② 乙情形。\n", "\n1) 甲；\n2) 乙。\n"}, nil, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			s := readField(t, test.file)[0]
			for _, want := range test.in {
				if !strings.Contains(s.Text, want) {
					t.Errorf("%q is not in the text", want)
				}
			}
			for _, other := range test.out {
				if strings.Contains(s.Text, other) {
					t.Errorf("%q is in the text", other)
				}
			}
			for _, code := range test.says {
				said1(t, s, code)
			}
			for _, code := range test.silent {
				if slices.Contains(codes(s), code) {
					t.Errorf("a diagnostic %s: %v", code, s.Diagnostics)
				}
			}
		})
	}
}

// The made law is the same in each of its files but for its title.
func TestFieldLaw(t *testing.T) {
	text := func(file string) string {
		s := readField(t, file)[0]
		for _, m := range slices.Backward(s.Marks) {
			if m.Kind == corpus.MarkNote {
				s.Text = s.Text[:m.Span.Start] + s.Text[m.Span.End:]
			}
		}
		_, body, _ := strings.Cut(strings.TrimSpace(s.Text), "\n")
		return strings.TrimSpace(body)
	}
	want := text("control-ok.pdf")
	for _, file := range []string{"watermark.pdf", "footnote-foot.pdf", "fakebold-line.pdf", "oddeven-header.pdf"} {
		if got := text(file); got != want {
			t.Errorf("%s differs from the file without trouble", file)
		}
	}
}

func TestFieldInnerFiles(t *testing.T) {
	if sources := readField(t, "embedded-object.docx"); len(sources) != 2 || !strings.Contains(sources[1].Text, "申请表") {
		t.Errorf("%d sources", len(sources))
	}
	s := readField(t, "table-rows.txt")[0]
	if len(s.Marks) != 1 || s.Marks[0].Kind != corpus.MarkTable || strings.Contains(s.Marks[0].Span.In(s.Text), "超过") {
		t.Errorf("marks %v", s.Marks)
	}
}
