package search

import (
	"context"

	"tiaowen/corpus"
)

// Similarity finds what else treats the same as a passage does. It is safe for
// use by many goroutines.
type Similarity interface {
	// Similar is the likest first. A document or locator that is not known has
	// none; the error is as that of Searcher.Search.
	Similar(ctx context.Context, to Likened) ([]Hit, error)
}

// Likened is a passage that others are compared with.
type Likened struct {
	Document string // its id
	Locator  string // of the passage, or of a provision in it
	// Limit is how many are wanted, at most MaxLimit; 0 means DefaultSimilar.
	Limit int
	// Today is the day for which the status is derived.
	Today corpus.Date
}

// DefaultSimilar is how many similar passages are told if nobody says.
const DefaultSimilar = 5
