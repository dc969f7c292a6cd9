package search

import (
	"context"

	"tiaowen/corpus"
)

// Titled is what the resolver needs of a document to know it by name.
type Titled struct {
	ID       string
	Fields   corpus.Fields
	Standing corpus.Standing
}

// Texts are the parsed documents, of which the resolver keeps the last used.
type Texts interface {
	Document(ctx context.Context, id string) (corpus.Document, error)
}
