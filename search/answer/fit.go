package answer

import (
	"slices"

	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// What a word counts of a subject, by its sort.
var sortWeight = map[sort]float64{name: 1, deed: .6, letter: .3, number: .3}

// weight is what a unit counts.
func (u unit) weight() float64 {
	switch {
	case u.light:
		return sortWeight[letter]
	case u.lead:
		return 1
	}
	return sortWeight[u.sort]
}

// What a unit counts by where it stands.
const (
	ownShare      = 1.0
	sentenceShare = .85
	beforeShare   = .75
	aroundShare   = .5
	aboveShare    = .5
	sameShare     = .95 // in another name of it
	widerShare    = .8  // in that of which it is a kind
)

// leastFit is how much of the units' weight must stand with a clause.
const leastFit = .62

// leastFor is leastFit, less for what follows: what people do is told in many words.
func leastFor(seeks search.Sought) float64 {
	if seeks == search.SoughtConsequence {
		return .5
	}
	return leastFit
}

// fits says how well a clause is about the units, from 0 to 1, and whether it is about
// them at all. What names a thing must stand somewhere, the first of them and most others
// in the sentence itself or with its bearer: a clause that speaks of something else under
// the same heading answers nothing.
func (c *clause) fits(q *question) (float64, bool) {
	total, has, stands := 0.0, 0.0, 0.0
	names, deeds, done := 0, 0, 0
	itself := c.opens // whether the clause itself, not its lead, is about any of them
	for _, u := range q.units {
		w := u.weight()
		near := c.near(u)
		best := near
		if near == 0 { // most clauses need not be read around
			best = aroundShare * u.in(both(c.line.In(c.hit.Text)))
		}
		if u.sort == name && best < aboveShare {
			best = max(best, aboveShare*u.in(c.above))
		}
		total += w
		has += w * best
		scope := near == 0 && c.scope(u)
		if best == 0 && u.must(c.seeks) || u.tied && !c.ties(u) || u.lead && !u.light && c.close(u) == 0 || u.not && max(u.in(c.own), u.in(c.bearer)) == 0 || u.sort == number && max(u.in(c.own), u.in(c.lead)) == 0 || u.counted && !c.counts(u) || u.lead && q.lasts && !c.lasts(u) || u.lead && q.then && !c.follows(u) {
			return 0, false
		}
		if (u.sort == name || u.sort == deed) && !u.light {
			stands += c.close(u)
		}
		if !u.light && (u.sort == name || u.sort == deed) && max(u.in(c.own), u.in(c.bearer), u.in(c.plain)) > 0 {
			itself = true
		}
		if u.sort == deed && !u.light {
			if deeds++; near > 0 {
				done++
			}
		}
		if u.sort != name || scope {
			continue
		}
		if names++; near == 0 {
			return 0, false
		}
		if q.deed() == nil && names == 1 && c.seeks == search.Sought(requirement.Frequency) && !c.lasts(u) {
			return 0, false
		}
	}
	if total == 0 || stands == 0 && !c.goesOn || !itself || deeds > 0 && done == 0 || c.seeks == search.SoughtBearer && !c.doneTo(q) {
		return 0, false
	}
	return has / total, has >= leastFor(c.seeks)*total
}

// near is what a unit counts that stands in the clause, its sentence or what goes on in
// it.
func (c *clause) near(u unit) float64 {
	return max(c.close(u), beforeShare*u.in(c.before))
}

// close is what a unit counts that stands in the clause or its sentence.
func (c *clause) close(u unit) float64 {
	best := max(ownShare*u.in(c.own), ownShare*u.in(c.bearer), sentenceShare*u.in(c.sentence))
	if best < widerShare && slices.ContainsFunc(u.wider, func(w string) bool { return c.asks(w) }) {
		return widerShare
	}
	return best
}

// must reports whether a clause without the unit anywhere is about something else.
func (u unit) must(seeks search.Sought) bool {
	return u.sort == name || u.sort == deed && !u.light && seeks != search.SoughtConsequence
}
