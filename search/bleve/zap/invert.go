package zap

import (
	"maps"
	"slices"
	"unicode/utf8"

	"tiaowen/search"
)

// A posting is one place of a gram, in a number that sorts by gram, document and
// place: the letters, the second 0 if there is one only; the document's number in the
// segment; how many letters of the text stand before it, or FarPlace; and a bit that says
// that the place does not count, only that the gram is there.
type posting uint64

const (
	runeBits      = 18 // no letter is beyond
	documentBits  = 19
	placeBits     = 8
	presenceBit   = 1
	documentShift = 1 + placeBits
	gramShift     = documentShift + documentBits
)

// mostDocuments is how many documents a segment may be made of.
const mostDocuments = 1 << documentBits

func postingOf(first, second rune, document, place int) posting {
	return posting(first)<<(runeBits+gramShift) | posting(second)<<gramShift | posting(document)<<documentShift | posting(min(place, FarPlace))<<1
}

func (p posting) gram() uint64     { return uint64(p >> gramShift) }
func (p posting) document() uint32 { return uint32(p>>documentShift) & (mostDocuments - 1) }
func (p posting) place() uint8     { return uint8(p >> 1) }

// FarPlace is the place of what has so many letters before it, or more.
const FarPlace = 1<<placeBits - 1

// appendTerm appends the letters of a posting.
func (p posting) appendTerm(out []byte) []byte {
	out = utf8.AppendRune(out, rune(p>>(runeBits+gramShift)))
	if second := rune(p >> gramShift & (1<<runeBits - 1)); second > 0 {
		out = utf8.AppendRune(out, second)
	}
	return out
}

// postings gathers those of a field, document by document.
type postings struct {
	list []posting
	room []posting // as many, to sort in
}

func (p *postings) add(one posting) { p.list = append(p.list, one) }

// counted adds the bigrams of a passage. Those that begin in its own text count
// as often as they stand there, those in the tail are only there.
func (p *postings) counted(d *Document, number int) {
	place, end := 0, 0 // of the letter at, and where it ends
	EachPair(d.Text, func(first, second rune, at int) {
		if at > end {
			place += letters(d.Text[end:at])
		}
		one := postingOf(first, second, number, place)
		if at >= d.Own {
			one |= presenceBit
		}
		p.add(one)
		place, end = place+1, at+utf8.RuneLen(first)
	})
}

// letters is how many letters there are in a text.
func letters(text string) (n int) {
	for _, r := range text {
		if search.IsLetter(r) {
			n++
		}
	}
	return n
}

// pairs adds the bigrams of texts.
func (p *postings) pairs(texts []string, number int) {
	for _, s := range texts {
		EachPair(s, func(first, second rune, _ int) { p.add(postingOf(first, second, number, 0) | presenceBit) })
	}
}

// letters adds the letters of a text.
func (p *postings) letters(text string, number int) {
	for _, r := range text {
		if search.IsLetter(r) {
			p.add(postingOf(r, 0, number, 0) | presenceBit)
		}
	}
}

// digitBits is how much of a gram is sorted by at a time: as many counters as
// the nearest cache holds.
const digitBits = 12

// sort sorts the list, which is in the order of the documents.
func (p *postings) sort() {
	p.room = slices.Grow(p.room[:0], len(p.list))[:len(p.list)]
	for shift := gramShift; shift < gramShift+2*runeBits; shift += digitBits {
		var next [1 << digitBits]int
		digit := func(one posting) posting { return one >> shift & (1<<digitBits - 1) }
		for _, one := range p.list {
			next[digit(one)]++
		}
		sum := 0
		for i, count := range next {
			next[i] = sum
			sum += count
		}
		for _, one := range p.list {
			at := &next[digit(one)]
			p.room[*at] = one
			*at++
		}
		p.list, p.room = p.room, p.list
	}
}

// empty calls visit with all terms in order and who holds them, counted or not, and
// forgets them. The term and the holders are good until visit returns.
func (p *postings) empty(counted bool, visit func(term []byte, who *holders)) {
	p.sort()
	var term []byte
	who := holders{counted: counted}
	for list := p.list; len(list) > 0; {
		term = list[0].appendTerm(term[:0])
		who.clear()
		list = who.take(list)
		visit(term, &who)
	}
	p.list = p.list[:0]
}

// take adds the documents of the first gram on a sorted list, and returns what is left
// of the list.
func (h *holders) take(list []posting) []posting {
	for gram := list[0].gram(); len(list) > 0 && list[0].gram() == gram; {
		document, place, times := list[0].document(), list[0].place(), 0
		for ; len(list) > 0 && list[0].gram() == gram && list[0].document() == document; list = list[1:] {
			if times == 0 || list[0]&presenceBit == 0 {
				times++
			}
		}
		h.add(document, uint8(min(times, MostTimes)), place)
	}
	return list
}

// eachWord is each for the words of documents.
func eachWord(docs []*Document, visit func(term []byte, who *holders)) {
	lists := map[string][]uint32{}
	for i, d := range docs {
		for _, word := range d.words {
			if list := lists[word]; len(list) == 0 || list[len(list)-1] != uint32(i) {
				lists[word] = append(list, uint32(i))
			}
		}
	}
	for _, word := range slices.Sorted(maps.Keys(lists)) {
		visit([]byte(word), &holders{documents: lists[word]})
	}
}
