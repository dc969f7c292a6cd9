package judge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Move is a query of which something else came than before. One of the two is nil
// if the query is new, or gone.
type Move struct {
	Before *Outcome `json:"before"`
	After  *Outcome `json:"after"`
}

// Moved lists the queries of which something else came, what was lost most first.
func Moved(before, after []Outcome) []Move {
	was := map[string][]*Outcome{} // an id may be given twice
	for i, o := range before {
		was[o.ID] = append(was[o.ID], &before[i])
	}
	out := []Move{} // in JSON a list, also if none moved
	for i, o := range after {
		m := Move{After: &after[i]}
		if list := was[o.ID]; len(list) > 0 {
			m.Before, was[o.ID] = list[0], list[1:]
		}
		if m.Before == nil || m.Before.String() != o.String() {
			out = append(out, m)
		}
	}
	for i, o := range before {
		if slices.Contains(was[o.ID], &before[i]) {
			out = append(out, Move{&before[i], nil})
		}
	}
	slices.SortStableFunc(out, func(a, b Move) int { return cmp.Compare(a.Gain(), b.Gain()) })
	return out
}

// Gain is how much better it became, from -2 to 2: the rise of the reciprocal ranks,
// in the mean, and 1 for an expectation that is met now. A query that is new or
// gone gains nothing.
func (m Move) Gain() float64 {
	if m.Before == nil || m.After == nil {
		return 0
	}
	return m.After.worth() - m.Before.worth()
}

func (o Outcome) worth() float64 {
	worth := 0.0
	for _, rank := range o.Ranks {
		if rank > 0 {
			worth += 1 / float64(rank) / float64(len(o.Ranks))
		}
	}
	if !o.Missed {
		worth++
	}
	return worth
}

// String says which query moved, from where to where.
func (m Move) String() string {
	switch {
	case m.Before == nil:
		return "new: " + m.After.spaced()
	case m.After == nil:
		return "gone: " + m.Before.spaced()
	}
	var parts []string
	if was, is := m.Before.ranks(), m.After.ranks(); was != is {
		parts = append(parts, fmt.Sprintf("%s → %s", was, is))
	}
	if was, is := m.Before.verdict(), m.After.verdict(); was != is {
		parts = append(parts, fmt.Sprintf("%s → %s", was, is))
	}
	return m.After.ID + ": " + strings.Join(parts, ", ")
}

func (o Outcome) spaced() string { return strings.Join(strings.Fields(o.String()), " ") }
