package bleve

import (
	"math"
	"slices"
)

// top keeps the best hits of many, as a heap with the last of them in front.
type top struct {
	limit int
	heap  []hit
}

// add takes a hit in if it is among the best.
func (t *top) add(h hit) {
	if len(t.heap) < t.limit {
		if t.heap == nil {
			t.heap = make([]hit, 0, t.limit)
		}
		t.heap = append(t.heap, h)
		for i := len(t.heap) - 1; i > 0 && t.heap[(i-1)/2].before(t.heap[i].sortKey); i = (i - 1) / 2 {
			t.heap[i], t.heap[(i-1)/2] = t.heap[(i-1)/2], t.heap[i]
		}
		return
	}
	if t.takes(h) {
		t.heap[0] = h
		t.sink()
	}
}

// takes reports whether a hit is among the best so far.
func (t *top) takes(h hit) bool { return len(t.heap) < t.limit || h.before(t.heap[0].sortKey) }

// floor is the score below which nothing gets in any more.
func (t *top) floor() float32 {
	if len(t.heap) < t.limit || t.heap[0].high&notApart == 0 {
		return 0
	}
	return t.heap[0].score
}

// lastDate is the place by date beyond which nothing gets in any more.
func (t *top) lastDate() uint32 {
	if len(t.heap) < t.limit || t.heap[0].high&notApart == 0 {
		return math.MaxUint32
	}
	return uint32(^t.heap[0].low >> 32)
}

// sink moves the hit in front to its place.
func (t *top) sink() {
	for i := 0; ; {
		last := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.heap); child++ {
			if t.heap[last].before(t.heap[child].sortKey) {
				last = child
			}
		}
		if last == i {
			return
		}
		t.heap[i], t.heap[last] = t.heap[last], t.heap[i]
		i = last
	}
}

// sorted is what was kept, best first.
func (t *top) sorted() []hit {
	slices.SortFunc(t.heap, hit.compare)
	return t.heap
}
