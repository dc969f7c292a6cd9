package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/indexer"
	"tiaowen/indexer/words"
	"tiaowen/search"
	"tiaowen/search/meaning/codes"
)

// Engine is an index in a directory, an indexer.Engine.
type Engine struct {
	dir    string
	facets search.FacetTable
	words  *words.Dictionary
	lock   *flock.Flock
	fault  error

	mu      sync.Mutex // held by who writes
	gen     *generation
	broken  bool // an update failed half way: what is on disk is not for a view
	weights Weights
	view    atomic.Pointer[view]
	encoder *remembered // nil: questions are answered by words alone
	codes   *codes.File // what is known of the passages, with the encoder
	wanted  func(search.Head) bool
	kept    keeper // those before, in which walks go on
}

var _ indexer.Engine = (*Engine)(nil)

const (
	currentFile = "CURRENT"
	lockFile    = "LOCK"
	// lockWait is how long Open waits for another process to let go.
	lockWait = 3 * time.Second
)

// publish makes a generation the current one, on disk and for searches.
func (e *Engine) publish(g *generation) error {
	v, err := g.newView(nil, e.weights)
	if err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(e.dir, currentFile), []byte(g.name)); err != nil {
		v.release()
		return err
	}
	if old := e.gen; old != nil {
		old.obsolete.Store(true)
		defer old.release()
	}
	e.gen, e.broken = g, false
	e.show(v)
	return nil
}

// show lets searches see a view; the one before goes when its readers are done, unless
// walks are to go on in it.
func (e *Engine) show(v *view) {
	if e.codes != nil {
		v.means.Store(e.newMeans(v.table))
	}
	if old := e.view.Swap(v); old != nil {
		e.replaced(old, v)
	}
}

// nextName is a name no generation has. Where that cannot be told, making it
// will tell why.
func (e *Engine) nextName() string {
	for n := 1; ; n++ {
		name := fmt.Sprintf("gen-%d", n)
		if _, err := os.Stat(filepath.Join(e.dir, name)); err != nil {
			return name
		}
	}
}

// sweep deletes the generations that do not count: left by a crash, or unread.
func (e *Engine) sweep() {
	dirs, _ := filepath.Glob(filepath.Join(e.dir, "gen-*"))
	for _, d := range dirs {
		if filepath.Base(d) != e.gen.name {
			_ = os.RemoveAll(d)
		}
	}
}

// Fault says why Open put an index aside; nil if it did not.
func (e *Engine) Fault() error { return e.fault }

// Seq is the library's sequence number that the index stands at.
func (e *Engine) Seq() int64 {
	v := e.acquire()
	if v == nil {
		return 0
	}
	defer v.release()
	return v.seq
}

// Update applies a change; see indexer.Engine.
func (e *Engine) Update(ctx context.Context, c indexer.Change) (err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen == nil {
		return errClosed
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	e.broken = true
	if err := newWriter(e.gen, true).apply(ctx, c); err != nil {
		return fmt.Errorf("update index: %w", e.roomy(err))
	}
	if err := e.gen.checkCount(); err != nil {
		return fmt.Errorf("update index: %w", err)
	}
	v, err := e.gen.newView(e.view.Load(), e.weights)
	if err != nil {
		return fmt.Errorf("update index: %w", err)
	}
	e.broken = false
	e.show(v)
	return nil
}

// Rebuild makes a new generation and swaps it in; see indexer.Engine. It is
// filled, closed and opened again as any index is, so what is swapped in has
// been verified.
func (e *Engine) Rebuild(ctx context.Context, entries iter.Seq2[indexer.Entry, error], seq int64) (err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen == nil {
		return errClosed
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	name := e.nextName()
	if err := e.fill(ctx, name, entries, seq); err != nil {
		return fmt.Errorf("rebuild index: %w", e.roomy(err))
	}
	g, err := openGeneration(e.dir, name, e.facets, e.words, serving())
	if err != nil {
		_ = os.RemoveAll(filepath.Join(e.dir, name))
		return fmt.Errorf("rebuild index: %w", err)
	}
	if err := e.publish(g); err != nil {
		g.obsolete.Store(true)
		g.release()
		return fmt.Errorf("rebuild index: %w", err)
	}
	debug.FreeOSMemory() // a rebuild holds several times what searches need
	return nil
}

// fill makes a generation of all entries; if it fails nothing is left of it.
func (e *Engine) fill(ctx context.Context, name string, entries iter.Seq2[indexer.Entry, error], seq int64) error {
	g, err := createGeneration(e.dir, name, e.facets, e.words, filling())
	if err != nil {
		return err
	}
	defer g.release()
	if err := newWriter(g, false).fill(ctx, entries, seq); err != nil {
		g.obsolete.Store(true)
		return err
	}
	return nil
}

// freshen lets searches see what a background merge made of the index, so that
// they are faster and the files merged away can go. It changes no answer but by meanings
// that were kept since and not published.
func (e *Engine) freshen() {
	if !e.mu.TryLock() {
		return
	}
	defer e.mu.Unlock()
	if e.gen == nil || e.broken {
		return
	}
	// Damage is for searches and for Damaged to tell.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(new(error))
	if v, err := e.gen.newView(e.view.Load(), e.weights); err == nil {
		e.show(v)
	}
}

// Weigh ranks later searches by other weights; those under way end as they began.
// The error says which weights do not go together.
func (e *Engine) Weigh(w Weights) error {
	if err := w.Check(); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen == nil {
		return errClosed
	}
	if e.broken {
		return errBroken
	}
	v, err := e.gen.newView(e.view.Load(), w)
	if err != nil {
		return fmt.Errorf("weigh: %w", err)
	}
	e.weights = w
	e.show(v)
	return nil
}

// acquire is the current view, to be released; nil after Close.
func (e *Engine) acquire() *view {
	for {
		v := e.view.Load()
		if v == nil || v.acquire() {
			return v
		}
	}
}

// Close lets searches under way end and closes the index after the last.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen == nil {
		return nil
	}
	if v := e.view.Swap(nil); v != nil {
		v.release()
	}
	e.kept.close()
	e.gen.release()
	e.gen = nil
	if e.codes != nil {
		_ = e.codes.Close()
	}
	return e.lock.Unlock()
}

var (
	errClosed  = errors.New("index is closed")
	errDamaged = errors.New("index is damaged")
	errBroken  = errors.New("an update failed half way; the index has to be rebuilt")
)

// recovered turns a panic into an error: a damaged segment panics in scorch
// wherever it is read.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, r)
	}
}
