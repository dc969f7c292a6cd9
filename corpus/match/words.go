package match

import "unicode/utf8"

// Words are strings of two letters or more, to be found all at once: looking for one
// after the other is most of what a long question or a thousand topics cost. The zero
// value holds none.
type Words struct {
	list []string
	// first[k]-1 is the last word added whose first two letters have the key k, or -1,
	// and before[w]-1 the one added before w: nearly every place of a text is passed
	// over by its key.
	first  [keys]int32
	before []int32
}

// keys is how many different keys two letters have.
const keys = 1 << 10

// Add takes a word in, once, and gives it a number, counted from 0.
func (w *Words) Add(word string) int {
	k := keyOf([]byte(word))
	for i := w.first[k]; i > 0; i = w.before[i-1] {
		if w.list[i-1] == word {
			return int(i - 1)
		}
	}
	w.list, w.before = append(w.list, word), append(w.before, w.first[k])
	w.first[k] = int32(len(w.list))
	return len(w.list) - 1
}

// Len is how many there are.
func (w *Words) Len() int { return len(w.list) }

// Word is the one of a number.
func (w *Words) Word(number int) string { return w.list[number] }

// Each calls visit for every place, ascending, where a word stands in a text; where
// several begin, for each of them.
func (w *Words) Each(text []byte, visit func(word, at int)) {
	if len(text) == 0 || len(w.list) == 0 {
		return
	}
	a, width := keyAt(text)
	for i := 0; i+width < len(text); {
		next := i + width
		b, nextWidth := keyAt(text[next:])
		for n := w.first[pairKey(a, b)]; n > 0; n = w.before[n-1] {
			if word := w.list[n-1]; len(text)-i >= len(word) && string(text[i:i+len(word)]) == word {
				visit(int(n-1), i)
			}
		}
		i, a, width = next, b, nextWidth
	}
}

// Longest calls visit, ascending, for every place where a word stands that does not lie
// in a longer one.
func (w *Words) Longest(text []byte, visit func(word, at int)) {
	word, at, end := -1, 0, 0 // the last found; only one that begins there may still hold it
	w.Each(text, func(found, i int) {
		stop := i + len(w.list[found])
		if stop <= end {
			return // it lies in that
		}
		if word >= 0 && i > at {
			visit(word, at)
		}
		word, at, end = found, i, stop
	})
	if word >= 0 {
		visit(word, at)
	}
}

// keyOf is the key of a word's first two letters.
func keyOf(word []byte) uint16 {
	a, width := keyAt(word)
	b := byte(0)
	if width < len(word) {
		b, _ = keyAt(word[width:])
	}
	return pairKey(a, b)
}

func pairKey(a, b byte) uint16 { return (uint16(a)<<2 ^ uint16(b)) & (keys - 1) }

// keyAt is the low bits of the letter that a text begins with, and its width.
// Unlike decoding it, that is hardly any work.
func keyAt(text []byte) (k byte, width int) {
	switch b := text[0]; {
	case b < utf8.RuneSelf || len(text) < 2:
		return b, 1
	case b < 0xe0:
		return text[1], 2
	case b < 0xf0 && len(text) > 2:
		return text[1]<<6 | text[2]&0x3f, 3
	}
	_, width = utf8.DecodeRune(text)
	return text[width-1], width
}
