package bleve

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// reader is what one search needs of a view that two searches cannot share:
// scorch's dictionaries and lists, and scratch space. Readers are pooled.
type reader struct {
	*view
	dicts [][fieldCount]segment.TermDictionary // by segment
	lists []segment.PostingsList               // by segment, used again and again
	kept  [][]segment.PostingsList             // those that stay for this search
	keeps int                                  // how many of kept do
	iter  segment.PostingsIterator             // used again and again
	many  roaring.ManyIntIterator              // the same
	buf   [512]uint32

	scores []float32 // by number in the view
	dirty  bool      // there may be scores of an earlier search
	about  []about   // by ordinal
	best   []hit     // by ordinal, when grouping
	closer []sieve   // those looked at closer, by kind if there are lanes
	// noted, if there is one, is told of every term that was added to the scores.
	noted func(field int, text string)
}

// about is what a search holds of a document, all in one place since it is
// read for every passage that matches.
type about struct {
	boost  float32 // what its title adds to a score
	factor float32 // what its status makes of that
	fails  uint8   // the filters it fails, as bits
	passes uint8   // 1 if it fails none
	held   uint8   // 1 if it holds a passage that matches
	voices uint8   // how many of the best passages are its
	votes  float32 // what they score together
}

func newReader(v *view) *reader {
	return &reader{
		view:   v,
		dicts:  make([][fieldCount]segment.TermDictionary, len(v.segs)),
		lists:  make([]segment.PostingsList, len(v.segs)),
		scores: make([]float32, v.size),
		about:  make([]about, len(v.table.rows)),
	}
}

// reset makes r ready for a search on a day.
func (r *reader) reset(c *currency) {
	if r.dirty {
		clear(r.scores)
		r.dirty = false
	}
	r.keeps = 0
	for o := range r.about {
		r.about[o] = about{factor: c.factors[o], passes: 1}
	}
}

// dict is the dictionary of a field in a segment.
func (r *reader) dict(seg, field int) (segment.TermDictionary, error) {
	d := r.dicts[seg][field]
	if d == nil {
		var err error
		d, err = r.segs[seg].snap.Segment().Dictionary(fieldNames[field])
		if err != nil {
			return nil, fmt.Errorf("dictionary %s: %w", fieldNames[field], err)
		}
		r.dicts[seg][field] = d
	}
	return d, nil
}

// list is the postings list of a term in a segment. It is good until list is
// called with again as the list to use again.
func (r *reader) list(seg, field int, term []byte, again segment.PostingsList) (segment.PostingsList, error) {
	d, err := r.dict(seg, field)
	if err != nil {
		return nil, err
	}
	l, err := d.PostingsList(term, r.segs[seg].snap.Deleted(), again)
	if err != nil {
		return nil, fmt.Errorf("postings of %q: %w", term, err)
	}
	return l, nil
}

// open looks a term up in all segments and counts the passages that hold it.
// The lists are good until the next open.
func (r *reader) open(field int, term []byte) (count int, err error) {
	for i := range r.segs {
		if r.lists[i], err = r.list(i, field, term, r.lists[i]); err != nil {
			return 0, err
		}
		count += int(r.lists[i].Count())
	}
	return count, nil
}

// keep hands over the lists opened last, which are good until the search ends.
func (r *reader) keep() []segment.PostingsList {
	if r.keeps == len(r.kept) {
		r.kept = append(r.kept, make([]segment.PostingsList, len(r.segs)))
	}
	kept := r.lists
	r.kept[r.keeps], r.lists = kept, r.kept[r.keeps]
	r.keeps++
	return kept
}

// each calls visit with the numbers on a list, some at a time, ascending.
func (r *reader) each(l segment.PostingsList, visit func(numbers []uint32)) {
	set, one, single := r.bitmapOf(l)
	if single {
		r.buf[0] = one
		visit(r.buf[:1])
		return
	}
	if set != nil {
		r.eachOf(set, visit)
	}
}

// eachOf is each for a set.
func (r *reader) eachOf(set *roaring.Bitmap, visit func(numbers []uint32)) {
	r.many.Initialize(set)
	for n := r.many.NextMany(r.buf[:]); n > 0; n = r.many.NextMany(r.buf[:]) {
		visit(r.buf[:n])
	}
}

// bitmapOf is the set of numbers on a list, or its only number. The set may be
// the index's own memory and must not be changed.
func (r *reader) bitmapOf(l segment.PostingsList) (set *roaring.Bitmap, one uint32, single bool) {
	r.iter = l.Iterator(false, false, false, r.iter)
	it, ok := r.iter.(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, 0, false
	}
	if n, ok := it.DocNum1Hit(); ok {
		return nil, uint32(n), true
	}
	return it.ActualBitmap(), 0, false
}

// setOf is the numbers on a list as a set, nil if there are none.
func (r *reader) setOf(l segment.PostingsList) *roaring.Bitmap {
	set, one, single := r.bitmapOf(l)
	if single {
		return roaring.BitmapOf(one)
	}
	if set == nil || set.IsEmpty() {
		return nil
	}
	return set
}

// selection is some numbers of the view, as a set by segment; nil if it has none.
type selection []*roaring.Bitmap

// selection makes one of numbers, ascending.
func (r *reader) selection(numbers []uint32) selection {
	out := make(selection, len(r.segs))
	for i, s := range r.segs {
		end, _ := slices.BinarySearch(numbers, s.base+uint32(len(s.ordinal)))
		if end == 0 {
			continue
		}
		for j := range numbers[:end] {
			numbers[j] -= s.base
		}
		out[i] = roaring.BitmapOf(numbers[:end]...)
		for j := range numbers[:end] {
			numbers[j] += s.base
		}
		numbers = numbers[end:]
	}
	return out
}

// eachIn calls visit with the numbers on the lists that are selected, some of
// one segment at a time.
func (r *reader) eachIn(selected selection, lists []segment.PostingsList, visit func(s *segmentView, numbers []uint32)) {
	for i, s := range r.segs {
		if selected[i] == nil {
			continue
		}
		set, one, single := r.bitmapOf(lists[i])
		switch {
		case single && selected[i].Contains(one):
			r.buf[0] = one
			visit(s, r.buf[:1])
		case set != nil:
			r.eachOf(roaring.And(selected[i], set), func(numbers []uint32) { visit(s, numbers) })
		}
	}
}

// aboutOf is what the search holds of the document of a number.
func (r *reader) aboutOf(number uint32) *about {
	s := r.segmentOf(number)
	return &r.about[s.ordinal[number-s.base]]
}

// segmentOf is the segment in which a number of the view lies.
func (r *reader) segmentOf(number uint32) *segmentView {
	lo, hi := 0, len(r.segs)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; r.segs[mid].base <= number {
			lo = mid
		} else {
			hi = mid
		}
	}
	return r.segs[lo]
}
