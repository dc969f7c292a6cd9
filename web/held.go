package web

import (
	"context"
	"errors"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/library/reading"
)

// heldDocuments are the library's documents as package shelf asks for them.
type heldDocuments struct{ readings *reading.Room }

// Document is the document of an id; that there is none is no error.
func (t heldDocuments) Document(ctx context.Context, id string) (*corpus.Document, bool, error) {
	d, err := t.readings.Document(ctx, id)
	if errors.Is(err, library.ErrNotFound) {
		return nil, false, nil
	}
	return d, err == nil, err
}
