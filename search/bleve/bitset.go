package bleve

// bitset has a bit for each number of a segment.
type bitset []uint64

func newBitset(size int) bitset { return make(bitset, size/64+1) }

func (b bitset) add(number uint32)      { b[number/64] |= 1 << (number % 64) }
func (b bitset) has(number uint32) bool { return b.bit(number) != 0 }

// bit is 1 for a number that is in the set, else 0.
func (b bitset) bit(number uint32) int { return int(b[number/64] >> (number % 64) & 1) }

// addRun adds neighbouring passages and says how many.
func (b bitset) addRun(of run) float64 {
	for n := of.start; n < of.end; {
		end := min(of.end, n|63+1)
		b[n/64] |= (1<<(end-n) - 1) << (n % 64)
		n = end
	}
	return float64(of.end - of.start)
}
