package apart

import (
	"errors"
	"flag"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/sharedtest"
)

// go test ./corpus/extract/apart -run Mutations -mutations 10000 -timeout 60m -v
var mutations = flag.Int("mutations", 300, "how many damaged files TestMutations reads")

// TestMutations damages real files at random and reads them: each gives texts
// or a refusal with a reason, and no reader is hurt for the next file.
func TestMutations(t *testing.T) {
	files := realFiles(t)
	r := reader(t, "child", Limits{})
	random := rand.New(rand.NewPCG(20261122, 5))
	work := make(chan mutated)
	var mu sync.Mutex
	outcomes := map[string]int{}
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for m := range work {
				code := outcomeOf(t, r, m)
				mu.Lock()
				outcomes[code]++
				mu.Unlock()
			}
		})
	}
	names := slices.Sorted(maps.Keys(files))
	for range *mutations {
		name := names[random.IntN(len(names))]
		work <- mutated{name, mutate(random, files[name], files[names[random.IntN(len(names))]])}
	}
	close(work)
	group.Wait()
	t.Logf("%d mutations: %v", *mutations, outcomes)
	good := []byte("完好的一篇，读得出来。")
	if got, err := r.Read(t.Context(), "好.txt", good, extract.Options{}); err != nil || got[0].Text != string(good) {
		t.Errorf("a good file afterwards: %v %v", got, err)
	}
}

type mutated struct {
	name string
	data []byte
}

func outcomeOf(t *testing.T, r *Reader, m mutated) string {
	sources, err := r.Read(t.Context(), m.name, m.data, extract.Options{})
	var refusal *extract.Refusal
	switch {
	case errors.As(err, &refusal):
		if refusal.Message == "" {
			t.Errorf("%s: refused as %s without a reason", m.name, refusal.Code)
		}
		return refusal.Code
	case err != nil:
		t.Errorf("%s: %v", m.name, err)
		return "error"
	}
	for _, s := range sources {
		if !utf8.ValidString(s.Text) {
			t.Errorf("%s: a text that is not UTF-8", m.name)
		}
	}
	return "read"
}

// mutate damages data in one of the ways in which files are damaged.
func mutate(r *rand.Rand, data, other []byte) []byte {
	out := slices.Clone(data)
	at := func() int { return r.IntN(len(out)) }
	switch r.IntN(7) {
	case 0: // a few flipped bits
		for range 1 + r.IntN(20) {
			out[at()] ^= 1 << r.IntN(8)
		}
	case 1: // cut off
		out = out[:at()]
	case 2: // a zeroed block
		from := at()
		clear(out[from:min(len(out), from+512<<r.IntN(4))])
	case 3: // a piece missing
		from := at()
		out = slices.Delete(out, from, min(len(out), from+1+r.IntN(2000)))
	case 4: // a piece twice
		from := at()
		piece := slices.Clone(out[from:min(len(out), from+1+r.IntN(2000))])
		out = slices.Insert(out, at(), piece...)
	case 5: // the end of another file
		out = append(out[:at()], other[r.IntN(len(other)):]...)
	case 6: // noise
		from := at()
		for i := from; i < min(len(out), from+100); i++ {
			out[i] = byte(r.Uint32())
		}
	}
	return out
}

// realFiles are the files for extraction tests and the seeds. What is larger
// than a megabyte would only make the test slow.
func realFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, folder := range []string{"extract", "seeds", "party"} {
		err := filepath.WalkDir(sharedtest.Path(t, folder), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil && len(data) > 0 && len(data) < 1<<20 {
				files[path] = data
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
