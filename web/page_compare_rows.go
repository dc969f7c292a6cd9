package web

import (
	"fmt"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// comparisonLayout makes the rows that the template writes.
type comparisonLayout struct{ compare.Comparison }

// unit is what is counted: 条, or 段 where a text has none.
func (l comparisonLayout) unit() string {
	for _, r := range l.Rows {
		for _, n := range append(r.Old[:len(r.Old):len(r.Old)], r.New...) {
			if n.Kind == corpus.NodeArticle {
				return "条"
			}
		}
	}
	return "段"
}

// summary is the comparison in numbers; what did not happen is left out.
func (l comparisonLayout) summary() (string, []tally) {
	s, unit := l.Summary, l.unit()
	words := fmt.Sprintf("旧版%d%s，新版%d%s", s.Old, unit, s.New, unit)
	if s.Inserted+s.Deleted > 0 {
		words += fmt.Sprintf("；增%d字，删%d字", s.Inserted, s.Deleted)
	} else {
		words += "；文字没有不同"
	}
	var counts []tally
	for _, t := range []tally{{"未变", s.Unchanged}, {"修改", s.Edited}, {"改号", s.Renumbered}, {"移位", s.Moved}, {"拆分", s.Split}, {"合并", s.Merged}, {"新增", s.Added}, {"删去", s.Removed}} {
		if t.Count > 0 {
			counts = append(counts, t)
		}
	}
	return words, counts
}

// rows are those of one view, and what to say after the last of them.
func (l comparisonLayout) rows(view string) (rows []compareRow, rest string) {
	switch view {
	case "marked":
		return l.blocks(l.Marked()), ""
	case "changes":
		blocks := l.Changes()
		return l.blocks(blocks), l.rest(blocks)
	}
	return l.sides(), ""
}

func (l comparisonLayout) sides() []compareRow {
	var out []compareRow
	for _, p := range l.SideBySide() {
		row := l.row(p.Row)
		row.Old, row.New = l.cells(l.Old.ID, p.Old), l.cells(l.New.ID, p.New)
		out = append(out, row)
	}
	return out
}

// blocks are the rows of a single text.
func (l comparisonLayout) blocks(blocks []compare.Block) []compareRow {
	var out []compareRow
	for _, b := range blocks {
		row, id := l.row(b.Row), l.New.ID
		if len(b.Row.New) == 0 {
			id = l.Old.ID
		}
		row.New = l.cells(id, b.Cells)
		for i := range row.New {
			row.New[i].Was = wasLabel(b.Row)
		}
		if b.Skipped > 0 {
			row.Skipped = fmt.Sprintf(msgSkipped, b.Skipped, l.unit())
		}
		out = append(out, row)
	}
	return out
}

// wasLabel names the old numbers of what bears others now.
func wasLabel(r compare.Row) string {
	if len(r.New) == 0 || len(r.Old) == 0 || len(r.Old) == 1 && len(r.New) == 1 && !r.Renumbered {
		return ""
	}
	first, last := r.Old[0].Label, r.Old[len(r.Old)-1].Label
	if first == last {
		return first
	}
	return first + "至" + last
}

// row is a row without its cells.
func (l comparisonLayout) row(r compare.Row) compareRow {
	out := compareRow{Heading: r.Heading, Same: r.Kind == compare.Unchanged, Kind: r.Kind}
	switch {
	case len(r.New) > 0:
		out.ID = "new-" + r.New[0].Locator
	case len(r.Old) > 0:
		out.ID = "old-" + r.Old[0].Locator
	}
	if r.Kind != compare.Unchanged {
		out.Words = append(out.Words, corpus.Label(changeLabels, string(r.Kind)))
	}
	if r.Renumbered && r.Kind != compare.Renumbered && r.Kind != compare.Moved {
		out.Words = append(out.Words, corpus.Label(changeLabels, string(compare.Renumbered)))
	}
	if r.Edited && r.Kind != compare.Edited {
		out.Words = append(out.Words, corpus.Label(changeLabels, string(compare.Edited)))
	}
	return out
}

func (l comparisonLayout) cells(id string, cells []compare.Cell) []compareCell {
	out := make([]compareCell, 0, len(cells))
	for _, c := range cells {
		cell := compareCell{Label: c.Provision.Label, Href: address(id, c.Provision.Locator), Ops: c.Ops}
		if c.Provision.Kind == corpus.NodeParagraph {
			cell.Label = "" // a paragraph of prose has no number that anyone uses
		}
		out = append(out, cell)
	}
	return out
}

// rest says how many unchanged units follow the last change.
func (l comparisonLayout) rest(blocks []compare.Block) string {
	left := l.Summary.Unchanged
	for _, b := range blocks {
		left -= b.Skipped
	}
	if left <= 0 || len(blocks) == 0 {
		return ""
	}
	return fmt.Sprintf(msgSkipped, left, l.unit())
}
