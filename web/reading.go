package web

import (
	"container/list"
	"context"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/library"
)

// A reader comes back to a text: to the next hit, to search in it, to another of
// its articles. To read it anew is half of what its page costs, so the texts that
// were read last are kept, with what can be told from each alone. What depends on
// other texts or on the day is never kept.

const (
	// keptBytes bounds them: some hundred laws.
	keptBytes = 32 << 20
	// nodeBytes and citationBytes are about what one of them takes.
	nodeBytes     = 320
	citationBytes = 400
)

// reading is a document and what it cites. It is shared: nobody may change it.
type reading struct {
	library.Record
	citations []corpus.Citation
	bytes     int
}

func newReading(rec library.Record) *reading {
	r := &reading{Record: rec, citations: cite.Find(&rec.Document)}
	r.bytes = len(rec.Document.Text) + citationBytes*len(r.citations)
	if rec.Document.Root != nil {
		rec.Document.Root.Walk(func(*corpus.Provision, []*corpus.Provision) bool { r.bytes += nodeBytes; return true })
	}
	return r
}

// readings keeps the documents that were read last.
type readings struct {
	library Library
	bound   int

	mu     sync.Mutex
	size   int
	byID   map[string]*list.Element // of *reading
	recent *list.List               // the last used first
}

func newReadings(from Library, bound int) *readings {
	return &readings{library: from, bound: bound, byID: map[string]*list.Element{}, recent: list.New()}
}

// of is a document as the library has it now. What is kept is only used if the
// library says that the document did not change since: its number in the sequence
// of changes is read with it, and asked for each time.
func (k *readings) of(ctx context.Context, id string) (*reading, error) {
	seq, err := k.library.SeqOf(ctx, id)
	if err != nil {
		return nil, err
	}
	if r := k.kept(id, seq); r != nil {
		return r, nil
	}
	rec, err := k.library.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	r := newReading(rec)
	k.keep(r)
	return r, nil
}

func (k *readings) kept(id string, seq int64) *reading {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.byID[id]
	if e == nil || e.Value.(*reading).Seq != seq {
		return nil
	}
	k.recent.MoveToFront(e)
	return e.Value.(*reading)
}

func (k *readings) keep(r *reading) {
	k.mu.Lock()
	defer k.mu.Unlock()
	id := r.Document.ID
	if e := k.byID[id]; e != nil {
		k.drop(e)
	}
	k.byID[id] = k.recent.PushFront(r)
	k.size += r.bytes
	for k.size > k.bound {
		k.drop(k.recent.Back())
	}
}

func (k *readings) drop(e *list.Element) {
	r := k.recent.Remove(e).(*reading)
	delete(k.byID, r.Document.ID)
	k.size -= r.bytes
}
