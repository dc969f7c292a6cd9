//go:build unix

package bleve

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"
	"text/tabwriter"
	"time"

	"tiaowen/indexer"
)

// grown is our engine on so many passages, with what its answers cost.
type grown struct {
	ours
	spent []time.Duration // of the processors, by each answer
}

// sizesGrown are the passages of a large library and of a very large one.
var sizesGrown = []int{150_000, 1_000_000}

// TestGrowth asks engines of two sizes the same in turn and prints what their answers
// and their opening cost, and by which power of the size that grows. Run it, a quarter
// of an hour and a gigabyte on disk, with
//
//	TIAOWEN_GROWTH=1 go test -run TestGrowth -v -timeout 2h ./search/bleve
func TestGrowth(t *testing.T) {
	if os.Getenv("TIAOWEN_GROWTH") == "" {
		t.Skip("takes minutes; set TIAOWEN_GROWTH to run")
	}
	texts := realTexts(t)
	var engines []*grown
	for _, n := range sizesGrown {
		g := &grown{ours: ours{dir: t.TempDir()}}
		if err := g.fill(t.Context(), repeated(texts, n)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = g.close() })
		engines = append(engines, g)
	}
	r := rand.New(rand.NewPCG(3, 4))
	var questions, strs []inquiry
	for _, j := range stard(t)[:measured+warming] {
		questions = append(questions, inquiry{question: j.question})
		strs = append(strs, inquiry{strings: []string{cutOut(r, texts, 2+r.IntN(5))}})
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
	fmt.Fprintf(w, "| asked\t| at %d\t| at %d\t| exponent\t|\n| ---\t| ---\t| ---\t| ---\t|\n", sizesGrown[0], sizesGrown[1])
	growth := func(name string, of func(g *grown) time.Duration) {
		a, b := of(engines[0]).Seconds()*1000, of(engines[1]).Seconds()*1000
		exponent := math.Log(b/a) / math.Log(float64(sizesGrown[1])/float64(sizesGrown[0]))
		fmt.Fprintf(w, "| %s\t| %.2f\t| %.2f\t| %.2f\t|\n", name, a, b, exponent)
	}
	for _, k := range []kind{{"question", questions}, {"string", strs}} {
		askInTurn(t, engines, k.list)
		growth(k.name+", CPU ms, mean", func(g *grown) (sum time.Duration) {
			for _, d := range g.spent {
				sum += d
			}
			return sum / time.Duration(len(g.spent))
		})
		growth(k.name+", CPU ms, p50", func(g *grown) time.Duration { return g.spent[len(g.spent)/2] })
		growth(k.name+", CPU ms, p99", func(g *grown) time.Duration { return g.spent[len(g.spent)*99/100] })
	}
	growth("open, CPU ms", func(g *grown) time.Duration { return g.opened(t) })
	fmt.Fprintf(w, "| first question after an update, times what it takes\t| %.2f\t| %.2f\t| \t|\n", engines[0].first(t, texts, questions), engines[1].first(t, texts, questions))
	_ = w.Flush()
}

// askInTurn has each engine answer a block, then the next; the first blocks only warm
// them up.
func askInTurn(t *testing.T, engines []*grown, list []inquiry) {
	for _, g := range engines {
		g.spent = nil
	}
	for n, block := range slices.Collect(slices.Chunk(list, blockLength)) {
		for _, g := range engines {
			runtime.GC()
			for _, q := range block {
				if took := g.cost(t, q); n*blockLength >= warming {
					g.spent = append(g.spent, took)
				}
			}
		}
	}
	for _, g := range engines {
		slices.Sort(g.spent)
	}
}

// first is how many times the CPU time a question takes when it is the first after an
// update, the median of some.
func (g *grown) first(t *testing.T, texts []indexer.Entry, questions []inquiry) float64 {
	var times []float64
	for i, q := range questions[:20] {
		usual := g.cost(t, q)
		usual = min(usual, g.cost(t, q))
		added := texts[i]
		added.Head.ID = fmt.Sprintf("added~%d", i)
		update(t, g.engine, indexer.Change{Seq: g.engine.Seq() + 1, Put: []indexer.Entry{added}})
		times = append(times, g.cost(t, q).Seconds()/usual.Seconds())
	}
	return median(times)
}

// cost is the CPU time that an answer takes.
func (g *grown) cost(t *testing.T, q inquiry) time.Duration {
	before := cpu()
	if _, err := g.ask(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	return cpu() - before
}

// opened is the CPU time that opening takes, the median of some.
func (g *grown) opened(t *testing.T) time.Duration {
	var took []time.Duration
	for range 5 {
		if err := g.close(); err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		before := cpu()
		e, err := Open(g.dir)
		if err != nil || e.Fault() != nil {
			t.Fatal(err, e.Fault())
		}
		g.engine = e
		took = append(took, cpu()-before)
	}
	return median(took)
}

func median[T cmp.Ordered](of []T) T {
	slices.Sort(of)
	return of[len(of)/2]
}
