package answer

import (
	"slices"
	"strings"

	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// deedIn is the deed that is marked in what is left of a question.
func (q *question) deedIn(asked [][]unit) *unit {
	for _, list := range asked {
		for i := range list {
			if list[i].lead {
				return &list[i]
			}
		}
	}
	return nil
}

// deed is the deed that is asked of, if there is one.
func (q *question) deed() *unit {
	for i := range q.units {
		if q.units[i].lead {
			return &q.units[i]
		}
	}
	return nil
}

// nest notes of each word in which others of the question it is a part, and whether it is
// said to be none.
func (q *question) nest() {
	for i := range q.units {
		q.units[i].none = slices.ContainsFunc(negations, func(n string) bool { return strings.Contains(q.text, n+q.units[i].word) })
		for _, other := range q.units {
			if u := &q.units[i]; u.sort == name && other.word != u.word && strings.Contains(other.word, u.word) {
				u.inside = append(u.inside, other.word)
			}
		}
	}
}

// lead marks the deed that is asked of: who does it stands before it (谁批准), what is
// counted behind it (多久考察一次, 考察几次).
func (q *question) lead(asked [][]unit) {
	before, after := asked[0], asked[len(asked)-1]
	var between []unit
	if len(asked) > 2 {
		between = asked[1]
	}
	if q.seeks[0] == search.SoughtBearer {
		_ = markDeed(after, false) || markDeed(between, false) || markDeed(before, true)
		for _, list := range asked {
			for i := range list {
				list[i].whole = list[i].lead
			}
		}
		return
	}
	switch q.seeks[0] {
	case search.SoughtConsequence, search.SoughtDuty, search.SoughtStart:
		return
	case search.SoughtPermission:
		for i := range after {
			if after[i].sort == deed && !endsAsThing(after[i].word) || after[i].sort == letter {
				after[i].lead = true
				return
			}
		}
		return
	}
	if !markDeed(between, true) && markDeed(after, false) {
		q.then = q.threshold && (q.seeks[0] == search.Sought(requirement.Limit) || q.seeks[0] == search.Sought(requirement.Age))
	} else if q.deedIn(asked) == nil && markDeed(before, true) {
		q.lasts = slices.Contains(q.seeks, search.Sought(requirement.Limit)) && len(q.seeks) < 3
	}
}

// markDeed marks the first or the last of some units if that is a deed.
func markDeed(list []unit, last bool) bool {
	if len(list) == 0 {
		return false
	}
	u := &list[0]
	if last {
		u = &list[len(list)-1]
	}
	u.lead = u.sort == deed && !endsAsThing(u.word) || u.sort == letter && u.same != nil
	return u.lead
}
