package main

import (
	"context"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
	"tiaowen/indexer"
)

// wanted are the files to take.
type wanted struct {
	paths []found
	// rest are those that are read already, or have failed.
	rest []indexer.File
}

func (w wanted) count() int { return len(w.paths) + len(w.rest) }

// batches reads them.
func (w wanted) batches() iter.Seq[[]indexer.File] {
	return func(yield func([]indexer.File) bool) {
		for batch := range batches(w.paths) {
			if !yield(batch) {
				return
			}
		}
		if len(w.rest) > 0 {
			yield(w.rest)
		}
	}
}

// files are those to take. What was named and is not there, or cannot be listed,
// is among them, to fail by itself: it keeps nothing else out. But where nothing
// that was named is there, the command was mistyped, and no library is made of it.
func (c importCmd) files(ctx context.Context, e env) (w wanted, err error) {
	named := slices.DeleteFunc(slices.Clone(c.Paths), func(p string) bool { return p == dash })
	var there []string
	for _, p := range named {
		if allThere([]string{p}) != nil {
			w.paths = append(w.paths, found{"", p})
		} else {
			there = append(there, p)
		}
	}
	input := len(named) < len(c.Paths)
	if len(there) == 0 && !input {
		return w, allThere(named)
	}
	for _, p := range there {
		below, err := listFolder(p, folderBounds{})
		if err != nil && len(c.Paths) == 1 {
			return w, problem.In("列出 "+p, err)
		}
		if err != nil {
			w.rest = append(w.rest, indexer.File{Path: p, Err: refused("无法列出", err)})
		}
		w.paths = append(w.paths, below...)
	}
	slices.SortFunc(w.paths, byPath)
	w.paths = slices.CompactFunc(w.paths, func(a, b found) bool { return a.path == b.path })
	if input {
		f, err := c.input(ctx, e)
		if err != nil {
			return w, err
		}
		w.rest = append(w.rest, f)
	}
	return w, nil
}

// unnamed is what standard input is called that was given no name.
const unnamed = "标准输入"

// input is the file that comes by standard input. It has a name and lies in no
// folder, as an upload: under a bare name other content is another file, under a
// path it is an update.
func (c importCmd) input(ctx context.Context, e env) (indexer.File, error) {
	data, err := readInput(ctx, e, extract.MaxSize)
	if err != nil {
		return indexer.File{}, err
	}
	f := indexer.File{Data: data, Loose: true}
	name := placeOf(c.Name)
	switch {
	case name == "":
		f.Path = library.BarePath(library.Uploaded, unnamed, data)
	case !strings.Contains(name, "/"):
		f.Path = library.BarePath(library.Uploaded, name, data)
	default:
		f.Path = library.Uploaded + "/" + name
	}
	if len(data) > extract.MaxSize {
		f.Data, f.Err = nil, &extract.Refusal{Code: extract.TooLarge, Message: fmt.Sprintf("文件过大，上限 %d MB", extract.MaxSize>>20)}
	}
	return f, nil
}

// placeOf is a name as a path in the library, which is none of this machine; empty
// if nothing is left of it.
func placeOf(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}
