package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// manuscript is a text as word processors keep it: paragraphs, tables, and
// notes that stand at the end. The readers of DOCX, ODT and RTF write it.
type manuscript struct {
	d     draft
	notes []string
	// titled is true once a paragraph was the title by its style; the headings
	// after it are one level lower.
	titled bool
	// What was noticed on the way.
	inserted, deleted, hidden int
	prompts                   int // that nobody answered
	objects                   int // embedded and not read
	struck, formulas          int // runs with a line through them, formulas written as one line
	remarks                   []string
	diagrams                  []string // words of drawings that programs make
}

// paragraph writes a paragraph; level is that of a heading, 0 for text. A soft
// line break in it is a line end.
func (d *draft) paragraph(text string, level int) {
	text, _ = tidy(strings.ToValidUTF8(text, "\ufffd"))
	start := d.len()
	d.write(strings.TrimRight(text, " \t\n"))
	if level > 0 && !isRunning(text) {
		d.mark(corpus.MarkHeading, level, start)
	}
	d.write("\n")
}

// contentsName is how the styles of a table of contents are called, contentsPage
// the page number at the end of its lines, also between the marks of a tracer.
var (
	contentsName = regexp.MustCompile(`(?i)^(?:toc|contents|目录|目錄) ?[1-9]$`)
	contentsPage = regexp.MustCompile(strings.ReplaceAll(`(?:T*[ .…·])*T*(?:\t|[.…·](?:T*[.…·])+)(?:T*[ .…·])*(?:T*[0-9]){1,4}$`, "T", tracePattern))
)

// withoutPage is a line of a table of contents without the number of a page: a
// text has no pages, and its headings carry none.
func withoutPage(line string) string {
	return contentsPage.ReplaceAllString(strings.TrimRight(line, " "), "")
}

// isRunning reports whether a paragraph is text, whatever its style says:
// people lay the style of a heading over whole articles.
func isRunning(text string) bool {
	const longest = 80 // characters
	text = untraced(text)
	return utf8.RuneCountInString(text) > longest && strings.ContainsRune(text, '。')
}

// join writes what was written into another draft.
func (d *draft) join(other *draft) {
	d.endLine()
	start := d.len()
	d.write(other.b.String())
	for _, m := range other.marks {
		m.Span = m.Span.Shift(start)
		d.marks = append(d.marks, m)
	}
	d.endLine()
}

// cell is one of a table; layout is true if it holds what no cell of rows and
// columns does.
type cell struct {
	d      draft
	layout bool
}

// grid writes a table as that of a web page is written: a line for each row, a
// tab between cells. What has one column, a table within, a heading or a cell
// as long as a text is a layout, whose cells are written one below the other.
func (d *draft) grid(rows [][]*cell) {
	d.endLine()
	start, isGrid := d.len(), isGridOf(rows)
	for _, row := range rows {
		if !isGrid {
			for _, c := range row {
				d.join(&c.d)
			}
			continue
		}
		var cells []string
		for _, c := range row {
			cells = append(cells, strings.Join(strings.FieldsFunc(c.d.b.String(), func(r rune) bool { return r == '\n' || r == '\t' }), " "))
		}
		if line := strings.Join(cells, "\t"); strings.TrimSpace(line) != "" {
			d.write(line + "\n")
		}
	}
	if isGrid {
		d.mark(corpus.MarkTable, 0, start)
	}
}

func isGridOf(rows [][]*cell) bool {
	const fullCell = 3000 // bytes: a thousand characters
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
		for _, c := range row {
			if c.layout || len(untraced(c.d.b.String())) > fullCell || len(c.d.marks) > 0 {
				return false
			}
		}
	}
	return columns > 1
}

// noteMark takes up a note and gives the mark that stands for it in the text.
func (m *manuscript) noteMark(text string) string {
	mark := fmt.Sprintf("[%d]", len(m.notes)+1)
	text, _ = tidy(strings.ToValidUTF8(text, "\ufffd"))
	m.notes = append(m.notes, mark+" "+strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), "\n"))
	return mark
}

// level is that of a heading whose style says n; the style of a title is 0.
func (m *manuscript) level(n int, title bool) int {
	switch {
	case title:
		m.titled = true
		return 1
	case n > 0 && m.titled:
		return n + 1
	}
	return n
}

// source is the finished text. kind names the format in the refusal of a
// document without text.
func (m *manuscript) source(kind string) (corpus.Source, error) {
	for _, text := range m.notes {
		m.d.endLine()
		start := m.d.len()
		m.d.write(strings.TrimRightFunc(text, unicode.IsSpace))
		m.d.mark(corpus.MarkNote, 0, start)
		m.d.endLine()
	}
	s := m.d.source(strings.TrimRight(m.d.b.String(), "\n"))
	if strings.TrimSpace(s.Text) == "" {
		return s, refuse(NoText, "这份%s里没有文字", kind)
	}
	if m.inserted+m.deleted > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteRevision, corpus.Warning,
			"文档带有未接受的修订：%d 处插入已收入，%d 处删除已略去，请核对是否定稿", m.inserted, m.deleted))
	}
	if m.hidden > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteHidden, corpus.Note, "有 %d 处隐藏文字没有收入", m.hidden))
	}
	if m.prompts > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NotePrompts, corpus.Note, "有 %d 处没有填写的提示文字没有收入", m.prompts))
	}
	if m.objects > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteEmbedded, corpus.Warning, "文档里嵌有 %d 个对象（文件、表格或公式），没有收入，请核对原件", m.objects))
	}
	s.Diagnostics = append(s.Diagnostics, m.beside()...)
	return s, nil
}

// beside says what stands beside the text and is none of it, and what is in it
// otherwise than on the page.
func (m *manuscript) beside() (out []corpus.Diagnostic) {
	if n := len(m.remarks); n > 0 {
		out = append(out, note(NoteRemarks, corpus.Note, "文档有 %d 处批注，没有收入%s", n, listed(m.remarks)))
	}
	if m.struck > 0 {
		out = append(out, note(NoteStruck, corpus.Warning, "有 %d 处文字划了删除线，仍收在正文里，请核对是否有效", m.struck))
	}
	if m.formulas > 0 {
		out = append(out, note(NoteFormula, corpus.Warning, "有 %d 个公式写成了一行文字，请核对原件", m.formulas))
	}
	if n := len(m.diagrams); n > 0 {
		out = append(out, note(NoteEmbedded, corpus.Warning, "文档里有 %d 个图示（SmartArt、图表），其中的文字没有收入%s", n, listed(m.diagrams)))
	}
	return out
}

// listed are the words that are known, after a colon.
func listed(words []string) string {
	words = slices.DeleteFunc(slices.Clone(words), func(s string) bool { return s == "" })
	if len(words) == 0 {
		return ""
	}
	return "：" + quoted(words)
}

// textless is why a document without text is refused: if it holds pictures,
// the text is probably on them.
func (a *archive) textless(err error) error {
	for _, name := range a.names {
		if strings.HasPrefix(name, "word/media/") || strings.HasPrefix(name, "Pictures/") {
			return refuse(NeedsOCR, "这份文档里只有图片，没有文字（可能是扫描件），需要先做文字识别（OCR）")
		}
	}
	return err
}

// labelGap is what stands between a number that a program counted and the
// paragraph: nothing after full-width punctuation, which has its own space.
func labelGap(label string) string {
	last, _ := utf8.DecodeLastRuneInString(label)
	if label == "" || unicode.IsSpace(last) || strings.ContainsRune("、。，．：；）〕】》", last) {
		return ""
	}
	return " "
}
