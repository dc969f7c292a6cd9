package requirement

import (
	"strings"

	"tiaowen/corpus"
)

// cellSign stands between the cells of a row, as extract writes tables.
const cellSign = '|'

// table draws the rows of n.
func (r *reader) table(n *corpus.Provision, from carried) {
	var rows []row
	for _, s := range rowsOf(r.d.Text, n.Span) {
		rows = append(rows, row{n.Locator, s})
	}
	r.rows(rows, from)
}

// row is a row of a table, and the provision that it is or stands in: in plain text each
// row is a 款 of its own.
type row struct {
	locator string
	span    corpus.Span
}

// paragraphRows are the first of list that are rows in plain text; nil if fewer than two
// are.
func (r *reader) paragraphRows(list []*corpus.Provision) []row {
	var out []row
	for _, n := range list {
		s := corpus.TrimSpan(r.d.Text, n.Span)
		if n.Kind != corpus.NodeParagraph || len(n.Children) > 0 || strings.ContainsAny(s.In(r.d.Text), "。；\n") || len(cellsOf(r.d.Text, s)) < 2 {
			break
		}
		out = append(out, row{n.Locator, s})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// rows draws one requirement of each row that has a quantity behind its first cell: the
// cells before it are its condition, or its bearer where the first names somebody. A
// cell that was merged is written in each row, or is empty in all but the first: then
// the one above it counts. A number alone takes the unit that stands in the head of its
// column: 比例（%）.
func (r *reader) rows(rows []row, from carried) {
	var head, above []corpus.Span
	for _, w := range rows {
		cells := cellsOf(r.d.Text, w.span)
		if len(cells) < 2 {
			continue
		}
		if head == nil {
			head = cells
		}
		if q, ok := r.row(w.locator, cells, head, above); ok {
			if q.Bearer = from.bearer; r.names(cells[0]) {
				q.Bearer, q.Condition = cells[0], corpus.Span{}
			}
			if q.Quantity.Kind == Hours || q.Quantity.Kind == Amount {
				q.Quantity.Per = from.per
			}
			r.out = append(r.out, q)
		}
		above = filled(cells, above)
	}
}

// names reports whether the cell s names who acts, and nothing else.
func (r *reader) names(s corpus.Span) bool {
	l := readLine(r.d.Text, s)
	for _, sentence := range l.sentences(l.scan()) {
		seg := &sentence[0]
		seg.read()
		return len(sentence) == 1 && seg.whole && seg.qualify.empty()
	}
	return false
}

// filled are cells with what stands above where they are empty.
func filled(cells, above []corpus.Span) []corpus.Span {
	out := append([]corpus.Span(nil), cells...)
	for i := range out {
		if out[i].Empty() && i < len(above) && len(above) == len(cells) {
			out[i] = above[i]
		}
	}
	return out
}

// rowsOf are the lines of s.
func rowsOf(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	at := s.Start
	for line := range strings.SplitAfterSeq(s.In(text), "\n") {
		if row := corpus.TrimSpan(text, corpus.Span{Start: at, End: at + len(line)}); !row.Empty() {
			out = append(out, row)
		}
		at += len(line)
	}
	return out
}

// cellsOf are the cells of row without the white space around them; those at both ends
// that only the frame of a Markdown table makes are left out.
func cellsOf(text string, row corpus.Span) []corpus.Span {
	if in := row.In(text); strings.HasPrefix(in, "|") && strings.HasSuffix(in, "|") && len(in) > 1 {
		row = corpus.Span{Start: row.Start + 1, End: row.End - 1}
	}
	var out []corpus.Span
	at := row.Start
	for i := row.Start; i <= row.End; i++ {
		if i < row.End && text[i] != cellSign && text[i] != '\t' {
			continue
		}
		out = append(out, corpus.TrimSpan(text, corpus.Span{Start: at, End: i}))
		at = i + 1
	}
	return out
}

// row is the requirement of the last cell that is a quantity and nothing else.
func (r *reader) row(locator string, cells, head, above []corpus.Span) (Requirement, bool) {
	for i := len(cells) - 1; i > 0; i-- {
		a, ok := r.cell(cells[i], headOf(head, i))
		if !ok || cells[i] == headOf(head, i) {
			continue
		}
		q := a.Quantity
		q.Span = cells[i]
		out := Requirement{Locator: locator, Span: corpus.Span{Start: cells[i].Start, End: cells[i].End}, Modality: Stated, Quantity: &q}
		when := cells[0]
		if when.Empty() && len(above) == len(cells) {
			when = above[0]
		}
		out.Condition = when
		if when.End <= cells[i].Start && !when.Empty() && when == cells[0] {
			out.Span.Start = when.Start
			out.Condition = corpus.TrimSpan(r.d.Text, corpus.Span{Start: when.Start, End: lastFilled(cells[:i]).End})
		}
		return out, true
	}
	return Requirement{}, false
}

// lastFilled is the last of cells that is not empty; there is one.
func lastFilled(cells []corpus.Span) corpus.Span {
	for i := len(cells) - 1; i > 0; i-- {
		if !cells[i].Empty() {
			return cells[i]
		}
	}
	return cells[0]
}

func headOf(head []corpus.Span, i int) corpus.Span {
	if i < len(head) {
		return head[i]
	}
	return corpus.Span{}
}
