package zap

import (
	"encoding/binary"
	"errors"
	"iter"
	"math/bits"
	"slices"

	zapx "github.com/blevesearch/zapx/v17"
)

// List is who holds a term in a segment, as it lies in the segment's file: nothing is
// decoded before it is read. Numbers ascend; the rank of one is how many are before it.
type List struct {
	Count int
	// Times is, by rank, how often each holds the term, up to MostTimes, Places how many
	// letters stand before the first, up to FarPlace. Both are nil in a field that is not
	// counted.
	Times, Places []byte

	heads []byte // of each block: the upper halves of its numbers, how many they are less one
	data  []byte // the blocks one behind the other
	ranks []byte // of each block of bits: see appendCounts
}

// Block is those on a list whose numbers have the upper halves in common.
type Block struct {
	Base   uint32 // what the lower halves are added to
	Rank   int    // of the first
	Count  int
	Listed []byte // the lower halves, two bytes each, little endian; nil if there are bits
	Bits   []byte // one for each lower half, lowest first
	ranks  []byte // 2 bytes for every rankStep bits: how many bits are set before these
}

// rankStep is how many bits share an entry of the ranks.
const rankStep = 512

var errList = errors.New("list is cut off")

// listAt reads the list that a dictionary's value stands for.
func listAt(data []byte, value uint64, counted bool) (List, error) {
	if value&zapx.FSTValEncodingMask == zapx.FSTValEncoding1Hit {
		return oneOf(value, counted), nil
	}
	if value >= uint64(len(data)) {
		return List{}, errList
	}
	at := data[value:]
	for range 2 {
		_, width := binary.Uvarint(at)
		at = at[max(width, 0):]
	}
	size, width := binary.Uvarint(at)
	if width <= 0 || size < 8 || size > uint64(len(at)-width) {
		return List{}, errList
	}
	set := at[width:][:size]
	blocks := int(binary.LittleEndian.Uint32(set[4:]))
	if blocks > len(set)/8-1 {
		return List{}, errList
	}
	l := List{heads: set[8:][:4*blocks], data: set[8+8*blocks:]}
	dense := 0
	for i := range blocks {
		n := l.countOf(i)
		l.Count += n
		if n > mostListed {
			dense++
		}
	}
	if counted {
		rest := at[width+int(size):]
		if ranks := dense * ranksSize; len(rest) < ranks+2*l.Count {
			return List{}, errList
		} else {
			l.ranks, rest = rest[:ranks], rest[ranks:]
		}
		l.Times, l.Places = rest[:l.Count], rest[l.Count:2*l.Count]
	}
	return l, nil
}

// oneOf is the list of the only holder of a term.
func oneOf(value uint64, counted bool) List {
	n, counts := zapx.FSTValDecode1Hit(value)
	own := make([]byte, 8)
	binary.LittleEndian.PutUint16(own, uint16(n>>16))
	binary.LittleEndian.PutUint16(own[4:], uint16(n))
	l := List{Count: 1, heads: own[:4], data: own[4:6]}
	if counted {
		own[6], own[7] = byte(counts>>8), byte(counts)
		l.Times, l.Places = own[6:7], own[7:8]
	}
	return l
}

func (l *List) countOf(block int) int {
	return int(binary.LittleEndian.Uint16(l.heads[4*block+2:])) + 1
}

// Blocks are those on a list by the upper halves of their numbers.
func (l *List) Blocks() iter.Seq[Block] {
	return func(yield func(Block) bool) {
		for c := l.Cursor(); c.next(); {
			if !yield(c.Block) {
				return
			}
		}
	}
}

// AppendTo appends the numbers on a list.
func (l *List) AppendTo(out []uint32) []uint32 {
	out = slices.Grow(out, l.Count+64)
	for b := range l.Blocks() {
		at := 0
		for n := b.Read(&at, out[len(out):cap(out)]); n > 0; n = b.Read(&at, out[len(out):cap(out)]) {
			out = out[:len(out)+n]
		}
	}
	return out
}

// Read reads numbers of a block, from a place on that begins with 0 and is moved on, and
// says how many: none if none are left, else as many as there is room for, or up to 63
// less. There must be room for 64.
func (b *Block) Read(at *int, out []uint32) int {
	if b.Bits != nil {
		return b.readBits(at, out)
	}
	from := *at
	listed := b.Listed[2*from:]
	out = out[:min(len(out), len(listed)/2)]
	for i := range out {
		out[i] = b.Base + uint32(binary.LittleEndian.Uint16(listed[2*i:]))
	}
	*at = from + len(out)
	return len(out)
}

func (b *Block) readBits(at *int, out []uint32) int {
	n, word := 0, *at/64
	for ; word < bitsetSize/8 && n+64 <= len(out); word++ {
		base := b.Base + uint32(64*word)
		for left := b.Word(word); left != 0; left &= left - 1 {
			out[n] = base + uint32(bits.TrailingZeros64(left))
			n++
		}
	}
	*at = 64 * word
	return n
}

// Word is 64 of the bits of a block.
func (b *Block) Word(i int) uint64 { return binary.LittleEndian.Uint64(b.Bits[8*i:]) }

// Number is the nth number of a block that is listed.
func (b *Block) Number(n int) uint32 {
	return b.Base + uint32(binary.LittleEndian.Uint16(b.Listed[2*n:]))
}

// has says whether a number is in a block of bits.
func (b *Block) has(number uint32) bool {
	low := number - b.Base
	return b.Bits[low/8]>>(low%8)&1 != 0
}

// Keep puts those of some numbers that are in a block of bits into out, where there must be
// room for all, and says how many. Nobody can foresee which stay, so each is put there and
// then perhaps written over.
func (b *Block) Keep(numbers, out []uint32) (kept int) {
	for _, number := range numbers {
		low := number - b.Base
		out[kept] = number
		kept += int(b.Bits[low/8] >> (low % 8) & 1)
	}
	return kept
}

// rankOf is the rank of a number that is in a block of bits; 0 if it is not known.
func (b *Block) rankOf(number uint32) int {
	if b.ranks == nil {
		return 0
	}
	low := number - b.Base
	rank := b.Rank + int(binary.LittleEndian.Uint16(b.ranks[2*(low/rankStep):]))
	for i := low / rankStep * rankStep / 64; i < low/64; i++ {
		rank += bits.OnesCount64(b.Word(int(i)))
	}
	return rank + bits.OnesCount64(b.Word(int(low/64))&(1<<(low%64)-1))
}

// Find says whether a number is on the list, and with which rank: see [Block.Find].
func (l *List) Find(number uint32) (rank int, ok bool) {
	c := l.Cursor()
	return c.Find(number)
}

// Has says whether a number is on the list.
func (l *List) Has(number uint32) bool {
	c := l.Cursor()
	return c.Has(number)
}
