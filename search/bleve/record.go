package bleve

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search/bleve/zap"
)

// A record is a document's text in the file of texts: folded, what was lost by
// that, and its passages. All numbers are 32 bits, little endian.
//
//	passages, bytes of folded text, bytes of edits, bytes of names
//	for each passage: thirteen numbers, see the constants below
//	folded text, edits (see folding), names: for each passage locator, label
//	and trail
//
// Searches read the folded text. The text itself, which differs in a comma here
// and a line's end there, is made of it for the few passages that are shown.
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
	passageEdits     // where its edits begin
	passageGrams     // bigrams of the own text, and apartBit
	passageNames     // where its names begin
	passageSum       // what it says as a number of 64 bits, the lower half, see sumOf
	passageSumHigh
	passageNumbers
)

const apartBit = 1 << 30

// place is where a record lies; it is kept with the head of its document.
type place struct {
	Offset, Length int64
	Sum            uint32 // CRC-32C of the record
	Passages       int
	Grams          int64 // of all passages
}

// encode writes the record of a text.
func encode(text string, passages []corpus.Passage) ([]byte, place) {
	f, borders := foldPassages(text, passages)
	var numbers, names []byte
	p := place{Passages: len(passages)}
	for _, passage := range passages {
		start, own, end := borders[passage.Span.Start], borders[passage.Span.End], borders[passage.Span.End+passage.Tail]
		grams := 0
		zap.EachPair(string(f.folded[start.folded:own.folded]), func(_, _ rune, _ int) { grams++ })
		p.Grams += int64(grams)
		flagged := grams
		if passage.Apart {
			flagged |= apartBit
		}
		sum := sumOf(passage.Text(text), passage.Label, f.folded[start.folded:own.folded])
		for _, n := range [passageNumbers]int{
			passage.Span.Start, passage.Span.End, passage.Runes.Start, passage.Runes.End, passage.Tail,
			start.folded, own.folded, end.folded, start.edits, flagged, len(names), int(uint32(sum)), int(sum >> 32),
		} {
			numbers = binary.LittleEndian.AppendUint32(numbers, uint32(n))
		}
		names = appendNames(names, passage)
	}
	var out []byte
	for _, n := range []int{len(passages), len(f.folded), len(f.edits), len(names)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	out = slices.Concat(out, numbers, f.folded, f.edits, names)
	p.Length, p.Sum = int64(len(out)), checksum(out)
	return out, p
}

// foldPassages folds a text and says where the borders of its passages are then.
func foldPassages(text string, passages []corpus.Passage) (f folding, borders map[int]border) {
	var cuts []int
	for _, p := range passages {
		cuts = append(cuts, p.Span.Start, p.Span.End, p.Span.End+p.Tail)
	}
	slices.Sort(cuts)
	borders = map[int]border{}
	from := 0
	for _, cut := range slices.Compact(cuts) {
		f.add(text[from:cut])
		borders[cut] = f.border()
		from = cut
	}
	return f, borders
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

// passageNumber is one of the numbers of a passage.
func (r record) passageNumber(passage, i int) int {
	return r.number(4 + passageNumbers*passage + i)
}

// foldStart is where the folded text begins.
func (r record) foldStart() int { return 4 * (4 + passageNumbers*r.number(0)) }

// source is the text of a passage as it was put, with its tail.
func (r record) source(passage int) string {
	n := func(i int) int { return r.passageNumber(passage, i) }
	return unfold(r[r.foldStart()+n(passageFoldStart):], r.edits(passage), n(passageSpanEnd)+n(passageTail)-n(passageSpanStart))
}

// edits are what makes that of its folded text.
func (r record) edits(passage int) []byte {
	return r[r.foldStart()+r.number(1)+r.passageNumber(passage, passageEdits):]
}

// passage reads one passage back. The names are copies.
func (r record) passage(i int) corpus.Passage {
	p, path := r.named(i)
	n := func(j int) int { return r.passageNumber(i, j) }
	p.Span = corpus.Span{Start: n(passageSpanStart), End: n(passageSpanEnd)}
	p.Runes = corpus.Span{Start: n(passageRuneStart), End: n(passageRuneEnd)}
	p.Tail = n(passageTail)
	p.Apart = n(passageGrams)&apartBit != 0
	count, width := binary.Uvarint(path)
	path = path[width:]
	for range count {
		var name string
		name, path = cutString(path)
		p.Path = append(p.Path, name)
	}
	return p
}

// named is a passage with its locator and label alone; behind is where its path stands.
func (r record) named(i int) (p corpus.Passage, behind []byte) {
	names := r[r.foldStart()+r.number(1)+r.number(2)+r.passageNumber(i, passageNames):]
	p.Locator, names = cutString(names)
	p.Label, names = cutString(names)
	return p, names
}

// cutString reads a string that appendString wrote, and what is behind it.
func cutString(b []byte) (string, []byte) {
	size, width := binary.Uvarint(b)
	return string(b[width:][:size]), b[width+int(size):]
}
