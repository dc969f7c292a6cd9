package pattern

import "strings"

// words are looked for all at once. No words at all are in every text.
type words struct {
	list []string
	// starts has a bit for the key of the first character of every word.
	starts [64]uint64
}

func wordsOf(list []string) words {
	w := words{list: list}
	for _, word := range list {
		key, _ := keyAt(word, 0)
		w.starts[key>>6] |= 1 << (key & 63)
	}
	return w
}

// in reports whether one of the words stands in text.
func (w *words) in(text string) bool {
	if len(w.list) == 0 {
		return true
	}
	for i := 0; i < len(text); {
		key, size := keyAt(text, i)
		if w.starts[key>>6]>>(key&63)&1 != 0 && w.begins(text[i:]) {
			return true
		}
		i += size
	}
	return false
}

// keyAt are the last twelve bits of the character at i, which few others share, and
// its bytes; of what is not of three bytes it is one after the other. To read it so is
// several times as fast as to decode it.
func keyAt(text string, i int) (key uint, size int) {
	first := text[i]
	if first >= 0xE0 && i+2 < len(text) && text[i+1]^0x80|text[i+2]^0x80 < 0x40 {
		return uint(text[i+1]&63)<<6 | uint(text[i+2]&63), 3
	}
	return uint(first), 1
}

func (w *words) begins(text string) bool {
	for _, word := range w.list {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}
