package zap

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"

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
	terms     *vellum.FSTIterator
	term      []byte
	value     uint64
	numbersOf []uint32 // room for the list of one term
}

// dropped is the number of a document that is not in the new segment, as zap
// has it.
const dropped = math.MaxUint64

// newSource opens a segment. One that is still in memory is put on disk.
func newSource(given segment.Segment, path string) (*source, error) {
	switch given := given.(type) {
	case *zapx.Segment:
		return &source{Segment: given}, nil
	case *fresh:
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
	fst, err := loadTerms(s, field)
	if err != nil {
		return err
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

// addTo adds those who hold the term that s stands at, by their numbers in the new
// segment.
func (s *source) addTo(who *holders) error {
	l, err := listAt(s.Data(), s.value, who.counted)
	if err != nil {
		return fmt.Errorf("list of %q: %w", s.term, err)
	}
	s.numbersOf = l.AppendTo(s.numbersOf[:0])
	for i, n := range s.numbersOf {
		if number := s.numbers[n]; number == dropped {
			continue
		} else if who.counted {
			who.add(uint32(number), l.Times[i], l.Places[i])
		} else {
			who.add(uint32(number), 0, 0)
		}
	}
	return nil
}
