// Package library is the durable store: the bytes of every file as they came,
// the texts read from them, what was noticed, and what people corrected. It is
// the truth; the search index is derived from it and can be made again.
//
// It is one SQLite file. Every change is one transaction and has a sequence
// number, so that an index can be brought up to date from any earlier state.
//
// What is kept of a text is its [corpus.Source], not its tree: fields and tree
// come from [parse.Document] whenever a document is read, with the corrections
// laid over what its source states. So a better parser takes effect without a
// new import, and a correction survives one. Only what a list shows is kept in
// its parsed form beside the text; [Library.Reparse] renews that.
//
// One connection writes, as SQLite has one writer anyway; readers have their
// own and see the last committed state, also while something is written, also
// from other processes.
package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"tiaowen/corpus"
	"tiaowen/corpus/problem"
)

// Errors that callers tell apart. Each knows what the person who asked is told.
var (
	ErrNotFound = problem.New(problem.NoDocument, "library: no such document")
	// ErrChanged means that the document is no longer the one the caller saw
	// (If-Match).
	ErrChanged = problem.New(problem.Changed, "library: document has changed meanwhile")
	// ErrExists means that there is a document where none was expected
	// (If-None-Match).
	ErrExists = problem.New(problem.DocumentExists, "library: document is there")
	// ErrNothingToUndo means that no edit is left to take back.
	ErrNothingToUndo = problem.New(problem.NothingToUndo, "library: nothing to undo")
	// ErrNothingToRedo means that nothing that was undone can be made again.
	ErrNothingToRedo = problem.New(problem.NothingToRedo, "library: nothing to redo")
	// ErrPart means that a document is one of several in a file, and cannot be
	// replaced alone.
	ErrPart = problem.New(problem.PartOfFile, "library: one of several in a file")
	// ErrUnreadable means that a text fells what reads it.
	ErrUnreadable = problem.New(problem.Unreadable, "library: a text cannot be read")
	// ErrDamaged means that a text, or the file it came from, is not as it was
	// written: it is not shown, and all others are.
	ErrDamaged = problem.New(problem.DamagedText, "library: damaged on its disk")
	// ErrFull means that the disk is full: nothing was written, reading goes on.
	ErrFull = problem.New(problem.DiskFull, "library: disk full")
	// ErrViewed means that the library was opened to be read and nothing else.
	ErrViewed = problem.New(problem.ReadOnlyDisk, "library: open for reading")
	// ErrOlder means that an older program made the library's tables, and nobody
	// has brought them up to date yet.
	ErrOlder = problem.New(problem.OlderLibrary, "library: made by an older program")
	// ErrNewer means that a newer program has changed the library's tables.
	ErrNewer = problem.New(problem.NewerLibrary, "library: changed by a newer program")
)

// fileName is the library's file in its folder.
const fileName = "library.db"

// readers bounds the connections that read at once, so that a burst of
// requests does not take a page cache each. It is far above what goes on at a
// time because whoever walks through [Library.All] holds one meanwhile.
const readers = 32

// Library is an open store, safe for use by many goroutines.
type Library struct {
	writer *sql.DB
	reader *sql.DB
	now    func() time.Time
	get    atomic.Pointer[sql.Stmt]
	// seqs and noticed are the numbers and the doubts that were asked for lately; nil
	// where others may write.
	seqs    *recalled[int64]
	noticed *recalled[[]corpus.Diagnostic]
	// refusal is why nothing is written, nil where something may be; scratch is a
	// folder that goes when it is closed.
	refusal error
	scratch string
}

// Option changes how a library is opened.
type Option func(*Library)

// Clock sets the clock that imports and edits are dated by; without it time.Now.
func Clock(now func() time.Time) Option {
	return func(l *Library) { l.now = now }
}

// Alone says that nobody else writes while it is open, so that what was read once need
// not be asked for again before this process writes.
func Alone() Option {
	return func(l *Library) { l.seqs, l.noticed = newRecalled[int64](), newRecalled[[]corpus.Diagnostic]() }
}

// Open opens or creates the library in dir. It fails with ErrNewer if a newer
// program has changed its tables.
func Open(ctx context.Context, dir string, opts ...Option) (*Library, error) {
	l := &Library{now: time.Now}
	for _, o := range opts {
		o(l)
	}
	path, err := create(dir)
	if err != nil {
		return nil, fmt.Errorf("open library %s: %w", dir, kinded(err))
	}
	if err := l.connect(path); err != nil {
		return nil, fmt.Errorf("open library %s: %w", dir, err)
	}
	if err := l.migrate(ctx); err != nil {
		l.Close()
		return nil, fmt.Errorf("open library %s: %w", dir, kinded(err))
	}
	return l, nil
}

// create sees to it that folder and file exist. The file holds settings that
// are nobody else's business; SQLite gives its side files the same mode.
func create(dir string) (path string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	path = filepath.Join(dir, fileName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", err
	}
	return path, f.Close()
}

// connect prepares both pools; nothing is opened before the first use. The
// writer looks again after 20 ms at the latest, see begin; what it deletes is
// overwritten, because what is discarded may be secret.
func (l *Library) connect(path string) (err error) {
	if l.writer, err = sql.Open("sqlite", address(path, "_txlock=immediate&_pragma=busy_timeout(20)&_pragma=secure_delete(1)")); err != nil {
		return err
	}
	l.writer.SetMaxOpenConns(1)
	if l.reader, err = sql.Open("sqlite", address(path, "_query_only=1")); err != nil {
		return err
	}
	l.reader.SetMaxOpenConns(readers)
	l.reader.SetMaxIdleConns(4)
	return nil
}

// address is path as SQLite's URI with the settings of every connection:
// FULL means that a commit is on the disk when it returns; the timeout is for
// another process that has the file for itself for a moment; the limit lets the
// log shrink again after a large import.
func address(path, more string) string {
	return fileURI(path, "_busy_timeout=10000&_journal_mode=WAL&_synchronous=FULL"+
		"&_foreign_keys=1&_pragma=journal_size_limit(67108864)&"+more)
}

func fileURI(path, settings string) string {
	slashed := filepath.ToSlash(path)
	if slashed[0] != '/' {
		slashed = "/" + slashed // C:/… is written /C:/…
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: settings}
	return u.String()
}

// Refuse says why nothing is written in a library that was opened by View.
func (l *Library) Refuse(why error) { l.refusal = why }

// Close closes it.
func (l *Library) Close() error {
	if err := errors.Join(l.reader.Close(), l.writer.Close(), removeScratch(l.scratch)); err != nil {
		return fmt.Errorf("close library: %w", err)
	}
	return nil
}
