package bleve

import "math"

// sieve keeps the passages with the best scores: as many as it is deep, and
// those that are worth no less than the last of these. A heap of a thousand costs
// more than everything else that is done to find them; this one only takes in
// what may be among the best, and is thinned out when there is too much of it.
type sieve struct {
	depth int
	// kept holds worths and, in the lower half, numbers, in the order of adding.
	kept  []uint64
	least uint32 // worth of what gets in
	room  int    // how many are kept before they are thinned out
	worth []uint32
}

// apartLast is the bit that makes what stands apart worth less than the rest.
const apartLast = 1 << 31

// sparse is how many times its depth a sieve takes in.
const sparse = 2

// empty makes a sieve ready for the best of a search.
func (s *sieve) empty(depth int) {
	s.depth, s.kept, s.worth, s.least, s.room = depth, s.kept[:0], s.worth[:0], 0, sparse*depth
}

// guess sets what gets in by the worths of a sample, one of so many passages,
// such that hardly ever less gets in than is to be kept.
func (s *sieve) guess(sampled int) {
	if n := sparse*s.depth/sampled + 1; n <= len(s.worth) {
		s.least = nthLargest(s.worth, n)
	}
}

// short reports whether the guess was too high.
func (s *sieve) short() bool { return s.least > 0 && len(s.kept) < s.depth }

// worthOf is what a passage is sorted by.
func worthOf(score float32, part uint32) uint32 {
	w := math.Float32bits(score)
	if part&partApart == 0 {
		w |= apartLast
	}
	return w
}

// add takes in a passage that scores above the floor, and reports whether the floor has
// risen.
func (s *sieve) add(score float32, part, number uint32) bool {
	w := worthOf(score, part)
	if w < s.least {
		return false
	}
	s.kept = append(s.kept, uint64(w)<<32|uint64(number))
	if len(s.kept) < s.room {
		return false
	}
	s.thin()
	s.room = max(sparse*s.depth, 2*len(s.kept)) // many may be worth the same
	return true
}

// floor is the score below which nothing gets in any more.
func (s *sieve) floor() float32 {
	switch {
	case s.depth == 0:
		return math.MaxFloat32
	case s.least&apartLast == 0:
		return 0
	}
	return math.Float32frombits(s.least &^ apartLast)
}

// thin leaves only the best.
func (s *sieve) thin() {
	if len(s.kept) <= s.depth {
		return
	}
	s.worth = s.worth[:0]
	for _, k := range s.kept {
		s.worth = append(s.worth, uint32(k>>32))
	}
	s.least = nthLargest(s.worth, s.depth)
	// Nobody can foresee which stay, so each is kept and then perhaps written over.
	left := 0
	for _, k := range s.kept {
		s.kept[left] = k
		left += int((uint64(s.least) - k>>32 - 1) >> 63) // 1 if worth as much or more
	}
	s.kept = s.kept[:left]
}

// appendNumbers adds the numbers of the best to a list, in the order of adding.
func (s *sieve) appendNumbers(list []uint32) []uint32 {
	s.thin()
	for _, k := range s.kept {
		list = append(list, uint32(k))
	}
	return list
}

// nthLargest is the nth largest of a list, counted from 1, which is left in
// another order.
func nthLargest(list []uint32, n int) uint32 {
	lo, hi := 0, len(list)-1
	for lo < hi {
		pivot, i, j := list[(lo+hi)/2], lo, hi
		for i <= j {
			for list[i] > pivot {
				i++
			}
			for list[j] < pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n-1 <= j:
			hi = j
		case n-1 >= i:
			lo = i
		default:
			return list[n-1]
		}
	}
	return list[n-1]
}
