package packet

import (
	"strings"
	"unicode/utf8"
)

// clean is s as XML may hold it: valid UTF-8, LF line ends, and without the
// control characters and non-characters that XML 1.0 forbids.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if allowed(r) {
			return r
		}
		return -1
	}, s)
}

// plain reports whether clean would change nothing.
func plain(s string) bool {
	for i, r := range s {
		if !allowed(r) || r == '\r' {
			return false
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return false
			}
		}
	}
	return true
}

// allowed is the production Char of XML 1.0, without the C1 controls, which it
// allows but which no reader shows.
func allowed(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return true
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
		return false
	}
	return true
}

// oneLine is s cleaned, with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// block is a paragraph or a table of a text.
type block struct {
	Text string
	// Rows are the cells of a table; nil for a paragraph.
	Rows [][]string
}

// widest is the most columns that are set as a table. Form tables that repeat a
// merged cell forty times would be unreadable, and Word takes no more than 63.
const widest = 12

// blocksOf cuts a text into its paragraphs, one a line, without the indents and
// the empty lines: each format has its own way to set paragraphs apart. Lines
// that follow each other and hold bars are a table, as package extract writes
// one.
func blocksOf(text string) []block {
	var out []block
	var rows []string
	end := func() {
		if table := tableOf(rows); len(rows) > 1 && len(table[0]) <= widest {
			out = append(out, block{Rows: table})
		} else {
			for _, row := range rows {
				out = append(out, block{Text: row})
			}
		}
		rows = nil
	}
	for line := range strings.SplitSeq(clean(text), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.Contains(line, "|"):
			rows = append(rows, line)
		case line != "":
			end()
			out = append(out, block{Text: line})
		default:
			end()
		}
	}
	end()
	return out
}

// paragraphsOf cuts a text of the trainer's own, in which a bar is a bar.
func paragraphsOf(text string) []block {
	var out []block
	for line := range strings.SplitSeq(clean(text), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, block{Text: line})
		}
	}
	return out
}

// tableOf cuts rows into cells, as many in each row as the widest has.
func tableOf(rows []string) [][]string {
	out := make([][]string, len(rows))
	width := 0
	for i, row := range rows {
		cells := strings.Split(row, "|")
		if len(cells) > 2 && strings.TrimSpace(cells[0]) == "" && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[1 : len(cells)-1]
		}
		out[i], width = cells, max(width, len(cells))
	}
	for i, row := range out {
		out[i] = make([]string, width)
		for j, cell := range row {
			out[i][j] = strings.TrimSpace(cell)
		}
	}
	return out
}
