package search

import (
	"context"

	"tiaowen/corpus"
)

// Holders finds which passages hold a text, or most of it: what a quotation may come
// from. Unlike a search it ranks nothing, shows nothing, and allows for wrong words. It
// is safe for use by many goroutines.
type Holders interface {
	// Holders are the passages that hold the rarest pairs of letters of a text, or most of
	// them, those with the most first, and of those with as much the oldest. Who asks has
	// to look himself whether the text stands there. The error is as that of
	// Searcher.Search.
	Holders(ctx context.Context, of Wanted) ([]Holder, error)
}

// Wanted is a text whose holders are wanted: a clause or a sentence, for in a long text
// the rarest pairs may all stand in one place of it.
type Wanted struct {
	Text string
	// Least is the share of its rare pairs, by rarity, that a passage must hold: 0 to 1.
	Least float64
	// Limit is how many are wanted at most.
	Limit int
	// Within bounds the documents by their ids; nil means all.
	Within []string
}

// Holder is a passage that may hold a text.
type Holder struct {
	// Document is the id of its document.
	Document string
	// Date is that of the document's version.
	Date    corpus.Date
	Passage corpus.Passage
	// Text is the passage's, with its tail, in the source's own characters.
	Text string
	// Share is how much of the rare pairs it holds, by rarity.
	Share float64
}
