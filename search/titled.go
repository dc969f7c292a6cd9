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

// Texts are the parsed documents as they are now. Each is shared: nobody may change it.
type Texts interface {
	Document(ctx context.Context, id string) (*corpus.Document, error)
}
