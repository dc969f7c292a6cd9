package bleve

import (
	"encoding/binary"
	"unicode/utf8"

	"tiaowen/corpus"
)

// folding is a folded text and the edits that make the text of it again. An
// edit is how many bytes of the folded text stay; in one byte how many then go,
// in its high half, and how many come, in its low; and what comes. There is one
// for every character that folding changes, if only to several, or leaves out, and one that changes
// nothing at a border, so that one may begin there.
type folding struct {
	folded, edits []byte
	stays         int // bytes since the last edit
}

// border is a place in both.
type border struct{ folded, edits int }

// add folds some more text.
func (f *folding) add(text string) {
	for at, width := 0, 0; at < len(text); at += width {
		var r rune
		r, width = utf8.DecodeRuneInString(text[at:])
		start := len(f.folded)
		f.folded = corpus.AppendFold(f.folded, r)
		if string(f.folded[start:]) == text[at:at+width] {
			f.stays += width
			continue
		}
		f.edit(len(f.folded)-start, text[at:at+width])
	}
}

func (f *folding) edit(goes int, comes string) {
	f.edits = binary.AppendUvarint(f.edits, uint64(f.stays))
	f.edits = append(f.edits, byte(goes<<4|len(comes)))
	f.edits = append(f.edits, comes...)
	f.stays = 0
}

// border is where the text folded so far ends.
func (f *folding) border() border {
	if f.stays > 0 {
		f.edit(0, "")
	}
	return border{len(f.folded), len(f.edits)}
}

// unfold makes size bytes of text of what is behind a border.
func unfold(folded, edits []byte, size int) string {
	out := make([]byte, 0, size)
	for len(out) < size {
		stays, width := binary.Uvarint(edits)
		goes, comes := int(edits[width]>>4), int(edits[width]&15)
		out = append(append(out, folded[:stays]...), edits[width+1:][:comes]...)
		folded, edits = folded[int(stays)+goes:], edits[width+1+comes:]
	}
	return string(out)
}
