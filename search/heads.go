package search

import (
	"context"

	"tiaowen/corpus"
)

// Heads tells a document by its id.
type Heads interface {
	// Head is the document as a result shows it on a day; false if it is not known. An
	// error means that the index is not to be had.
	Head(ctx context.Context, id string, day corpus.Date) (h Head, ok bool, err error)
}
