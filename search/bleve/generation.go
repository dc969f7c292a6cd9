package bleve

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	zap "github.com/blevesearch/zapx/v17"

	"tiaowen/indexer"
	"tiaowen/indexer/segment"
)

// generation is one index on disk with what its writer holds in memory. A
// rebuild makes a new one beside it; dir/CURRENT names the one that counts.
type generation struct {
	dir   string
	name  string
	words *segment.Dictionary // nil: no words are indexed
	index *scorch.Scorch
	queue *index.AnalysisQueue
	texts *os.File
	size  int64 // of the texts that count

	// Of the documents: what the next view is made of.
	rows     []*row
	ordinals map[uint32]uint32 // by key
	byID     map[string]uint32
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

// manifest is what a generation says of itself.
type manifest struct {
	Schema int `json:"schema"`
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
func createGeneration(dir, name string, words *segment.Dictionary, plan mergePlan) (*generation, error) {
	path := filepath.Join(dir, name)
	if err := os.RemoveAll(path); err != nil {
		return nil, fmt.Errorf("clear %s: %w", path, err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make %s: %w", path, err)
	}
	if err := writeFile(filepath.Join(path, manifestFile), manifest{schema}); err != nil {
		return nil, err
	}
	return openGeneration(dir, name, words, plan)
}

// openGeneration opens one, verifies it and reads its documents.
func openGeneration(dir, name string, words *segment.Dictionary, plan mergePlan) (g *generation, err error) {
	g = &generation{dir: filepath.Join(dir, name), name: name, words: words,
		ordinals: map[uint32]uint32{}, byID: map[string]uint32{}, values: newInterner(), columns: map[uint64]*columns{},
		broken: make(chan error, 1)}
	g.rows = []*row{nil} // the ordinal 0 is nobody's
	g.refs.Store(1)
	opened := g
	defer func() {
		if err != nil {
			opened.close()
		}
	}()
	if err := g.checkManifest(); err != nil {
		return nil, err
	}
	if err := verifySegments(filepath.Join(g.dir, indexDir)); err != nil {
		return nil, err
	}
	if err := newestStands(filepath.Join(g.dir, indexDir)); err != nil {
		return nil, err
	}
	g.texts, err = os.OpenFile(filepath.Join(g.dir, textsFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open texts: %w", err)
	}
	if err := g.openIndex(plan); err != nil {
		return nil, err
	}
	return g, errors.Join(g.readHeads(), g.checkCount())
}

// checkCount holds the number of scorch's documents against the table: a passage
// that no document of the table knows of would be found twice, and never go.
func (g *generation) checkCount() error {
	snap := g.snapshot()
	defer snap.Close()
	have, err := snap.DocCount()
	if err != nil {
		return fmt.Errorf("count the index: %w", err)
	}
	want := uint64(0)
	for _, r := range g.rows {
		if r != nil {
			want += 1 + uint64(r.place.Passages)
		}
	}
	if have != want {
		return fmt.Errorf("the index holds %d documents, its table %d", have, want)
	}
	return nil
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
	if m.Schema != schema {
		return fmt.Errorf("index is of schema %d, this program writes %d", m.Schema, schema)
	}
	return nil
}

func (g *generation) openIndex(plan mergePlan) error {
	path := filepath.Join(g.dir, indexDir)
	g.queue = index.NewAnalysisQueue(runtime.GOMAXPROCS(0))
	made, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":                   path,
		"bolt_timeout":           "3s",
		"forceSegmentType":       pluginType,
		"forceSegmentVersion":    int(zap.Version),
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

// storedHead is what is stored of a document in the index.
type storedHead struct {
	Head  indexer.Head
	Place place
}

// readHeads fills the table of documents from the heads in the index, and
// checks every text against its sum. A key that stands anywhere in a segment,
// deleted or not, is not given again: of its passages the segment would hold two
// sets, and only the table says which documents count.
func (g *generation) readHeads() error {
	snap := g.snapshot()
	defer snap.Close()
	for _, seg := range snap.Segments() {
		for n := range uint64(seg.FullSize()) {
			id, err := seg.DocID(n)
			if err != nil || len(id) < 4 {
				return fmt.Errorf("read id %d of a segment: %w", n, err)
			}
			key, _, isHead := splitID(id)
			g.nextKey = max(g.nextKey, key+1)
			if !isHead || seg.Deleted() != nil && seg.Deleted().Contains(uint32(n)) {
				continue
			}
			if err := g.readHead(seg, n, key); err != nil {
				return err
			}
		}
	}
	return g.checkTexts()
}

func (g *generation) readHead(seg *scorch.SegmentSnapshot, n uint64, key uint32) error {
	var raw []byte
	err := seg.VisitDocument(n, func(name string, _ byte, value []byte, _ []uint64) bool {
		if name == headField {
			raw = append(raw, value...)
		}
		// Stopping at the id would put scorch's buffer back twice.
		return true
	})
	if err != nil {
		return fmt.Errorf("read head %d: %w", key, err)
	}
	var h storedHead
	if err := json.Unmarshal(raw, &h); err != nil {
		return fmt.Errorf("read head %d: %w", key, err)
	}
	g.put(key, h)
	return nil
}

// put enters a document into the table.
func (g *generation) put(key uint32, h storedHead) {
	r := g.values.row(key, h.Head, h.Place)
	o, ok := g.ordinals[key]
	if !ok {
		o = uint32(len(g.rows))
		g.ordinals[key] = o
		g.rows = append(g.rows, nil)
	}
	g.rows[o] = r
	g.byID[h.Head.ID] = o
	g.size = max(g.size, h.Place.Offset+h.Place.Length)
}

// drop takes a document out of the table.
func (g *generation) drop(o uint32) {
	r := g.rows[o]
	delete(g.byID, r.head.ID)
	delete(g.ordinals, r.key)
	g.rows[o] = nil
}

// checkTexts compares every record with its sum and cuts off what a crash left
// behind the last.
func (g *generation) checkTexts() error {
	if info, err := g.texts.Stat(); err != nil || info.Size() < g.size {
		return errors.Join(err, errors.New("texts are shorter than their records say"))
	}
	if err := g.texts.Truncate(g.size); err != nil {
		return fmt.Errorf("truncate texts: %w", err)
	}
	m, err := mapTexts(g.texts, g.size)
	if err != nil {
		return err
	}
	defer m.release()
	if err := checkRecords(g.rows, m); err != nil {
		return err
	}
	_, err = g.texts.Seek(g.size, io.SeekStart)
	return err
}

func (g *generation) snapshot() *scorch.IndexSnapshot {
	r, _ := g.index.Reader() // never fails
	return r.(*scorch.IndexSnapshot)
}

// seq reads where the index stands.
func seqOf(snap *scorch.IndexSnapshot) int64 {
	if v := snap.Internal()[seqKey]; len(v) == 8 {
		return int64(binary.BigEndian.Uint64(v))
	}
	return 0
}

// batch hands a batch to scorch and waits until it is on disk, or scorch dies.
func (g *generation) batch(b *index.Batch) error {
	done := make(chan error, 1)
	go func() { done <- g.index.Batch(b) }()
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
