package compare

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// rowMaker makes rows of two alignments, that of the units and that of the
// headings, and puts them into one order.
type rowMaker struct {
	differ differ
	rows   []Row
	// rowOf is the row of a pair.
	rowOf map[*pair]int
}

// placed is a unit or a heading at its place in its version.
type placed struct {
	*alignment
	index   int
	heading bool
}

// inOrder is everything of one side in the order of its text.
func inOrder(side int, units, headings *alignment) []placed {
	var out []placed
	for i := range units.units[side] {
		out = append(out, placed{units, i, false})
	}
	for i := range headings.units[side] {
		out = append(out, placed{headings, i, true})
	}
	slices.SortFunc(out, func(a, b placed) int {
		return a.units[side][a.index].at - b.units[side][b.index].at
	})
	return out
}

// layRows makes the rows: first those of the new version in its order, then
// what was removed after the row that it followed in the old version.
func layRows(was, is *version, units, headings *alignment) []Row {
	m := &rowMaker{differ: newDiffer(), rowOf: map[*pair]int{}}
	for _, at := range inOrder(newSide, units, headings) {
		p := at.of[newSide][at.index]
		if p == nil {
			p = &pair{members: [2][]int{nil, {at.index}}}
		}
		if _, done := m.rowOf[p]; !done {
			m.rowOf[p] = len(m.rows)
			m.rows = append(m.rows, m.row(at, p))
		}
	}
	removed := make([][]Row, len(m.rows)+1) // by the number of rows before them
	after := 0
	for _, at := range inOrder(oldSide, units, headings) {
		p := at.of[oldSide][at.index]
		switch {
		case p == nil:
			removed[after] = append(removed[after], m.row(at, &pair{members: [2][]int{{at.index}, nil}}))
		case !p.moved:
			after = m.rowOf[p] + 1
		}
	}
	out := removed[0]
	for i, r := range m.rows {
		out = append(append(out, r), removed[i+1]...)
	}
	return out
}

func (m *rowMaker) row(at placed, p *pair) Row {
	r := Row{Heading: at.heading}
	var texts, keys [2]string
	for side, sideUnits := range at.units {
		var text, key []string
		for _, i := range p.members[side] {
			u := sideUnits[i]
			text, key = append(text, u.text), append(key, u.key)
			if side == oldSide {
				r.Old = append(r.Old, u.node)
			} else {
				r.New = append(r.New, u.node)
			}
		}
		texts[side], keys[side] = strings.Join(text, "\n"), strings.Join(key, "\n")
	}
	if len(r.Old) > 0 && len(r.New) > 0 {
		r.Edited = keys[oldSide] != keys[newSide] || !at.heading && recaptioned(r)
	}
	r.Renumbered = len(r.Old) == 1 && len(r.New) == 1 && renumbered(r.Old[0], r.New[0])
	r.Kind = kindOf(r, p.moved)
	r.Diff = m.differ.texts(texts[oldSide], texts[newSide])
	return r
}

func renumbered(a, b *corpus.Provision) bool {
	return a.Number != b.Number || a.Branch != b.Branch
}

// recaptioned reports whether an article got another caption. One without a
// caption in either version is not: some editors add captions of their own.
func recaptioned(r Row) bool {
	a, b := corpus.Fold(r.Old[0].Caption), corpus.Fold(r.New[0].Caption)
	return len(r.Old) == 1 && len(r.New) == 1 && a != "" && b != "" && a != b
}

func kindOf(r Row, moved bool) Kind {
	switch {
	case len(r.Old) == 0:
		return Added
	case len(r.New) == 0:
		return Removed
	case len(r.New) > 1:
		return Split
	case len(r.Old) > 1:
		return Merged
	case moved:
		return Moved
	case r.Edited:
		return Edited
	case r.Renumbered:
		return Renumbered
	}
	return Unchanged
}
