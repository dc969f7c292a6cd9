package answer

import (
	"cmp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// rank keeps the clauses that fit, best first.
func (q *question) rank(found []*clause) []*clause {
	fit := map[*clause]float64{}
	for _, c := range found {
		if f, ok := c.fits(q); ok && !q.another(c) && q.allows(c) {
			fit[c] = f - float64(c.rank)*rankCost - c.length()*lengthCost + q.suits(c)
		}
	}
	found = slices.DeleteFunc(found, func(c *clause) bool { _, ok := fit[c]; return !ok })
	slices.SortStableFunc(found, func(c, d *clause) int { return cmp.Compare(fit[d], fit[c]) })
	if len(found) == 0 {
		return nil
	}
	best := found[0]
	return slices.DeleteFunc(found, func(c *clause) bool {
		return fit[c] < fit[best]-c.mostBehind(best) || c.seeks != best.seeks || q.elsewhere(c, best)
	})
}

// What a place further down in the hits costs of a fit, each letter of the clause, and
// what it brings to be of the sort that was asked for.
const (
	rankCost   = .02
	lengthCost = .001
	suitShare  = .15
	pieceShare = .04
	pairShare  = .1
	topicShare = .1
	mostBehind = .1  // the best, in the same text
	mostBeside = .35 // the best, in another: what else is laid down
)

// mostBehind is how far a clause may be behind the best to be told with it.
func (c *clause) mostBehind(best *clause) float64 {
	if c.hit.Document.ID == best.hit.Document.ID {
		return mostBehind
	}
	return mostBeside
}

// allows reports whether a number is of the sort that was asked for: no condition where
// the question asks for none, no upper bound for the least, of the unit that was named.
func (q *question) allows(c *clause) bool {
	n := c.drawn.Quantity
	if n == nil || c.seeks == search.SoughtBearer {
		return true
	}
	if q.measure != "" && n.Kind != requirement.Share && !strings.Contains(c.valueText(), q.measure) &&
		!(q.measure == "人" && strings.ContainsAny(c.valueText(), "名位")) {
		return false
	}
	switch {
	case q.times && n.Kind == requirement.Frequency && n.Low == nil && n.High == nil, q.before && !strings.Contains(c.piece, "前"):
		return false
	case n.Threshold && !q.threshold,
		n.Threshold && q.below && n.High == nil, n.Threshold && !q.below && n.Low == nil,
		q.bound < 0 && n.Low == nil && n.High != nil, q.bound > 0 && n.High == nil && n.Low != nil:
		return false
	}
	return true
}

// suits is how much a clause is of the sort that was asked for: a bound at the right
// end, in the right period, from which on something follows.
func (q *question) suits(c *clause) (s float64) {
	if c.named || c.list {
		s += suitShare
	}
	for _, u := range q.units {
		if u.sort == name && u.in(c.piece) > 0 {
			s += pieceShare
			break
		}
	}
	if q.paired(c) {
		s += pairShare
	}
	if q.compound(c) {
		s += pieceShare
	}
	for i, kind := range q.seeks[1:] {
		if c.seeks == kind {
			s -= 2 * suitShare * float64(i+1) / float64(len(q.seeks)-1)
		}
	}
	if in, ok := c.special(); ok {
		if slices.ContainsFunc(q.units, func(u unit) bool { return u.sort == name && u.in(in) > 0 }) {
			s += suitShare
		} else {
			s -= suitShare
		}
	}
	if u := q.deed(); u != nil && !u.light && c.follows(*u) {
		s += topicShare
	}
	if q.begins(c) {
		s += topicShare
	}
	s -= q.narrow(c)
	if c.seeks == search.SoughtDuty {
		s += dutySuits(c)
	}
	n := c.drawn.Quantity
	if n == nil || c.seeks == search.SoughtBearer {
		return s
	}
	if n.Threshold != q.threshold {
		s -= 2 * suitShare
	}
	if q.per != "" && n.Per == q.per {
		s += suitShare
	}
	if open := n.Low == nil || n.High == nil; open && q.bound != 0 {
		s += suitShare
	}
	return s
}

// What a text costs that is for a place or a few only and not named, and one whose
// standing is not known.
const (
	narrowCost  = .12
	unknownCost = .1
)

// narrow is what it costs a clause that its text is not for all.
func (q *question) narrow(c *clause) (cost float64) {
	if c.hit.Document.Status != corpus.InForce {
		cost += unknownCost
	}
	switch c.hit.Document.Fields.Rank {
	case corpus.RankPartyConstitution, corpus.RankCentralParty, corpus.RankMinistryParty, corpus.RankConstitution, corpus.RankStatute, corpus.RankAdministrative:
	default:
		if !slices.ContainsFunc(q.units, c.scope) {
			cost += narrowCost
		}
	}
	return cost
}

// begins reports whether a clause begins with what the question is about.
func (q *question) begins(c *clause) bool {
	return slices.ContainsFunc(q.units, func(u unit) bool {
		return (u.sort == name || u.sort == deed) && !u.light && nameLength(c.own, u.forms()) > 0
	})
}

// paired reports whether two words that stand together in the question do so in the
// clause, in any of their names: 成立党支部.
func (q *question) paired(c *clause) bool {
	for i := 1; i < len(q.units); i++ {
		u, v := q.units[i-1], q.units[i]
		if !slices.Contains(v.pairs, u.word+v.word) {
			continue
		}
		for _, a := range append([]string{u.word}, u.same...) {
			for _, b := range append([]string{v.word}, v.same...) {
				if v.stands(c.own, a+b) {
					return true
				}
			}
		}
	}
	return false
}

// compound reports whether two names that stand together in the question do so beside the
// value: of 党委委员 and 常委会委员 in one sentence it is the first that 党委委员 asks for.
func (q *question) compound(c *clause) bool {
	for i := 1; i < len(q.units); i++ {
		u, v := q.units[i-1], q.units[i]
		if pair := u.word + v.word; u.sort == name && v.sort == name && slices.Contains(v.pairs, pair) && strings.Contains(c.piece, pair) {
			return true
		}
	}
	return false
}
