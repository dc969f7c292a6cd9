package bleve

import (
	"slices"

	"tiaowen/search/bleve/zap"
)

// selection is some numbers of a segment: ascending, and a bit for each.
type selection struct {
	numbers []uint32
	set     bitset
}

// newSelection takes numbers over, ascending, of a segment of so many.
func newSelection(numbers []uint32, size int) selection {
	s := selection{numbers, newBitset(size)}
	for _, n := range numbers {
		s.set.add(n)
	}
	return s
}

// has reports whether a number is selected; nothing may be.
func (s *selection) has(number uint32) bool { return len(s.numbers) > 0 && s.set.has(number) }

// selected is a selection of a segment of a view.
type selected struct {
	selection
	*segmentView
}

// selections divides numbers, ascending, by segment.
func (r *reader) selections(numbers []uint32) []selected {
	var out []selected
	for _, s := range r.segs {
		end, _ := slices.BinarySearch(numbers, s.base+uint32(len(s.ordinal)))
		if end == 0 {
			continue
		}
		own := slices.Clone(numbers[:end])
		for j := range own {
			own[j] -= s.base
		}
		out = append(out, selected{newSelection(own, len(s.ordinal)), s})
		numbers = numbers[end:]
	}
	return out
}

// worthSearching is how many times as many as are selected there must be on a list for
// each of these to be looked for on it, rather than all of the list to be gone through.
const worthSearching = 8

// eachOf calls visit with those of a selection that are on a list, some at a time,
// ascending.
func (r *reader) eachOf(s selection, l *zap.List, visit func(numbers []uint32)) {
	numbers, c := s.numbers, l.Cursor()
	for b := range l.Blocks() {
		from, _ := slices.BinarySearch(numbers, b.Base)
		numbers = numbers[from:]
		end, _ := slices.BinarySearch(numbers, b.Base+1<<16)
		own := numbers[:end]
		numbers = numbers[end:]
		switch {
		case b.Bits != nil:
			for some := range slices.Chunk(own, len(r.buf)) {
				visit(r.buf[:b.Keep(some, r.buf[:])])
			}
		case len(own)*worthSearching < b.Count:
			for some := range slices.Chunk(own, len(r.buf)) {
				visit(r.buf[:c.Keep(some, r.buf[:])])
			}
		default:
			at := 0
			for n := b.Read(&at, r.buf[:]); n > 0; n = b.Read(&at, r.buf[:]) {
				visit(r.buf[:keep(s.set, r.buf[:n])])
			}
		}
	}
}

// keep leaves those of some numbers that are in a set, and says how many. Nobody can
// foresee which stay, so each is kept and then perhaps written over.
func keep(in bitset, numbers []uint32) (left int) {
	for _, number := range numbers {
		numbers[left] = number
		left += in.bit(number)
	}
	return left
}
