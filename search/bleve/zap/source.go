package zap

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zapx "github.com/blevesearch/zapx/v17"
)

// source is a segment that is merged.
type source struct {
	*zapx.Segment
	numbers []uint64 // in the new segment, dropped if a document is not there
	path    string   // of a file that was only made for the merge
	// The terms of the field under way; nil behind the last.
	terms *vellum.FSTIterator
	term  []byte
	value uint64
	// Room for the list of one term.
	set  roaring.Bitmap
	many roaring.ManyIntIterator
	buf  [512]uint32
}

// dropped is the number of a document that is not in the new segment, as zap
// has it.
const dropped = math.MaxUint64

// newSource opens a segment. One that is still in memory is put on disk.
func newSource(given segment.Segment, path string) (*source, error) {
	switch given := given.(type) {
	case *zapx.Segment:
		return &source{Segment: given}, nil
	case *zapx.SegmentBase:
		if err := given.Persist(path); err != nil {
			return nil, err
		}
		opened, err := (&zapx.ZapPlugin{}).Open(path)
		if err != nil {
			return nil, err
		}
		return &source{Segment: opened.(*zapx.Segment), path: path}, nil
	default:
		return nil, fmt.Errorf("a segment is a %T", given)
	}
}

func (s *source) close() {
	if s.path != "" {
		_ = s.Close()
		_ = os.Remove(s.path)
	}
}

// copyStored writes the records of the documents that are kept.
func (s *source) copyStored(b *body) {
	data := s.Data()
	for n, number := range s.numbers {
		if number == dropped {
			continue
		}
		at := binary.BigEndian.Uint64(data[s.StoredIndexOffset()+8*uint64(n):])
		meta, w1 := binary.Uvarint(data[at:])
		rest, w2 := binary.Uvarint(data[at+uint64(w1):])
		b.storeRecord(data[at : at+uint64(w1+w2)+meta+rest])
	}
}

// begin goes to the first term of a field.
func (s *source) begin(field string) error {
	at, err := s.DictAddr(field)
	if err != nil {
		return err
	}
	size, width := binary.Uvarint(s.Data()[at:])
	fst, err := vellum.Load(s.Data()[at+uint64(width):][:size])
	if err != nil {
		return fmt.Errorf("dictionary: %w", err)
	}
	s.terms, err = fst.Iterator(nil, nil)
	return s.next(err)
}

// next takes over the term that the iterator has come to, unless it came to the
// end or an error.
func (s *source) next(err error) error {
	if err == nil {
		s.term, s.value = s.terms.Current()
		return nil
	}
	s.terms = nil
	if errors.Is(err, vellum.ErrIteratorDone) {
		return nil
	}
	return fmt.Errorf("dictionary: %w", err)
}

// append appends the documents of the term that s stands at, by their numbers in
// the new segment.
func (s *source) append(list []uint32) ([]uint32, error) {
	if s.value&zapx.FSTValEncodingMask == zapx.FSTValEncoding1Hit {
		n, _ := zapx.FSTValDecode1Hit(s.value)
		return s.appendNumber(list, n), nil
	}
	at := s.Data()[s.value:]
	for range 2 {
		_, width := binary.Uvarint(at)
		at = at[width:]
	}
	size, width := binary.Uvarint(at)
	if _, err := s.set.FromBuffer(at[width:][:size]); err != nil {
		return nil, fmt.Errorf("list of %q: %w", s.term, err)
	}
	s.many.Initialize(&s.set)
	for n := s.many.NextMany(s.buf[:]); n > 0; n = s.many.NextMany(s.buf[:]) {
		for _, number := range s.buf[:n] {
			list = s.appendNumber(list, uint64(number))
		}
	}
	return list, nil
}

func (s *source) appendNumber(list []uint32, n uint64) []uint32 {
	if number := s.numbers[n]; number != dropped {
		list = append(list, uint32(number))
	}
	return list
}
