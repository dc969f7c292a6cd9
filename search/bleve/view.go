package bleve

import (
	"fmt"
	"hash/fnv"
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
	// state names what the index holds and what it is ranked by; promised is when a
	// cursor was last given that is to go on in it, in nanoseconds.
	state    uint64
	promised atomic.Int64
	// copies are the passages that say the same.
	copies copies
	// fields are made when the first question is asked.
	fields func() *fields

	weights  *Weights
	weighing uint64 // names the weights
	// peak is what BM25 gives at most, norm what a bigram that stands once in a passage
	// of a length is worth, both before its rarity; spread is BM25's denominator beside
	// the frequency. flat is 1 for every length.
	peak               float32
	norm, spread, flat []float32
	// stringSpread is spread for a string that must stand in a passage.
	stringSpread []float32
	// worth is what occurrences are worth; see worthsOf.
	worth *[(tabledTimes + 1) << lengthBits]float32

	currency atomic.Pointer[currency]
	means    atomic.Pointer[means] // nil where no meaning is known
	// What searches use again and again: readers, sieves, and candidates, which the view
	// before used too.
	readers, unusedSieves sync.Pool
	unused                *sync.Pool
	refs                  atomic.Int32
}

// segmentView is a segment as the view sees it. base is what its numbers are
// counted from in the view.
type segmentView struct {
	snap *scorch.SegmentSnapshot
	*columns
	seg  int // which it is
	base uint32
	gone selection // passages that were removed
}

// newView makes a view of the index as it is, ranked by some weights, and takes over
// what it can of the one before. Only the writer may call it.
func (g *generation) newView(before *view, w Weights) (*view, error) {
	v := &view{gen: g, snap: g.snapshot(), weights: &w, weighing: w.mark(), peak: float32(w.K1 + 1)}
	v.refs.Store(1)
	v.seq = seqOf(v.snap)
	v.state = g.stateMark(v.seq, v.weighing)
	var earlier *table
	var err error
	if before != nil && before.gen == g {
		earlier = before.table
	}
	v.table = newTable(slices.Clone(g.rows), g.values, earlier)
	if earlier != nil && int64(len(before.texts.data)) == g.size {
		v.texts = before.texts
		v.texts.refs.Add(1)
	} else if v.texts, err = mapTexts(g.texts, g.size); err != nil {
		_ = v.snap.Close()
		return nil, err
	}
	if err := v.readSegments(); err != nil {
		_ = v.snap.Close()
		v.texts.release()
		return nil, err
	}
	v.copies = copiesOf(v.segs, v.size)
	v.fields = v.newFields()
	v.norm, v.spread = w.norms(v.table, w.B)
	_, v.stringSpread = w.norms(v.table, w.StringB)
	v.worth = worthsOf(v.peak, v.norm, v.spread)
	v.flat = slices.Repeat([]float32{1}, len(v.norm))
	v.unused = &sync.Pool{}
	if before != nil {
		v.unused = before.unused
	}
	v.readers.New = func() any { return newReader(v) }
	if before != nil {
		if c := before.currency.Load(); c != nil {
			v.currencyOn(c.day) // else the first question would do it
		}
	}
	g.refs.Add(1)
	return v, nil
}

// stateMark names a state of the index. Merging changes nothing of it, nor does starting
// again.
func (g *generation) stateMark(seq int64, weighing uint64) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %s %d %x", g.name, g.made, seq, weighing)
	return h.Sum64()
}

// readSegments reads the columns of the segments that have none yet.
func (v *view) readSegments() error {
	kept := map[uint64]*columns{}
	for _, s := range v.snap.Segments() {
		c := v.gen.columns[s.Id()]
		if c == nil {
			var err error
			if c, err = v.gen.readColumns(s, v.texts); err != nil {
				return err
			}
		}
		kept[s.Id()] = c
		v.segs = append(v.segs, &segmentView{s, c, len(v.segs), uint32(v.size), removedOf(s)})
		v.size += len(c.ordinal)
	}
	v.gen.columns = kept
	return nil
}

// removedOf are the numbers of a segment that hold nothing any more.
func removedOf(s *scorch.SegmentSnapshot) selection {
	removed := s.Deleted()
	if removed == nil {
		return selection{}
	}
	return newSelection(removed.ToArray(), int(s.FullSize()))
}

// segmentOf is the segment in which a number of the view lies.
func (v *view) segmentOf(number uint32) *segmentView { return v.segs[v.segmentAt(number)] }

// ordinalOf is that of the document of a number.
func (v *view) ordinalOf(number uint32) uint32 {
	s := v.segmentOf(number)
	return s.ordinal[number-s.base]
}

func (v *view) segmentAt(number uint32) int {
	lo, hi := 0, len(v.segs)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; v.segs[mid].base <= number {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
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
		v.means.Load().release()
		v.gen.release()
	}
}
