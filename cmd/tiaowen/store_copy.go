package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
)

// openToRead opens a data folder for whoever only reads: where there is no library it
// makes none, for the name of the folder may be mistyped, and where another process
// has it open it opens a copy, of what is there now.
func openToRead(ctx context.Context, e env) (*store, error) {
	if err := hasLibrary(e); err != nil {
		return nil, err
	}
	s, err := openStore(ctx, e)
	if errors.Is(err, errHeld) {
		return openCopy(ctx, e)
	}
	return s, err
}

// openCopy copies a data folder aside and opens the copy.
func openCopy(ctx context.Context, e env) (*store, error) {
	scratch, done, err := scratchFolder(e.Data, ".copy-")
	if err != nil {
		return nil, problem.In("复制资料库", err)
	}
	if err := copyData(ctx, e.Data, scratch); err != nil {
		done()
		return nil, problem.In("复制资料库 "+e.Data, err)
	}
	e.Data = scratch
	s, err := openStore(ctx, e)
	if err != nil {
		done()
		return nil, err
	}
	s.done = done
	return s, nil
}

// copyData copies the index before the library, which it must not be ahead of: what
// the library took in between, the copy's index takes when it is opened. An index that
// was caught in the middle of a change is made anew then.
func copyData(ctx context.Context, from, to string) error {
	index := filepath.Join(to, "index")
	err := os.Mkdir(index, 0o700)
	if err == nil && copyIndex(filepath.Join(from, "index"), index) != nil {
		err = os.RemoveAll(index)
	}
	if err != nil {
		return err
	}
	for _, name := range ownFiles {
		if err := copyFile(filepath.Join(from, name), filepath.Join(to, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return library.Backup(ctx, from, filepath.Join(to, libraryName))
}
