//go:build unix

package check

import (
	"context"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// largeLibrary is the real library with its texts repeated until it holds
// $TIAOWEN_PASSAGES (150,000) passages.
func largeLibrary(b *testing.B) *library {
	want, err := strconv.Atoi(os.Getenv("TIAOWEN_PASSAGES"))
	if err != nil {
		want = 150_000
	}
	large.once.Do(func() {
		dir, err := os.MkdirTemp("", "tiaowen-check")
		if err != nil {
			b.Fatal(err)
		}
		s := realShelf(b)
		passages := 0
		for n := 1; passages < want; n++ {
			for _, id := range slices.Sorted(maps.Keys(s)) {
				if strings.Contains(id, "~copy") || passages >= want {
					continue
				}
				d := s[id]
				passages += len(parse.Passages(&d))
				if n > 1 {
					d.ID = fmt.Sprintf("%s~copy%d", id, n)
					s[d.ID] = d
				}
			}
		}
		large.dir, large.library = dir, indexed(b, dir, s)
		fmt.Printf("%d documents, %d passages\n", len(s), passages)
	})
	return &large.library
}

// draftOf is a draft of so many bytes, of real articles that cite and quote.
func draftOf(b *testing.B, size int) string {
	s := searchtest.RealShelf(b, "articles")
	var out strings.Builder
	for _, id := range slices.Sorted(maps.Keys(s)) {
		if out.Len() >= size {
			break
		}
		out.WriteString(s[id].Text + "\n\n")
	}
	return strings.ToValidUTF8(out.String()[:min(size, out.Len())], "")
}

// cpu is what the process has used so far: on a machine that others use too, the time
// on the clock says little.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkCheck checks drafts of two sizes. It tells the shortest time of one, the mean
// of what the processor was used for it, and the memory in use at the end.
func BenchmarkCheck(b *testing.B) {
	l := largeLibrary(b)
	for _, size := range []int{20_000, 1_000_000} {
		text := draftOf(b, size)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			found := 0
			var least time.Duration
			before := cpu()
			for b.Loop() {
				began := time.Now()
				r := l.check(b, text, "")
				if took := time.Since(began); least == 0 || took < least {
					least = took
				}
				found = len(r.Citations) + len(r.Quotes)
			}
			b.ReportMetric((cpu()-before).Seconds()/float64(b.N), "cpu-s")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(least.Seconds(), "s-least")
			b.ReportMetric(float64(m.HeapInuse)/1e6, "MB-heap")
			b.ReportMetric(float64(found), "findings")
		})
	}
}

// BenchmarkNaive looks for every window of the small draft as an exact string: what
// finds quotations without the index of pairs being asked for more than strings.
func BenchmarkNaive(b *testing.B) {
	l := largeLibrary(b)
	text := lettersOf(draftOf(b, 20_000))
	before := cpu()
	for b.Loop() {
		found := 0
		for i := 0; i+naiveWindow <= text.len(); i++ {
			words := strings.NewReplacer(`"`, "", "“", "", "”", "", `\`, "").Replace(text.span(i, i+naiveWindow).In(text.text))
			r, err := l.engine.Search(context.Background(), search.Query{Text: `"` + words + `"`, Match: search.MatchAll, Today: searchtest.Today, Limit: 10})
			if err != nil {
				b.Fatal(err)
			}
			found += r.Total
		}
		b.ReportMetric(float64(found), "findings")
	}
	b.ReportMetric((cpu()-before).Seconds()/float64(b.N), "cpu-s")
}

// naiveWindow is how many letters such a window has.
const naiveWindow = 13
