// Package bleve is the embedded engine: an index of passages in a directory,
// built on the segments of Bleve's scorch and asked through their postings.
//
// What is where. Every passage is one scorch document that holds terms only:
// all bigrams and all characters of its folded text, the words of the field's
// dictionary, the bigrams of the headings above it. Every text is one more
// small scorch document that holds the bigrams of its title and, stored, all
// that is shown or filtered of it, so that a corrected field rewrites nothing
// else. The texts themselves are in one append-only file beside the index
// (see record), folded, mapped into memory.
//
// Writing. Scorch keeps the batches, the deletions, the states of the index and
// the plan of merging. What a segment is made of is made here: the postings of a
// batch are sorted as numbers (see posting) and written in the format of zap (see
// body), segments are merged list by list (see merger), and zap reads both. Zap
// would make the same of the same documents, at five times the cost.
//
// At open all heads are read into a table in memory (see table); a filter, a
// facet or a date never asks the index. Of every passage only its document,
// its length and the place of its folded text are kept in memory, in columns
// by segment (see columns).
//
// Asking. A term's frequency is kept as further terms: a bigram that stands
// three times also sets bigram+2 and bigram+3. So a postings list is a bare
// Roaring bitmap, which is read an order of magnitude faster than scorch's own
// iterators give frequencies, and BM25 is exact. The types of scorch that this
// rests on are exported but not promised: the version is pinned, and a twin on
// scorch's official interface stands in the tests.
//
// A string is found by the AND of its bigrams and then looked for in the folded
// text: every string that stands is found, every total is exact.
package bleve

import (
	"encoding/binary"
	"unicode/utf8"

	"tiaowen/search"
)

// schema is the version of everything on disk. An index of another schema is
// not read but made anew from the library.
const schema = 5

// The fields of the index.
const (
	fieldGrams = iota // bigrams of the text, with their frequency
	fieldRunes        // characters of the text
	fieldWords        // words of the text
	fieldTrail        // bigrams of the headings above
	fieldTitle        // bigrams of a document's title and aliases
	fieldCount
)

var fieldNames = [fieldCount]string{"grams", "runes", "words", "trail", "title"}

// headField holds, stored, the head of a document.
const headField = "head"

// seqKey is the internal value that says where in the library's sequence the
// index stands. It is set in the batch that brings it there.
const seqKey = "seq"

// maxLevel bounds the frequency that is kept of a bigram.
const maxLevel = 255

// A document's head has its key as scorch id, a passage that and its number.
// Keys are never used twice, so a text that is put again gets a new one.
func headID(key uint32) string {
	return string(binary.BigEndian.AppendUint32(nil, key))
}

func passageID(key uint32, n int) string {
	return string(binary.BigEndian.AppendUint32([]byte(headID(key)), uint32(n)))
}

// splitID is the inverse of both; a head gives isHead.
func splitID(id []byte) (key uint32, n uint32, isHead bool) {
	if len(id) == 4 {
		return binary.BigEndian.Uint32(id), 0, true
	}
	return binary.BigEndian.Uint32(id), binary.BigEndian.Uint32(id[4:]), false
}

// eachPair calls visit for every two neighbouring letters of a folded text, with
// where they stand. Punctuation stands between neighbours, white space is gone
// already.
func eachPair(folded string, visit func(first, second rune, at int)) {
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

// eachGram is eachPair with the pairs as strings.
func eachGram(folded string, visit func(gram string, at int)) {
	eachPair(folded, func(first, second rune, at int) {
		visit(folded[at:at+utf8.RuneLen(first)+utf8.RuneLen(second)], at)
	})
}

// eachSequence calls visit for every maximal sequence of letters.
func eachSequence(folded string, visit func(s string)) {
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
