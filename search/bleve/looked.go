package bleve

import (
	"math"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// relevant is the hit that a candidate is by its score.
func (v *view) relevant(number uint32, found *candidates, docs documents) hit {
	s := v.segmentOf(number)
	n := number - s.base
	o := s.ordinal[n]
	score := (found.score(number) + found.titles[o]) * docs.factors[o]
	return hit{newSortKey(score, s.part[n], v.table.newest[o]), number, o, score}
}

// collectLooked keeps the best of those looked at a second time. They are few and nearly
// all are kept, so they are sorted rather than kept in a heap; and the first of those
// that say the same is then the one by which their place stands.
func (v *view) collectLooked(q search.Query, found *candidates, docs documents, same *collapse, looked []uint32, depth int) collected {
	all := newPlaces(same, depth)
	if !q.Lanes {
		v.bestFirst(looked, found, docs, func(h hit) bool { return all.add(h) })
		return collected{hits: all.hits}
	}
	var lanes []*places
	for range corpus.Lanes {
		lanes = append(lanes, newPlaces(same, depth))
	}
	v.bestFirst(looked, found, docs, func(h hit) bool {
		all.add(h)
		if lane := v.table.lane(h.ordinal); lane >= 0 {
			lanes[lane].add(h)
		}
		return true
	})
	out := collected{hits: all.hits}
	for _, lane := range lanes {
		out.lanes = append(out.lanes, lane.hits)
	}
	return out
}

// bestFirst visits the hits of some numbers, the best first, until it is told that it is
// enough.
func (v *view) bestFirst(numbers []uint32, found *candidates, docs documents, visit func(hit) bool) {
	const shift = 23 // there are fewer numbers than that has values, and keys of 41 bits
	order := make([]uint64, len(numbers))
	for i, number := range numbers {
		order[i] = (math.MaxUint64>>shift-v.relevant(number, found, docs).high)<<shift | uint64(i)
	}
	slices.Sort(order)
	var equal []hit // by score, which nearly always tells them apart
	for len(order) > 0 {
		end := 1
		for end < len(order) && order[end]>>shift == order[0]>>shift {
			end++
		}
		equal = equal[:0]
		for _, at := range order[:end] {
			equal = append(equal, v.relevant(numbers[at&(1<<shift-1)], found, docs))
		}
		slices.SortFunc(equal, hit.compare)
		for _, h := range equal {
			if !visit(h) {
				return
			}
		}
		order = order[end:]
	}
}

// places keeps hits that come best first, one of those that say the same, up to depth.
type places struct {
	depth int
	hits  []hit
	same  *collapse
	taken []uint64 // a bit for every group of copies, set if it has its place
}

func newPlaces(same *collapse, depth int) *places {
	p := &places{depth: depth, same: same, hits: make([]hit, 0, depth)}
	if same != nil {
		p.taken = make([]uint64, len(same.copies.starts)/64+1)
	}
	return p
}

// add takes a hit in unless its place is taken, and reports whether there is room.
func (p *places) add(h hit) bool {
	if len(p.hits) == p.depth {
		return false
	}
	if p.same != nil {
		if group := p.same.copies.group[h.number]; group != 0 {
			bit := uint64(1) << (group % 64)
			if p.taken[group/64]&bit != 0 {
				return true
			}
			p.taken[group/64] |= bit
		}
	}
	p.hits = append(p.hits, h)
	return true
}
