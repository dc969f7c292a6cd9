package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// Reader makes texts of a file and of the fields stated beside it, as package
// corpus/extract does. Its errors say, in Chinese, why a file cannot be taken.
// It is called for several files at once.
type Reader func(ctx context.Context, f File) ([]corpus.Source, error)

// Intake is the way in: everything that changes the library goes through it, so
// that the index follows before the change is acknowledged. It is safe for use
// by many goroutines. Changes are made one at a time; while the index follows one
// the library may already take the next.
type Intake struct {
	library *library.Library
	engine  Engine
	lexicon *corpus.Lexicon
	read    Reader

	// changing is held while the library is changed. Whoever holds indexing may
	// take it, not the other way round.
	changing sync.Mutex

	indexing sync.Mutex // guards what follows
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
	Path      string  `json:"path"`
	Outcome   string  `json:"outcome"` // added, updated, unchanged, quarantined, failed
	Documents []Taken `json:"documents"`
	Reason    string  `json:"reason,omitempty"`
	// Code is the stable name of the reason, if it has one.
	Code        string              `json:"code,omitempty"`
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
	// Password opens it, if it needs one; Recognise asks for the text of pages
	// that are only pictures.
	Password  string
	Recognise bool
	// ID is the id wanted for a text that is no file but was sent by a program;
	// empty for files.
	ID string
	// Err says why the file could not be read from its disk.
	Err error
}

// AddAll takes files in and updates the index once. When it returns nil, every
// outcome is durable and searchable. What goes wrong with a file is in its
// outcome; an error means that the library or the index is in trouble
// (library.ErrFull…), and the outcomes are those of the files before. Samples leave with the first file that is not one.
func (in *Intake) AddAll(ctx context.Context, files []File) ([]Outcome, error) {
	return in.addIf(ctx, files, func() error { return nil })
}

// addIf is AddAll if may, asked while nothing else changes, has nothing against it.
func (in *Intake) addIf(ctx context.Context, files []File, may func() error) ([]Outcome, error) {
	// All is read before the library is held: a slow file keeps nobody else waiting.
	var ahead []reading
	for _, c := range in.readAhead(ctx, files) {
		ahead = append(ahead, <-c)
	}
	var out []Outcome
	var fresh map[int][]corpus.Document
	err := in.change(ctx, func() (err error) {
		if err = may(); err == nil {
			out, fresh, err = in.takeAll(ctx, files, ahead)
		}
		return err
	})
	if err != nil {
		return out, err
	}
	return out, in.noteTwins(ctx, out, fresh)
}

// change makes a change of the library and lets the index follow. What the
// library has taken is indexed even if the change then failed.
func (in *Intake) change(ctx context.Context, make func() error) error {
	in.changing.Lock()
	err := make()
	in.changing.Unlock()
	// What is in the library is to be found, even if the caller has gone away.
	return errors.Join(err, in.Sync(context.WithoutCancel(ctx)))
}

// takeAll puts files into the library. The new documents are by the place of
// their file.
func (in *Intake) takeAll(ctx context.Context, files []File, ahead []reading) (out []Outcome, fresh map[int][]corpus.Document, err error) {
	out, fresh = make([]Outcome, 0, len(files)), map[int][]corpus.Document{}
	real := false
	for i, f := range files {
		o, documents, err := in.take(ctx, f, ahead[i])
		if err != nil {
			return out, fresh, err
		}
		if o.Outcome == string(library.Added) || o.Outcome == string(library.Updated) {
			fresh[i] = documents
			real = real || !slices.ContainsFunc(documents, func(d corpus.Document) bool { return d.Fields.Sample })
		}
		out = append(out, o)
	}
	if real {
		if _, err := in.library.RemoveSamples(ctx); err != nil {
			return out, fresh, fmt.Errorf("remove the samples: %w", err)
		}
	}
	return out, fresh, nil
}

// noteTwins adds to the outcomes of new documents which others they are nearly
// the same as. It comes after the sync, so that twins in one round are found.
func (in *Intake) noteTwins(ctx context.Context, outcomes []Outcome, fresh map[int][]corpus.Document) error {
	for i, documents := range fresh {
		for _, d := range documents {
			alike, err := FindAlike(ctx, in.engine, &d)
			if err != nil {
				return err
			}
			outcomes[i].Diagnostics = append(outcomes[i].Diagnostics, NoteAlike(alike)...)
		}
	}
	return nil
}

// take puts one file into the library. The documents are those it became.
func (in *Intake) take(ctx context.Context, f File, r reading) (o Outcome, documents []corpus.Document, err error) {
	o = Outcome{Path: f.Path, Documents: []Taken{}, Diagnostics: []corpus.Diagnostic{}}
	switch {
	case r.trouble != nil:
		return o, nil, r.trouble
	case r.refused != nil:
		o.Outcome, o.Reason, o.Code = Failed, r.refused.Error(), codeOf(r.refused)
		return o, nil, nil
	case r.known:
		// An earlier file may have changed that.
		ids, still, err := in.library.Known(ctx, library.File{Path: f.Path, Data: f.Data})
		if err != nil {
			return o, nil, fmt.Errorf("look up %s: %w", f.Path, err)
		}
		if still {
			o, err = in.known(ctx, o, ids)
			return o, nil, err
		}
		if r.texts, err = in.texts(ctx, f); err != nil {
			o.Outcome, o.Reason, o.Code = Failed, err.Error(), codeOf(err)
			return o, nil, nil
		}
	}
	records, outcome, err := in.library.Put(ctx, library.File{Path: f.Path, Data: f.Data}, r.texts)
	if err != nil {
		return o, nil, fmt.Errorf("keep %s: %w", f.Path, err)
	}
	o.Outcome = string(outcome)
	for _, r := range records {
		o.Reason = r.Held
		o.Documents = append(o.Documents, Taken{r.Document.ID, r.Document.Fields.Title})
		o.Diagnostics = append(o.Diagnostics, r.Document.Diagnostics...)
		documents = append(documents, r.Document)
	}
	return o, documents, nil
}

// known is the outcome of a file that the library has as it is.
func (in *Intake) known(ctx context.Context, o Outcome, ids []string) (Outcome, error) {
	held, err := in.library.HeldAt(ctx, o.Path)
	if err != nil {
		return o, err
	}
	for _, h := range held {
		o.Outcome, o.Reason = string(library.Quarantined), h.Reason
		o.Documents = append(o.Documents, Taken{h.ID, h.Title})
	}
	if len(held) > 0 {
		return o, nil
	}
	o.Outcome = string(library.Unchanged)
	for _, id := range ids {
		r, err := in.library.Get(ctx, id)
		if errors.Is(err, library.ErrNotFound) { // removed by a person: stays so
			continue
		}
		if err != nil {
			return o, err
		}
		o.Documents = append(o.Documents, Taken{id, r.Document.Fields.Title})
	}
	return o, nil
}

// Put takes in one text that a program sent, as AddAll does, if the document id
// is still the one that ifMatch names (its ETag; empty for any, also for none).
// Errors as library.Get and library.ErrChanged.
func (in *Intake) Put(ctx context.Context, f File, id, ifMatch string) (Outcome, error) {
	out, err := in.addIf(ctx, []File{f}, func() error {
		if ifMatch == "" {
			return nil
		}
		r, err := in.library.Get(ctx, id)
		if err == nil && r.ETag != ifMatch {
			err = library.ErrChanged
		}
		return err
	})
	if err != nil {
		return Outcome{}, err
	}
	return out[0], nil
}

// Correct puts fields over those of a document and returns when the next
// search sees them. Errors as library.Correct.
func (in *Intake) Correct(ctx context.Context, id string, patch json.RawMessage, ifMatch string) (r library.Record, err error) {
	err = in.change(ctx, func() (err error) {
		r, err = in.library.Correct(ctx, id, patch, ifMatch)
		return err
	})
	return r, err
}

// Remove takes a document out. Errors as library.Remove.
func (in *Intake) Remove(ctx context.Context, id, ifMatch string) error {
	return in.change(ctx, func() error { return in.library.Remove(ctx, id, ifMatch) })
}

// Release lets a document that is held back be found, with all others of its
// file; samples leave as they do with any real text. Errors as library.Release.
func (in *Intake) Release(ctx context.Context, id string) error {
	return in.change(ctx, func() error {
		if err := in.library.Release(ctx, id); err != nil {
			return err
		}
		if _, err := in.library.RemoveSamples(ctx); err != nil {
			return fmt.Errorf("remove the samples: %w", err)
		}
		return nil
	})
}

// Undo takes back the newest edit, of one document if id is not empty. Errors
// as library.Undo.
func (in *Intake) Undo(ctx context.Context, id string) (edit library.Edit, err error) {
	err = in.change(ctx, func() (err error) {
		edit, err = in.library.Undo(ctx, id)
		return err
	})
	return edit, err
}
