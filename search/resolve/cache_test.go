package resolve

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search/searchtest"
)

// counted counts how often documents are read, and may do something meanwhile.
type counted struct {
	searchtest.Shelf
	reads     map[string]int
	meanwhile func()
}

func (c *counted) Document(ctx context.Context, id string) (corpus.Document, error) {
	c.reads[id]++
	d, err := c.Shelf.Document(ctx, id)
	if c.meanwhile != nil {
		c.meanwhile()
	}
	return d, err
}

func TestTextCache(t *testing.T) {
	ctx := context.Background()
	s := searchtest.Shelf{}
	for i := range 4 {
		s.Add(searchtest.Written(corpus.Fields{Title: fmt.Sprintf("示例第%d办法", i)}, searchtest.ArticlesOf(1, 3)))
	}
	source := &counted{Shelf: s, reads: map[string]int{}}
	c := newTextCache(source, cacheBytes)
	read := func(id string, want int) {
		t.Helper()
		if d, err := c.document(ctx, id); err != nil || d.ID != id || source.reads[id] != want {
			t.Fatalf("%s was read %d times, want %d (%v)", id, source.reads[id], want, err)
		}
	}
	read("示例第0办法", 1)
	read("示例第0办法", 1)
	c.bound = 5 * c.size / 2 // two fit
	c.forget("示例第0办法")
	read("示例第0办法", 2)
	read("示例第1办法", 1)
	read("示例第2办法", 1)
	read("示例第3办法", 1)
	if c.size > c.bound || c.recent.Len() != len(c.byID) {
		t.Fatalf("%d bytes kept of %d, %d of %d", c.size, c.bound, c.recent.Len(), len(c.byID))
	}
	read("示例第3办法", 1)
	read("示例第0办法", 3)
	// What was read while it changed is not kept.
	c.forget("示例第3办法")
	source.meanwhile = func() { c.forget("示例第3办法") }
	read("示例第3办法", 2)
	source.meanwhile = nil
	read("示例第3办法", 3)
	if _, err := c.document(ctx, "没有"); err == nil || !strings.Contains(err.Error(), "没有") {
		t.Errorf("error of a missing document: %v", err)
	}
}
