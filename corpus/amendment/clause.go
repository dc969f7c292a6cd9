package amendment

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// clauses puts together the requirements of one clause: those of the same span.
func clauses(drawn []requirement.Requirement) []*Clause {
	var out []*Clause
	at := map[corpus.Span]*Clause{}
	for _, r := range drawn {
		c := at[r.Span]
		if c == nil {
			c = &Clause{Locator: r.Locator, Span: r.Span}
			at[r.Span] = c
			out = append(out, c)
		}
		c.Requirements = append(c.Requirements, r)
	}
	return out
}

// within are the clauses that stand in one of the units. Both are in the order of the
// text; the clauses of a row are looked for once a row, so they are found by halves.
func within(list []*Clause, units []*corpus.Provision) []*Clause {
	var out []*Clause
	for _, u := range units {
		from, to := 0, len(list)
		for from < to {
			if mid := (from + to) / 2; list[mid].Span.Start < u.Span.Start {
				from = mid + 1
			} else {
				to = mid
			}
		}
		for ; from < len(list) && list[from].Span.Start < u.Span.End; from++ {
			if u.Span.Contains(list[from].Span) {
				out = append(out, list[from])
			}
		}
	}
	return out
}

// Bearer is who the clause is about, if it is one: empty for none or several.
func (c *Clause) Bearer() corpus.Span {
	first := c.Requirements[0].Bearer
	for _, r := range c.Requirements[1:] {
		if r.Bearer != first {
			return corpus.Span{}
		}
	}
	return first
}

// modal is the requirement that says how strongly the clause asks; false where its
// requirements differ in that.
func (c *Clause) modal() (requirement.Requirement, bool) {
	first := c.Requirements[0]
	for _, r := range c.Requirements[1:] {
		if r.Modality != first.Modality {
			return first, false
		}
	}
	return first, true
}

// quantities are those of the clause; a number that names somebody (一人公司的股东) is
// none.
func (c *Clause) quantities() []requirement.Requirement {
	var out []requirement.Requirement
	for _, r := range c.Requirements {
		if r.Quantity != nil && !(c.Span.Contains(r.Bearer) && r.Bearer.Contains(r.Quantity.Span) && r.Quantity.Span.Start == r.Bearer.Start && r.Quantity.Kind == requirement.Headcount) {
			out = append(out, r)
		}
	}
	return out
}

// inCondition reports whether words stand in the condition of the clause.
func (c *Clause) inCondition(words corpus.Span) bool {
	return c.Requirements[0].Condition.Overlaps(words)
}

// counted reports whether words overlap a quantity of the clause.
func (c *Clause) counted(words corpus.Span) bool {
	for _, r := range c.Requirements {
		if r.Quantity != nil && r.Quantity.Span.Overlaps(words) {
			return true
		}
	}
	return false
}

// with is the clause together with another of its sentence.
func (c *Clause) with(d *Clause) *Clause {
	out := *c
	out.Span = corpus.Span{Start: min(c.Span.Start, d.Span.Start), End: max(c.Span.End, d.Span.End)}
	out.Requirements = slices.Concat(c.Requirements, d.Requirements)
	return &out
}
