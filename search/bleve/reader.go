package bleve

import (
	"slices"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// reader is what one search needs of a view that two searches cannot share:
// scorch's dictionaries, and scratch space. Readers are pooled.
type reader struct {
	*view
	dicts [][zap.FieldCount]segment.TermDictionary // by segment
	many  roaring.ManyIntIterator                  // used again and again
	buf   [512]uint32

	scores []float32  // by number in the view
	scored [][]uint64 // by segment: a bit for every number, set if it has a score
	dirty  bool       // there may be scores of an earlier search
	about  []about    // by ordinal
	best   []hit      // by ordinal, when grouping
	closer []sieve    // those looked at closer, by kind if there are lanes
	// noted, if there is one, is told of every term that was added to the scores.
	noted func(field int, text string)
}

// about is what a search holds of a document, all in one place since it is
// read for every passage that matches.
type about struct {
	boost  float32 // what its title adds to a score
	factor float32 // what its status makes of that
	fails  uint8   // the filters it fails, see failsNone
	passes uint8   // 1 if it fails none
	held   uint8   // 1 if it holds a passage that matches
	voices uint8   // how many of the best passages are its
	votes  float32 // what they score together
}

func newReader(v *view) *reader {
	r := &reader{
		view:   v,
		dicts:  make([][zap.FieldCount]segment.TermDictionary, len(v.segs)),
		scores: make([]float32, v.size),
		about:  make([]about, len(v.table.rows)),
	}
	for _, s := range v.segs {
		r.scored = append(r.scored, make([]uint64, len(s.ordinal)/64+1))
	}
	return r
}

// reset makes r ready for a search on a day.
func (r *reader) reset(c *currency) {
	if r.dirty {
		clear(r.scores)
		for _, bits := range r.scored {
			clear(bits)
		}
		r.dirty = false
	}
	for o := range r.about {
		r.about[o] = about{factor: c.factors[o], passes: 1}
	}
}

// each calls visit with the numbers in a set, some at a time, ascending.
func (r *reader) each(set *roaring.Bitmap, visit func(numbers []uint32)) {
	if set == nil {
		return
	}
	r.many.Initialize(set)
	for n := r.many.NextMany(r.buf[:]); n > 0; n = r.many.NextMany(r.buf[:]) {
		visit(r.buf[:n])
	}
}

// selection is some numbers of a segment, ascending.
type selection struct {
	*segmentView
	seg     int
	numbers []uint32
	set     *roaring.Bitmap
}

// selections divides numbers, ascending, by segment.
func (r *reader) selections(numbers []uint32) []selection {
	var out []selection
	for i, s := range r.segs {
		end, _ := slices.BinarySearch(numbers, s.base+uint32(len(s.ordinal)))
		if end == 0 {
			continue
		}
		own := slices.Clone(numbers[:end])
		for j := range own {
			own[j] -= s.base
		}
		out = append(out, selection{s, i, own, roaring.BitmapOf(own...)})
		numbers = numbers[end:]
	}
	return out
}

// eachOf calls visit with those of a selection that hold a term, some at a time.
func (r *reader) eachOf(s selection, f *found, visit func(numbers []uint32)) {
	switch {
	case f.bits != nil:
		bits, n := f.bits[s.seg], 0
		for _, number := range s.numbers {
			if n == len(r.buf) {
				visit(r.buf[:n])
				n = 0
			}
			r.buf[n] = number
			n += int(bits[number/64] >> (number % 64) & 1)
		}
		visit(r.buf[:n])
	case f.lists[s.seg] != nil:
		r.each(roaring.And(s.set, f.lists[s.seg]), visit)
	}
}

// aboutOf is what the search holds of the document of a number.
func (r *reader) aboutOf(number uint32) *about {
	s := r.segmentOf(number)
	return &r.about[s.ordinal[number-s.base]]
}

// segmentOf is the segment in which a number of the view lies.
func (r *reader) segmentOf(number uint32) *segmentView { return r.segs[r.segmentAt(number)] }

func (r *reader) segmentAt(number uint32) int {
	lo, hi := 0, len(r.segs)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; r.segs[mid].base <= number {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
