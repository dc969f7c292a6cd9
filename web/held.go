package web

import (
	"context"
	"errors"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// heldDocuments are the library's documents as package shelf asks for them.
type heldDocuments struct{ library Library }

// Document is the document of an id; that there is none is no error.
func (t heldDocuments) Document(ctx context.Context, id string) (*corpus.Document, bool, error) {
	record, err := t.library.Get(ctx, id)
	if errors.Is(err, library.ErrNotFound) {
		return nil, false, nil
	}
	return &record.Document, err == nil, err
}
