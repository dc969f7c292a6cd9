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
	"tiaowen/corpus/problem"
	"tiaowen/corpus/topic"
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
	lexicon *topic.Lexicon
	read    Reader
	room    func(size int64) error

	// changing is held while the library is changed. Whoever holds indexing may
	// take it, not the other way round.
	changing sync.Mutex

	indexing sync.Mutex // guards what follows
	// catalogue is that of the index's state; nil until needed.
	catalogue *catalogue
	watcher   Watcher
	told      map[string]bool  // ids of the documents that the watcher knows
	fallen    map[string]error // by id: documents that cannot be indexed

	unread unread
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
func (in *Intake) Watch(w Watcher) { in.watcher = w }

// Room sets who is asked, before anything is written, whether there is room for so
// many bytes with all that goes with them: library.ErrFull if not. A disk that turns
// out to be full between library and index leaves a text that cannot be found.
func (in *Intake) Room(ask func(size int64) error) { in.room = ask }

// NewIntake joins a library to the index that follows it.
func NewIntake(l *library.Library, e Engine, lexicon *topic.Lexicon, read Reader) *Intake {
	return &Intake{library: l, engine: e, lexicon: lexicon, read: read, room: func(int64) error { return nil }, watcher: Watchers{}, told: map[string]bool{}}
}

// Outcome is what became of one file; its JSON is a line of `import --json`.
type Outcome struct {
	Path      string  `json:"path"`
	Outcome   string  `json:"outcome"` // added, updated, unchanged, restored, quarantined, failed
	Documents []Taken `json:"documents"`
	// SimilarTo are the held documents that a new one resembles: it may be another
	// edition of one of them, or the same paper corrected.
	SimilarTo []Alike `json:"similar_to,omitempty"`
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
	// empty for files. Without a Path the text stands where the document of that id
	// does.
	ID string
	// Sent means that it is a text in UTF-8 that a program sent, and no file.
	Sent bool
	// Loose means that the file came without its folder: that nothing lies beside it
	// says nothing. Unasked means that nobody asked for it: what a person removed
	// does not come back with it.
	Loose, Unasked bool
	// Err says why the file could not be read from its disk.
	Err error
}

// held is the file as the library knows it.
func (f File) held() library.File {
	return library.File{Path: f.Path, Data: f.Data, Beside: f.Sidecar, Loose: f.Loose}
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
	files, err := in.place(ctx, files)
	if err != nil {
		return nil, err
	}
	// All is read before the library is held: a slow file keeps nobody else waiting.
	var ahead []reading
	for _, c := range in.readAhead(ctx, files) {
		ahead = append(ahead, <-c)
	}
	var out []Outcome
	var fresh map[int][]corpus.Document
	size := int64(0)
	for _, f := range files {
		size += int64(len(f.Data))
	}
	err = in.changeBy(ctx, size, func() (err error) {
		if err = may(); err == nil {
			out, fresh, err = in.takeAll(ctx, files, ahead)
		}
		return err
	})
	if err != nil {
		return out, err
	}
	in.noteFallen(out)
	return out, in.noteTwins(ctx, out, fresh)
}

// change makes a change of the library and lets the index follow. What the
// library has taken is indexed even if the change then failed.
func (in *Intake) change(ctx context.Context, apply func() error) error {
	return in.changeBy(ctx, 0, apply)
}

// changeBy is change by something of so many bytes. That there is no room means that
// nothing was written; what was written and cannot be found yet is told apart.
func (in *Intake) changeBy(ctx context.Context, size int64, apply func() error) error {
	if err := in.room(size); err != nil {
		return err
	}
	in.changing.Lock()
	err := apply()
	in.changing.Unlock()
	// What is in the library is to be found, even if the caller has gone away.
	sync := in.Sync(context.WithoutCancel(ctx))
	if err == nil && errors.Is(sync, library.ErrFull) {
		return &problem.Error{Kind: problem.Unindexed, Cause: sync}
	}
	return errors.Join(err, sync)
}

// takeAll puts files into the library. The new documents are by the place of
// their file.
func (in *Intake) takeAll(ctx context.Context, files []File, ahead []reading) (out []Outcome, fresh map[int][]corpus.Document, err error) {
	out, fresh = make([]Outcome, 0, len(files)), map[int][]corpus.Document{}
	genuine := false
	for len(out) < len(files) {
		at := len(out)
		n := together(files[at:], ahead[at:])
		taken, err := in.take(ctx, files[at:at+n], ahead[at:at+n])
		if err != nil {
			return out, fresh, err
		}
		for i, t := range taken {
			if o := library.Outcome(t.Outcome.Outcome); o == library.Added || o == library.Updated || o == library.Restored {
				fresh[at+i] = t.documents
				genuine = genuine || !slices.ContainsFunc(t.documents, func(d corpus.Document) bool { return d.Fields.Sample })
			}
			out = append(out, t.Outcome)
		}
	}
	if genuine {
		if _, err := in.library.RemoveSamples(ctx); err != nil {
			return out, fresh, fmt.Errorf("remove the samples: %w", err)
		}
	}
	return out, fresh, nil
}

// noteTwins adds to the outcomes of new documents which others they are nearly
// the same as, and of which they may be another edition. It comes after the sync,
// so that twins in one round are found; an edition is one of those before.
func (in *Intake) noteTwins(ctx context.Context, outcomes []Outcome, fresh map[int][]corpus.Document) error {
	later := map[string]int{} // the place of the file that brought it
	for i, documents := range fresh {
		for _, d := range documents {
			later[d.ID] = i
		}
	}
	for i, documents := range fresh {
		before := func(id string) bool {
			at, fresh := later[id]
			return !fresh || at < i
		}
		for _, d := range documents {
			alike, err := FindAlike(ctx, in.engine, &d)
			if err != nil {
				return err
			}
			outcomes[i].Diagnostics = append(outcomes[i].Diagnostics, NoteAlike(alike)...)
			if outcomes[i].Outcome != string(library.Added) {
				continue
			}
			editions, err := in.editions(ctx, &d, before)
			if err != nil {
				return err
			}
			for _, a := range append(editions, alike...) {
				named := func(o Alike) bool { return o.ID == a.ID }
				if before(a.ID) && !slices.ContainsFunc(outcomes[i].SimilarTo, named) {
					outcomes[i].SimilarTo = append(outcomes[i].SimilarTo, a)
				}
			}
		}
	}
	return nil
}

// Put takes in one text that a program sent under an id, as AddAll does, if the
// condition holds. Errors: library.ErrChanged and library.ErrExists if it does not.
func (in *Intake) Put(ctx context.Context, f File, id string, c Condition) (Outcome, error) {
	f.ID = id
	out, err := in.addIf(ctx, []File{f}, func() error { return c.holds(ctx, in.library, id) })
	if err != nil {
		return Outcome{}, err
	}
	return out[0], nil
}

// Replace puts the text of one document in the place of another's. Errors as
// library.Replace.
func (in *Intake) Replace(ctx context.Context, id, by string) (r library.Record, err error) {
	err = in.change(ctx, func() (err error) {
		r, err = in.library.Replace(ctx, id, by)
		return err
	})
	return r, err
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

// Release lets a document that is withheld be found, with all others of its
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

// Discard takes the file of a document that is withheld out for good. Errors as
// library.Discard.
func (in *Intake) Discard(ctx context.Context, id string) error {
	return in.change(ctx, func() error { return in.library.Discard(ctx, id) })
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

// Redo makes the newest replacement or restoration again that was undone, of one
// document if id is not empty. Errors as library.Redo.
func (in *Intake) Redo(ctx context.Context, id string) (edit library.Edit, err error) {
	err = in.change(ctx, func() (err error) {
		edit, err = in.library.Redo(ctx, id)
		return err
	})
	return edit, err
}
