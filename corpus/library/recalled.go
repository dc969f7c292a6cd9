package library

import "sync"

// recalled is what was read of documents, by their ids, since the last change. Nil knows
// nothing and keeps nothing.
type recalled[V any] struct {
	mu      sync.Mutex
	changes int // since the library was opened
	byID    map[string]V
}

func newRecalled[V any]() *recalled[V] { return &recalled[V]{byID: map[string]V{}} }

// mostRecalled is of how many it is kept: more documents are not in use at a time.
const mostRecalled = 4096

// of is what was read of a document, if it is known, and the state in which it is not.
func (l *recalled[V]) of(id string) (v V, known bool, as int) {
	if l == nil {
		return v, false, 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	v, known = l.byID[id]
	return v, known, l.changes
}

// put keeps what was read after of gave the state as.
func (l *recalled[V]) put(id string, v V, as int) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if as != l.changes {
		return
	}
	if len(l.byID) >= mostRecalled {
		clear(l.byID)
	}
	l.byID[id] = v
}

// forget is called after a change, before it is told to whoever made it.
func (l *recalled[V]) forget() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changes++
	clear(l.byID)
}
