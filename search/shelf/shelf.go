package shelf

import (
	"context"
	"errors"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Texts are the documents as they are kept now.
type Texts interface {
	// Document is the document of an id; that there is none is no error.
	Document(ctx context.Context, id string) (d *corpus.Document, ok bool, err error)
}

// Resolver knows what addresses mean, and which documents are versions of one work:
// *resolve.Resolver.
type Resolver interface {
	Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error)
	Work(id string) (resolve.Work, bool)
	Known(id string) (search.Titled, bool)
}

// Shelf answers from what the library holds. It is safe for use by many goroutines.
type Shelf struct {
	texts    Texts
	resolver Resolver
	searcher search.Searcher
	today    func() corpus.Date
}

// New is the shelf of a library; today is the day for which texts apply.
func New(texts Texts, resolver Resolver, searcher search.Searcher, today func() corpus.Date) *Shelf {
	return &Shelf{texts, resolver, searcher, today}
}

// What is not on the shelf, or not to be taken from it.
var (
	ErrNoDocument  = errors.New("shelf: no such document")
	ErrNoProvision = errors.New("shelf: no such provision")
	// ErrTooLong means that a provision is longer than a packet takes.
	ErrTooLong = errors.New("shelf: the text is too long to be quoted")
	// ErrOutside means that a piece ends beyond its provision, ErrElsewhere that the
	// words chosen do not begin in it, ErrMoved that no passage begins there any more.
	ErrOutside   = errors.New("shelf: the piece ends beyond the provision")
	ErrElsewhere = errors.New("shelf: the words do not stand in the provision")
	ErrMoved     = errors.New("shelf: no passage begins there any more")
	// ErrSearch means that the searcher failed; it wraps why.
	ErrSearch = errors.New("shelf: search failed")
)

// AmbiguousError says that an address means more than one thing.
type AmbiguousError struct{ Choices []search.Choice }

func (e *AmbiguousError) Error() string { return "shelf: the address is ambiguous" }

// resolve asks what an address means today.
func (s *Shelf) resolve(ctx context.Context, text string, asOf corpus.Date) (search.Resolution, error) {
	return s.resolver.Resolve(ctx, text, asOf, s.today())
}
