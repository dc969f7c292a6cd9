package bleve

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"strings"
	"sync/atomic"

	mmap "github.com/blevesearch/mmap-go"

	"tiaowen/corpus"
)

// A record is a document's text in the file of texts: its text, the same
// folded, and its passages. All numbers are 32 bits, little endian.
//
//	passages, bytes of text, bytes of folded text, bytes of names
//	for each passage: ten numbers, see the constants below
//	text, folded text, names: for each passage locator, label and trail
//
// Records are only ever appended. What an update leaves behind is gone with
// the next rebuild.
const (
	passageSpanStart = iota
	passageSpanEnd
	passageRuneStart
	passageRuneEnd
	passageTail
	passageFoldStart // of the folded text
	passageFoldOwn   // where the own text ends in it
	passageFoldEnd   // where the tail ends in it
	passageGrams     // bigrams of the own text; the highest bit says apart
	passageNames     // where its names begin
	passageNumbers
)

const apartBit = 1 << 31

// place is where a record lies; it is kept with the head of its document.
type place struct {
	Offset, Length int64
	Sum            uint32 // CRC-32C of the record
	Passages       int
	Grams          int64 // of all passages
}

// encode writes the record of a text.
func encode(text string, passages []corpus.Passage) ([]byte, place) {
	folded, at := foldAt(text, passages)
	var numbers, names []byte
	p := place{Passages: len(passages)}
	for _, passage := range passages {
		start, own, end := at[passage.Span.Start], at[passage.Span.End], at[passage.Span.End+passage.Tail]
		grams := 0
		eachGram(folded[start:own], func(string, int) { grams++ })
		p.Grams += int64(grams)
		flagged := uint32(grams)
		if passage.Apart {
			flagged |= apartBit
		}
		for _, n := range []int{passage.Span.Start, passage.Span.End, passage.Runes.Start, passage.Runes.End, passage.Tail, start, own, end} {
			numbers = binary.LittleEndian.AppendUint32(numbers, uint32(n))
		}
		numbers = binary.LittleEndian.AppendUint32(numbers, flagged)
		numbers = binary.LittleEndian.AppendUint32(numbers, uint32(len(names)))
		names = appendNames(names, passage)
	}
	var out []byte
	for _, n := range []int{len(passages), len(text), len(folded), len(names)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	out = slices.Concat(out, numbers, []byte(text), []byte(folded), names)
	p.Length, p.Sum = int64(len(out)), checksum(out)
	return out, p
}

// foldAt folds a text and says where the borders of its passages are in it.
func foldAt(text string, passages []corpus.Passage) (folded string, at map[int]int) {
	var cuts []int
	for _, p := range passages {
		cuts = append(cuts, p.Span.Start, p.Span.End, p.Span.End+p.Tail)
	}
	slices.Sort(cuts)
	at = map[int]int{}
	var b strings.Builder
	from := 0
	for _, cut := range cuts {
		b.WriteString(corpus.Fold(text[from:cut]))
		at[cut] = b.Len()
		from = cut
	}
	return b.String(), at
}

func appendNames(out []byte, p corpus.Passage) []byte {
	out = appendString(appendString(out, p.Locator), p.Label)
	out = binary.AppendUvarint(out, uint64(len(p.Path)))
	for _, s := range p.Path {
		out = appendString(out, s)
	}
	return out
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// record is one record as bytes.
type record []byte

func (r record) number(i int) int { return int(binary.LittleEndian.Uint32(r[4*i:])) }

// passageNumber is one of the ten numbers of a passage.
func (r record) passageNumber(passage, i int) int {
	return r.number(4 + passageNumbers*passage + i)
}

func (r record) textStart() int { return 4 * (4 + passageNumbers*r.number(0)) }

// text is the document's text; it lives as long as the mapping.
func (r record) text() []byte { return r[r.textStart():][:r.number(1)] }

// foldStart is where the folded text begins.
func (r record) foldStart() int { return r.textStart() + r.number(1) }

// passage reads one passage back. The names are copies.
func (r record) passage(i int) corpus.Passage {
	n := func(j int) int { return r.passageNumber(i, j) }
	p := corpus.Passage{
		Span:  corpus.Span{Start: n(passageSpanStart), End: n(passageSpanEnd)},
		Runes: corpus.Span{Start: n(passageRuneStart), End: n(passageRuneEnd)},
		Tail:  n(passageTail),
		Apart: n(passageGrams)&apartBit != 0,
	}
	names := r[r.foldStart()+r.number(2)+n(passageNames):]
	next := func() string {
		size, width := binary.Uvarint(names)
		s := string(names[width:][:size])
		names = names[width+int(size):]
		return s
	}
	p.Locator, p.Label = next(), next()
	count, width := binary.Uvarint(names)
	names = names[width:]
	for range count {
		p.Path = append(p.Path, next())
	}
	return p
}

// mapping is the file of texts in memory, up to a length.
type mapping struct {
	data mmap.MMap
	// bytes counts the bytes of a sample.
	bytes [256]int
	refs  atomic.Int32
}

// mapTexts maps the first size bytes of a file.
func mapTexts(f *os.File, size int64) (*mapping, error) {
	m := &mapping{}
	m.refs.Store(1)
	if size == 0 {
		return m, nil
	}
	data, err := mmap.MapRegion(f, int(size), mmap.RDONLY, 0, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", f.Name(), err)
	}
	m.data = data
	for _, b := range data[:min(len(data), sample)] {
		m.bytes[b]++
	}
	return m, nil
}

const sample = 1 << 16

// rarest is where in s the byte stands that is the rarest in these texts.
func (m *mapping) rarest(s string) int {
	best := 0
	for i := range len(s) {
		if m.bytes[s[i]] < m.bytes[s[best]] {
			best = i
		}
	}
	return best
}

func (m *mapping) record(p place) record { return record(m.data[p.Offset : p.Offset+p.Length]) }

func (m *mapping) release() {
	if m.refs.Add(-1) == 0 && m.data != nil {
		_ = m.data.Unmap()
	}
}

// shortLength is the length of a passage in bigrams as its column keeps it,
// which is enough for a passage of any sense.
func shortLength(grams int) uint16 { return uint16(min(grams, maxLength)) }

const maxLength = 1<<12 - 1
