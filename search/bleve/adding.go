package bleve

import (
	"encoding/binary"
	"math/bits"

	"tiaowen/search/bleve/zap"
)

// adding adds to the scores of the passages of a block what a bigram is worth in those
// that hold it: the loop that every posting of a question goes through. Removed passages
// are scored with the others, as nobody shows them.
type adding struct {
	scores  []float32 // of the block and what follows, as lengths
	lengths []uint16
	times   []byte // by rank in the block
	weight  float32
	*view
}

// listed adds for the lower halves of numbers, two bytes each.
func (a *adding) listed(numbers []byte) {
	scores, lengths, worth := a.scores, a.lengths, a.worth
	for i, times := range a.times {
		n := binary.LittleEndian.Uint16(numbers[2*i:])
		if times > tabledTimes {
			scores[n] += a.weight * a.worthOf(times, lengths[n])
			continue
		}
		scores[n] += a.weight * worth[int(times)<<lengthBits|int(lengths[n]&maxLength)]
	}
}

// bits adds for the bits that are set.
func (a *adding) bits(b *zap.Block) {
	scores, lengths, worth, times := a.scores, a.lengths, a.worth, a.times
	for word := 0; len(times) > 0; word++ {
		for left := b.Word(word); left != 0; left &= left - 1 {
			n := 64*word + bits.TrailingZeros64(left)
			if times[0] > tabledTimes {
				scores[n] += a.weight * a.worthOf(times[0], lengths[n])
			} else {
				scores[n] += a.weight * worth[int(times[0])<<lengthBits|int(lengths[n]&maxLength)]
			}
			times = times[1:]
		}
	}
}
