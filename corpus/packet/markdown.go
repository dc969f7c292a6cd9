package packet

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// WriteMarkdown writes p as Markdown with tables and footnotes, which GitHub,
// Pandoc and most editors read. Passages are quotations; the title is the only
// heading of the first level.
func WriteMarkdown(ctx context.Context, w io.Writer, p Packet, o Options) error {
	s, err := newSheet(p, o)
	if err != nil {
		return err
	}
	m := markdown{s, bufio.NewWriter(w)}
	if err := m.write(ctx); err != nil {
		return fmt.Errorf("write the packet as Markdown: %w", err)
	}
	return nil
}

type markdown struct {
	*sheet
	*bufio.Writer
}

func (m markdown) write(ctx context.Context) error {
	m.heading(1, oneLine(m.Title))
	if made := m.madeLine(); made != "" {
		m.line("", escapeMarkdown(made))
	}
	err := m.each(ctx, func(e entry) error {
		m.entry(e)
		return nil
	})
	if err != nil {
		return err
	}
	if len(m.list.Entries) > 0 {
		m.heading(2, "参考文献")
	}
	for i, entry := range m.list.Entries {
		m.line("", `\[`+strconv.Itoa(i+1)+`\] `+escapeMarkdown(entry))
	}
	err = m.eachFootnote(ctx, func(f footnote) error {
		m.line("", "[^"+strconv.Itoa(f.Number)+"]: "+escapeMarkdown(f.Text))
		return nil
	})
	if err != nil {
		return err
	}
	return m.Flush()
}

func (m markdown) entry(e entry) {
	switch e.Kind {
	case KindHeading:
		m.heading(e.Level+1, e.Heading)
	case KindNote:
		m.blocks("", e.Blocks)
	case KindPassage:
		m.passage(e)
		m.WriteString("\n")
		m.blocks("", e.Remark)
	}
}

func (m markdown) passage(e entry) {
	text, lasting := e.lastWords()
	blocks := e.Blocks
	if lasting {
		blocks = blocks[:len(blocks)-1]
	}
	m.blocks("> ", blocks)
	switch {
	case lasting:
		m.line("> ", escapeMarkdown(text)+e.markdownMark())
	case e.Source == "":
		m.line("> ", sourceTail+e.markdownMark())
	}
	if e.Source != "" {
		m.line("> ", escapeMarkdown(e.Source))
	}
}

func (e entry) markdownMark() string {
	switch {
	case e.Footnote > 0:
		return "[^" + strconv.Itoa(e.Footnote) + "]"
	case e.Reference > 0:
		return " " + escapeMarkdown(e.listMark())
	}
	return ""
}

func (m markdown) heading(level int, text string) {
	if text != "" {
		m.line("", strings.Repeat("#", level)+" "+escapeMarkdown(text))
	}
}

// line writes a paragraph; a quotation goes on over the empty line below it.
func (m markdown) line(quoted, text string) {
	m.WriteString(quoted + text + "\n" + strings.TrimRight(quoted, " ") + "\n")
}

func (m markdown) blocks(quoted string, blocks []block) {
	for _, b := range blocks {
		if b.Rows == nil {
			m.line(quoted, escapeMarkdown(b.Text))
			continue
		}
		for i, row := range b.Rows {
			m.row(quoted, row)
			if i == 0 {
				m.WriteString(quoted + strings.Repeat("| --- ", len(row)) + "|\n")
			}
		}
		m.WriteString(strings.TrimRight(quoted, " ") + "\n")
	}
}

func (m markdown) row(quoted string, cells []string) {
	m.WriteString(quoted)
	for _, cell := range cells {
		m.WriteString("| " + escapeMarkdown(cell) + " ")
	}
	m.WriteString("|\n")
}

// escapeMarkdown puts a backslash before what would be markup. Numbers with a
// full stop begin a list only at the start of a line, and so do dashes.
func escapeMarkdown(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	if start := markdownStart.FindString(s); start != "" {
		last := len(start) - 1
		b.WriteString(start[:last] + `\` + start[last:])
		s = s[len(start):]
	}
	for i := range len(s) {
		if isMarkup(s, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

var (
	markdownStart = regexp.MustCompile(`^(?:[#+=-]|[0-9]{1,9}[.)])`)
	htmlEntity    = regexp.MustCompile(`^&#?[0-9A-Za-z]+;`)
)

// isMarkup reports whether the byte at i would be markup. What is none there is
// left alone, because a backslash breaks addresses: _ between letters, a bare &.
func isMarkup(s string, i int) bool {
	switch s[i] {
	case '_':
		return i == 0 || i == len(s)-1 || !isLatin(s[i-1]) || !isLatin(s[i+1])
	case '&':
		return htmlEntity.MatchString(s[i:])
	}
	return strings.IndexByte("\\`*[]<>|~$", s[i]) >= 0
}

func isLatin(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
