package resolve

import (
	"container/list"
	"context"
	"fmt"
	"sync"

	"tiaowen/corpus"
	"tiaowen/search"
)

// cacheBytes bounds the parsed documents kept: some hundred laws.
const cacheBytes = 48 << 20

// nodeBytes is about what one node of a tree takes.
const nodeBytes = 320

// textCache keeps the documents that were asked for last, parsed.
type textCache struct {
	source search.Texts
	mu     sync.Mutex
	bound  int
	size   int
	byID   map[string]*list.Element // of *cached
	recent *list.List               // the last used first
	// forgotten counts calls of forget: what was read before one may be old.
	forgotten int
}

type cached struct {
	document *corpus.Document
	bytes    int
}

func newTextCache(source search.Texts, bound int) *textCache {
	return &textCache{source: source, bound: bound, byID: map[string]*list.Element{}, recent: list.New()}
}

// document is the parsed document, which nobody may change.
func (c *textCache) document(ctx context.Context, id string) (*corpus.Document, error) {
	c.mu.Lock()
	if e := c.byID[id]; e != nil {
		c.recent.MoveToFront(e)
		d := e.Value.(*cached).document
		c.mu.Unlock()
		return d, nil
	}
	before := c.forgotten
	c.mu.Unlock()
	d, err := c.source.Document(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read document %s: %w", id, err)
	}
	d.ID = id
	c.mu.Lock()
	defer c.mu.Unlock()
	if before == c.forgotten {
		c.keep(&d)
	}
	return &d, nil
}

func (c *textCache) keep(d *corpus.Document) {
	if c.byID[d.ID] != nil || d.Root == nil {
		return
	}
	kept := &cached{document: d, bytes: len(d.Text)}
	d.Root.Walk(func(*corpus.Provision, []*corpus.Provision) bool { kept.bytes += nodeBytes; return true })
	c.byID[d.ID] = c.recent.PushFront(kept)
	c.size += kept.bytes
	for c.size > c.bound && c.recent.Len() > 0 {
		c.drop(c.recent.Back())
	}
}

func (c *textCache) drop(e *list.Element) {
	kept := c.recent.Remove(e).(*cached)
	delete(c.byID, kept.document.ID)
	c.size -= kept.bytes
}

func (c *textCache) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgotten++
	if e := c.byID[id]; e != nil {
		c.drop(e)
	}
}
