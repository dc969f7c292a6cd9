package indexer

import (
	"context"
	"iter"
	"time"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Entry is one document as the engine gets it: what is shown and filtered of
// it, and its passages.
type Entry struct {
	Head Head
	// Text is the document's text, Passages tile it.
	Text     string
	Passages []corpus.Passage
}

// Head is the part of an entry that lives with the document, not with its
// passages, so that a corrected field rewrites no passage.
type Head struct {
	ID       string
	Fields   corpus.Fields
	Topics   []string
	Timeline corpus.Timeline
	// Successor is the id of the version that took its place, if any.
	Successor string
	// ETag, Changed and Seq are the library's: the hash of text and fields, and when and
	// by which of its changes they became what they are.
	ETag    string
	Changed time.Time
	Seq     int64
}

// Change is what one round of updating does to the index.
type Change struct {
	Put    []Entry  // new documents, and documents whose text changed
	Heads  []Head   // documents of which only fields changed
	Remove []string // ids
	// Seq is the library's sequence number that the index stands at afterwards.
	Seq int64
}

// Quoter knows who says something word for word.
type Quoter interface {
	// Quoting are documents of which a passage holds a text, folded, in no order and at
	// most so many. A text without letters is held by nobody. The error is as that of Searcher.Search.
	Quoting(ctx context.Context, text string, most int) ([]Head, error)
}

// Engine is an index: written by this package, asked through search.Searcher and as a
// Quoter. Update and Rebuild are called one at a time; the others at any time.
type Engine interface {
	search.Searcher
	Quoter

	// Seq is the library's sequence number that the index stands at; 0 for a new
	// or an unreadable index, which Rebuild fills.
	Seq() int64

	// Update applies a change. When it returns nil the change is durable and the
	// next Search sees it; when it fails, Search sees all or nothing of it.
	Update(ctx context.Context, c Change) error

	// Rebuild makes a new index aside from all entries and swaps it in whole:
	// until then, and if it fails, searches are answered from the old one.
	Rebuild(ctx context.Context, entries iter.Seq2[Entry, error], seq int64) error

	Close() error
}
