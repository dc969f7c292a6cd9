//go:build unix

package bleve

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// large is the index that the benchmarks share: the laws, multiplied to
// $TIAOWEN_PASSAGES (150,000) passages.
var large struct {
	once    sync.Once
	dir     string
	engine  *Engine
	entries []indexer.Entry
}

func TestMain(m *testing.M) {
	code := m.Run()
	if large.engine != nil {
		_ = large.engine.Close()
		_ = os.RemoveAll(large.dir)
	}
	if coded.engine != nil {
		_ = coded.engine.Close()
		_ = os.RemoveAll(coded.dir)
	}
	os.Exit(code)
}

func largeEngine(b *testing.B) (*Engine, []indexer.Entry) {
	entries := laws(b)
	large.once.Do(func() {
		passages, err := strconv.Atoi(os.Getenv("TIAOWEN_PASSAGES"))
		if err != nil {
			passages = 150_000
		}
		large.entries = multiplied(entries, passages)
		if large.dir, err = os.MkdirTemp("", "tiaowen-bench"); err != nil {
			b.Fatal(err)
		}
		if large.engine, err = Open(large.dir); err != nil {
			b.Fatal(err)
		}
		before, began := cpu(), time.Now()
		rebuild(b, large.engine, large.entries, 1)
		report(b, "index", before, began)
	})
	return large.engine, large.entries
}

// report prints what a one-off step took and left.
func report(b *testing.B, step string, before time.Duration, began time.Time) {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	var text, size int64
	passages := 0
	for _, e := range large.entries {
		text += int64(len(e.Text))
		passages += len(e.Passages)
	}
	names := ""
	_ = filepath.Walk(large.dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			size += info.Size()
			names += fmt.Sprintf(" %s=%.1fMB", filepath.Base(path), float64(info.Size())/1e6)
		}
		return nil
	})
	fmt.Printf("%s: %d passages, %.1f MB of text, %.1f CPU s, %.1f s, on disk %.1f MB (%s), heap %.0f MB\n", step, passages,
		float64(text)/1e6, (cpu() - before).Seconds(), time.Since(began).Seconds(), float64(size)/1e6, names, float64(m.HeapInuse)/1e6)
}

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure runs queries in turn and reports the median and the 99th percentile.
func measure(b *testing.B, e *Engine, queries []search.Query) {
	var took []time.Duration
	before := cpu()
	for i := 0; b.Loop(); i++ {
		q := queries[i%len(queries)]
		q.Today = "2026-11-22"
		began := time.Now()
		if _, err := e.Search(context.Background(), q); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	reportTimes(b, before, took)
}

func reportTimes(b *testing.B, before time.Duration, took []time.Duration) {
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(len(took)), "cpu-µs")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func BenchmarkSearch(b *testing.B) {
	e, entries := largeEngine(b)
	r := rand.New(rand.NewPCG(3, 4))
	var questions, substrings, keywords, filtered []search.Query
	for _, j := range stard(b) {
		questions = append(questions, search.Query{Text: j.question, Limit: 10, Match: search.MatchAny})
		filtered = append(filtered, search.Query{Text: j.question, Limit: 10, Match: search.MatchAny, Filter: search.Filter{"year": {"2018", "2019", "2020"}}})
	}
	for range 1000 {
		substrings = append(substrings, search.Query{Text: `"` + cutOut(r, entries, 2+r.IntN(5)) + `"`, Limit: 10})
		keywords = append(keywords, search.Query{Text: cutOut(r, entries, 2) + " " + cutOut(r, entries, 3), Match: search.MatchAll, Limit: 10})
	}
	for _, c := range []struct {
		name    string
		queries []search.Query
	}{{"question", questions}, {"filtered", filtered}, {"substring", substrings}, {"keywords", keywords}, {"browse", []search.Query{{Limit: 10}}}} {
		b.Run(c.name, func(b *testing.B) { measure(b, e, c.queries) })
	}
}

// BenchmarkScan looks for strings in all passages without an index: what the
// other figures of a run, on whatever machine, are to be compared with.
func BenchmarkScan(b *testing.B) {
	e, entries := largeEngine(b)
	v := e.acquire()
	defer v.release()
	r := newReader(v)
	random := rand.New(rand.NewPCG(3, 4))
	before, n := cpu(), 0
	for ; b.Loop(); n++ {
		s := corpus.Fold(cutOut(random, entries, 2+random.IntN(5)))
		one := form{text: []byte(s), rare: v.texts.rarest(s)}
		for _, seg := range v.segs {
			k := r.seeker(seg, []phrase{{forms: []form{one}}})
			for i, part := range seg.part {
				if part&partHead == 0 {
					k.count(uint32(i), 0)
				}
			}
		}
	}
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(n), "cpu-µs")
}

func BenchmarkOpen(b *testing.B) {
	e, _ := largeEngine(b)
	_ = e.Close()
	for b.Loop() {
		e, err := Open(large.dir)
		if err != nil || e.Fault() != nil {
			b.Fatal(err, e.Fault())
		}
		large.engine = e
		_ = e.Close()
	}
	large.engine, _ = Open(large.dir)
}

// BenchmarkUpdate adds documents one by one, each until it can be found, and
// takes them out again.
func BenchmarkUpdate(b *testing.B) {
	e, entries := largeEngine(b)
	var took []time.Duration
	var added []string
	before := cpu()
	for i := 0; b.Loop(); i++ {
		entry := entries[i%len(entries)]
		entry.Head.ID = fmt.Sprintf("added~%d", i)
		added = append(added, entry.Head.ID)
		began := time.Now()
		update(b, e, indexer.Change{Seq: e.Seq() + 1, Put: []indexer.Entry{entry}})
		took = append(took, time.Since(began))
	}
	reportTimes(b, before, took)
	update(b, e, indexer.Change{Seq: e.Seq() + 1, Remove: added})
}
