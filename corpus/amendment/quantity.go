package amendment

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// measure is a quantity as it is compared: 一年 and 12个月 are one, and so are 每月 and
// 每月一次.
type measure struct {
	kind         requirement.Kind
	low, high    float64 // -1 is open
	exclusive    bool
	unit, per    string
	before       bool
	inConditions bool
}

// lengths are units that are the same in another.
var lengths = map[string]struct {
	unit  string
	times float64
}{"年": {"月", 12}, "季度": {"月", 3}, "周": {"日", 7}}

func measureOf(r requirement.Requirement) measure {
	q := r.Quantity
	m := measure{kind: q.Kind, low: -1, high: -1, exclusive: q.Exclusive, unit: q.Unit, per: q.Per, inConditions: q.Threshold}
	if q.Low != nil {
		m.low = *q.Low
	}
	if q.High != nil {
		m.high = *q.High
	}
	if q.Kind == requirement.Frequency && q.Low == nil && q.High == nil {
		m.low, m.high = 1, 1
	}
	if l, ok := lengths[q.Unit]; ok {
		m.unit = l.unit
		if m.low > 0 {
			m.low *= l.times
		}
		if m.high > 0 {
			m.high *= l.times
		}
	}
	m.before = r.Deadline != nil && r.Deadline.Before
	return m
}

// quantities are the numbers that differ. Those that both clauses have are left
// aside; the others are the same thing measured otherwise if they are of one kind, and
// as many on both sides. One is new or gone only if the other clause has none at all.
func (r *reader) quantities(e couple, t *trace) []Difference {
	was, is := e.old.quantities(), e.new.quantities()
	bare := len(was) == 0 || len(is) == 0
	was, is = apart(was, is), apart(is, was)
	var out []Difference
	for _, kind := range requirement.Kinds {
		before, after := ofKind(was, kind.Value), ofKind(is, kind.Value)
		of := requirement.Kind(kind.Value)
		switch {
		case len(before) == len(after):
			for i := range before {
				out = append(out, Difference{Quantity, of, before[i].Quantity.Span, after[i].Quantity.Span})
			}
		case bare && len(is) == 1 && len(after) == 1 && keptOf(t.new, t.from, after[0].Quantity.Span) <= unlike:
			out = append(out, Difference{Quantity, of, corpus.Span{}, after[0].Quantity.Span})
		case bare && len(was) == 1 && len(before) == 1 && keptOf(t.old, t.to, before[0].Quantity.Span) <= unlike:
			out = append(out, Difference{Quantity, of, before[0].Quantity.Span, corpus.Span{}})
		}
	}
	return slices.DeleteFunc(out, func(d Difference) bool {
		return corpus.Fold(d.Old.In(r.c.Old.Text)) == corpus.Fold(d.New.In(r.c.New.Text))
	})
}

// apart are those of list that measure nothing that others do.
func apart(list, others []requirement.Requirement) []requirement.Requirement {
	left := map[measure]int{}
	for _, r := range others {
		left[measureOf(r)]++
	}
	var out []requirement.Requirement
	for _, r := range list {
		if m := measureOf(r); left[m] > 0 {
			left[m]--
		} else {
			out = append(out, r)
		}
	}
	return out
}

func ofKind(list []requirement.Requirement, kind string) []requirement.Requirement {
	return slices.DeleteFunc(slices.Clone(list), func(r requirement.Requirement) bool { return string(r.Quantity.Kind) != kind })
}
