package indexer

import (
	"context"
	"maps"
	"sync"

	"tiaowen/corpus/library"
)

// unread are documents as they were put, until the index has followed, so that
// their texts need not be read from the disk and parsed again.
type unread struct {
	mu   sync.Mutex
	byID map[string]library.Record
}

func (u *unread) put(records []library.Record) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.byID == nil {
		u.byID = map[string]library.Record{}
	}
	for _, r := range records {
		u.byID[r.Document.ID] = r
	}
}

// get is a document as a step left it, if it was put by then and not changed
// since.
func (u *unread) get(s library.Step) (library.Record, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	r, ok := u.byID[s.ID]
	return r, ok && r.Seq == s.Seq
}

// forget lets go of what the index has at seq.
func (u *unread) forget(seq int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	maps.DeleteFunc(u.byID, func(_ string, r library.Record) bool { return r.Seq <= seq })
}

// get is a document as of a step, or newer.
func (in *Intake) get(ctx context.Context, s library.Step) (library.Record, error) {
	if r, ok := in.unread.get(s); ok {
		return r, nil
	}
	return in.library.Get(ctx, s.ID)
}
