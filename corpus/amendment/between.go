package amendment

import (
	"slices"

	"tiaowen/corpus"
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
			r.row(row)
		}
	}
	return r.out
}

// side is one version.
type side struct {
	doc     *corpus.Document
	clauses []*Clause
	nodes   map[string]*corpus.Provision
	texts   shelf
}

func newSide(d *corpus.Document, list []*Clause) *side {
	return &side{doc: d, clauses: list, nodes: map[string]*corpus.Provision{}}
}

func (s *side) add(units []*corpus.Provision) {
	for _, u := range units {
		u.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			s.nodes[n.Locator] = n
			return true
		})
	}
}

func (s *side) fill(rows []compare.Row, of func(compare.Row) []string) { s.texts = newShelf(rows, of) }

func texts(d *corpus.Document, units []*corpus.Provision) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.Body(d.Text))
	}
	return out
}

type reader struct {
	c        *compare.Comparison
	old, new *side
	out      []Change
}

func (r *reader) row(row compare.Row) {
	p := pairClauses(r.c, row, within(r.old.clauses, row.Old), within(r.new.clauses, row.New))
	for _, e := range p.certain() {
		if d := r.differences(e, p.trace); len(d) > 0 {
			r.add(Change{Kind: Changed, Old: e.old, New: e.new, Differences: d})
		}
	}
	for _, c := range r.new.whole(strange(p.new, p.couples, newOf, p.trace.new, p.trace.from), r.old.texts) {
		r.add(Change{Kind: New, New: c})
	}
	for _, c := range r.old.whole(strange(p.old, p.couples, oldOf, p.trace.old, p.trace.to), r.new.texts) {
		r.add(Change{Kind: Dropped, Old: c})
	}
}

// whole are those of the clauses that ask something by themselves and that the other
// version has nowhere; those of one sentence are put together.
func (s *side) whole(list []*Clause, other shelf) []*Clause {
	var out []*Clause
	for _, c := range list {
		if s.partial(c) || other.holds(c.Span.In(s.doc.Text)) > elsewhere {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Locator == c.Locator && out[n-1].Sentence == c.Sentence {
			out[n-1] = out[n-1].with(c)
			continue
		}
		out = append(out, c)
	}
	return out
}

// elsewhere is the most of a clause that one unit of the other version may hold, if it
// is new or gone.
const elsewhere = .5

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
