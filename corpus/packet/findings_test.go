package packet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tiaowen/corpus"
)

// someFindings are rows of every sort: with a difference and without, with a doubt,
// without a source, and with characters that no file may hold.
func someFindings() Findings {
	return Findings{Draft: "读书会总结.docx", Made: time.Date(2026, 11, 30, 9, 30, 0, 0, time.UTC), AsOf: "2026-11-30", Library: State{Seq: 12, Date: "2026年11月30日"},
		Secrecy: "第 1 行有密级标志；核对过的稿子不保存", Citations: 3, Quotes: 2, Formulas: 1, Faults: 2, Warnings: 1,
		Rows: []Finding{
			{Place: "第3段", Text: []Stretch{{"借书须在", false}, {"五十", true}, {"日内归还", false}}, Problem: "文字有出入：与原文不同的字已标出。",
				Basis: []Stretch{{"借书须在", false}, {"十五", true}, {"日内归还\n（续行）", false}}, Source: "《样本读书会办法》第五条第（二）项", Suggestion: "借书须在十五日内归还",
				Doubts: []corpus.Caution{{Code: "doubtful_structure", Label: "款项划分存疑", Message: "缺第四项"}}},
			{Place: "第5段", Text: []Stretch{{"《样本读书会办法》第<script>九</script>条", false}}, Problem: "没有这一条", Suggestion: "《样本读书会办法》第五条"},
			{Place: "第6段", Text: []Stretch{{"月亮\x00从\ufffe水塘里升起来", false}}, Problem: "资料库中没有"},
		}}
}

func findingsDOCX(t *testing.T, f Findings) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteFindingsDOCX(t.Context(), &b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func findingsHTML(t *testing.T, f Findings) string {
	t.Helper()
	var b strings.Builder
	if err := WriteFindingsHTML(t.Context(), &b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFindingsDOCX: the file is of the schema's order and holds every row, with what
// differs underlined, in the six columns of the form.
func TestFindingsDOCX(t *testing.T) {
	for name, f := range map[string]Findings{"some": someFindings(), "none": {}} {
		parts := partsOf(t, findingsDOCX(t, f))
		for part, content := range parts {
			if strings.HasPrefix(part, "word/") && strings.HasSuffix(part, ".xml") {
				checkWordOrder(t, name+" "+part, content)
			}
		}
		if name == "none" {
			checkOrder(t, strings.Join(linesOf(t, parts["word/document.xml"]), "\n"), "核对报告", "稿子里没有要核对的")
			continue
		}
		checkOrder(t, strings.Join(linesOf(t, parts["word/document.xml"]), "\n"), "“读书会总结.docx”核对报告", "共核对引用3处、引文2处、提法1处", "有误2处，请核实1处", "其余3处无误", "时效以2026年11月30日为准", "密级标志",
			"序号", "位置", "原文", "问题", "依据原文", "建议", "1", "第3段", "借书须在五十日内归还", "借书须在十五日内归还", "（续行）", "——《样本读书会办法》第五条第（二）项", "【请核对】款项划分存疑：缺第四项",
			"<script>九</script>", "月亮从水塘里升起来", "本报告只及于资料库", "条文核对", "2026年11月30日")
		if !strings.Contains(string(parts["word/document.xml"]), `<w:b/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">五十</w:t>`) {
			t.Error("what differs is not underlined")
		}
	}
}

// TestFindingsHTML: the page says the same, and what a draft holds is text.
func TestFindingsHTML(t *testing.T) {
	page := findingsHTML(t, someFindings())
	checkOrder(t, page, "<h1>“读书会总结.docx”核对报告</h1>", "编制时间：2026年11月30日09时30分", "密级标志", "<th scope=\"col\">序号</th>", "<u>五十</u>", "<u>十五</u>", "（续行）", "——《样本读书会办法》第五条第（二）项",
		"&lt;script&gt;九&lt;/script&gt;", "月亮从水塘里升起来")
	for _, never := range []string{"<script", "http://", "https://", "\x00"} {
		if strings.Contains(page, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	if none := findingsHTML(t, Findings{Quotes: 4}); !strings.Contains(none, "没有发现问题。") || strings.Contains(none, "<table") {
		t.Errorf("nothing found: %s", none)
	}
}

// TestFindingsMany: ten thousand rows are written, and a reader who leaves is heard.
func TestFindingsMany(t *testing.T) {
	f := Findings{Quotes: 10_000, Warnings: 10_000}
	for i := range 10_000 {
		f.Rows = append(f.Rows, Finding{Place: fmt.Sprintf("第%d段", i+1), Text: []Stretch{{Text: "某一句话"}}, Problem: "资料库中没有"})
	}
	if got := strings.Count(findingsHTML(t, f), "<tr>"); got != 10_001 {
		t.Errorf("%d rows", got)
	}
	left, stop := context.WithCancel(t.Context())
	stop()
	if err := WriteFindingsHTML(left, &strings.Builder{}, f); !errors.Is(err, context.Canceled) {
		t.Errorf("HTML: %v", err)
	}
	if err := WriteFindingsDOCX(left, &bytes.Buffer{}, f); !errors.Is(err, context.Canceled) {
		t.Errorf("Word: %v", err)
	}
}

// TestFindingsName: the name of the file is one that any file system takes.
func TestFindingsName(t *testing.T) {
	for draft, want := range map[string]string{"读书会总结.docx": "读书会总结.docx核对报告.html", "": "核对报告.html", "a/b:c": "a-b-c核对报告.html"} {
		if got := (Findings{Draft: draft}).FileName("html"); got != want {
			t.Errorf("%q: %s", draft, got)
		}
	}
}

// TestOfficeReadsFindings has LibreOffice set the report: A4, its head again on the
// second page, and every row on the pages.
func TestOfficeReadsFindings(t *testing.T) {
	f := someFindings()
	for range 20 {
		f.Rows = append(f.Rows, f.Rows[0])
	}
	pdf := printedFile(t, findingsDOCX(t, f))
	if facts := said(t, needed(t, "pdfinfo"), pdf); !strings.Contains(facts, "(A4)") {
		t.Errorf("the pages are not A4:\n%s", facts)
	}
	text := strings.Join(strings.Fields(said(t, needed(t, "pdftotext"), "-layout", pdf, "-")), "")
	if got := strings.Count(text, "依据原文"); got < 2 {
		t.Errorf("the head stands on %d pages", got)
	}
	checkOrder(t, text, "核对报告", "序号", "位置", "原文", "问题", "依据原文", "建议", "第3段", "条文核对")
}
