package trie

import (
	"fmt"
	"math"
)

// Trie is a set of words. It is not changed and safe for use by many goroutines.
type Trie struct {
	cells string
	kinds []Kind
	total float64
	// starts are the nodes of single characters, by the character.
	starts []Node
}

// Kind is what is said of a word.
type Kind struct {
	// Frequency is how often it was met in all that was read for it; 0 is no word.
	Frequency uint32
	// Noun says that it names a thing.
	Noun bool
}

// Node is a beginning of words, by the number of its cell; Root is that of all.
type Node int32

// Root is where all words begin.
const Root Node = 0

// How the bits of a cell are shared out, from the lowest: where what goes on begins,
// the kind, the character.
const (
	firstBits, kindBits = 30, 13

	firstMask = 1<<firstBits - 1
	kindMask  = 1<<kindBits - 1

	headerBytes = 12 // the number of kinds, the sum of all frequencies
	kindBytes   = 4  // the frequency, and whether it is a noun
	cellBytes   = 8
	// startsLen is the number of characters of which there is a table.
	startsLen = 1 << 16
)

// Open is the trie that Build wrote. An error means that it is none.
func Open(raw string) (*Trie, error) {
	if len(raw) < headerBytes {
		return nil, fmt.Errorf("a trie of %d bytes", len(raw))
	}
	kinds := int(uint32(number(raw[:8])))
	behind := headerBytes + kinds*kindBytes
	if kinds == 0 || kinds > kindMask+1 || len(raw) < behind+2*cellBytes || (len(raw)-behind)%cellBytes != 0 {
		return nil, fmt.Errorf("a trie of %d bytes and %d kinds", len(raw), kinds)
	}
	t := &Trie{cells: raw[behind:], kinds: make([]Kind, kinds), total: math.Float64frombits(number(raw[4:12]))}
	for i := range t.kinds {
		n := uint32(number(raw[headerBytes+i*kindBytes:][:8]))
		t.kinds[i] = Kind{n >> 1, n&1 != 0}
	}
	t.starts = make([]Node, startsLen)
	for n, end := t.first(Root), t.first(Root+1); n < end; n++ {
		if r := t.character(n); r < startsLen {
			t.starts[r] = n
		}
	}
	return t, nil
}

// number is the number of eight bytes.
func number(b string) uint64 {
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func (t *Trie) cell(n Node) uint64    { return number(t.cells[cellBytes*int(n):][:cellBytes]) }
func (t *Trie) first(n Node) Node     { return Node(t.cell(n) & firstMask) }
func (t *Trie) character(n Node) rune { return rune(t.cell(n) >> (firstBits + kindBits)) }
func (t *Trie) kind(n Node) int       { return int(t.cell(n)>>firstBits) & kindMask }

// Step is the node that r leads to; false if no word goes on so.
func (t *Trie) Step(from Node, r rune) (Node, bool) {
	if from == Root && uint32(r) < startsLen {
		to := t.starts[r]
		return to, to != Root
	}
	low, end := t.first(from), t.first(from+1)
	for high := end; low < high; {
		if middle := (low + high) / 2; t.character(middle) < r {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < end && t.character(low) == r
}

// Kind is the number of what is said of the word that ends at a node; 0 if none does.
func (t *Trie) Kind(at Node) int { return t.kind(at) }

// Kinds are all that is said of words; the first is said of what is none.
func (t *Trie) Kinds() []Kind { return t.kinds }

// Total is the sum of all frequencies.
func (t *Trie) Total() float64 { return t.total }

// Find is what is said of a word.
func (t *Trie) Find(word string) (k Kind, found bool) {
	at, ok := Root, true
	for _, r := range word {
		if at, ok = t.Step(at, r); !ok {
			return Kind{}, false
		}
	}
	return t.kinds[t.kind(at)], t.kind(at) != 0
}

// Each visits all words in the order of their characters.
func (t *Trie) Each(visit func(word string, k Kind)) { t.each(Root, "", visit) }

func (t *Trie) each(n Node, word string, visit func(string, Kind)) {
	if t.kind(n) != 0 {
		visit(word, t.kinds[t.kind(n)])
	}
	for to, end := t.first(n), t.first(n+1); to < end; to++ {
		t.each(to, word+string(t.character(to)), visit)
	}
}
