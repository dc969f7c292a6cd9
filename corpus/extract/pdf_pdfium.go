package extract

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// The second reader of PDF is pdfium, that of a well-known browser, compiled
// to WebAssembly. It reads nearly everything, but takes seconds to start and a
// hundred megabytes, so it is started by the first file that needs it. Inside,
// damage ends in an error and never reaches this program's memory; it sees no
// file but the bytes it is given.

// pdfiumEngine lends pdfium, to one reading at a time.
type pdfiumEngine struct {
	pool pdfium.Pool
	busy sync.Mutex
}

// engine is the process's one; a mutex guards it because an engine that does
// not come back is given up for a new one. The compiled program outlives both.
var engine struct {
	sync.Mutex
	current  *pdfiumEngine
	compiled wazero.CompilationCache
}

// errEngine means that pdfium itself does not run here.
var errEngine = errors.New("pdfium does not start")

// currentEngine starts pdfium unless it runs. In the folder, if one is given,
// the compiled program is kept, and the next start takes no time.
func currentEngine(folder string) (*pdfiumEngine, error) {
	engine.Lock()
	defer engine.Unlock()
	if engine.current != nil {
		return engine.current, nil
	}
	if engine.compiled == nil {
		engine.compiled = compilations(folder)
	}
	const mostMemory, unit = 256 << 20, 64 << 10
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1,
		FSConfig:      wazero.NewFSConfig(), // empty: the default is the whole disk
		Stdout:        io.Discard,
		Stderr:        io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(engine.compiled).WithMemoryLimitPages(mostMemory / unit),
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errEngine, err)
	}
	engine.current = &pdfiumEngine{pool: pool}
	return engine.current, nil
}

func compilations(folder string) wazero.CompilationCache {
	if folder != "" {
		if kept, err := wazero.NewCompilationCacheWithDir(folder); err == nil {
			return kept
		}
	}
	return wazero.NewCompilationCache()
}

// giveUp lets the next file have an engine of its own.
func (e *pdfiumEngine) giveUp() {
	if e == nil {
		return
	}
	engine.Lock()
	defer engine.Unlock()
	if engine.current == e {
		engine.current = nil
	}
}

// with calls do with a fresh pdfium.
func (e *pdfiumEngine) with(do func(pdfium.Pdfium) error) error {
	e.busy.Lock()
	defer e.busy.Unlock()
	const patience = time.Minute
	p, err := e.pool.GetInstance(patience)
	if err != nil {
		return fmt.Errorf("%w: %w", errEngine, err)
	}
	defer func() { _ = p.Close() }()
	return do(p)
}
