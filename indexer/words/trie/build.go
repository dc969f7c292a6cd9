package trie

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Word is a word of a trie to be.
type Word struct {
	Text string
	Kind
}

// mostFrequent is the highest frequency that a trie holds.
const mostFrequent = math.MaxUint32 >> 1

// Build writes a trie of words, of which none may be empty, without frequency or there
// twice.
func Build(words []Word) (string, error) {
	words = slices.Clone(words)
	// In the order of bytes, which in UTF-8 is that of characters.
	slices.SortFunc(words, func(a, b Word) int { return strings.Compare(a.Text, b.Text) })
	kinds, numbers, total := []Kind{{}}, map[Kind]uint64{}, 0.0
	for i, w := range words {
		if w.Text == "" || !utf8.ValidString(w.Text) || w.Frequency == 0 || w.Frequency > mostFrequent || i > 0 && w.Text == words[i-1].Text {
			return "", fmt.Errorf("the word %q of frequency %d cannot be taken", w.Text, w.Frequency)
		}
		if total += float64(w.Frequency); numbers[w.Kind] == 0 {
			numbers[w.Kind] = uint64(len(kinds))
			kinds = append(kinds, w.Kind)
		}
	}
	if len(kinds) > kindMask+1 {
		return "", fmt.Errorf("%d kinds of words are too many", len(kinds))
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(kinds)))
	out = binary.LittleEndian.AppendUint64(out, math.Float64bits(total))
	for _, k := range kinds {
		n := k.Frequency << 1
		if k.Noun {
			n |= 1
		}
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	for _, cell := range cellsOf(words, numbers) {
		out = binary.LittleEndian.AppendUint64(out, cell)
	}
	return string(out), nil
}

// beginning is one of words[from:to], which are alike up to the byte at.
type beginning struct {
	character    rune
	from, to, at int
}

// cellsOf are the cells of all beginnings, the shorter before the longer, and one more
// that says where what goes on from the last of them would end.
func cellsOf(words []Word, numbers map[Kind]uint64) []uint64 {
	cells, all := []uint64{}, []beginning{{to: len(words)}}
	for i := 0; i < len(all); i++ {
		b, kind := all[i], uint64(0)
		if b.from < b.to && len(words[b.from].Text) == b.at {
			kind = numbers[words[b.from].Kind]
			b.from++
		}
		cells = append(cells, uint64(b.character)<<(firstBits+kindBits)|kind<<firstBits|uint64(len(all)))
		all = append(all, b.further(words)...)
	}
	return append(cells, uint64(len(all)))
}

// further are the beginnings that are a character longer.
func (b beginning) further(words []Word) (out []beginning) {
	for from := b.from; from < b.to; {
		r, size := utf8.DecodeRuneInString(words[from].Text[b.at:])
		rest := words[from:b.to]
		n, _ := slices.BinarySearchFunc(rest, r, func(w Word, r rune) int {
			if other, _ := utf8.DecodeRuneInString(w.Text[b.at:]); other != r {
				return cmp.Compare(other, r)
			}
			return -1
		})
		out = append(out, beginning{r, from, from + n, b.at + size})
		from += n
	}
	return out
}
