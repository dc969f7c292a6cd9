package compare

import (
	"cmp"
	"slices"
)

// heaviestChain picks of the edges those of the greatest total weight whose old
// and new ends both ascend. Every unit is then in one edge at most. It takes
// n log n steps for n edges.
func heaviestChain(edges []edge, weight func(edge) float64) []edge {
	edges = slices.Clone(edges)
	// The new end descends among edges of one old end, so that none of them can
	// follow another.
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.old, b.old), cmp.Compare(b.new, a.new))
	})
	widest := 0
	for _, e := range edges {
		widest = max(widest, e.new)
	}
	best := make(prefixBest, widest+2)
	before := make([]int, len(edges))
	total := make([]float64, len(edges))
	for i, e := range edges {
		total[i], before[i] = weight(e), -1
		if b := best.below(e.new); b.weight > 0 {
			total[i] += b.weight
			before[i] = b.edge
		}
		best.put(e.new, bestEnd{total[i], i})
	}
	last := best.below(widest + 1)
	if last.weight == 0 {
		return nil
	}
	var chain []edge
	for i := last.edge; i >= 0; i = before[i] {
		chain = append(chain, edges[i])
	}
	slices.Reverse(chain)
	return chain
}

// bestEnd is the heaviest chain that ends somewhere, by its last edge.
type bestEnd struct {
	weight float64
	edge   int
}

// prefixBest is a Fenwick tree of maxima over the new ends.
type prefixBest []bestEnd

// below is the best of the ends before n.
func (p prefixBest) below(n int) bestEnd {
	var out bestEnd
	for ; n > 0; n -= n & -n {
		if p[n].weight > out.weight {
			out = p[n]
		}
	}
	return out
}

func (p prefixBest) put(n int, end bestEnd) {
	for n++; n < len(p); n += n & -n {
		if end.weight > p[n].weight {
			p[n] = end
		}
	}
}
