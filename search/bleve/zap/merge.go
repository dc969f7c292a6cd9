package zap

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zapx "github.com/blevesearch/zapx/v17"
)

// merger makes one segment of several. The documents keep their order, so the
// list of a term is the lists of all segments one behind the other, and nothing
// is read of a text again.
type merger struct {
	sources   []*source
	documents uint32
	closing   chan struct{}
	term      []byte  // under way
	who       holders // who holds it
}

// add adds a segment, less the documents in drops. A file at path may be made
// for the time.
func (m *merger) add(given segment.Segment, drops *roaring.Bitmap, path string) error {
	s, err := newSource(given, path)
	if err != nil {
		return err
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

// PartOf names what is made for the time of merging into a file, and removeParts
// removes what a process left that was killed meanwhile.
func PartOf(path string, number int) string { return fmt.Sprintf("%s.part%d", path, number) }

func RemoveParts(dir string) {
	parts, _ := filepath.Glob(filepath.Join(dir, "*.part*"))
	for _, p := range parts {
		_ = os.Remove(p)
	}
}

// close removes what was made for the time.
func (m *merger) close() {
	for _, s := range m.sources {
		s.close()
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
	for place, f := range layout {
		if f.name == HeadField {
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
	b.buf = binary.BigEndian.AppendUint32(b.buf, zapx.Version)
	b.flush()
	b.buf = binary.BigEndian.AppendUint32(b.buf, b.w.Sum32())
	b.flush()
	return b.at(), b.err
}

// field writes all terms of a field in order.
func (m *merger) field(b *body, name string) error {
	m.who.counted = name == FieldNames[Grams]
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
		m.who.clear()
		for _, s := range m.sources {
			if s.terms == nil || !bytes.Equal(s.term, m.term) {
				continue
			}
			if err := s.addTo(&m.who); err != nil {
				return err
			}
			if err := s.next(s.terms.Next()); err != nil {
				return err
			}
		}
		if len(m.who.documents) > 0 {
			b.term(m.term, &m.who)
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
