package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// Reader makes texts of a file and of the fields stated beside it, as package
// corpus/extract does. Its errors say, in Chinese, why a file cannot be taken.
type Reader func(path string, data, sidecar []byte) ([]corpus.Source, error)

// Intake is the way in: everything that changes the library goes through it, so
// that the index follows before the change is acknowledged. It is safe for use
// by many goroutines; changes are made one at a time.
type Intake struct {
	library *library.Library
	engine  Engine
	lexicon *corpus.Lexicon
	read    Reader

	mu sync.Mutex
	// catalogue and standing are those of the index's state; nil until needed.
	catalogue *catalogue
	standing  map[string]corpus.Standing
	watcher   Watcher
	told      map[string]corpus.Fields
}

// Watcher is told of every document by name, and of every change: what knows
// titles and addresses.
type Watcher interface {
	Put(docs ...search.Titled)
	Remove(ids ...string)
	// Forget means that a text has changed.
	Forget(id string)
}

// Watch sets who is told; before the first Sync.
func (in *Intake) Watch(w Watcher) { in.watcher, in.told = w, map[string]corpus.Fields{} }

// NewIntake joins a library to the index that follows it.
func NewIntake(l *library.Library, e Engine, lexicon *corpus.Lexicon, read Reader) *Intake {
	return &Intake{library: l, engine: e, lexicon: lexicon, read: read}
}

// Outcome is what became of one file; its JSON is a line of `import --json`.
type Outcome struct {
	Path        string              `json:"path"`
	Outcome     string              `json:"outcome"` // added, updated, unchanged, quarantined, failed
	Documents   []Taken             `json:"documents"`
	Reason      string              `json:"reason,omitempty"`
	Diagnostics []corpus.Diagnostic `json:"diagnostics"`
}

// Failed is the outcome of a file that was not taken.
const Failed = "failed"

// Taken names a document that a file became.
type Taken struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// File is one file to take in. Sidecar is the JSON object of fields that lies
// beside it, if any.
type File struct {
	Path    string
	Data    []byte
	Sidecar []byte
	// Err says why the file could not be read from its disk.
	Err error
}

// AddAll takes files in and updates the index once. When it returns nil, every
// outcome is durable and searchable. What goes wrong with a file is in its
// outcome; an error means that the library or the index is in trouble
// (library.ErrFull…), and the outcomes are those of the files before. Samples leave with the first file that is not one.
func (in *Intake) AddAll(ctx context.Context, files []File) ([]Outcome, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := make([]Outcome, 0, len(files))
	real := false
	for _, f := range files {
		o, sample, err := in.take(ctx, f)
		if err != nil {
			return out, errors.Join(err, in.sync(ctx))
		}
		real = real || !sample && (o.Outcome == string(library.Added) || o.Outcome == string(library.Updated))
		out = append(out, o)
	}
	if real {
		if _, err := in.library.RemoveSamples(ctx); err != nil {
			return nil, fmt.Errorf("remove the samples: %w", err)
		}
	}
	return out, in.sync(ctx)
}

// take puts one file into the library; sample says whether it is one that
// comes with the program.
func (in *Intake) take(ctx context.Context, f File) (o Outcome, sample bool, err error) {
	o = Outcome{Path: f.Path, Documents: []Taken{}, Diagnostics: []corpus.Diagnostic{}}
	if f.Err != nil {
		o.Outcome, o.Reason = Failed, f.Err.Error()
		return o, false, nil
	}
	kept := library.File{Path: f.Path, Data: f.Data}
	if len(f.Sidecar) == 0 {
		ids, known, err := in.library.Known(ctx, kept)
		if err != nil {
			return o, false, fmt.Errorf("look up %s: %w", f.Path, err)
		}
		if known {
			return in.known(ctx, o, ids)
		}
	}
	sources, err := in.read(f.Path, f.Data, f.Sidecar)
	if err != nil {
		o.Outcome, o.Reason = Failed, err.Error()
		return o, false, nil
	}
	var texts []corpus.Source
	for _, s := range sources {
		texts = append(texts, corpus.Split(s)...)
	}
	records, outcome, err := in.library.Put(ctx, kept, texts)
	if err != nil {
		return o, false, fmt.Errorf("keep %s: %w", f.Path, err)
	}
	o.Outcome = string(outcome)
	for _, r := range records {
		o.Documents = append(o.Documents, Taken{r.Document.ID, r.Document.Fields.Title})
		o.Diagnostics = append(o.Diagnostics, r.Document.Diagnostics...)
		sample = sample || r.Document.Fields.Sample
	}
	return o, sample, nil
}

func (in *Intake) known(ctx context.Context, o Outcome, ids []string) (Outcome, bool, error) {
	o.Outcome = string(library.Unchanged)
	for _, id := range ids {
		r, err := in.library.Get(ctx, id)
		if errors.Is(err, library.ErrNotFound) { // removed by a person: stays so
			continue
		}
		if err != nil {
			return o, false, err
		}
		o.Documents = append(o.Documents, Taken{id, r.Document.Fields.Title})
	}
	return o, false, nil
}

// Correct puts fields over those of a document and returns when the next
// search sees them. Errors as library.Correct.
func (in *Intake) Correct(ctx context.Context, id string, patch json.RawMessage, ifMatch string) (library.Record, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	r, err := in.library.Correct(ctx, id, patch, ifMatch)
	if err != nil {
		return r, err
	}
	return r, in.sync(ctx)
}

// Remove takes a document out. Errors as library.Remove.
func (in *Intake) Remove(ctx context.Context, id, ifMatch string) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if err := in.library.Remove(ctx, id, ifMatch); err != nil {
		return err
	}
	return in.sync(ctx)
}

// Undo takes back the newest edit, of one document if id is not empty. Errors
// as library.Undo.
func (in *Intake) Undo(ctx context.Context, id string) (library.Edit, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	edit, err := in.library.Undo(ctx, id)
	if err != nil {
		return edit, err
	}
	return edit, in.sync(ctx)
}
