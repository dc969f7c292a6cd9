package main

import (
	"iter"

	"tiaowen/indexer"
)

// Bounds of one round of importing: its files are in the library and the index
// before the first of them is reported.
const (
	batchFiles = 200
	batchBytes = 8 << 20
)

// round is what became of one batch.
type round struct {
	outcomes []indexer.Outcome
	err      error
}

// inPairs gives do(x) for every x in order, and has the next begun while one is
// at work: the library takes files while the index follows those before.
func inPairs[X, Y any](all iter.Seq[X], do func(X) Y) iter.Seq[Y] {
	return func(yield func(Y) bool) {
		var before chan Y
		for x := range all {
			now := make(chan Y, 1)
			go func() { now <- do(x) }()
			if before != nil && !yield(<-before) {
				<-now
				return
			}
			before = now
		}
		if before != nil {
			yield(<-before)
		}
	}
}

// batches reads the files, a bounded number and size at a time.
func batches(paths []found) iter.Seq[[]indexer.File] {
	return func(yield func([]indexer.File) bool) {
		var batch []indexer.File
		size := 0
		for _, p := range paths {
			f := readFile(p)
			if len(batch) > 0 && (len(batch) >= batchFiles || size+len(f.Data) > batchBytes) {
				if !yield(batch) {
					return
				}
				batch, size = nil, 0
			}
			batch = append(batch, f)
			size += len(f.Data)
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}
