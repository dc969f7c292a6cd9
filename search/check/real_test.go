package check

import (
	"context"
	"os"
	"sync"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
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

// shared is a library that tests share.
type shared struct {
	once sync.Once
	library
	dir string
}

// actual is that of the tests of real texts, large that of the benchmarks.
var actual, large shared

func TestMain(m *testing.M) {
	code := m.Run()
	for _, one := range []*shared{&actual, &large} {
		if one.engine != nil {
			_ = one.engine.Close()
			_ = os.RemoveAll(one.dir)
		}
	}
	os.Exit(code)
}

// realLibrary holds the laws, the Party's regulations, the speeches and the seeds.
func realLibrary(t testing.TB) *library {
	t.Helper()
	sharedtest.Path(t, "law") // each test is skipped without them, not only the first
	actual.once.Do(func() {
		shelf := realShelf(t)
		dir, err := os.MkdirTemp("", "tiaowen-check")
		if err != nil {
			t.Fatal(err)
		}
		actual.dir, actual.library = dir, indexed(t, dir, shelf)
	})
	return &actual.library
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

// indexed is a library of a shelf.
func indexed(t testing.TB, dir string, s searchtest.Shelf) library {
	e, err := bleve.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := resolve.NewResolver(naming.DefaultAliases(), s)
	titled := s.Titled()
	r.Put(titled...)
	entries := func(yield func(indexer.Entry, error) bool) {
		for _, known := range titled {
			d := s[known.ID]
			head := indexer.Head{ID: known.ID, Fields: d.Fields, Timeline: known.Standing.Timeline}
			if !yield(indexer.Entry{Head: head, Text: d.Text, Passages: parse.Passages(&d)}, nil) {
				return
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
