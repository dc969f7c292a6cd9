package check

import (
	"tiaowen/corpus/requirement"
)

// otherQuantity is the requirement that asks the same as another but with another number.
// One with the same number that asks something less like it does not speak for it: of
// two ages in one sentence each belongs to its own words.
func otherQuantity(said asked, among []asked) (found asked, other bool) {
	if said.Quantity == nil {
		return found, false
	}
	rest := func(a asked) map[uint64]bool { return a.without(a.Quantity.Span) }
	if len(rest(said)) < leastRest { // 每两年推选一次 is all quantity
		rest = func(a asked) map[uint64]bool { return a.pairs }
	}
	words := rest(said)
	most, equal := 0.0, 0.0
	for _, one := range among {
		if one.Quantity == nil || one.Quantity.Kind != said.Quantity.Kind {
			continue
		}
		s := max(dice(words, rest(one)), heldIn(words, rest(one)))
		if sameQuantity(one.Quantity, said.Quantity) && !(s >= sameAction && opposite(one.Quantity, said.Quantity)) {
			equal = max(equal, max(s, 1e-9))
		} else if s > most {
			found, most = one, s
		}
	}
	if equal == 0 {
		return found, most >= sameMatter
	}
	return found, most >= sameAction && most >= equal+clearly
}

// heldIn is what two requirements have in common of which the shorter says nothing that
// the longer does not: 党小组会每月召开一次 of one that goes on to say what for.
func heldIn(said, other map[uint64]bool) float64 {
	n := 0
	for p := range said {
		if other[p] {
			n++
		}
	}
	if len(said) < leastRest || n < len(said) {
		return 0
	}
	return sameMatter
}

// sameQuantity reports whether two quantities of a kind have a bound in common and the
// same unit.
func sameQuantity(a, b *requirement.Quantity) bool {
	if a.Per != b.Per && a.Per != "" && b.Per != "" {
		return false
	}
	x, y := inUnits(a.Unit), inUnits(b.Unit)
	if x.unit != y.unit {
		return false
	}
	same := func(p, q *float64) bool { return p != nil && q != nil && *p*x.times == *q*y.times }
	if a.Low == nil && a.High == nil || b.Low == nil && b.High == nil {
		return true // every year, without how often
	}
	return same(a.Low, b.Low) || same(a.High, b.High) || same(a.Low, b.High) || same(a.High, b.Low)
}

// opposite reports whether of two quantities one is at least, the other at most: 不少于
// and 不超过 the same number. What lies below a number, 不足七人, may be told beside what
// lies from it on: only the words around tell whether they are of the same.
func opposite(a, b *requirement.Quantity) bool {
	least := func(q *requirement.Quantity) bool { return q.Low != nil && q.High == nil }
	most := func(q *requirement.Quantity) bool { return q.Low == nil && q.High != nil }
	return least(a) && most(b) || most(a) && least(b)
}

// measure is a unit counted in another.
type measure struct {
	unit  string
	times float64
}

func inUnits(unit string) measure {
	switch unit {
	case "年":
		return measure{"月", 12}
	case "季度":
		return measure{"月", 3}
	case "周":
		return measure{"日", 7}
	}
	return measure{unit, 1}
}
