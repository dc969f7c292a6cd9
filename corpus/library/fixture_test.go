package library

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"tiaowen/corpus"
)

// begin is when every test clock starts.
var begin = time.Date(2025, 3, 1, 8, 0, 0, 0, time.UTC)

// ticking is a clock that is a second later each time it is read.
func ticking() func() time.Time {
	var mu sync.Mutex
	now := begin
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Second)
		return now
	}
}

func open(t testing.TB, dir string) *Library {
	t.Helper()
	l, err := Open(t.Context(), dir, Clock(ticking()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// essay is a source with title and kind stated.
func essay(part, title, text string) corpus.Source {
	stated, err := json.Marshal(map[string]string{"title": title, "kind": "essay"})
	if err != nil {
		panic(err)
	}
	return corpus.Source{Part: part, Text: text, Stated: stated}
}

func file(path, bytes string) File { return File{Path: path, Data: []byte(bytes)} }

func put(t testing.TB, l *Library, f File, texts ...corpus.Source) ([]Record, Outcome) {
	t.Helper()
	recs, outcome, err := l.Put(t.Context(), f, texts)
	if err != nil {
		t.Fatal(err)
	}
	return recs, outcome
}

func get(t testing.TB, l *Library, id string) Record {
	t.Helper()
	rec, err := l.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func ids(recs []Record) []string {
	out := []string{}
	for _, r := range recs {
		out = append(out, r.Document.ID)
	}
	return out
}

func steps(t testing.TB, l *Library, seq int64) []Step {
	t.Helper()
	out, err := l.Since(t.Context(), seq)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func seqOf(t testing.TB, l *Library) int64 {
	t.Helper()
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

// stringAt is the one value of a query on the library's own file.
func stringAt(t testing.TB, l *Library, query string) (value string) {
	t.Helper()
	if err := l.writer.QueryRow(query).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func paragraphs(n int) string {
	text := ""
	for i := range n {
		text += fmt.Sprintf("第%d段写的是支部怎样开好会，怎样把会上定的事办成。\n", i+1)
	}
	return text
}

func sorted(s []string) []string {
	out := slices.Clone(s)
	slices.Sort(out)
	return out
}
