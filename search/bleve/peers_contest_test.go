//go:build unix

package bleve

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"text/tabwriter"
	"time"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/indexer/words"
)

// What is measured: so many inquiries of each kind, after so many others of it.
const (
	measured = 200
	warming  = 100
)

// TestPeersTable measures, and prints a table for .readme/speed.md. TIAOWEN_PEERS_ONLY
// is a pattern of the names of the peers wanted, where not all of them are.
func TestPeersTable(t *testing.T) {
	if os.Getenv("TIAOWEN_PEERS") == "" {
		t.Skip("takes minutes; set TIAOWEN_PEERS to run")
	}
	passages, err := strconv.Atoi(os.Getenv("TIAOWEN_PASSAGES"))
	if err != nil {
		passages = 150_000
	}
	only, err := regexp.Compile(os.Getenv("TIAOWEN_PEERS_ONLY"))
	if err != nil {
		t.Fatal(err)
	}
	dictionary := words.Load(words.DefaultWords())
	if err := dictionary.Err(); err != nil {
		t.Fatal(err)
	}
	c := contest{T: t, table: tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0), peers: []peer{&ours{dir: t.TempDir(), words: dictionary}}}
	for _, p := range peersIn(t) {
		if only.MatchString(under(p).name()) {
			c.peers = append(c.peers, p)
		}
	}
	texts := realTexts(t)
	c.index(repeated(texts, passages))
	c.head("asked", "engine", "p50 ms", "p99 ms", "CPU µs", "CPU p50", "CPU p99", "CPU over ours", "strings found")
	for _, k := range inquiries(t, c.peers[0], texts, measured+warming) {
		c.kind(k)
		_ = c.table.Flush()
	}
	c.sizes()
}

// contest is one measuring of all peers.
type contest struct {
	*testing.T
	table *tabwriter.Writer
	peers []peer
	// truth counts in how many passages strings are standing.
	truth scan

	passages, bytes int
	built           []time.Duration // CPU, by peer
}

func (c *contest) head(cells ...any) {
	c.row(cells...)
	for i := range cells {
		cells[i] = "---"
	}
	c.row(cells...)
}

func (c *contest) row(cells ...any) {
	for _, cell := range cells {
		fmt.Fprintf(c.table, "| %v\t", cell)
	}
	fmt.Fprintln(c.table, "|")
}

// index fills all peers. What it takes to make the passages is taken off.
func (c *contest) index(entries iter.Seq[indexer.Entry]) {
	before := cpu()
	for e := range entries {
		c.passages += len(e.Passages)
		for _, p := range e.Passages {
			c.bytes += len(corpus.Fold(p.Text(e.Text)))
		}
	}
	own := cpu() - before
	for _, p := range c.peers {
		runtime.GC()
		before := cpu()
		if err := p.fill(c.Context(), entries); err != nil {
			c.Fatalf("%s: %v", p.name(), err)
		}
		c.Cleanup(func() { _ = p.close() })
		took := cpu() - before - own
		if a, ok := p.(*apart); ok {
			took = a.indexing
		}
		c.built = append(c.built, took)
	}
	if err := c.truth.fill(c.Context(), entries); err != nil {
		c.Fatal(err)
	}
}

// sizes says what the indexes took and hold, once they are no longer merged.
func (c *contest) sizes() {
	c.head(fmt.Sprintf("%d passages, %.1f MB", c.passages, float64(c.bytes)/1e6), "index CPU s", "CPU over ours", "MB on disk", "size over text")
	for i, p := range c.peers {
		if _, again := p.(withFacets); again {
			continue
		}
		size := float64(sizeOf(c.T, p))
		c.row(p.name(), fmt.Sprintf("%.1f", c.built[i].Seconds()), fmt.Sprintf("%.2f", c.built[i].Seconds()/c.built[0].Seconds()),
			fmt.Sprintf("%.1f", size/1e6), fmt.Sprintf("%.2f", size/float64(c.bytes)))
	}
	_ = c.table.Flush()
}

// sizeOf is what a peer holds on disk.
func sizeOf(t *testing.T, p peer) (size int64) {
	dir := ""
	switch p := p.(type) {
	case *ours:
		dir = p.dir
	case *plainBleve:
		dir = p.dir
	case *fts:
		dir = p.dir
	case *apart:
		dir = p.dir
	case *scan:
		return int64(len(p.text))
	case *blocks: // in memory, with its texts
		return int64(len(p.text)) + p.size()
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}
