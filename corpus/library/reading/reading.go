package reading

import (
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/library"
)

// Reading is a document, and what it cites. It is shared: nobody may change it.
type Reading struct {
	library.Record
	room  *Room
	bytes int // guarded by the room

	find      sync.Once
	citations []corpus.Citation

	mu     sync.Mutex
	stamp  string
	beside any
	beSize int
}

// Citations are what the document cites. They are found when somebody asks first.
func (r *Reading) Citations() []corpus.Citation {
	r.find.Do(func() {
		r.citations = cite.Find(&r.Record.Document)
		r.room.grown(r, sizeOfCitations(r.citations))
	})
	return r.citations
}

// Beside is what build makes of the reading together with something else, kept with it
// until it is asked for by another stamp: one that tells in what state that other thing
// was before. What it made is shared, and of about so many bytes.
func (r *Reading) Beside(stamp string, build func() (made any, bytes int, err error)) (any, error) {
	r.mu.Lock()
	made, held := r.beside, r.beside != nil && r.stamp == stamp
	r.mu.Unlock()
	if held {
		return made, nil
	}
	made, bytes, err := build()
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	more := bytes - r.beSize
	r.stamp, r.beside, r.beSize = stamp, made, bytes
	r.mu.Unlock()
	r.room.grown(r, more)
	return made, nil
}
