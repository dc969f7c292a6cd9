package main

import (
	"context"
	"log/slog"
	"time"

	"tiaowen/corpus/extract"
	"tiaowen/indexer"
	"tiaowen/indexer/watch"
)

// How folders are followed: a network share, which tells nothing of changes, is
// looked at every half minute; a file is taken when it was left alone for half a
// second, so that one still being copied is not read by half.
const (
	rescanEvery = 30 * time.Second
	settleFor   = 500 * time.Millisecond
)

// newWatch follows folders into the store; nil if there are none.
func newWatch(s *store, folders []string, log *slog.Logger) *watch.Watch {
	if len(folders) == 0 {
		return nil
	}
	return watch.New(s.intake, watch.Options{
		Roots:  folders,
		List:   func(root string) ([]string, error) { return listFiles([]string{root}) },
		Load:   func(path string) indexer.File { return readFile(path) },
		Beside: extract.SidecarEnding,
		Known:  func(ctx context.Context) (map[string][]string, error) { return s.library.Paths(ctx) },
		Rescan: rescanEvery, Settle: settleFor, Now: time.Now, Log: log,
	})
}
