package bleve

import (
	"fmt"

	"tiaowen/search/bleve/zap"
)

// reader reads the postings of a view for one search: the dictionaries and the buffers
// are not to be shared by two. Readers are pooled.
type reader struct {
	*view
	terms [][zap.FieldCount]*zap.Terms // by segment
	term  []byte
	buf   [512]uint32
	times [512]byte
	votes []float32 // of passages by number in the view, all 0 between two counts
	dots  []int32   // of a question with codes
}

func newReader(v *view) *reader {
	return &reader{view: v, terms: make([][zap.FieldCount]*zap.Terms, len(v.segs))}
}

// look looks a term up in a segment.
func (r *reader) look(seg, field int, text string) (zap.List, error) {
	t, err := r.termsOf(seg, field)
	if err != nil {
		return zap.List{}, err
	}
	r.term = append(r.term[:0], text...)
	l, err := t.Find(r.term)
	if err != nil {
		return zap.List{}, fmt.Errorf("postings of %q: %w", text, err)
	}
	return l, nil
}

// termsOf is the dictionary of a field in a segment.
func (r *reader) termsOf(seg, field int) (*zap.Terms, error) {
	t := r.terms[seg][field]
	if t == nil {
		var err error
		if t, err = zap.TermsOf(r.segs[seg].snap.Segment(), field); err != nil {
			return nil, fmt.Errorf("dictionary %s: %w", zap.FieldNames[field], err)
		}
		r.terms[seg][field] = t
	}
	return t, nil
}

// each calls visit with the passages on a list of a segment, some at a time, ascending.
func (r *reader) each(s *segmentView, l *list, visit func(numbers []uint32)) {
	r.eachCounted(s, l, func(numbers []uint32, _ []byte) { visit(numbers) })
}

// eachCounted calls visit also with how often each holds the term, if that is counted.
func (r *reader) eachCounted(s *segmentView, l *list, visit func(numbers []uint32, times []byte)) {
	for b := range l.Blocks() {
		rank, at := b.Rank, 0
		for n := b.Read(&at, r.buf[:]); n > 0; n = b.Read(&at, r.buf[:]) {
			numbers, times := r.buf[:n], []byte(nil)
			if l.Times != nil {
				times = l.Times[rank : rank+n]
			}
			rank += n
			if l.gone {
				numbers, times = r.left(s.gone, numbers, times)
			}
			visit(numbers, times)
		}
	}
}

// left is what is left of some numbers in the buffer without those that are gone.
func (r *reader) left(gone selection, numbers []uint32, times []byte) ([]uint32, []byte) {
	n := 0
	for i, number := range numbers {
		if gone.has(number) {
			continue
		}
		r.buf[n] = number
		if times != nil {
			r.times[n] = times[i]
		}
		n++
	}
	if times != nil {
		times = r.times[:n]
	}
	return r.buf[:n], times
}
