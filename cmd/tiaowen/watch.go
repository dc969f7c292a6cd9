package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
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
	for i, folder := range folders {
		if abs, err := filepath.Abs(folder); err == nil {
			folders[i] = abs
		}
	}
	return watch.New(s.intake, watch.Options{
		Roots:  folders,
		List:   listWatched,
		Load:   func(path string) indexer.File { return readFile(found{rootOf(folders, path), path}) },
		Beside: extract.SidecarEnding,
		Known:  func(ctx context.Context) (map[string][]string, error) { return s.library.Paths(ctx) },
		Rescan: rescanEvery, Settle: settleFor, Now: time.Now, Log: log,
	})
}

// listWatched lists the files of a followed folder, unless they are too many.
func listWatched(root string) ([]string, error) {
	files, err := listFolder(root, watchable)
	if err != nil {
		return nil, err
	}
	paths := make([]string, 0, len(files))
	for _, f := range files {
		paths = append(paths, f.path)
	}
	slices.Sort(paths)
	return paths, nil
}

// rootOf is the followed folder that a path lies in.
func rootOf(folders []string, path string) string {
	root := filepath.Dir(path)
	for _, folder := range folders {
		if strings.HasPrefix(path, strings.TrimSuffix(folder, string(filepath.Separator))+string(filepath.Separator)) {
			root = folder
		}
	}
	return root
}
