package zap

import "encoding/binary"

// Cursor goes through a list block by block. What is found with it must be greater each
// time: it goes on from where it stands.
type Cursor struct {
	Block
	heads, data, allRanks []byte // of the blocks behind
	at                    int    // in a block that is listed
}

// Cursor stands before the first block.
func (l *List) Cursor() Cursor { return Cursor{heads: l.heads, data: l.data, allRanks: l.ranks} }

// next goes to the next block; false if there is none.
func (c *Cursor) next() bool {
	if len(c.heads) == 0 {
		return false
	}
	base, count := binary.LittleEndian.Uint16(c.heads), int(binary.LittleEndian.Uint16(c.heads[2:]))+1
	c.Block = Block{Base: uint32(base) << 16, Rank: c.Rank + c.Count, Count: count}
	c.heads, c.at = c.heads[4:], 0
	if count <= mostListed {
		c.Listed, c.data = c.data[:2*count], c.data[2*count:]
		return true
	}
	c.Bits, c.data = c.data[:bitsetSize], c.data[bitsetSize:]
	if c.allRanks != nil {
		c.ranks, c.allRanks = c.allRanks[:ranksSize], c.allRanks[ranksSize:]
	}
	return true
}

// Has says whether a number is on the list.
func (c *Cursor) Has(number uint32) bool {
	if !c.reach(number) {
		return false
	}
	return c.Bits == nil && c.Number(c.at) == number || c.Bits != nil && c.has(number)
}

// Keep puts those of some numbers, ascending, that are on the list into out, where there
// must be room for all, and says how many.
func (c *Cursor) Keep(numbers, out []uint32) (kept int) {
	for _, number := range numbers {
		if c.Has(number) {
			out[kept] = number
			kept++
		}
	}
	return kept
}

// Find says whether a number is on the list, and with which rank. Of a block of bits in a
// field that is not counted the rank is not known.
func (c *Cursor) Find(number uint32) (rank int, ok bool) {
	switch {
	case !c.Has(number):
		return 0, false
	case c.Bits == nil:
		return c.Rank + c.at, true
	}
	return c.rankOf(number), true
}

// reach goes to the block of a number and, where it is listed, to the first of it that is
// not less; false if there is none.
func (c *Cursor) reach(number uint32) bool {
	for c.Count == 0 || c.Base+1<<16 <= number {
		if !c.next() {
			return false
		}
	}
	switch {
	case c.Base > number:
		return false
	case c.Bits != nil:
		return true
	}
	// By steps that double, then between the last two.
	low := uint16(number)
	step := 1
	for c.at+step < c.Count && c.low(c.at+step) < low {
		c.at += step
		step *= 2
	}
	end := min(c.at+step, c.Count)
	for c.at < end {
		if middle := int(uint(c.at+end) / 2); c.low(middle) < low {
			c.at = middle + 1
		} else {
			end = middle
		}
	}
	return c.at < c.Count
}

// low is the lower half of the nth number of a block that is listed.
func (b *Block) low(n int) uint16 { return binary.LittleEndian.Uint16(b.Listed[2*n:]) }
