package bleve

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	zapx "github.com/blevesearch/zapx/v17"

	"tiaowen/indexer/words"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// generation is one index on disk with what its writer holds in memory. A
// rebuild makes a new one beside it; dir/CURRENT names the one that counts.
type generation struct {
	dir   string
	name  string
	made  string            // see manifest
	words *words.Dictionary // nil: no words are indexed
	index *scorch.Scorch
	queue *index.AnalysisQueue
	texts *os.File
	size  int64 // of the texts that count
	// reading: nothing is written here.
	reading bool

	// Of the documents: what the next view is made of.
	rows     []*row
	ordinals map[uint32]uint32 // by key
	byID     *ordinals
	values   *interner
	nextKey  uint32
	columns  map[uint64]*columns // by the segment's id

	// refs counts the views, and one for being the engine's own. The last to go
	// closes the index, and deletes it if it is obsolete.
	refs     atomic.Int32
	obsolete atomic.Bool
	// broken holds what a background task of scorch died of: no batch would
	// ever come back from it.
	broken chan error
}

// Format is the version of the index that this program writes. One of another is
// made anew from the library.
const Format = zap.Schema

// manifest is what a generation says of itself.
type manifest struct {
	Schema int `json:"schema"`
	// Made tells it from others of its name, before and after it. An index that does
	// not say it may be told from none.
	Made string `json:"made,omitempty"`
}

// neverMerge is more segments than there will ever be.
const neverMerge = 1 << 20

// mergePlan is how scorch merges in the background: the default changes nothing.
type mergePlan map[string]any

// serving merges as updates come in. filling leaves it to the one merge at the
// end of a rebuild, for merging what is merged again costs most of a rebuild.
func serving() mergePlan { return mergePlan{} }
func filling() mergePlan { return mergePlan{"MaxSegmentsPerTier": neverMerge} }

const (
	manifestFile = "manifest.json"
	textsFile    = "texts"
	indexDir     = "index"
)

// asyncErrors brings what scorch's background tasks report to the generation
// in whose directory they work. Scorch knows callbacks only by a global name.
const asyncErrorsName = "tiaowen"

var asyncErrors sync.Map // path → chan error

func init() {
	scorch.RegistryAsyncErrorCallbacks[asyncErrorsName] = func(err error, path string) {
		if c, ok := asyncErrors.Load(path); ok {
			select {
			case c.(chan error) <- err:
			default:
			}
		}
	}
}

// createGeneration makes an empty one.
func createGeneration(dir, name string, facets search.FacetTable, words *words.Dictionary, plan mergePlan) (*generation, error) {
	path := filepath.Join(dir, name)
	if err := os.RemoveAll(path); err != nil {
		return nil, fmt.Errorf("clear %s: %w", path, err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make %s: %w", path, err)
	}
	if err := writeFile(filepath.Join(path, manifestFile), manifest{zap.Schema, rand.Text()}); err != nil {
		return nil, err
	}
	return openGeneration(dir, name, facets, words, plan)
}

// openGeneration opens one, verifies it and reads its documents.
func openGeneration(dir, name string, facets search.FacetTable, words *words.Dictionary, plan mergePlan) (*generation, error) {
	return openFor(dir, name, facets, words, plan, false)
}

// openReading is openGeneration so that nothing is written there.
func openReading(dir, name string, facets search.FacetTable, words *words.Dictionary, plan mergePlan) (*generation, error) {
	return openFor(dir, name, facets, words, plan, true)
}

func openFor(dir, name string, facets search.FacetTable, words *words.Dictionary, plan mergePlan, reading bool) (g *generation, err error) {
	g = &generation{dir: filepath.Join(dir, name), name: name, words: words,
		ordinals: map[uint32]uint32{}, byID: newOrdinals(), values: newInterner(facets), columns: map[uint64]*columns{},
		broken: make(chan error, 1), reading: reading}
	g.rows = []*row{nil} // the ordinal 0 is nobody's
	g.refs.Store(1)
	opened := g
	defer func() {
		if err != nil {
			opened.close()
		}
	}()
	defer recovered(&err) // a damaged file may panic in bbolt or scorch
	if err := g.checkManifest(); err != nil {
		return nil, err
	}
	if err := verifySegments(filepath.Join(g.dir, indexDir)); err != nil {
		return nil, err
	}
	flags := os.O_RDONLY
	if !reading {
		zap.RemoveParts(filepath.Join(g.dir, indexDir))
		flags = os.O_RDWR | os.O_CREATE
	}
	g.texts, err = os.OpenFile(filepath.Join(g.dir, textsFile), flags, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open texts: %w", err)
	}
	if err := g.openIndex(plan, reading); err != nil {
		return nil, err
	}
	return g, errors.Join(g.readHeads(), g.checkCount())
}

func (g *generation) checkManifest() error {
	raw, err := os.ReadFile(filepath.Join(g.dir, manifestFile))
	if err != nil {
		return fmt.Errorf("read manifest: %w", err)
	}
	var m manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("read manifest: %w", err)
	}
	if m.Schema != zap.Schema {
		return fmt.Errorf("index is of schema %d, this program writes %d", m.Schema, zap.Schema)
	}
	g.made = m.Made
	return nil
}

func (g *generation) openIndex(plan mergePlan, reading bool) error {
	path := filepath.Join(g.dir, indexDir)
	g.queue = index.NewAnalysisQueue(runtime.GOMAXPROCS(0))
	made, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":                   path,
		"read_only":              reading,
		"bolt_timeout":           "3s",
		"forceSegmentType":       zap.PluginType,
		"forceSegmentVersion":    int(zapx.Version),
		"asyncErrorCallbackName": asyncErrorsName,
		"scorchMergePlanOptions": map[string]any(plan),
	}, g.queue)
	if err != nil {
		return fmt.Errorf("make index %s: %w", path, err)
	}
	asyncErrors.Store(path, g.broken)
	s := made.(*scorch.Scorch)
	if err := s.Open(); err != nil {
		return fmt.Errorf("open index %s: %w", path, err)
	}
	g.index = s
	return nil
}

func (g *generation) snapshot() *scorch.IndexSnapshot {
	r, _ := g.index.Reader() // never fails
	return r.(*scorch.IndexSnapshot)
}

// seq reads where the index stands.
func seqOf(snap *scorch.IndexSnapshot) int64 {
	if v := snap.Internal()[zap.SeqKey]; len(v) == 8 {
		return int64(binary.BigEndian.Uint64(v))
	}
	return 0
}

// await waits until scorch has done something, or fails in the background: a
// batch or a merge may never come back then.
func (g *generation) await(do func() error) error {
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() { done <- err }()
		// Scorch looks into all segments for a batch, damaged ones too.
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
		defer recovered(&err)
		err = do()
	}()
	select {
	case err := <-done:
		return err
	case err := <-g.broken:
		// For the next batch, unless scorch has tried again and failed again.
		select {
		case g.broken <- err:
		default:
		}
		return fmt.Errorf("index %s: %w", g.name, err)
	}
}

func (g *generation) release() {
	if g.refs.Add(-1) == 0 {
		g.close()
	}
}

// close closes the files; what of them is open, for opening may have failed.
func (g *generation) close() {
	if g.index != nil {
		_ = g.index.Close()
	}
	if g.queue != nil {
		g.queue.Close()
	}
	if g.texts != nil {
		_ = g.texts.Close()
	}
	asyncErrors.Delete(filepath.Join(g.dir, indexDir))
	if g.obsolete.Load() {
		_ = os.RemoveAll(g.dir)
	}
}
