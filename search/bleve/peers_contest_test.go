//go:build unix

package bleve

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
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
		if only.MatchString(p.name()) {
			c.peers = append(c.peers, p)
		}
	}
	texts := realTexts(t)
	c.index(repeated(texts, passages))
	c.head("asked", "engine", "p50 ms", "p99 ms", "CPU µs", "p50 of it", "p99 of it", "CPU over ours", "strings found")
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

// score is what a peer took for one kind of inquiry.
type score struct {
	took []time.Duration
	// spent is the CPU time of each, cpu of all with what is between them: the
	// garbage of one may be collected while the next is answered.
	spent []time.Duration
	cpu   time.Duration
	// found is how many of the passages in which the strings are standing.
	found, standing int
}

// blockLength is how many inquiries a peer answers before the next has its
// turn, scanEvery of how many the scan is asked one.
const (
	blockLength = 25
	scanEvery   = 10
)

// kind measures one kind of inquiry and writes a row for each peer that knows it.
func (c *contest) kind(k kind) {
	measured := k.list[:len(k.list)*measured/(measured+warming)]
	c.count(measured)
	var knowing []peer
	for _, p := range c.peers {
		if c.warm(p, k.list[len(measured):]) {
			knowing = append(knowing, p)
		}
	}
	scores := make([]score, len(knowing))
	for block := range slices.Chunk(measured, blockLength) {
		for i, p := range knowing {
			runtime.GC() // nobody pays for another's garbage
			c.block(p, block, &scores[i])
		}
	}
	perQuery := func(s score) float64 { return float64(s.cpu.Microseconds()) / float64(len(s.took)) }
	for i, s := range scores {
		slices.Sort(s.took)
		slices.Sort(s.spent)
		at := func(of []time.Duration, share int) time.Duration { return of[len(of)*share/100] }
		ms := func(share int) string { return fmt.Sprintf("%.2f", at(s.took, share).Seconds()*1000) }
		recall := "–"
		if s.standing > 0 {
			recall = fmt.Sprintf("%.4f", float64(s.found)/float64(s.standing))
		}
		c.row(k.name, knowing[i].name(), ms(50), ms(99), fmt.Sprintf("%.0f", perQuery(s)), at(s.spent, 50).Microseconds(), at(s.spent, 99).Microseconds(),
			fmt.Sprintf("%.2f", perQuery(s)/perQuery(scores[0])), recall)
	}
}

// rounds is how often Java is asked what warms it up: until it is compiled.
const rounds = 10

// under is who answers.
func under(p peer) peer {
	if f, ok := p.(withFacets); ok {
		return f.peer
	}
	return p
}

// warm asks a peer what is not measured, and says whether it knows the kind.
func (c *contest) warm(p peer, list []inquiry) bool {
	times := 1
	switch under(p).(type) {
	case *apart:
		times = rounds
	case *plainBleve, *fts, *scan: // nothing in them gets faster
		list = list[:min(1, len(list))]
	}
	for range times {
		for _, q := range list {
			_, err := p.ask(c.Context(), q)
			if errors.Is(err, errors.ErrUnsupported) {
				return false
			}
			if err != nil {
				c.Fatalf("%s: %+v: %v", p.name(), q, err)
			}
		}
	}
	return true
}

// block asks one peer some inquiries. The first is asked once before: what is
// pooled went with the garbage.
func (c *contest) block(p peer, block []inquiry, s *score) {
	_, slow := p.(*scan)
	if _, err := p.ask(c.Context(), block[0]); err != nil {
		c.Fatalf("%s: %+v: %v", p.name(), block[0], err)
	}
	_, elsewhere := under(p).(*apart)
	before := cpu()
	for i, q := range block {
		if slow && i%scanEvery != 0 {
			continue
		}
		began, spent := time.Now(), cpu()
		a, err := p.ask(c.Context(), q)
		if err != nil {
			c.Fatalf("%s: %+v: %v", p.name(), q, err)
		}
		if elsewhere {
			s.cpu += a.cpu
		} else {
			a.took, a.cpu = time.Since(began), cpu()-spent
		}
		s.took, s.spent = append(s.took, a.took), append(s.spent, a.cpu)
		if len(q.strings) > 0 {
			s.found += min(a.total, q.standing)
			s.standing += q.standing
		}
	}
	if !elsewhere {
		s.cpu += cpu() - before
	}
}

// count notes in how many passages the strings asked for stand.
func (c *contest) count(list []inquiry) {
	for i, q := range list {
		if len(q.strings) == 0 {
			return
		}
		a, err := c.truth.ask(c.Context(), q)
		if err != nil {
			c.Fatal(err)
		}
		list[i].standing = a.total
	}
}
