// Package library is the durable store: the bytes of every file as they came,
// the texts read from them, what was noticed, and what people corrected. It is
// the truth; the search index is derived from it and can be made again.
//
// It is one SQLite file. Every change is one transaction and has a sequence
// number, so that an index can be brought up to date from any earlier state.
package library

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"time"

	"tiaowen/corpus"
)

// Errors that callers tell apart.
var (
	ErrNotFound = errors.New("library: no such document")
	// ErrChanged means that the document is no longer the one the caller saw
	// (If-Match).
	ErrChanged = errors.New("library: document has changed meanwhile")
	// ErrNothingToUndo means that no edit is left to take back.
	ErrNothingToUndo = errors.New("library: nothing to undo")
	// ErrFull means that the disk is full: nothing was written, reading goes on.
	ErrFull = errors.New("library: disk full")
)

// Library is an open store, safe for use by many goroutines.
type Library struct{}

// File is a file as it came.
type File struct {
	Path string // absolute with slashes, or upload/NAME
	Data []byte
}

// Outcome says what became of a file.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
)

// Record is a document as the library holds it.
type Record struct {
	// Document is parsed from the kept text; its Fields include the corrections.
	Document corpus.Document
	// Read are the fields as they were read, before any correction.
	Read        corpus.Fields
	Corrections json.RawMessage // JSON object, nil if there are none
	Imported    time.Time
	Changed     time.Time
	// ETag is the hash of content and fields.
	ETag  string
	Paths []string
}

// Head is a record without its text.
type Head struct {
	ID          string
	Fields      corpus.Fields
	Diagnostics []corpus.Diagnostic
	Imported    time.Time
	Runes       int // length of the text
	Path        string
}

// Step is one change that an index must follow.
type Step struct {
	Seq     int64
	ID      string
	Removed bool
	// TextChanged is false when only fields changed.
	TextChanged bool
}

// Edit is something a person did that can be undone.
type Edit struct {
	Seq    int64
	At     time.Time
	ID     string
	Title  string
	Action string // correct, remove
}

// Open opens or creates the library in dir.
func Open(ctx context.Context, dir string) (*Library, error) { return nil, errors.ErrUnsupported }

// Close closes it.
func (l *Library) Close() error { return errors.ErrUnsupported }

// Known reports the documents of a file that is already held as it is: the
// same path with the same bytes, or the same bytes under another path, which is
// then remembered as a second path.
func (l *Library) Known(ctx context.Context, f File) (ids []string, ok bool, err error) {
	return nil, false, errors.ErrUnsupported
}

// Put keeps a file and the texts read from it, in one transaction. Documents
// the path held before are replaced part by part and keep their ids and their
// corrections; parts that are no longer in the file are removed.
func (l *Library) Put(ctx context.Context, f File, texts []corpus.Source) ([]Record, Outcome, error) {
	return nil, "", errors.ErrUnsupported
}

// Get is one document. ErrNotFound if there is none, or it was removed.
func (l *Library) Get(ctx context.Context, id string) (Record, error) {
	return Record{}, errors.ErrUnsupported
}

// Original is the file a document came from.
func (l *Library) Original(ctx context.Context, id string) (File, error) {
	return File{}, errors.ErrUnsupported
}

// Heads lists all documents, by title.
func (l *Library) Heads(ctx context.Context) ([]Head, error) { return nil, errors.ErrUnsupported }

// All yields every document, parsed, in the order of their sequence.
func (l *Library) All(ctx context.Context) iter.Seq2[Record, error] { return nil }

// Correct puts the fields of a JSON object over those of a document; null takes
// a correction back to what was read. ifMatch may be empty. Errors:
// ErrNotFound, ErrChanged, a *corpus.FieldError.
func (l *Library) Correct(ctx context.Context, id string, patch json.RawMessage, ifMatch string) (Record, error) {
	return Record{}, errors.ErrUnsupported
}

// Remove takes a document out; Undo brings it back.
func (l *Library) Remove(ctx context.Context, id, ifMatch string) error { return errors.ErrUnsupported }

// Undo takes back the newest edit that has not been undone. If id is not empty
// only edits of that document count.
func (l *Library) Undo(ctx context.Context, id string) (Edit, error) {
	return Edit{}, errors.ErrUnsupported
}

// Edits lists the newest edits that can be undone, newest first.
func (l *Library) Edits(ctx context.Context, limit int) ([]Edit, error) {
	return nil, errors.ErrUnsupported
}

// RemoveSamples removes every document whose field Sample is set, for good,
// and reports how many.
func (l *Library) RemoveSamples(ctx context.Context) (int, error) { return 0, errors.ErrUnsupported }

// Seq is the number of the newest change.
func (l *Library) Seq(ctx context.Context) (int64, error) { return 0, errors.ErrUnsupported }

// Since lists, one step a document, what changed after seq, in order.
func (l *Library) Since(ctx context.Context, seq int64) ([]Step, error) {
	return nil, errors.ErrUnsupported
}
