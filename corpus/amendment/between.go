package amendment

import (
	"slices"

	"tiaowen/corpus/compare"
	"tiaowen/corpus/requirement"
)

// Between says what changed in what two versions require; old and fresh are what
// [requirement.Draw] draws of the two documents of c. The changes are in the order of
// the comparison's rows.
func Between(c *compare.Comparison, old, fresh []requirement.Requirement) []Change {
	r := reader{c: c, old: newSide(c.Old, clauses(old)), new: newSide(c.New, clauses(fresh))}
	for _, row := range c.Rows {
		r.old.add(row.Old)
		r.new.add(row.New)
	}
	r.old.sentences()
	r.new.sentences()
	r.old.fill(c.Rows, func(row compare.Row) []string { return texts(c.Old, row.Old) })
	r.new.fill(c.Rows, func(row compare.Row) []string { return texts(c.New, row.New) })
	for _, row := range c.Rows {
		if !row.Heading && row.Kind != compare.Unchanged && row.Kind != compare.Renumbered {
			r.pair(row)
		}
	}
	for _, p := range r.pairings {
		r.tell(p)
	}
	return r.out
}

type reader struct {
	c        *compare.Comparison
	old, new *side
	pairings []*pairing
	out      []Change
}

// pair finds in a row which clause became which; the others are loose.
func (r *reader) pair(row compare.Row) {
	p := pairClauses(r.c, row, within(r.old.clauses, row.Old), within(r.new.clauses, row.New))
	p.pairUp()
	r.old.loosen(p.old, func(c *Clause) bool { return p.has(c, oldOf) })
	r.new.loosen(p.new, func(c *Clause) bool { return p.has(c, newOf) })
	r.pairings = append(r.pairings, p)
}

// tell says what changed in a row.
func (r *reader) tell(p *pairing) {
	for _, e := range p.certain {
		if d := r.differences(e, p.trace); len(d) > 0 {
			r.add(Change{Kind: Changed, Old: e.old, New: e.new, Differences: d})
		}
	}
	for _, c := range r.new.whole(p.strange(p.new, newOf, oldOf, p.trace.new, p.trace.from), r.old) {
		r.add(Change{Kind: New, New: c})
	}
	for _, c := range r.old.whole(p.strange(p.old, oldOf, newOf, p.trace.old, p.trace.to), r.new) {
		r.add(Change{Kind: Dropped, Old: c})
	}
}

// add puts a change at the end. What says the same of the same lead as the one before
// is counted with it, and what changed in one sentence is one change.
func (r *reader) add(c Change) {
	n := len(r.out)
	if n == 0 || c.Kind != Changed || r.out[n-1].Kind != Changed {
		r.out = append(r.out, c)
		return
	}
	last := &r.out[n-1]
	switch {
	case slices.Equal(last.Differences, c.Differences):
		last.Also++
	case last.Also == 0 && last.Old.Sentence == c.Old.Sentence && last.New.Sentence == c.New.Sentence:
		last.Old, last.New = last.Old.with(c.Old), last.New.with(c.New)
		for _, d := range c.Differences {
			if !slices.Contains(last.Differences, d) {
				last.Differences = append(last.Differences, d)
			}
		}
	default:
		r.out = append(r.out, c)
	}
}
