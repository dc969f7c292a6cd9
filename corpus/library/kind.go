package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"tiaowen/corpus/problem"
)

// kindOfCode is what SQLite's codes come to for the person who asked.
var kindOfCode = map[int]problem.Kind{
	sqlite3.SQLITE_CORRUPT:  problem.DamagedLibrary,
	sqlite3.SQLITE_NOTADB:   problem.DamagedLibrary,
	sqlite3.SQLITE_CANTOPEN: problem.UnreadableLibrary,
	sqlite3.SQLITE_IOERR:    problem.UnreadableLibrary,
	sqlite3.SQLITE_READONLY: problem.ReadOnlyDisk,
	sqlite3.SQLITE_PERM:     problem.NoPermission,
	sqlite3.SQLITE_BUSY:     problem.InUse,
	sqlite3.SQLITE_LOCKED:   problem.InUse,
}

// kinded gives an error of SQLite its kind, and makes ErrFull of the ways in
// which a full disk shows; nil stays nil.
func kinded(err error) error {
	var e *sqlite.Error
	switch {
	case err == nil:
		return nil
	case problem.KindOf(err) == problem.DiskFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case !errors.As(err, &e):
		return err
	// The shared memory beside the log is the first file that cannot grow.
	case code(e) == sqlite3.SQLITE_FULL || e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE:
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	if kind, ok := kindOfCode[code(e)]; ok {
		return &problem.Error{Kind: kind, Cause: err}
	}
	return err
}

// busy reports whether another process is writing.
func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && code(e) == sqlite3.SQLITE_BUSY
}

// code is SQLite's primary code, without what is more exactly said of it.
func code(e *sqlite.Error) int { return e.Code() & 0xff }

// trouble reports whether an error means that nothing can be kept, not only the
// file at hand.
func trouble(err error) bool {
	var e *sqlite.Error
	switch {
	case errors.Is(kinded(err), ErrFull), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.Is(err, sql.ErrTxDone), errors.Is(err, sql.ErrConnDone):
		return true
	case errors.As(err, &e):
		return code(e) != sqlite3.SQLITE_CONSTRAINT && code(e) != sqlite3.SQLITE_TOOBIG && code(e) != sqlite3.SQLITE_MISMATCH
	}
	return false
}
