package amendment

import (
	"cmp"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// How alike two clauses are, read by eye over versions of laws.
const (
	// sameWords is enough of their characters where the comparison of the texts itself
	// leads from one to the other.
	sameWords = .6
	// sameMatter is enough where it does not: a clause rewritten or moved in its article.
	sameMatter = .7
	// clearly is how far the second best must be behind, where only the matter speaks.
	clearly = .15
	// unlike is the most that a clause may have in common with any other and still be
	// new or gone; between this and the others it is unsure, and nothing is said.
	unlike = .4
)

// couple is an old and a new clause that may be one.
type couple struct {
	old, new *Clause
	// words is how much of both the texts' comparison leads over, matter how alike
	// what they are about is; both from 0 to 1.
	words, matter float64
	// bare says that neither is about anything but a number: 每月走访职工家庭一次.
	bare bool
}

// pairing is a row with its clauses.
type pairing struct {
	trace    *trace
	old, new []*Clause
	couples  []couple
	// certain are the couples that are one clause, in the order of the new text.
	certain []couple
}

func pairClauses(c *compare.Comparison, r compare.Row, old, fresh []*Clause) *pairing {
	p := &pairing{trace: follow(c, r), old: old, new: fresh}
	before, after := mattersOf(c.Old.Text, old), mattersOf(c.New.Text, fresh)
	for i, o := range old {
		for j, n := range fresh {
			e := couple{old: o, new: n, words: p.words(o.Span, n.Span), matter: before[i].like(after[j]), bare: len(before[i])+len(after[j]) == 0}
			if max(e.words, e.matter) >= unlike {
				p.couples = append(p.couples, e)
			}
		}
	}
	return p
}

// words is how many of the characters of two spans are the same ones.
func (p *pairing) words(was, is corpus.Span) float64 {
	from, to := runs(p.trace.old, was)
	first, behind := runs(p.trace.new, is)
	if to == from || behind == first {
		return 0
	}
	return 2 * float64(p.trace.kept(was, is)) / float64(to-from+behind-first)
}

// pairUp finds the couples that are one clause, the likest first.
func (p *pairing) pairUp() {
	taken := map[*Clause]bool{}
	take := func(by func(couple) float64, good func(couple) bool) {
		list := slices.DeleteFunc(slices.Clone(p.couples), func(e couple) bool { return !good(e) })
		slices.SortStableFunc(list, func(a, b couple) int { return cmp.Compare(by(b), by(a)) })
		for _, e := range list {
			if !taken[e.old] && !taken[e.new] {
				taken[e.old], taken[e.new] = true, true
				p.certain = append(p.certain, e)
			}
		}
	}
	take(func(e couple) float64 { return e.words + e.matter/10 }, func(e couple) bool { return e.words >= sameWords })
	take(func(e couple) float64 { return e.matter }, func(e couple) bool { return e.matter >= sameMatter && p.alone(e) })
	slices.SortStableFunc(p.certain, func(a, b couple) int { return cmp.Compare(a.new.Span.Start, b.new.Span.Start) })
}

// has reports whether a clause is in a certain couple.
func (p *pairing) has(c *Clause, side func(couple) *Clause) bool {
	return slices.ContainsFunc(p.certain, func(e couple) bool { return side(e) == c })
}

// alone reports whether no other clause of the row is nearly as like either of e.
func (p *pairing) alone(e couple) bool {
	return !slices.ContainsFunc(p.couples, func(o couple) bool {
		return o != e && (o.old == e.old || o.new == e.new) && o.matter > e.matter-clearly
	})
}

// strange are the clauses of a side that are like none of the other side. What has its
// own partner there must be more like a clause to make it doubtful.
func (p *pairing) strange(list []*Clause, side, other func(couple) *Clause, at, there []int) []*Clause {
	var out []*Clause
	for _, c := range list {
		alike := func(e couple) bool {
			return side(e) == c && (max(e.words, e.matter) >= sameWords || !p.has(other(e), other))
		}
		if keptOf(at, there, c.Span) <= unlike && !p.has(c, side) && !slices.ContainsFunc(p.couples, alike) {
			out = append(out, c)
		}
	}
	return out
}

func oldOf(e couple) *Clause { return e.old }
func newOf(e couple) *Clause { return e.new }
