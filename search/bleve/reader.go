package bleve

import (
	"fmt"
	"slices"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// reader reads the postings of a view for one search: scorch's dictionaries and
// the buffers are not to be shared by two. Readers are pooled.
type reader struct {
	*view
	dicts [][zap.FieldCount]segment.TermDictionary // by segment
	many  roaring.ManyIntIterator                  // used again and again
	buf   [512]uint32
	votes []float32 // of passages by number in the view, all 0 between two counts
	dots  []int32   // of a question with codes
}

func newReader(v *view) *reader {
	return &reader{view: v, dicts: make([][zap.FieldCount]segment.TermDictionary, len(v.segs))}
}

// read reads the numbers on the list of a term in a segment; nil if there are
// none. They may be the index's own memory and must not be changed.
func (r *reader) read(seg, field int, text string) (*roaring.Bitmap, error) {
	d, err := r.dict(seg, field)
	if err != nil {
		return nil, err
	}
	l, err := d.PostingsList([]byte(text), r.segs[seg].snap.Deleted(), nil)
	if err != nil {
		return nil, fmt.Errorf("postings of %q: %w", text, err)
	}
	it, ok := l.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("postings of %q: no bitmap", text)
	}
	if n, ok := it.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(n)), nil
	}
	if set := it.ActualBitmap(); set != nil && !set.IsEmpty() {
		return set, nil
	}
	return nil, nil
}

// dict is the dictionary of a field in a segment.
func (r *reader) dict(seg, field int) (segment.TermDictionary, error) {
	d := r.dicts[seg][field]
	if d == nil {
		var err error
		d, err = r.segs[seg].snap.Segment().Dictionary(zap.FieldNames[field])
		if err != nil {
			return nil, fmt.Errorf("dictionary %s: %w", zap.FieldNames[field], err)
		}
		r.dicts[seg][field] = d
	}
	return d, nil
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

// eachOf calls visit with those of a selection that are on the list of a term, some
// at a time.
func (r *reader) eachOf(s selection, p *postings, visit func(numbers []uint32)) {
	switch {
	case p.bits != nil:
		bits, n := p.bits[s.seg], 0
		for _, number := range s.numbers {
			if n == len(r.buf) {
				visit(r.buf[:n])
				n = 0
			}
			r.buf[n] = number
			n += int(bits[number/64] >> (number % 64) & 1)
		}
		visit(r.buf[:n])
	case p.lists[s.seg] != nil:
		r.each(roaring.And(s.set, p.lists[s.seg]), visit)
	}
}
