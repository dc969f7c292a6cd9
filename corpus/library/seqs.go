package library

import "sync"

// seqs are the numbers of the newest changes of documents, as they were asked for since
// the last change. Nil knows none and keeps none.
type seqs struct {
	mu      sync.Mutex
	changes int // since the library was opened
	byID    map[string]int64
}

// mostSeqs is how many are kept: more documents are not in use at a time.
const mostSeqs = 4096

// of is the number of a document, if it is known, and the state in which it is not.
func (s *seqs) of(id string) (seq int64, known bool, as int) {
	if s == nil {
		return 0, false, 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	seq, known = s.byID[id]
	return seq, known, s.changes
}

// put keeps a number that was read after of gave the state as.
func (s *seqs) put(id string, seq int64, as int) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if as != s.changes {
		return
	}
	if len(s.byID) >= mostSeqs {
		clear(s.byID)
	}
	s.byID[id] = seq
}

// forget is called after a change, before it is told to whoever made it.
func (s *seqs) forget() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	clear(s.byID)
}
