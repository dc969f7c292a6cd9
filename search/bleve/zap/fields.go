package zap

import (
	"encoding/binary"
	"unicode/utf8"

	"tiaowen/search"
)

// Schema is the version of everything on disk. An index of another schema is
// not read but made anew from the library.
const Schema = 9

// The fields of the index.
const (
	Grams = iota // bigrams of the text, with their frequency and first place
	Runes        // characters of the text
	Words        // words of the text
	Trail        // bigrams of the headings above
	Title        // bigrams of a document's title and aliases
	FieldCount
)

// FieldNames are what the segment calls them.
var FieldNames = [FieldCount]string{"grams", "runes", "words", "trail", "title"}

// HeadField holds, stored, the head of a document.
const HeadField = "head"

// SeqKey is the internal value that says where in the library's sequence the
// index stands. It is set in the batch that brings it there.
const SeqKey = "seq"

// MostTimes bounds the frequency that is kept of a bigram.
const MostTimes = 255

// HeadID is the scorch id of a document's head: its key. A passage has that and its
// number. Keys are never used twice, so a text that is put again gets a new one.
func HeadID(key uint32) string {
	return string(binary.BigEndian.AppendUint32(nil, key))
}

// PassageID is the scorch id of the nth passage of a document.
func PassageID(key uint32, n int) string {
	return string(binary.BigEndian.AppendUint32([]byte(HeadID(key)), uint32(n)))
}

// SplitID is the inverse of both; a head gives isHead.
func SplitID(id []byte) (key uint32, n uint32, isHead bool) {
	if len(id) == 4 {
		return binary.BigEndian.Uint32(id), 0, true
	}
	return binary.BigEndian.Uint32(id), binary.BigEndian.Uint32(id[4:]), false
}

// EachPair calls visit for every two neighbouring letters of a folded text, with
// where they stand. Punctuation stands between neighbours, white space is gone
// already.
func EachPair(folded string, visit func(first, second rune, at int)) {
	before, at := rune(0), -1
	for i, r := range folded {
		if !search.IsLetter(r) {
			at = -1
			continue
		}
		if at >= 0 {
			visit(before, r, at)
		}
		before, at = r, i
	}
}

// EachGram is eachPair with the pairs as strings.
func EachGram(folded string, visit func(gram string, at int)) {
	EachPair(folded, func(first, second rune, at int) {
		visit(folded[at:at+utf8.RuneLen(first)+utf8.RuneLen(second)], at)
	})
}

// EachSequence calls visit for every maximal sequence of letters.
func EachSequence(folded string, visit func(s string)) {
	from := -1
	for i, r := range folded {
		switch letter := search.IsLetter(r); {
		case letter && from < 0:
			from = i
		case !letter && from >= 0:
			visit(folded[from:i])
			from = -1
		}
	}
	if from >= 0 {
		visit(folded[from:])
	}
}
