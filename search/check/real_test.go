package check

import (
	"context"
	"os"
	"sync"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/indexer"
	"tiaowen/search/bleve"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

// library is a shelf of real texts with an index of them.
type library struct {
	shelf    searchtest.Shelf
	engine   *bleve.Engine
	resolver *resolve.Resolver
	checker  *Checker
}

// real is the library that the tests of real texts share.
var real struct {
	once sync.Once
	library
	dir string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if real.engine != nil {
		_ = real.engine.Close()
		_ = os.RemoveAll(real.dir)
	}
	os.Exit(code)
}

// realLibrary holds the laws, the Party's regulations, the speeches and the seeds.
func realLibrary(t testing.TB) *library {
	real.once.Do(func() {
		shelf := realShelf(t)
		dir, err := os.MkdirTemp("", "tiaowen-check")
		if err != nil {
			t.Fatal(err)
		}
		real.dir, real.library = dir, indexed(t, dir, shelf, 1)
	})
	return &real.library
}

// realShelf are those texts. Whose the collected works are, a librarian would have said.
func realShelf(t testing.TB) searchtest.Shelf {
	shelf := searchtest.RealShelf(t, "party/regulations", "speech", "seeds", "law")
	for id, d := range shelf {
		if d.Fields.Kind == corpus.Speech && d.Fields.VersionDate() < "1949-10-01" {
			d.Fields.Speaker = "毛泽东"
			shelf[id] = d
		}
	}
	return shelf
}

// indexed is a library of a shelf, whose texts stand in the index so many times.
func indexed(t testing.TB, dir string, s searchtest.Shelf, times int) library {
	e, err := bleve.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := resolve.NewResolver(naming.DefaultAliases(), s)
	titled := s.Titled()
	r.Put(titled...)
	entries := func(yield func(indexer.Entry, error) bool) {
		for range times {
			for _, known := range titled {
				d := s[known.ID]
				head := indexer.Head{ID: d.ID, Fields: d.Fields, Timeline: known.Standing.Timeline}
				if !yield(indexer.Entry{Head: head, Text: d.Text, Passages: parse.Passages(&d)}, nil) {
					return
				}
			}
		}
	}
	if err := e.Rebuild(context.Background(), entries, 1); err != nil {
		t.Fatal(err)
	}
	return library{s, e, r, New(r, e)}
}

// checkIn checks a text against a library.
func (l *library) check(t testing.TB, text string, asOf corpus.Date) Report {
	t.Helper()
	r, err := l.checker.Check(context.Background(), Read(text, asOf, searchtest.Today))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
