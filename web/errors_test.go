package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
	"tiaowen/search"
)

// TestProblemOf: the kind that an error has below is the code that a caller sees,
// but for the server's own trouble, which is internal to him.
func TestProblemOf(t *testing.T) {
	for _, c := range []struct {
		err    error
		code   string
		status int
	}{
		{library.ErrNotFound, "no_such_document", 404},
		{library.ErrNoCollection, "no_such_collection", 404},
		{library.ErrNoItem, "no_such_item", 404},
		{library.ErrTooMany, "collection_full", 422},
		{library.ErrChanged, "changed", 412},
		{library.ErrNothingToUndo, "nothing_to_undo", 409},
		{library.ErrNothingToRedo, "nothing_to_redo", 409},
		{fmt.Errorf("put: %w", library.ErrFull), "no_space", 507},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "no_space", 507},
		{search.ErrCursor, "bad_cursor", 400},
		{&search.QueryError{Field: "text", Reason: "too_long"}, "invalid_request", 422},
		{context.Canceled, "canceled", 499},
		{context.DeadlineExceeded, "timeout", 503},
		{&fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}, "internal", 500},
		{&problem.Error{Kind: problem.DamagedLibrary}, "damaged_library", 503},
		{fmt.Errorf("get: %w", library.ErrDamaged), "damaged_text", 503},
		{&problem.Error{Kind: problem.InUse}, "internal", 500},
		{errors.New("strange"), "internal", 500},
	} {
		if p := problemOf(c.err); p.Code != c.code || p.Status != c.status || p.Title == "" {
			t.Errorf("%v: %d %s %q", c.err, p.Status, p.Code, p.Title)
		}
	}
}
