package reading

import (
	"container/list"
	"context"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// Bound is how many bytes a room is to keep: some two hundred laws.
const Bound = 24 << 20

// Library is where documents are read from: *library.Library.
type Library interface {
	Get(ctx context.Context, id string) (library.Record, error)
	SeqOf(ctx context.Context, id string) (int64, error)
}

// Room keeps the documents that were read last. It is safe for use by many goroutines.
type Room struct {
	library Library
	bound   int

	mu     sync.Mutex
	size   int
	byID   map[string]*list.Element // of *Reading
	recent *list.List               // the last used first
}

// NewRoom is a room that keeps at most bound bytes.
func NewRoom(from Library, bound int) *Room {
	return &Room{library: from, bound: bound, byID: map[string]*list.Element{}, recent: list.New()}
}

// Read is a document as the library has it now. What is kept is only used if the
// library says that the document did not change since: its number in the sequence of
// changes is read with it, and asked for each time. The error is the library's.
func (m *Room) Read(ctx context.Context, id string) (*Reading, error) {
	seq, err := m.library.SeqOf(ctx, id)
	if err != nil {
		return nil, err
	}
	if r := m.kept(id, seq); r != nil {
		return r, nil
	}
	rec, err := m.library.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	r := &Reading{Record: rec, room: m, bytes: sizeOf(&rec)}
	m.keep(r)
	return r, nil
}

// Document is the parsed document of an id, which nobody may change.
func (m *Room) Document(ctx context.Context, id string) (*corpus.Document, error) {
	r, err := m.Read(ctx, id)
	if err != nil {
		return nil, err
	}
	return &r.Record.Document, nil
}

// Size is how many bytes are kept.
func (m *Room) Size() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.size
}

func (m *Room) kept(id string, seq int64) *Reading {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.byID[id]
	if e == nil || e.Value.(*Reading).Seq != seq {
		return nil
	}
	m.recent.MoveToFront(e)
	return e.Value.(*Reading)
}

func (m *Room) keep(r *Reading) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e := m.byID[r.Record.Document.ID]; e != nil {
		m.drop(e)
	}
	m.byID[r.Record.Document.ID] = m.recent.PushFront(r)
	m.size += r.bytes
	m.shrink()
}

// grown takes up that a reading holds so much more, if it is still kept.
func (m *Room) grown(r *Reading, bytes int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r.bytes += bytes
	if e := m.byID[r.Record.Document.ID]; e != nil && e.Value.(*Reading) == r {
		m.size += bytes
		m.shrink()
	}
}

func (m *Room) shrink() {
	for m.size > m.bound {
		m.drop(m.recent.Back())
	}
}

func (m *Room) drop(e *list.Element) {
	r := m.recent.Remove(e).(*Reading)
	delete(m.byID, r.Record.Document.ID)
	m.size -= r.bytes
}
