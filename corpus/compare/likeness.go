package compare

import (
	"cmp"
	"math"
	"slices"
	"unicode"
)

const (
	// mostCandidates is how many units of the other version a unit is compared
	// with. The right one is nearly always the first; the rest are for texts
	// that repeat one another.
	mostCandidates = 8
	// commonGram is in how many units a character pair may stand and still be
	// used to look for candidates. It bounds the search: 应当 stands everywhere.
	commonGram = 48
	// longEnough is how many character pairs a text must have before being
	// contained in another one says anything.
	longEnough = 12
)

// likeness knows how much two units of two versions have in common.
type likeness struct {
	old, new []*unit
	ids      map[uint64]int32
	weights  []float64
	// standsIn lists, for each gram, the old units that have it.
	standsIn [][]int32
	// shared is what candidates counts in, by old unit; between calls it is 0.
	shared []float64
}

func newLikeness(before, after []*unit) *likeness {
	l := &likeness{old: before, new: after, ids: map[uint64]int32{}, shared: make([]float64, len(before))}
	for _, u := range before {
		l.readGrams(u)
	}
	for _, u := range after {
		l.readGrams(u)
	}
	l.weigh()
	return l
}

// readGrams reads the character pairs of u, letters and digits only, with one
// for its beginning and one for its end.
func (l *likeness) readGrams(u *unit) {
	last := rune(0)
	add := func(r rune) {
		pair := uint64(last)<<32 | uint64(r)
		id, ok := l.ids[pair]
		if !ok {
			id = int32(len(l.ids))
			l.ids[pair] = id
		}
		u.grams = append(u.grams, id)
		last = r
	}
	for _, r := range u.key {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			add(r)
		}
	}
	if last != 0 {
		add(0)
	}
	slices.Sort(u.grams)
	u.grams = slices.Compact(u.grams)
}

// weigh gives each gram its weight: the fewer units of one version have it, the
// more it says. The version with more of it counts, so that what both have once
// weighs as much as what one of them has once.
func (l *likeness) weigh() {
	l.standsIn = make([][]int32, len(l.ids))
	for i, u := range l.old {
		for _, g := range u.grams {
			l.standsIn[g] = append(l.standsIn[g], int32(i))
		}
	}
	inNew := make([]int, len(l.ids))
	for _, u := range l.new {
		for _, g := range u.grams {
			inNew[g]++
		}
	}
	size := float64(max(len(l.old), len(l.new)))
	l.weights = make([]float64, len(l.ids))
	for g := range l.weights {
		l.weights[g] = math.Log(1 + size/float64(max(len(l.standsIn[g]), inNew[g])))
	}
	for _, us := range [][]*unit{l.old, l.new} {
		for _, u := range us {
			u.weight = l.sum(u.grams)
		}
	}
}

func (l *likeness) sum(grams []int32) float64 {
	total := 0.0
	for _, g := range grams {
		total += l.weights[g]
	}
	return total
}

// edge is a pair of units that may be one.
type edge struct {
	old, new int
	// same is how much of both is common to both, 0 to 1 (Dice); score the same,
	// but also high if the shorter is a part of the longer.
	same, score float64
}

func (l *likeness) edge(i, j int) edge {
	a, b := l.old[i], l.new[j]
	if a.key == b.key {
		return edge{i, j, 1, 1}
	}
	if a.weight+b.weight == 0 {
		return edge{i, j, 0, 0}
	}
	shared := l.sum(common(a.grams, b.grams))
	e := edge{old: i, new: j, same: 2 * shared / (a.weight + b.weight)}
	e.score = e.same
	if min(len(a.grams), len(b.grams)) >= longEnough {
		e.score = max(e.same, .9*shared/min(a.weight, b.weight))
	}
	return e
}

// candidates are the edges from the new unit j to the old units that share most
// of its rarer grams; those that skip are not looked at.
func (l *likeness) candidates(j int, skip func(old int) bool) []edge {
	var found []int32
	for _, g := range l.new[j].grams {
		if len(l.standsIn[g]) > commonGram {
			continue
		}
		for _, i := range l.standsIn[g] {
			if l.shared[i] == 0 {
				found = append(found, i)
			}
			l.shared[i] += l.weights[g]
		}
	}
	best := slices.DeleteFunc(slices.Clone(found), func(i int32) bool { return skip(int(i)) })
	slices.SortFunc(best, func(a, b int32) int {
		return cmp.Or(cmp.Compare(l.shared[b], l.shared[a]), cmp.Compare(a, b))
	})
	var out []edge
	for _, i := range best[:min(len(best), mostCandidates)] {
		out = append(out, l.edge(int(i), j))
	}
	for _, i := range found {
		l.shared[i] = 0
	}
	return out
}

// common is what two sorted lists share.
func common(a, b []int32) []int32 {
	var out []int32
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}
