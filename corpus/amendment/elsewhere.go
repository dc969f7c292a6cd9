package amendment

import (
	"math"

	"tiaowen/corpus/compare"
)

// shelf finds what of a version's units has most in common with a clause of the other.
type shelf struct {
	units   int
	standIn map[uint64][]int32
}

// newShelf puts the texts of one side of a comparison on a shelf.
func newShelf(rows []compare.Row, side func(compare.Row) []string) shelf {
	s := shelf{standIn: map[uint64][]int32{}}
	for _, r := range rows {
		for _, text := range side(r) {
			for _, g := range gramsOf(text) {
				s.standIn[g] = append(s.standIn[g], int32(s.units))
			}
			s.units++
		}
	}
	return s
}

// holds is how much of a text stands in the unit that has most of it, from 0 to 1; what
// stands in many units says little.
func (s shelf) holds(text string) float64 {
	shared, total, most := map[int32]float64{}, 0., 0.
	for _, g := range gramsOf(text) {
		in := s.standIn[g]
		weight := math.Log(1 + float64(s.units+1)/float64(len(in)+1))
		total += weight
		for _, u := range in {
			shared[u] += weight
			most = max(most, shared[u])
		}
	}
	if total == 0 {
		return 1 // no words to tell it by
	}
	return most / total
}
