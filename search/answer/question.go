package answer

import (
	"slices"
	"strings"

	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// question is what was understood of one.
type question struct {
	text  string // folded
	seeks []search.Sought
	units []unit
	// per is the period that it names: 一年, 每月.
	per string
	// threshold says that it asks from what number on something follows: 几个人才能….
	threshold bool
	// measure is the unit that the number asked for must have, if it is a rare one: 几户.
	measure string
	// before says that it asks how long before: 提前几天.
	before bool
	// lasts says that it asks how long the deed lasts that it asks of.
	lasts bool
	// then says that the deed is what follows from the number on.
	then bool
	// times says that it asks for a count: 几次.
	times bool
	// below says that it asks under what number: 多少岁以下.
	below bool
	// bound is -1 if it asks for the least, 1 for the most.
	bound int
}

// read understands a folded text; nil if it asks for nothing that a requirement holds.
func (a *Answerer) read(folded string) *question {
	way, rest := a.askings.read(folded)
	if way == nil {
		return nil
	}
	q := &question{text: folded, seeks: way.seeks, bound: boundOf(folded), below: hasAny(folded, belowWords), times: hasAny(folded, timesWords)}
	q.before = strings.HasSuffix(rest[0], "提前") || strings.HasPrefix(way.parts[0], "提前")
	asked := make([][]unit, len(rest))
	for i := range rest {
		asked[i] = a.units(q.period(rest[i]))
	}
	after := asked[len(asked)-1]
	if way.counts {
		counted := a.units(way.parts[len(way.parts)-1])
		for i := range counted {
			counted[i].sort, counted[i].counted, counted[i].whole = name, true, true
		}
		asked = append(asked, counted)
	}
	for _, m := range measures {
		if strings.HasSuffix(way.parts[0], m) {
			q.measure = m
		}
	}
	if last := rest[len(rest)-1]; !way.counts && q.seeks[0] == search.Sought(requirement.Headcount) && len(after) > 0 && after[0].sort == name && strings.HasPrefix(last, after[0].word) {
		after[0].counted, after[0].whole = true, true
	}
	q.threshold = hasAny(rest[len(rest)-1], thresholdWords) && len(after) > 0 && !strings.HasPrefix(rest[len(rest)-1], "内")
	if !q.threshold && hasAny(rest[0][max(0, len(rest[0])-9):], []string{"要", "得", "需"}) && slices.ContainsFunc(asked[0], func(u unit) bool { return u.light }) {
		q.threshold = true // 建支部要几个党员
	}
	q.lead(asked)
	for _, list := range asked {
		q.add(list)
	}
	q.nest()
	if !q.about() {
		return nil
	}
	return q
}

// about reports whether the question says of what it asks.
func (q *question) about() bool {
	for _, u := range q.units {
		if u.sort == name || u.sort == deed {
			return true
		}
	}
	return false
}

func (q *question) add(list []unit) {
	for _, u := range list {
		at := -1
		for i := range q.units {
			if q.units[i].word == u.word {
				at = i
			}
		}
		if at < 0 {
			q.units = append(q.units, u)
			continue
		}
		q.units[at].lead = q.units[at].lead || u.lead
		q.units[at].whole = q.units[at].whole || u.whole
		q.units[at].counted = q.units[at].counted || u.counted
	}
}
