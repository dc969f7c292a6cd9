package compare

import (
	"cmp"
	"slices"
)

// How alike a pair must be, found by reading the versions of five laws. Unrelated
// articles are rarely above .2, articles on one subject rarely below .3.
const (
	// alike is enough where the order agrees.
	alike = .5
	// movedAlike is enough where it does not: nothing else speaks for the pair.
	movedAlike = .42
	// movedInside is enough of a score if one was moved and much was added to it.
	movedInside = .7
	// gapAlike is enough for units that face each other between two pairs.
	gapAlike = .24
	// placedAlike is enough if also the place or the number is the same.
	placedAlike = .15
)

// The two versions, as indexes of sides.
const (
	oldSide = 0
	newSide = 1
)

// pair is one row to be: units of both versions that are one thing. One side has
// exactly one member, the other one or, if it was split or merged, more.
type pair struct {
	members [2][]int // ascending and without gaps
	moved   bool
}

// alignment is who is paired with whom.
type alignment struct {
	like   *likeness
	differ differ
	units  [2][]*unit
	// of holds the pair of each unit of each side, nil if it has none.
	of [2][]*pair
}

func newAlignment(before, after []*unit) *alignment {
	return &alignment{
		like: newLikeness(before, after), differ: newDiffer(), units: [2][]*unit{before, after},
		of: [2][]*pair{make([]*pair, len(before)), make([]*pair, len(after))},
	}
}

func alignUnits(before, after []*unit) *alignment {
	a := newAlignment(before, after)
	edges := a.edges()
	a.pairChain(edges, func(e edge) bool { return e.score >= alike })
	a.pairMoved(edges, func(e edge) bool { return e.same >= alike || e.score >= movedInside })
	a.absorb()
	a.pairChain(edges, func(e edge) bool { return e.same >= gapAlike })
	a.pairMoved(edges, func(e edge) bool { return e.same >= movedAlike })
	a.pairPlaced()
	a.absorb()
	a.markMoved()
	return a
}

// edges are the pairs worth a thought: one for a text that both versions have
// once, a few for every other unit.
func (a *alignment) edges() []edge {
	places := map[string]*[2][]int{}
	for side, us := range a.units {
		for i, u := range us {
			if places[u.key] == nil {
				places[u.key] = &[2][]int{}
			}
			places[u.key][side] = append(places[u.key][side], i)
		}
	}
	once := func(u *unit) bool { p := places[u.key]; return len(p[oldSide]) == 1 && len(p[newSide]) == 1 }
	taken := func(old int) bool { return once(a.units[oldSide][old]) }
	var out []edge
	for j, u := range a.units[newSide] {
		out = append(out, sameText(places[u.key], j)...)
		if !once(u) {
			out = append(out, a.like.candidates(j, taken)...)
		}
	}
	return out
}

// sameText are the edges of the new unit j to old units of the same text. A text
// that both have many times goes one to one, by rank.
func sameText(places *[2][]int, j int) []edge {
	old := places[oldSide]
	if len(old) > mostCandidates || len(places[newSide]) > mostCandidates {
		rank, _ := slices.BinarySearch(places[newSide], j)
		old = old[min(rank, len(old)):min(rank+1, len(old))]
	}
	var out []edge
	for _, i := range old {
		out = append(out, edge{i, j, 1, 1})
	}
	return out
}

func (a *alignment) join(e edge, moved bool) {
	p := &pair{members: [2][]int{{e.old}, {e.new}}, moved: moved}
	a.of[oldSide][e.old], a.of[newSide][e.new] = p, p
}

func (a *alignment) free(e edge) bool {
	return a.of[oldSide][e.old] == nil && a.of[newSide][e.new] == nil
}

// pairChain pairs the heaviest chain of the good edges that fit between the
// pairs there are.
func (a *alignment) pairChain(edges []edge, good func(edge) bool) {
	fits := a.fitting()
	var usable []edge
	for _, e := range edges {
		if good(e) && a.free(e) && fits(e) {
			usable = append(usable, e)
		}
	}
	// The cube makes one certain pair worth more than two doubtful ones.
	for _, e := range heaviestChain(usable, func(e edge) float64 { return e.score * e.score * e.score }) {
		a.join(e, false)
	}
}

// fitting tells whether an edge keeps the order of the pairs there are, those
// moved left aside: the next pairs before both its ends must be the same.
func (a *alignment) fitting() func(edge) bool {
	var before [2][]*pair
	for side, of := range a.of {
		before[side] = make([]*pair, len(of))
		var last *pair
		for i, p := range of {
			if p != nil && !p.moved {
				last = p
			}
			before[side][i] = last
		}
	}
	return func(e edge) bool { return before[oldSide][e.old] == before[newSide][e.new] }
}

// pairMoved pairs the good edges that are left over, the likest first. None of
// them can be in order: the chain of as good ones would have held it.
func (a *alignment) pairMoved(edges []edge, good func(edge) bool) {
	edges = slices.DeleteFunc(slices.Clone(edges), func(e edge) bool { return !good(e) })
	slices.SortStableFunc(edges, func(x, y edge) int { return cmp.Compare(y.score, x.score) })
	for _, e := range edges {
		if a.free(e) {
			a.join(e, true)
		}
	}
}

// markMoved decides in the end who moved: as few as possible. While pairs were
// looked for, certain ones kept their place and doubtful ones were moved aside.
func (a *alignment) markMoved() {
	var edges []edge
	for i, p := range a.of[oldSide] {
		if p != nil && p.members[oldSide][0] == i {
			p.moved = true
			edges = append(edges, a.like.edge(i, p.members[newSide][0]))
		}
	}
	for _, e := range heaviestChain(edges, func(e edge) float64 { return 1 + e.score/100 }) {
		a.of[oldSide][e.old].moved = false
	}
}

// pairPlaced pairs units that little but their place speaks for: articles
// rewritten where they stood. Either they are alone between two pairs, or they
// bear the same number.
func (a *alignment) pairPlaced() {
	numbered := map[[2]int]int{}
	for j, u := range a.units[newSide] {
		numbered[[2]int{u.node.Number, u.node.Branch}] = j
	}
	var edges []edge
	for i, u := range a.units[oldSide] {
		if a.of[oldSide][i] != nil {
			continue
		}
		if j, ok := a.facing(i); ok {
			edges = append(edges, a.like.edge(i, j))
		}
		if j, ok := numbered[[2]int{u.node.Number, u.node.Branch}]; ok && u.node.Number > 0 {
			edges = append(edges, a.like.edge(i, j))
		}
	}
	a.pairChain(edges, func(e edge) bool { return e.same >= placedAlike })
}

// facing is the new unit that stands alone where the old unit i does.
func (a *alignment) facing(i int) (j int, ok bool) {
	alone := func(side, at int) bool {
		of := a.of[side]
		return of[at] == nil && (at == 0 || of[at-1] != nil) && (at+1 == len(of) || of[at+1] != nil)
	}
	if !alone(oldSide, i) {
		return 0, false
	}
	if i > 0 {
		after := a.of[oldSide][i-1].members[newSide]
		j = after[len(after)-1] + 1
	}
	return j, j < len(a.of[newSide]) && alone(newSide, j)
}
