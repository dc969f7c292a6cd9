package compare

import "slices"

// headingAlike is how much must speak for two headings to be one: half of the
// caption, or half of what stands below.
const headingAlike = .25

// alignHeadings pairs headings of one level. Two things speak for a pair: like
// captions, and that what stands below the one stands below the other.
func alignHeadings(was, is *version, units *alignment) *alignment {
	a := newAlignment(was.headings, is.headings)
	edges := a.headingEdges(sharedUnits(was, is, units))
	slices.SortStableFunc(edges, func(x, y edge) int { return x.new - y.new })
	a.pairChain(edges, func(e edge) bool { return e.score >= headingAlike })
	a.pairMoved(edges, func(e edge) bool { return e.score >= headingAlike })
	a.markMoved()
	return a
}

// headingEdges weighs the edges by captions and by shared, which says how much
// of what stands below two headings is the same.
func (a *alignment) headingEdges(shared map[[2]int]float64) []edge {
	captions := a.edges()
	for between := range shared {
		captions = append(captions, a.like.edge(between[0], between[1]))
	}
	var out []edge
	seen := map[[2]int]bool{}
	for _, e := range captions {
		between := [2]int{e.old, e.new}
		if seen[between] || a.units[oldSide][e.old].node.Kind != a.units[newSide][e.new].node.Kind {
			continue
		}
		seen[between] = true
		below := shared[between]
		e.score = (max(e.same, below) + e.same*below) / 2
		out = append(out, e)
	}
	return out
}

// sharedUnits counts, for headings that have units in common, how much of the
// smaller one's units that is, from 0 to 1.
func sharedUnits(was, is *version, units *alignment) map[[2]int]float64 {
	shared := map[[2]int]float64{}
	for i, p := range units.of[oldSide] {
		if p == nil {
			continue
		}
		for _, o := range was.units[i].above {
			for _, n := range is.units[p.members[newSide][0]].above {
				shared[[2]int{o, n}]++
			}
		}
	}
	earlier, later := unitsBelow(was), unitsBelow(is)
	for between := range shared {
		shared[between] /= float64(max(earlier[between[0]], later[between[1]]))
	}
	return shared
}

func unitsBelow(v *version) []int {
	out := make([]int, len(v.headings))
	for _, u := range v.units {
		for _, h := range u.above {
			out[h]++
		}
	}
	return out
}
