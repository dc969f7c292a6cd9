package indexer

import (
	"context"
	"encoding/json"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// Reader makes texts of a file: package corpus/extract's Read.
type Reader func(path string, data []byte) ([]corpus.Source, error)

// Intake is the way in: everything that changes the library goes through it, so
// that the index follows before the change is acknowledged.
type Intake struct{}

// Outcome is what became of one file; its JSON is a line of `import --json`.
type Outcome struct {
	Path        string              `json:"path"`
	Outcome     string              `json:"outcome"` // added, updated, unchanged, quarantined, failed
	Documents   []Taken             `json:"documents"`
	Reason      string              `json:"reason,omitempty"`
	Diagnostics []corpus.Diagnostic `json:"diagnostics"`
}

// Taken names a document that a file became.
type Taken struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Add takes one file in. What goes wrong with the file is in the outcome; an
// error means that the library or the index is in trouble (library.ErrFull…).
func (in *Intake) Add(ctx context.Context, path string, data []byte) (Outcome, error) {
	return Outcome{}, nil
}

// Correct, Remove and Undo do what the library's methods of these names do and
// return when the next search sees it.
func (in *Intake) Correct(ctx context.Context, id string, patch json.RawMessage, ifMatch string) (library.Record, error) {
	return library.Record{}, nil
}

// Remove takes a document out.
func (in *Intake) Remove(ctx context.Context, id, ifMatch string) error { return nil }

// Undo takes back the newest edit, of one document if id is not empty.
func (in *Intake) Undo(ctx context.Context, id string) (library.Edit, error) {
	return library.Edit{}, nil
}
