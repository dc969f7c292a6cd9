package bleve

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"

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
	// Every record is read once: what the disk cannot read must not end the program.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	file, err := e.openCodes(filepath.Join(e.dir, codesFile))
	if err != nil || file == nil {
		return nil, err
	}
	e.encoder, e.codes = newRemembered(encoder), file
	e.refreshMeans()
	return file.Fault(), nil
}

// openCodes opens what is kept; nil where nothing is known and nothing will be. What is
// kept of texts that are gone is left out, unless there are none at all: an index that
// was put aside is made anew of the same texts. That the disk is full for it is no harm.
func (e *Engine) openCodes(path string) (file *codes.File, err error) {
	if e.gen.reading {
		if file, err = codes.OpenReading(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	} else {
		file, err = codes.Open(path)
	}
	if err != nil {
		return nil, fmt.Errorf("open meanings: %w", err)
	}
	if keys := e.gen.liveKeys(); !e.gen.reading && len(keys) > 0 {
		_, _ = file.Sweep(func(k codes.Key) bool { return keys[k] })
	}
	return file, nil
}

// liveKeys are the keys of the documents there are.
func (g *generation) liveKeys() map[codes.Key]bool {
	keys := map[codes.Key]bool{}
	for _, row := range g.rows {
		if row != nil {
			keys[row.meaningKey()] = true
		}
	}
	return keys
}

// refreshMeans lets searches see what has become known since.
func (e *Engine) refreshMeans() {
	v := e.view.Load()
	if old := v.means.Swap(e.newMeans(v.table)); old != nil {
		old.release()
	}
}
