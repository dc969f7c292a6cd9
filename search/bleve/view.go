package bleve

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// view is one state of the index, for searches to read. Whoever acquires one
// may read it until he releases it, whatever is written meanwhile.
type view struct {
	gen   *generation
	snap  *scorch.IndexSnapshot
	segs  []*segmentView
	size  int // passages and heads, removed ones too
	table *table
	texts *mapping
	seq   int64

	// norm is what a bigram that stands once in a passage of a length is worth,
	// before its rarity; spread is BM25's denominator beside the frequency.
	// flat is 1 for every length.
	norm, spread, flat []float32
	rises              [tabledLevels + 1][]float32 // see risesOf

	terms    terms
	currency atomic.Pointer[currency]
	readers  sync.Pool
	refs     atomic.Int32
}

// segmentView is a segment as the view sees it. base is what its numbers are
// counted from in the view.
type segmentView struct {
	snap *scorch.SegmentSnapshot
	*columns
	base uint32
}

// columns are what is held in memory of the passages of a segment, by their
// number in it. A segment never changes, so neither do they.
type columns struct {
	ordinal []uint32 // of the document; 0 if it is not in the table
	part    []uint32 // number in the document, and flags
	length  []uint16 // in bigrams
	fold    []int64  // where the folded text lies: offset and length
	runs    []run
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

// newView makes a view of the index as it is. Only the writer may call it.
func (g *generation) newView(before *view) (*view, error) {
	v := &view{gen: g, snap: g.snapshot(), table: newTable(append([]*row(nil), g.rows...), g.values.names)}
	v.refs.Store(1)
	v.seq = seqOf(v.snap)
	if before != nil && before.gen == g && int64(len(before.texts.data)) == g.size {
		v.texts = before.texts
		v.texts.refs.Add(1)
	} else if m, err := mapTexts(g.texts, g.size); err == nil {
		v.texts = m
	} else {
		_ = v.snap.Close()
		return nil, err
	}
	kept := map[uint64]*columns{}
	for _, s := range v.snap.Segments() {
		c := g.columns[s.Id()]
		if c == nil {
			var err error
			if c, err = g.readColumns(s, v.texts); err != nil {
				_ = v.snap.Close()
				v.texts.release()
				return nil, err
			}
		}
		kept[s.Id()] = c
		v.segs = append(v.segs, &segmentView{s, c, uint32(v.size)})
		v.size += len(c.ordinal)
	}
	g.columns = kept
	v.norm, v.spread = norms(v.table)
	v.rises = risesOf(v.spread)
	v.flat = slices.Repeat([]float32{1}, len(v.norm))
	v.readers.New = func() any { return newReader(v) }
	g.refs.Add(1)
	return v, nil
}

// readColumns reads the columns of a segment.
func (g *generation) readColumns(s *scorch.SegmentSnapshot, texts *mapping) (*columns, error) {
	count := int(s.FullSize())
	c := &columns{ordinal: make([]uint32, count), part: make([]uint32, count), length: make([]uint16, count), fold: make([]int64, count)}
	for n := range count {
		id, err := s.DocID(uint64(n))
		if err != nil || len(id) < 4 {
			return nil, fmt.Errorf("read id %d of a segment: %w", n, err)
		}
		key, part, isHead := splitID(id)
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
	}
	c.runs = c.runsOf()
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

// folded is the folded text of a passage, with its tail.
func (v *view) folded(s *segmentView, n uint32) []byte {
	f := s.fold[n]
	return v.texts.data[f>>foldBits:][:f&(1<<foldBits-1)]
}

// own is how much of that is the passage's own.
func (v *view) own(s *segmentView, n uint32) int {
	r := v.texts.record(v.table.rows[s.ordinal[n]].place)
	i := int(s.part[n] & partMask)
	return r.passageNumber(i, passageFoldOwn) - r.passageNumber(i, passageFoldStart)
}

// acquire reports false when the view is gone already.
func (v *view) acquire() bool {
	for {
		n := v.refs.Load()
		if n == 0 {
			return false
		}
		if v.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

func (v *view) release() {
	if v.refs.Add(-1) == 0 {
		_ = v.snap.Close()
		v.texts.release()
		v.gen.release()
	}
}
