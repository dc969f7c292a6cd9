package main

import (
	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/indexer/segment"
)

// reader makes texts of files.
type reader struct{ words *segment.Dictionary }

// read makes texts of a file and its sidecar, and mends what can be mended.
func (r reader) read(path string, data, sidecar []byte) ([]corpus.Source, error) {
	sources, err := extract.Read(path, data)
	if err != nil {
		return nil, err
	}
	for i := range sources {
		sources[i] = extract.Mend(sources[i], func() extract.Words { return r.words })
	}
	if len(sidecar) == 0 {
		return sources, nil
	}
	return extract.WithSidecar(sources, sidecar)
}
