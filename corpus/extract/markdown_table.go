package extract

import (
	"strings"

	"tiaowen/corpus"
)

// isRow reports whether line is a row of a table: it begins with a bar, or has
// two among spaces, or one and stands right below a row or above the line of
// dashes that makes it a head.
func (b *blocks) isRow(line string) bool {
	trimmed := strings.TrimSpace(line)
	if len(trimmed) > 1 && trimmed[0] == '|' {
		return true
	}
	if strings.HasPrefix(trimmed, "#") {
		return false
	}
	bars := strings.Count(line, " | ")
	if bars >= 2 || b.table >= 0 && (bars == 1 || isDelimiterRow(line)) {
		return true
	}
	return bars == 1 && b.at+1 < len(b.lines) && isDelimiterRow(b.lines[b.at+1])
}

func isDelimiterRow(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "-") && delimiterRow.MatchString(line)
}

// row writes a row as it stands, each cell without its markup; the line of
// dashes below the head is markup itself.
func (b *blocks) row(line string) {
	b.flush()
	if b.table < 0 {
		b.table = b.d.len()
	}
	if isDelimiterRow(line) {
		return
	}
	for i, cell := range cells(dropBreak(line)) {
		if i > 0 {
			b.d.write("|")
		}
		b.d.write(strings.ReplaceAll(inline(cell), "\n", " "))
	}
	b.d.write("\n")
}

func (b *blocks) endTable() {
	if b.table >= 0 {
		b.d.mark(corpus.MarkTable, 0, b.table)
		b.table = -1
	}
}

// cells cuts a row at its bars, but not at those behind a backslash.
func cells(line string) []string {
	var out []string
	start := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			out = append(out, line[start:i])
			start = i + 1
		}
	}
	return append(out, line[start:])
}

func isTableTag(line string) bool {
	trimmed := strings.TrimLeft(line, " ")
	return len(trimmed) > 6 && strings.EqualFold(trimmed[:6], "<table")
}

// htmlTable reads a table that is written as HTML inside of Markdown, as
// converters write those that Markdown cannot express.
func (b *blocks) htmlTable() bool {
	end := b.next(&b.tableEnd, "</table>")
	if end < 0 || b.at < b.noTable {
		return false
	}
	page, err := readPage(strings.Join(b.lines[b.at:end+1], "\n"))
	if err != nil {
		b.noTable = end
		return false
	}
	b.flush()
	start := b.d.len()
	b.d.write(page.Text)
	for _, m := range page.Marks {
		m.Span = m.Span.Shift(start)
		b.d.marks = append(b.d.marks, m)
	}
	b.d.endLine()
	b.at = end
	return true
}
