package bleve

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"tiaowen/search/meaning/codes"
)

// codesFile is beside the generations: what texts mean outlives a rebuild.
const codesFile = "codes"

// Mean lets questions be answered also by what they mean, as far as that is known of the
// passages; see Lacking. What is kept that cannot be read is made again: the fault says
// so. It is to be called once, before the engine is used, and when it stands where the
// library does: what no document goes by is swept.
func (e *Engine) Mean(encoder Encoder) (fault, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen == nil {
		return nil, errClosed
	}
	path := filepath.Join(e.dir, codesFile)
	var file *codes.File
	if e.gen.reading {
		if file, err = codes.OpenReading(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil // nothing is known, and nothing will be
		}
	} else {
		file, err = codes.Open(path)
	}
	if err != nil {
		return nil, fmt.Errorf("open meanings: %w", err)
	}
	if !e.gen.reading {
		if _, err := file.Sweep(e.gen.live()); err != nil { // there is more than is needed, no harm
			_ = file.Close()
			if file, err = codes.Open(path); err != nil {
				return nil, fmt.Errorf("open meanings: %w", err)
			}
		}
	}
	e.encoder, e.codes = encoder, file
	e.refreshMeans()
	return file.Fault(), nil
}

// live tells the keys of the documents there are.
func (g *generation) live() func(codes.Key) bool {
	keys := map[codes.Key]bool{}
	for _, row := range g.rows {
		if row != nil {
			keys[row.meaningKey()] = true
		}
	}
	return func(k codes.Key) bool { return keys[k] }
}

// refreshMeans lets searches see what has become known since.
func (e *Engine) refreshMeans() {
	v := e.view.Load()
	if old := v.means.Swap(e.newMeans(v.table)); old != nil {
		old.release()
	}
}
