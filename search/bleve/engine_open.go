package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/corpus/problem"
	"tiaowen/indexer/words"
	"tiaowen/search"
)

// Open opens or creates the index in dir. An index that cannot be read is put
// aside and an empty one, with Seq 0, takes its place; Fault tells why. An
// error means that the directory is not to be had. Without a dictionary no
// words are indexed.
func Open(dir string, words ...*words.Dictionary) (*Engine, error) {
	return OpenFacets(dir, search.Facets, words...)
}

// OpenFacets is Open with other facets than those there are.
func OpenFacets(dir string, facets search.FacetTable, words ...*words.Dictionary) (*Engine, error) {
	if len(facets) > mostFacets {
		return nil, fmt.Errorf("open index %s: %d facets, %d at most", dir, len(facets), mostFacets)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	e := &Engine{dir: dir, facets: facets, lock: flock.New(filepath.Join(dir, lockFile)), weights: DefaultWeights()}
	if len(words) > 0 {
		e.words = words[0]
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	if ok, err := e.lock.TryLockContext(ctx, 50*time.Millisecond); !ok {
		err = fmt.Errorf("open index %s: in use by another process: %w", dir, err)
		if ctx.Err() != nil {
			err = &problem.Error{Kind: problem.InUse, Cause: err}
		}
		return nil, err
	}
	if err := e.start(); err != nil {
		_ = e.lock.Unlock()
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	return e, nil
}

// OpenReading opens the index in dir to be searched and nothing else: nothing is
// made or changed, as on a medium that is read only, or full. Updates fail.
func OpenReading(dir string, words *words.Dictionary) (e *Engine, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	name, err := os.ReadFile(filepath.Join(dir, currentFile))
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	e = &Engine{dir: dir, facets: search.Facets, words: words, lock: flock.New(filepath.Join(dir, lockFile)), weights: DefaultWeights()}
	if err := e.use(strings.TrimSpace(string(name)), openReading); err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	return e, nil
}

// start opens the current generation, or an empty one if there is none or it
// cannot be read.
func (e *Engine) start() error {
	name, err := os.ReadFile(filepath.Join(e.dir, currentFile))
	if err == nil {
		e.fault = e.use(strings.TrimSpace(string(name)), openGeneration)
	} else if !errors.Is(err, os.ErrNotExist) {
		e.fault = err
	}
	if e.gen != nil {
		e.sweep()
		return nil
	}
	g, err := createGeneration(e.dir, e.nextName(), e.facets, e.words, serving())
	if err != nil {
		return err
	}
	if err := e.publish(g); err != nil {
		g.release()
		return err
	}
	e.sweep()
	return nil
}

// opener opens a generation: openGeneration or openReading.
type opener func(dir, name string, facets search.FacetTable, words *words.Dictionary, plan mergePlan) (*generation, error)

// use opens a generation for searching, and for writing if open does.
func (e *Engine) use(name string, open opener) (err error) {
	// A cut file faults where it is read; the panic is the error.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	if filepath.Base(name) != name {
		return fmt.Errorf("%s names %q", currentFile, name)
	}
	g, err := open(e.dir, name, e.facets, e.words, serving())
	if err != nil {
		return err
	}
	v, err := g.newView(nil, e.weights)
	if err != nil {
		g.release()
		return err
	}
	e.gen = g
	e.view.Store(v)
	return nil
}
