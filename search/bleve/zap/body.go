package zap

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/vellum"
	zapx "github.com/blevesearch/zapx/v17"
	"github.com/golang/snappy"
)

// body writes a segment in the format of zap, version 17, so that zap reads it.
// It writes what the fields of this package have and no more: none of zap's frequencies
// and places in the text, no columns of values. In this order:
//
//	a byte, for nothing may lie at 0
//	a list of frequencies, all 0, that the lists of all terms share
//	what is stored of every document: see store
//	where that lies: 64 bits, big endian, for each document; then a 0, which
//	  says that no document is part of another
//	for each field of terms
//	  for each term of more than one document: where the frequencies lie, a 0
//	    for no places, the length of a Roaring bitmap, the bitmap; behind that, where
//	    zap does not look, what is counted: see appendCounts
//	  the length of a dictionary, the dictionary: a vellum FST from the term to
//	    where that lies, or to its only document
//	  twice that there are no columns, where the dictionary lies
//	for each field: length of its name, name, options, 1 for one section,
//	  16 bits 0 for the section of terms, 64 bits where that lies or 0
//	how many fields; for each 64 bits where that lies
//
// Numbers without a width are varints. A file has a footer besides.
type body struct {
	w      *zapx.CountHashWriter
	stored []uint64 // where it lies, by document
	zeros  uint64   // where the frequencies lie
	fields [len(layout)]uint64
	// dictionaries are where those of the fields lie.
	dictionaries [len(layout)]uint64
	fst          *vellum.Builder
	fstData      bytes.Buffer
	buf          []byte // not written yet
	set          []byte // a list
	err          error  // the first
}

// layout is the fields in their order in a segment, which is zap's.
var layout = [...]struct {
	name    string
	options index.FieldIndexingOptions
}{
	{"_id", index.IndexField | index.StoreField},
	{FieldNames[Grams], index.IndexField | index.SkipFreqNorm},
	{HeadField, index.StoreField},
	{FieldNames[Runes], index.IndexField | index.SkipFreqNorm},
	{FieldNames[Title], index.IndexField | index.SkipFreqNorm},
	{FieldNames[Trail], index.IndexField | index.SkipFreqNorm},
	{FieldNames[Words], index.IndexField | index.SkipFreqNorm},
}

// Places in layout.
const (
	layoutID = iota
	layoutGrams
	layoutHead
	layoutRunes
	layoutTitle
	layoutTrail
	layoutWords
)

// chunk is how many frequencies zap reads at a time: its chunk mode.
const chunk = 1024

// newBody begins a segment of so many documents.
func newBody(w io.Writer, documents int) (*body, error) {
	b := &body{w: zapx.NewCountHashWriter(w), zeros: 1}
	var err error
	if b.fst, err = vellum.New(&b.fstData, nil); err != nil {
		return nil, fmt.Errorf("make dictionary: %w", err)
	}
	chunks := documents/chunk + 1
	b.buf = append(b.buf, 0)
	b.varint(uint64(chunks))
	for i := range chunks {
		b.varint(uint64((i + 1) * chunk))
	}
	b.buf = append(b.buf, make([]byte, chunks*chunk)...)
	b.flush()
	return b, nil
}

func (b *body) varint(n uint64) { b.buf = binary.AppendUvarint(b.buf, n) }
func (b *body) wide(n uint64)   { b.buf = binary.BigEndian.AppendUint64(b.buf, n) }
func (b *body) at() uint64      { return uint64(b.w.Count()) }

// flush writes buf; what fails once fails for good.
func (b *body) flush() {
	if b.err == nil {
		_, b.err = b.w.Write(b.buf)
	}
	b.buf = b.buf[:0]
}

// store writes what is stored of the next document: length of what follows first,
// length of what follows then; the length of the id and, of a head, field, type,
// offset, length and a 0; the id and, compressed, the head.
func (b *body) store(id string, head []byte) {
	meta := binary.AppendUvarint(nil, uint64(len(id)))
	if head != nil {
		meta = append(meta, layoutHead, 't', 0)
		meta = append(binary.AppendUvarint(meta, uint64(len(head))), 0)
	}
	packed := snappy.Encode(nil, head)
	record := binary.AppendUvarint(nil, uint64(len(meta)))
	record = binary.AppendUvarint(record, uint64(len(id)+len(packed)))
	b.storeRecord(slices.Concat(record, meta, []byte(id), packed))
}

// storeRecord writes what store wrote of a document of another segment.
func (b *body) storeRecord(record []byte) {
	b.stored = append(b.stored, b.at())
	b.buf = append(b.buf, record...)
	b.flush()
}

// endStored ends the documents.
func (b *body) endStored() (at uint64) {
	at = b.at()
	for _, n := range b.stored {
		b.wide(n)
	}
	b.varint(0)
	b.flush()
	return at
}

// term writes the next term of a field.
func (b *body) term(term []byte, who *holders) {
	if b.err != nil {
		return
	}
	value := oneHolder(who)
	if len(who.documents) > 1 {
		value = b.at()
		b.set = appendSet(b.set[:0], who.documents)
		b.varint(b.zeros)
		b.varint(0)
		b.varint(uint64(len(b.set)))
		b.buf = append(b.buf, b.set...)
		if who.counted {
			b.buf = appendCounts(b.buf, who)
		}
		b.flush()
	}
	if err := b.fst.Insert(term, value); err != nil {
		b.err = fmt.Errorf("term %q: %w", term, err)
	}
}

// oneHolder is what the dictionary has of a term of one document: its number and, in
// the place of a norm, which is not 0, what is counted.
func oneHolder(who *holders) uint64 {
	norm := zapx.NormBits1Hit
	if who.counted {
		norm = uint64(who.times[0])<<8 | uint64(who.places[0])
	}
	return zapx.FSTValEncode1Hit(uint64(who.documents[0]), norm)
}

// endField ends a field of terms.
func (b *body) endField(place int) {
	if err := b.fst.Close(); err != nil && b.err == nil {
		b.err = fmt.Errorf("end dictionary: %w", err)
	}
	dictionary := b.at()
	b.dictionaries[place] = dictionary
	b.varint(uint64(b.fstData.Len()))
	b.buf = append(b.buf, b.fstData.Bytes()...)
	b.flush()
	b.fields[place] = b.at()
	b.varint(math.MaxUint64)
	b.varint(math.MaxUint64)
	b.varint(dictionary)
	b.flush()
	b.fstData.Reset()
	if err := b.fst.Reset(&b.fstData); err != nil && b.err == nil {
		b.err = fmt.Errorf("begin dictionary: %w", err)
	}
}

// endFields ends the segment.
func (b *body) endFields() (at uint64, err error) {
	var starts [len(layout)]uint64
	for i, f := range layout {
		starts[i] = b.at() + uint64(len(b.buf))
		b.varint(uint64(len(f.name)))
		b.buf = append(b.buf, f.name...)
		b.varint(uint64(f.options))
		b.varint(1)
		b.buf = binary.BigEndian.AppendUint16(b.buf, zapx.SectionInvertedTextIndex)
		b.wide(b.fields[i])
	}
	at = b.at() + uint64(len(b.buf))
	b.varint(uint64(len(layout)))
	for _, n := range starts {
		b.wide(n)
	}
	b.flush()
	return at, b.err
}
