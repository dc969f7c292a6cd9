//go:build unix

package bleve

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// drawn is an encoder that draws a code for whatever it is asked: for what codes cost, not
// for what they say. A question costs it nothing.
type drawn struct{ r *rand.Rand }

func (d drawn) Code(string) (code meaning.Code) {
	for i := range code {
		code[i] = int8(d.r.NormFloat64() * 25)
	}
	return code
}

func (d drawn) Parts(lead, text string) []string { return []string{lead + text} }

// coded is an index of $TIAOWEN_CODES (70,000) passages, of each of which there is a code.
var coded struct {
	once   sync.Once
	dir    string
	engine *Engine
}

func codedEngine(b *testing.B) *Engine {
	coded.once.Do(func() {
		passages, err := strconv.Atoi(os.Getenv("TIAOWEN_CODES"))
		if err != nil {
			passages = 70_000
		}
		if coded.dir, err = os.MkdirTemp("", "tiaowen-codes"); err != nil {
			b.Fatal(err)
		}
		if coded.engine, err = Open(coded.dir); err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 2))
		rebuild(b, coded.engine, drawnEntries(r, passages/50), 1)
		mean(b, coded.engine, drawn{r})
		lacking, _ := coded.engine.Lacking()
		for some := range slices.Chunk(lacking, 500) {
			var texts []codes.Text
			for _, l := range some {
				texts = append(texts, encoded(b, coded.engine, l))
			}
			if err := coded.engine.Keep(texts...); err != nil {
				b.Fatal(err)
			}
		}
		coded.engine.Publish()
	})
	return coded.engine
}

// drawnEntries are documents of fifty passages of drawn letters.
func drawnEntries(r *rand.Rand, n int) (entries []indexer.Entry) {
	for i := range n {
		var lines []string
		for range 50 {
			letters := make([]rune, 60)
			for j := range letters {
				letters[j] = rune(0x4e00 + r.IntN(1500))
			}
			lines = append(lines, string(letters))
		}
		entries = append(entries, entry(fmt.Sprint(i), corpus.Fields{}, 0, lines...))
	}
	return entries
}

// BenchmarkMeaning is what a question costs, with the codes of all passages and without,
// and going through these alone; what encoding it costs is apart.
func BenchmarkMeaning(b *testing.B) {
	e := codedEngine(b)
	text := string([]rune{0x4e00, 0x4e01, 0x4e07, 0x4e08}) + "怎么办"
	for name, q := range map[string]search.Query{"on": {Text: text, Limit: 10}, "off": {Text: text, Limit: 10, Meaning: search.MeaningOff}} {
		b.Run(name, func(b *testing.B) { measure(b, e, []search.Query{q}) })
	}
	b.Run("scan", func(b *testing.B) {
		v := e.acquire()
		defer v.release()
		m := v.acquireMeans()
		defer m.release()
		r, q := newReader(v), search.Query{Sort: search.ByRelevance, AsOf: "2026-11-22"}
		found, docs := r.newCandidates(), r.filter(q, search.Parsed{})
		for b.Loop() {
			s := &sense{means: m, code: m.encoder.Code("多大"), worth: make([]float32, 1)}
			if _, err := r.nearest(context.Background(), q, s, found, docs); err != nil {
				b.Fatal(err)
			}
		}
	})
	shipped := meaning.New()
	for _, letters := range []int{15, 60, 500} {
		asked := string(slices.Repeat([]rune("支部多久开一次会"), 63)[:letters])
		b.Run(fmt.Sprintf("encode %d letters", letters), func(b *testing.B) {
			for b.Loop() {
				shipped.Code(asked)
			}
		})
	}
}
