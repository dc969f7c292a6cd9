package packet

import "strings"

// block is a paragraph or a table of a text.
type block struct {
	Text string
	// Rows are the cells of a table; nil for a paragraph.
	Rows [][]string
}

// widest is the most columns that are set as a table: Word takes no more.
const widest = 63

// blocksOf cuts a text into its paragraphs, one a line, without the indents and
// the empty lines: each format has its own way to set paragraphs apart. Rows that
// follow each other are a table, as package extract writes one: their cells parted
// by tabs, or where the source was typed so by bars.
func blocksOf(text string) []block {
	var out []block
	var rows []string
	end := func() {
		out = append(out, tableOrLines(rows)...)
		rows = nil
	}
	for line := range strings.SplitSeq(clean(text), "\n") {
		sign := cellSign(line)
		if len(rows) > 0 && sign != cellSign(rows[0]) {
			end()
		}
		switch words := strings.TrimSpace(line); {
		case words == "":
			end()
		case sign != "":
			rows = append(rows, line)
		default:
			out = append(out, block{Text: words})
		}
	}
	end()
	return out
}

// cellSign is what parts the cells of a row; empty for a line that is none.
func cellSign(line string) string {
	switch {
	case strings.Contains(line, "\t"):
		return "\t"
	case strings.Contains(line, "|"):
		return "|"
	}
	return ""
}

// tableOrLines are rows as a table, or as paragraphs if they look like none: a
// line alone may hold a bar or a tab that means nothing, and tabs that only stand
// before the lines are indents.
func tableOrLines(rows []string) []block {
	parted := 0
	for _, row := range rows {
		if strings.Contains(strings.TrimSpace(row), cellSign(row)) {
			parted++
		}
	}
	if len(rows) > 1 && 2*parted >= len(rows) {
		if table := tableOf(rows); len(table[0]) <= widest {
			return []block{{Rows: table}}
		}
	}
	var out []block
	for _, row := range rows {
		out = append(out, block{Text: strings.TrimSpace(row)})
	}
	return out
}

// tableOf cuts rows into cells, as many in each row as the widest has. A row may
// be framed by bars; with tabs an empty first cell is one.
func tableOf(rows []string) [][]string {
	out := make([][]string, len(rows))
	width := 0
	for i, row := range rows {
		sign := cellSign(row)
		cells := strings.Split(row, sign)
		if last := len(cells) - 1; sign == "|" && last > 1 && strings.TrimSpace(cells[0]) == "" && strings.TrimSpace(cells[last]) == "" {
			cells = cells[1:last]
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
