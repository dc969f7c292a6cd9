package library

import (
	"fmt"
	"sync"
	"testing"

	"tiaowen/corpus"
)

// TestReadsDuringWrites has two open libraries on one folder, as two processes
// have, both writing, while others read.
func TestReadsDuringWrites(t *testing.T) {
	const each = 15
	dir := t.TempDir()
	here, there := open(t, dir), open(t, dir)
	put(t, here, file("/0", "0"), essay("", "零", paragraphs(3)))
	done := make(chan struct{})
	var writing, reading sync.WaitGroup
	for name, l := range map[string]*Library{"此": here, "彼": there} {
		writing.Go(func() {
			for i := range each {
				title := fmt.Sprintf("%s%d", name, i)
				text := essay("", title, title+paragraphs(20))
				if _, _, err := l.Put(t.Context(), file("/"+title, title), []corpus.Source{text}); err != nil {
					t.Error(err)
				}
				if _, err := l.Correct(t.Context(), title, []byte(`{"source":"校对"}`), ""); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, l := range []*Library{here, there, here} {
		reading.Go(func() {
			for {
				readAll(t, l)
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	if got := len(steps(t, here, 0)); got != 2*each+1 {
		t.Errorf("%d documents, want %d", got, 2*each+1)
	}
	if got := seqOf(t, there); got != 1+2*2*each {
		t.Errorf("Seq = %d, want %d: one for each change", got, 1+2*2*each)
	}
}

// readAll checks that what is read is one state: no document newer than the
// first look, none seen twice, and what was seen once is there later.
func readAll(t *testing.T, l *Library) {
	seen := map[string]bool{}
	n := 0
	before, err := l.Heads(t.Context())
	if err != nil {
		t.Error(err)
		return
	}
	for rec, err := range l.All(t.Context()) {
		if err != nil {
			t.Error(err)
			return
		}
		if seen[rec.Document.ID] {
			t.Errorf("%s comes twice", rec.Document.ID)
		}
		seen[rec.Document.ID] = true
		if n++; n == 3 { // a reader may ask for more while it walks
			if _, err := l.Get(t.Context(), rec.Document.ID); err != nil {
				t.Error(err)
			}
		}
	}
	for _, h := range before {
		if !seen[h.ID] {
			t.Errorf("%s was listed and then not there", h.ID)
		}
	}
}

// BenchmarkPut is one file of 18 KB in one transaction, on the disk when it
// returns.
func BenchmarkPut(b *testing.B) {
	l := open(b, b.TempDir())
	text := paragraphs(200)
	b.SetBytes(int64(len(text)))
	for i := 0; b.Loop(); i++ {
		title := fmt.Sprintf("第%d份", i)
		put(b, l, file("/"+title, title+text), essay("", title, title+text))
	}
}
