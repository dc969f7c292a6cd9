package bleve

import (
	"fmt"

	"tiaowen/search/bleve/zap"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// columns are what is held in memory of the passages of a segment, by their
// number in it. A segment never changes, so neither do they.
type columns struct {
	ordinal []uint32 // of the document; 0 if it is not in the table
	part    []uint32 // number in the document, and flags
	length  []uint16 // in bigrams
	fold    []int64  // where the folded text lies: offset and length
	runs    []run
	sums    []sum // of the passages that have one, ascending
	repeats []sum // those of them that stand there more than once
}

// run is neighbouring passages of one document: as a rule all that it has.
type run struct {
	ordinal, start, end uint32
}

// Flags of columns.part. A head is not a passage.
const (
	partApart = 1 << 31
	partTail  = 1 << 30
	partHead  = 1 << 29
	partMask  = partHead - 1
)

// The length is kept in the low bits of columns.fold.
const foldBits = 24

// readColumns reads the columns of a segment.
func (g *generation) readColumns(s *scorch.SegmentSnapshot, texts *mapping) (*columns, error) {
	count := int(s.FullSize())
	c := &columns{ordinal: make([]uint32, count), part: make([]uint32, count), length: make([]uint16, count), fold: make([]int64, count), sums: make([]sum, 0, count)}
	for n := range count {
		id, err := s.DocID(uint64(n))
		if err != nil || len(id) < 4 {
			return nil, fmt.Errorf("read id %d of a segment: %w", n, err)
		}
		key, part, isHead := zap.SplitID(id)
		o, alive := g.ordinals[key]
		if isHead || !alive {
			c.ordinal[n], c.part[n] = o, partHead
			continue
		}
		p := g.rows[o].place
		r := texts.record(p)
		number := func(i int) int { return r.passageNumber(int(part), i) }
		c.ordinal[n], c.part[n] = o, part
		if number(passageGrams)&apartBit != 0 {
			c.part[n] |= partApart
		}
		if number(passageTail) > 0 {
			c.part[n] |= partTail
		}
		c.length[n] = shortLength(number(passageGrams) &^ apartBit)
		start := number(passageFoldStart)
		c.fold[n] = (p.Offset+int64(r.foldStart()+start))<<foldBits | int64(number(passageFoldEnd)-start)
		if said := uint64(number(passageSumHigh))<<32 | uint64(number(passageSum)); said != 0 {
			c.sums = append(c.sums, sum{said, uint32(n)})
		}
	}
	c.runs = c.runsOf()
	c.sums = sorted(c.sums)
	c.repeats = repeatsOf(c.sums)
	return c, nil
}

// runsOf leaves out the heads.
func (c *columns) runsOf() []run {
	var out []run
	for i, o := range c.ordinal {
		n := uint32(i)
		switch last := len(out) - 1; {
		case c.part[n]&partHead != 0:
		case last >= 0 && out[last].ordinal == o && out[last].end == n:
			out[last].end++
		default:
			out = append(out, run{o, n, n + 1})
		}
	}
	return out
}

// shortLength is the length of a passage in bigrams as its column keeps it,
// which is enough for a passage of any sense.
func shortLength(grams int) uint16 { return uint16(min(grams, maxLength)) }

const (
	lengthBits = 12
	maxLength  = 1<<lengthBits - 1
)
