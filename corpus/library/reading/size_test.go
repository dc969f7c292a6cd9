package reading_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/library"
	"tiaowen/corpus/library/reading"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// realLibrary holds laws and essays, at most so many.
func realLibrary(t testing.TB, most int) (l *library.Library, ids []string) {
	t.Helper()
	l, err := library.Open(t.Context(), t.TempDir(), library.Clock(time.Now), library.Alone())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var paths []string
	for _, folder := range []string{"law/刑法", "law/行政法规", "law/民法典", "articles"} {
		found, err := filepath.Glob(filepath.Join(sharedtest.Path(t, filepath.FromSlash(folder)), "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found[:min(len(found), most/4)]...)
	}
	var files []library.Incoming
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sources, err := extract.Read(path, raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sources {
			files = append(files, library.Incoming{File: library.File{Path: path, Data: raw}, Texts: parse.Split(s)})
		}
	}
	kept, err := l.PutAll(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kept {
		for _, r := range k.Records {
			ids = append(ids, r.Document.ID)
		}
	}
	return l, ids
}

// TestSize: a room takes as much memory as it says.
func TestSize(t *testing.T) {
	l, ids := realLibrary(t, 100)
	read := func() *reading.Room {
		room := reading.NewRoom(l, 1<<30)
		for _, id := range ids {
			r, err := room.Read(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			r.Citations()
		}
		return room
	}
	read() // what is made once is there before
	before := live()
	room := read()
	taken, said := live()-before, room.Size()
	runtime.KeepAlive(room)
	t.Logf("%d documents take %d kB, %d kB by their own account", len(ids), taken>>10, said>>10)
	if said < taken*9/10 || said > taken*5/4 {
		t.Errorf("a room of %d documents takes %d bytes and says %d", len(ids), taken, said)
	}
}

// live is the heap in use.
func live() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// BenchmarkRead: a document that is not kept, and one that is.
func BenchmarkRead(b *testing.B) {
	l, ids := realLibrary(b, 100)
	for name, bound := range map[string]int{"cold": 0, "warm": 1 << 30} {
		b.Run(name, func(b *testing.B) {
			room := reading.NewRoom(l, bound)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if _, err := room.Read(b.Context(), ids[n%len(ids)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
