package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"tiaowen/indexer"
	"tiaowen/search/bleve/zap"
)

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
			key, _, isHead := zap.SplitID(id)
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
		if name == zap.HeadField {
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
	g.byID.put(h.Head.ID, o)
	g.size = max(g.size, h.Place.Offset+h.Place.Length)
}

// drop takes a document out of the table.
func (g *generation) drop(o uint32) {
	r := g.rows[o]
	g.byID.drop(r.head.ID)
	delete(g.ordinals, r.key)
	g.rows[o] = nil
}

// checkTexts compares every record with its sum and cuts off what a crash left
// behind the last.
func (g *generation) checkTexts() error {
	info, err := g.texts.Stat()
	if err != nil || info.Size() < g.size {
		return errors.Join(err, errors.New("texts are shorter than their records say"))
	}
	if info.Size() > g.size && !g.reading {
		if err := g.texts.Truncate(g.size); err != nil {
			return fmt.Errorf("truncate texts: %w", err)
		}
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
