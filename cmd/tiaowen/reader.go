package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/extract/apart"
	"tiaowen/corpus/problem"
	"tiaowen/indexer"
	"tiaowen/indexer/words"
)

// readerCommand is the command by which this program starts itself to read
// files apart.
const readerCommand = "read-files"

// readFilesCmd is what a child process does.
type readFilesCmd struct{}

// Run reads files for the parent until it goes.
func (readFilesCmd) Run() error {
	// What a library prints must not get between the answers.
	in, out := os.Stdin, os.Stdout
	os.Stdout = os.Stderr
	return apart.Serve(in, out)
}

// reader makes texts of files.
type reader struct {
	apart *apart.Reader
	words *words.Dictionary
	// folder keeps what a reader would have to make again in every child.
	folder string
}

func newReader(data string, words *words.Dictionary) (reader, error) {
	program, err := os.Executable()
	if err != nil {
		return reader{}, fmt.Errorf("find this program: %w", err)
	}
	folder := filepath.Join(data, "cache")
	if err := os.MkdirAll(folder, 0o700); problem.Unwritten(err) {
		folder = ""
	} else if err != nil {
		return reader{}, fmt.Errorf("create %s: %w", folder, err)
	}
	return reader{apart.New([]string{program, readerCommand}, apart.Limits{}), words, folder}, nil
}

// read makes texts of a file and its sidecar, and mends what can be mended.
func (r reader) read(ctx context.Context, f indexer.File) ([]corpus.Source, error) {
	sources, err := r.apart.Read(ctx, f.Path, f.Data, extract.Options{Password: f.Password, OCR: f.Recognise, Plain: f.Sent, Folder: r.folder})
	if err != nil {
		return nil, err
	}
	sources = extract.MendAll(sources, func() extract.Words { return r.words })
	if len(f.Sidecar) == 0 {
		return sources, nil
	}
	return extract.WithSidecar(sources, f.Sidecar)
}
