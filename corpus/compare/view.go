package compare

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// A comparison is read in three ways: side by side ([Comparison.SideBySide]),
// as one marked-up text ([Comparison.Marked]), and reduced to what changed
// ([Comparison.Changes]). What they give is text and marks; a page decides how
// it looks.

// Cell is one provision of a view. Where a row has several, its texts are cut
// apart again, so that each stands under its own number.
type Cell struct {
	Provision *corpus.Provision
	Ops       []Op
}

// Pair is a row side by side.
type Pair struct {
	Row Row
	// Old has no insertions, New no deletions; the equal texts of each are those
	// of its own version.
	Old, New []Cell
}

// Block is a row as one text with deletions and insertions marked: the new
// version's provisions, or the old one's if the row was removed.
type Block struct {
	Row   Row
	Cells []Cell
	// Skipped is how many unchanged units were left out before this block.
	Skipped int
}

// Elided marks in [Comparison.Changes] an equal text that is too far from any
// change to be shown at once. Op.Text still has it.
const Elided OpKind = "elided"

// contextRunes is how much equal text is kept on each side of a change.
const contextRunes = 24

// SideBySide is the comparison in two columns.
func (c Comparison) SideBySide() []Pair {
	out := make([]Pair, 0, len(c.Rows))
	for _, r := range c.Rows {
		var before, after []Op
		for _, op := range r.Diff {
			if op.Kind != Insert {
				before = append(before, Op{Kind: op.Kind, Text: op.Old()})
			}
			if op.Kind != Delete {
				after = append(after, Op{Kind: op.Kind, Text: op.Text})
			}
		}
		out = append(out, Pair{Row: r, Old: c.cells(r, oldSide, before), New: c.cells(r, newSide, after)})
	}
	return out
}

// Marked is the comparison as one text.
func (c Comparison) Marked() []Block {
	out := make([]Block, 0, len(c.Rows))
	for _, r := range c.Rows {
		side := newSide
		if len(r.New) == 0 {
			side = oldSide
		}
		out = append(out, Block{Row: r, Cells: c.cells(r, side, r.Diff)})
	}
	return out
}

// Changes leaves out of the marked text what is unchanged: whole units, headings
// with no change below them, and long equal texts between changes.
func (c Comparison) Changes() []Block {
	var out, trail []Block
	skipped := 0
	for _, b := range c.Marked() {
		trail = slices.DeleteFunc(trail, func(h Block) bool { return !encloses(h.Row, b.Row) })
		switch {
		case b.Row.Heading && b.Row.Kind == Unchanged:
			trail = append(trail, b)
			continue
		case b.Row.Kind == Unchanged:
			skipped++
			continue
		}
		for i := range b.Cells {
			b.Cells[i].Ops = elide(b.Cells[i].Ops)
		}
		first := len(out)
		out = append(append(out, trail...), b)
		out[first].Skipped = skipped
		trail, skipped = nil, 0
	}
	return out
}

// encloses reports whether a heading stands above a row in either version.
func encloses(heading, row Row) bool {
	above := func(h, r []*corpus.Provision) bool {
		return len(h) > 0 && len(r) > 0 && h[0].Span.Contains(r[0].Span)
	}
	return above(heading.New, row.New) || above(heading.Old, row.Old)
}

// cells cuts the ops of a row into those of each provision of one side.
func (c Comparison) cells(r Row, side int, ops []Op) []Cell {
	doc, nodes := c.Old, r.Old
	if side == newSide {
		doc, nodes = c.New, r.New
	}
	if len(nodes) <= 1 {
		var out []Cell
		for _, n := range nodes {
			out = append(out, Cell{n, ops})
		}
		return out
	}
	out := make([]Cell, 0, len(nodes))
	for _, n := range nodes {
		mine, rest := cutOps(ops, side, len(Text(doc.Text, n)))
		_, ops = cutOps(rest, side, len("\n"))
		out = append(out, Cell{n, mine})
	}
	return out
}

// cutOps cuts ops where size bytes of one side's text are through. What the
// other side alone has at the cut stays before it.
func cutOps(ops []Op, side, size int) (head, tail []Op) {
	for i, op := range ops {
		text := op.on(side)
		if len(text) > size {
			before, after := op.cut(side, size)
			if before.Text != "" {
				head = append(head, before)
			}
			return head, append([]Op{after}, ops[i+1:]...)
		}
		head = append(head, op)
		size -= len(text)
	}
	return head, nil
}

// elide shortens the equal texts of a provision to what stands by a change.
func elide(ops []Op) []Op {
	var out []Op
	for i, op := range ops {
		text := []rune(op.Text)
		head, tail := contextRunes, contextRunes
		if i == 0 && len(ops) > 1 {
			head = 0
		}
		if i == len(ops)-1 {
			tail = 0
		}
		if op.Kind != Equal || len(text) <= head+tail+contextRunes {
			out = append(out, op)
			continue
		}
		for _, piece := range []Op{
			{Kind: Equal, Text: string(text[:head])},
			{Kind: Elided, Text: string(text[head : len(text)-tail])},
			{Kind: Equal, Text: string(text[len(text)-tail:])},
		} {
			if strings.TrimSpace(piece.Text) != "" {
				out = append(out, piece)
			}
		}
	}
	return out
}
