package bleve

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Two passages say the same if their folded texts, without their own numbers and the
// headings above, are the same to the letter. What differs in a figure may be what is
// looked for. Each passage's text is kept as a sum of 64 bits, by which they are
// compared: among a million passages, two that differ have the same sum once in
// thirty million libraries.

// sumOf is the sum of what a passage says, of which folded is the folded text; 0 if it
// is so short that it stands for itself, whatever else says the same: 第一章 总则.
func sumOf(text, label string, folded []byte) uint64 {
	cut := len(text) - len(corpus.WithoutLabel(text, label))
	said := folded[len(corpus.Fold(text[:cut])):] // folding is rune by rune
	if utf8.RuneCount(said) <= search.ShortText {
		return 0
	}
	sum := sha256.Sum256(said)
	return binary.LittleEndian.Uint64(sum[:])
}

// sum is that of a passage, by its number in the segment or the view.
type sum struct {
	said   uint64
	number uint32
}

func (a sum) compare(b sum) int {
	return cmp.Or(cmp.Compare(a.said, b.said), cmp.Compare(a.number, b.number))
}

// sorted are sums in order. They are spread evenly, so each is put where it will stand
// but for a few neighbours.
func sorted(sums []sum) []sum {
	shift := 64 - bits.Len(uint(len(sums)))
	starts := make([]uint32, len(sums)*2+2) // by the highest bits
	for _, one := range sums {
		starts[one.said>>shift+1]++
	}
	for i := range starts[1:] {
		starts[i+1] += starts[i]
	}
	out := make([]sum, len(sums))
	for _, one := range sums {
		at := &starts[one.said>>shift]
		out[*at] = one
		*at++
	}
	from := 0
	for i := 1; i <= len(out); i++ {
		if i == len(out) || out[i].said>>shift != out[from].said>>shift {
			slices.SortFunc(out[from:i], sum.compare)
			from = i
		}
	}
	return out
}

// copies are the passages of a view that say the same, in groups of two or more.
type copies struct {
	group   []uint32 // by number in the view; 0: it stands for itself
	starts  []uint32 // of the group i members[starts[i]:starts[i+1]]
	members []uint32 // numbers in the view
}

// of are the members of a group.
func (c *copies) of(group uint32) []uint32 {
	return c.members[c.starts[group]:c.starts[group+1]]
}

// repeatsOf are those of some sums, ascending, that stand there more than once.
func repeatsOf(sums []sum) (out []sum) {
	for i, one := range sums {
		if i > 0 && sums[i-1].said == one.said || i+1 < len(sums) && sums[i+1].said == one.said {
			out = append(out, one)
		}
	}
	return slices.Clip(out)
}

// copiesOf finds the groups. A view is made for every update, so what takes time is
// done once a segment: its sums come sorted, and it is known which repeat.
func copiesOf(segs []*segmentView, size int) copies {
	all := suspects(segs)
	c := copies{group: make([]uint32, size), starts: []uint32{0, 0}, members: make([]uint32, 0, len(all))}
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].said == all[i].said {
			end++
		}
		if end-i > 1 {
			for _, s := range all[i:end] {
				c.group[s.number] = uint32(len(c.starts) - 1)
				c.members = append(c.members, s.number)
			}
			c.starts = append(c.starts, uint32(len(c.members)))
		}
		i = end
	}
	return c
}

// suspects are the sums that may stand more than once in a view, ascending: all but
// those of the largest segment that stand once in it and in no other.
func suspects(segs []*segmentView) []sum {
	if len(segs) == 0 {
		return nil
	}
	largest := slices.MaxFunc(segs, func(a, b *segmentView) int { return cmp.Compare(len(a.sums), len(b.sums)) })
	var others []sum
	for _, s := range segs {
		if s == largest {
			continue
		}
		for _, one := range s.sums {
			others = append(others, sum{one.said, s.base + one.number})
			// One that repeats in the largest is among its repeats.
			at, there := slices.BinarySearchFunc(largest.sums, one.said, func(s sum, said uint64) int { return cmp.Compare(s.said, said) })
			if there && (at+1 == len(largest.sums) || largest.sums[at+1].said != one.said) {
				others = append(others, sum{one.said, largest.base + largest.sums[at].number})
			}
		}
	}
	slices.SortFunc(others, sum.compare)
	return merged(largest.repeats, largest.base, slices.Compact(others))
}

// merged are the sums of two lists, both ascending, of which the numbers of the first
// are counted from base.
func merged(a []sum, base uint32, b []sum) []sum {
	out := make([]sum, 0, len(a)+len(b))
	for _, one := range a {
		for len(b) > 0 && b[0].said < one.said {
			out, b = append(out, b[0]), b[1:]
		}
		out = append(out, sum{one.said, base + one.number})
	}
	return append(out, b...)
}
