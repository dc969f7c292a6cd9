package bleve

import (
	"context"
	"slices"
	"sync"

	"tiaowen/corpus"
	"tiaowen/search"
)

var _ search.Heads = (*Engine)(nil)

// Head is a document by its id; see search.Heads.
func (e *Engine) Head(_ context.Context, id string, day corpus.Date) (h search.Head, ok bool, err error) {
	v := e.acquire()
	if v == nil {
		return h, false, errClosed
	}
	defer v.release()
	if r := v.row(id); r != nil {
		return r.headOn(day), true, nil
	}
	return h, false, nil
}

// row is that of a document; nil if the view has none. While the next view is being made
// the ordinal may be that of the next, and all are looked at.
func (v *view) row(id string) *row {
	of := func(r *row) bool { return r != nil && r.head.ID == id }
	if o, ok := v.gen.byID.of(id); ok && int(o) < len(v.table.rows) && of(v.table.rows[o]) {
		return v.table.rows[o]
	}
	if i := slices.IndexFunc(v.table.rows, of); i >= 0 {
		return v.table.rows[i]
	}
	return nil
}

// ordinals are those of documents, by their ids. The writer changes them while others
// read.
type ordinals struct {
	mu   sync.RWMutex
	byID map[string]uint32
}

func newOrdinals() *ordinals { return &ordinals{byID: map[string]uint32{}} }

func (o *ordinals) of(id string) (ordinal uint32, ok bool) {
	o.mu.RLock()
	defer o.mu.RUnlock()
	ordinal, ok = o.byID[id]
	return ordinal, ok
}

func (o *ordinals) put(id string, ordinal uint32) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.byID[id] = ordinal
}

func (o *ordinals) drop(id string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.byID, id)
}
