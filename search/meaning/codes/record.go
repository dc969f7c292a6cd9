package codes

import (
	"encoding/binary"
	"hash/crc32"
	"sort"
	"unsafe"

	"tiaowen/search/meaning"
)

// Key names what was encoded: sums and lengths of it.
type Key [16]byte

// Record is what one text means. The codes stand in the order of the passages.
type Record struct {
	passages []byte // the number of each code's passage, four bytes each; see Sentence
	codes    []byte // meaning.Width bytes each
}

// Len is how many codes there are.
func (r Record) Len() int { return len(r.passages) / 4 }

// Passage is the number, in its text, of the passage that a code is of.
func (r Record) Passage(i int) int { return int(r.number(i) &^ Sentence) }

// Whole reports whether a code is of the whole passage, or of a part that is as long as
// can be; else it is of a sentence in it. Those of the whole stand first.
func (r Record) Whole(i int) bool { return r.number(i)&Sentence == 0 }

func (r Record) number(i int) uint32 { return binary.LittleEndian.Uint32(r.passages[4*i:]) }

// Sentence is added to the number of the passage of a code that is of a sentence.
const Sentence = 1 << 31

// Of says which codes are of a passage: from the first to before the last. There are none
// of a passage that has none.
func (r Record) Of(passage int) (from, to int) {
	n := r.Len()
	if passage < n && r.Passage(passage) == passage && (passage == 0 || r.Passage(passage-1) < passage) && (passage+1 == n || r.Passage(passage+1) > passage) {
		return passage, passage + 1 // as a rule every passage has one
	}
	from = sort.Search(n, func(i int) bool { return r.Passage(i) >= passage })
	to = sort.Search(n, func(i int) bool { return r.Passage(i) > passage })
	return from, to
}

// Codes are all codes one behind the other, meaning.Width numbers each. They are those of
// the file: good as long as its View is held, and not to be written to.
func (r Record) Codes() []int8 {
	if len(r.codes) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&r.codes[0])), len(r.codes))
}

const (
	headSize = 16 + 4 + 4
	// mostCodes is more than any text has: a greater number is damage.
	mostCodes = 1 << 20
)

// size is how many bytes a record of n codes takes.
func size(n int) int64 { return headSize + int64(n)*(4+meaning.Width) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode writes a record down. passages says which passage each code is of.
func encode(key Key, passages []uint32, codes []meaning.Code) []byte {
	out := make([]byte, headSize, size(len(codes)))
	copy(out, key[:])
	binary.LittleEndian.PutUint32(out[16:], uint32(len(codes)))
	for _, p := range passages {
		out = binary.LittleEndian.AppendUint32(out, p)
	}
	for i := range codes {
		for _, n := range codes[i] {
			out = append(out, byte(n))
		}
	}
	binary.LittleEndian.PutUint32(out[20:], sumOf(out))
	return out
}

// sumOf is the checksum of a record.
func sumOf(record []byte) uint32 {
	sum := crc32.Update(0, castagnoli, record[:20])
	return crc32.Update(sum, castagnoli, record[headSize:])
}

// whole reports whether a record is what was written.
func whole(record []byte) bool {
	return sumOf(record) == binary.LittleEndian.Uint32(record[20:])
}
