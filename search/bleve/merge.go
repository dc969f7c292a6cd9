package bleve

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// merger makes one segment of several. The documents keep their order, so the
// list of a term is the lists of all segments one behind the other, and nothing
// is read of a text again.
type merger struct {
	sources   []*source
	documents uint32
	closing   chan struct{}
	term      []byte   // under way
	list      []uint32 // its documents
	set       *roaring.Bitmap
	many      roaring.ManyIntIterator
	buf       [512]uint32
}

// source is a segment that is merged.
type source struct {
	*zap.Segment
	numbers []uint64 // in the new segment, dropped if a document is not there
	path    string   // of a file that was only made for the merge
	// The terms of the field under way; nil behind the last.
	terms *vellum.FSTIterator
	term  []byte
	value uint64
}

// dropped is the number of a document that is not in the new segment, as zap
// has it.
const dropped = math.MaxUint64

// read adds a segment. One that is in memory is put on disk for the time.
func (m *merger) read(given segment.Segment, drops *roaring.Bitmap, path string) error {
	s := &source{}
	switch given := given.(type) {
	case *zap.Segment:
		s.Segment = given
	case *zap.SegmentBase:
		s.path = path
		if err := given.Persist(path); err != nil {
			return err
		}
		opened, err := (&zap.ZapPlugin{}).Open(path)
		if err != nil {
			return err
		}
		s.Segment = opened.(*zap.Segment)
	default:
		return fmt.Errorf("a segment is a %T", given)
	}
	m.sources = append(m.sources, s)
	for n := range uint32(s.NumDocs()) {
		if drops != nil && drops.Contains(n) {
			s.numbers = append(s.numbers, dropped)
			continue
		}
		s.numbers = append(s.numbers, uint64(m.documents))
		m.documents++
	}
	return nil
}

// close removes what was made for the merge.
func (m *merger) close() {
	for _, s := range m.sources {
		if s.path != "" {
			_ = s.Close()
			_ = os.Remove(s.path)
		}
	}
}

// write writes the new segment.
func (m *merger) write(path string) (size uint64, err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	size, err = m.body(out)
	if err := errors.Join(err, out.Flush(), f.Sync(), f.Close()); err != nil {
		_ = os.Remove(path)
		return 0, err
	}
	return size, nil
}

// body writes all that is in the file, and the footer: no writer of its own,
// documents, where the stored and the fields lie, chunk mode, version, sum.
func (m *merger) body(out *bufio.Writer) (size uint64, err error) {
	b, err := newBody(out, int(m.documents))
	if err != nil {
		return 0, err
	}
	for _, s := range m.sources {
		s.copyStored(b)
	}
	stored := b.endStored()
	m.set = roaring.New()
	for place, f := range layout {
		if f.name == headField {
			continue
		}
		if err := m.field(b, f.name); err != nil {
			return 0, fmt.Errorf("field %s: %w", f.name, err)
		}
		b.endField(place)
	}
	fields, err := b.endFields()
	if err != nil {
		return 0, err
	}
	b.buf = binary.BigEndian.AppendUint32(b.buf, 0)
	b.wide(uint64(m.documents))
	b.wide(stored)
	b.wide(fields)
	b.buf = binary.BigEndian.AppendUint32(b.buf, chunk)
	b.buf = binary.BigEndian.AppendUint32(b.buf, zap.Version)
	b.flush()
	b.buf = binary.BigEndian.AppendUint32(b.buf, b.w.Sum32())
	b.flush()
	return b.at(), b.err
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

// field writes all terms of a field in order.
func (m *merger) field(b *body, name string) error {
	for _, s := range m.sources {
		if err := s.begin(name); err != nil {
			return err
		}
	}
	for m.next() {
		select {
		case <-m.closing:
			return segment.ErrClosed
		default:
		}
		m.list = m.list[:0]
		for _, s := range m.sources {
			if s.terms == nil || !bytes.Equal(s.term, m.term) {
				continue
			}
			if err := m.append(s); err != nil {
				return err
			}
			if err := s.next(s.terms.Next()); err != nil {
				return err
			}
		}
		if len(m.list) > 0 {
			b.term(m.term, m.list)
		}
	}
	return nil
}

// next finds the first of the terms that the sources stand at.
func (m *merger) next() bool {
	var first *source
	for _, s := range m.sources {
		if s.terms != nil && (first == nil || bytes.Compare(s.term, first.term) < 0) {
			first = s
		}
	}
	if first == nil {
		return false
	}
	m.term = append(m.term[:0], first.term...)
	return true
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

// append appends the documents of the term that a source stands at.
func (m *merger) append(s *source) error {
	if s.value&zap.FSTValEncodingMask == zap.FSTValEncoding1Hit {
		n, _ := zap.FSTValDecode1Hit(s.value)
		m.add(s.numbers[n])
		return nil
	}
	at := s.Data()[s.value:]
	for range 2 {
		_, width := binary.Uvarint(at)
		at = at[width:]
	}
	size, width := binary.Uvarint(at)
	if _, err := m.set.FromBuffer(at[width:][:size]); err != nil {
		return fmt.Errorf("list of %q: %w", s.term, err)
	}
	m.many.Initialize(m.set)
	for n := m.many.NextMany(m.buf[:]); n > 0; n = m.many.NextMany(m.buf[:]) {
		for _, number := range m.buf[:n] {
			m.add(s.numbers[number])
		}
	}
	return nil
}

func (m *merger) add(number uint64) {
	if number != dropped {
		m.list = append(m.list, uint32(number))
	}
}
