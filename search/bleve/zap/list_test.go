package zap

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"pgregory.net/rapid"
)

// countedGram is how often a gram counts in a text, and how many letters stand before the
// first.
type countedGram struct{ times, place int }

// countsOf says in the plainest way what is counted of a document.
func countsOf(d *Document) map[string]countedGram {
	out := map[string]countedGram{}
	EachGram(d.Text, func(gram string, at int) {
		c, ok := out[gram]
		switch {
		case !ok:
			c = countedGram{1, letters(d.Text[:at])}
		case at < d.Own:
			c.times++
		}
		out[gram] = c
	})
	return out
}

// checkCounts compares what our lists say of grams with the documents of a segment.
func checkCounts(t rapid.TB, s segment.Segment, docs []*Document) {
	terms, err := TermsOf(s, Grams)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int{} // holders
	for n, d := range docs {
		for gram, want := range countsOf(d) {
			all[gram]++
			l, err := terms.Find([]byte(gram))
			if err != nil {
				t.Fatal(err)
			}
			rank, ok := l.Find(uint32(n))
			if !ok || rank >= l.Count {
				t.Fatalf("%q is not found in document %d", gram, n)
			}
			got := countedGram{int(l.Times[rank]), int(l.Places[rank])}
			if want := (countedGram{min(want.times, MostTimes), min(want.place, FarPlace)}); got != want {
				t.Fatalf("%q in document %d: %v instead of %v", gram, n, got, want)
			}
		}
	}
	for gram, count := range all {
		l, _ := terms.Find([]byte(gram))
		if numbers := l.AppendTo(nil); l.Count != count || len(numbers) != count || !slices.IsSorted(numbers) {
			t.Fatalf("%q: %d holders %v, not %d", gram, l.Count, numbers, count)
		}
	}
	if l, err := terms.Find([]byte("无此")); err != nil || l.Count != 0 {
		t.Fatalf("a term of nobody: %+v, %v", l, err)
	}
}

// inOrder are documents as a segment has them.
func inOrder(docs []*Document) []*Document {
	return slices.SortedFunc(slices.Values(docs), func(a, b *Document) int { return cmp.Compare(a.Key, b.Key) })
}

// TestCounts: a gram's frequencies and first places are read as they are in the texts, from
// a segment in memory, on disk and merged with what was dropped left out.
func TestCounts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &maker{tester: rt, dir: t.TempDir()}
		var given []segment.Segment
		var drops []*roaring.Bitmap
		var left []*Document
		for i := range rapid.IntRange(1, 3).Draw(rt, "segments") {
			docs := inOrder(drawDocuments(rt, 100*i+1, 6))
			ours, _ := m.both(docs)
			checkCounts(rt, ours, docs)
			onDisk := m.persisted(ours)
			checkCounts(rt, onDisk, docs)
			drop := roaring.BitmapOf(rapid.SliceOfN(rapid.Uint32Range(0, uint32(len(docs)-1)), 0, 3).Draw(rt, "drops")...)
			given, drops = append(given, onDisk), append(drops, drop)
			for n, d := range docs {
				if !drop.Contains(uint32(n)) {
					left = append(left, d)
				}
			}
		}
		merged, _ := m.merge(&plugin{}, given, drops)
		checkCounts(rt, merged, left)
	})
}

// TestCountsOfMany: the same where a list has a block of bits, and texts are long.
func TestCountsOfMany(t *testing.T) {
	m := &maker{tester: t, dir: t.TempDir()}
	var docs []*Document
	r := rand.New(rand.NewPCG(1, 2))
	for i := range mostListed + 2000 {
		text := strings.Repeat("学", r.IntN(5)) + strings.Repeat("党员", 1+r.IntN(3))
		if i%7 == 0 {
			text = strings.Repeat("记", r.IntN(400)) + "支部"
		}
		docs = append(docs, &Document{Key: PassageID(1, i), Text: text, Own: len(text)})
	}
	ours, _ := m.both(docs)
	checkCounts(t, ours, docs)
	drop := roaring.BitmapOf(3, 5)
	merged, _ := m.merge(&plugin{}, []segment.Segment{m.persisted(ours)}, []*roaring.Bitmap{drop})
	checkCounts(t, merged, slices.Concat(docs[:3], docs[4:5], docs[6:]))
}

// TestList: lists of every shape are read as Roaring reads them.
func TestList(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, shape := range []struct {
		below uint32
		count int
	}{{10, 3}, {1 << 16, 1000}, {1 << 16, mostListed}, {1 << 16, mostListed + 1}, {1 << 16, 1 << 16}, {1 << 18, 200_000}, {1 << 20, 30_000}, {1 << 31, 100}} {
		t.Run(fmt.Sprint(shape), func(t *testing.T) {
			set := roaring.New()
			for set.GetCardinality() < uint64(shape.count) {
				set.Add(random.Uint32N(shape.below))
			}
			l := listOf(t, set.ToArray())
			if got := l.AppendTo(nil); !slices.Equal(got, set.ToArray()) {
				t.Fatalf("%d numbers are read of %d", len(got), shape.count)
			}
			for range 1000 {
				n := random.Uint32N(shape.below)
				rank, ok := l.Find(n)
				if ok != set.Contains(n) || l.Has(n) != ok || ok && uint64(rank) != set.Rank(n)-1 {
					t.Fatalf("%d: rank %d, %v", n, rank, ok)
				}
			}
			c := l.Cursor()
			for n := uint32(0); n < shape.below; n += 1 + random.Uint32N(shape.below/5000+1) {
				rank, ok := c.Find(n)
				if ok != set.Contains(n) || ok && uint64(rank) != set.Rank(n)-1 {
					t.Fatalf("%d by a cursor: rank %d, %v", n, rank, ok)
				}
			}
			pieces := 0
			for b := range l.Blocks() {
				room := make([]uint32, 100)
				at := 0
				for n := b.Read(&at, room); n > 0; n = b.Read(&at, room) {
					pieces += n
				}
			}
			if pieces != shape.count {
				t.Errorf("%d numbers are read in pieces", pieces)
			}
		})
	}
}

// listOf writes and reads a list, each of whose holders holds the term once.
func listOf(t *testing.T, numbers []uint32) List {
	t.Helper()
	who := holders{counted: true}
	for _, n := range numbers {
		who.add(n, 1, 0)
	}
	set := appendSet(nil, numbers)
	data := []byte{0, 0, 0, byte(len(set)) | 0x80, byte(len(set)>>7) | 0x80, byte(len(set)>>14) | 0x80, byte(len(set) >> 21)}
	l, err := listAt(appendCounts(append(data, set...), &who), 1, true)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// FuzzList: bytes that are no list are refused, or read without a panic but for what lies
// beyond them, which whoever reads a segment recovers from.
func FuzzList(f *testing.F) {
	who := holders{counted: true}
	who.add(1, 2, 3)
	who.add(70_000, 2, 3)
	set := appendSet(nil, who.documents)
	f.Add(appendCounts(append([]byte{0, 0, 0, byte(len(set))}, set...), &who), uint64(1))
	f.Add([]byte{0, 0, 0, 0xff, 0xff, 0xff, 0xff}, uint64(1))
	f.Fuzz(func(t *testing.T, data []byte, value uint64) {
		l, err := listAt(data, value, true)
		if err == nil && (len(l.Times) != l.Count || len(l.Places) != l.Count) {
			t.Errorf("%d on the list, counts of %d and %d", l.Count, len(l.Times), len(l.Places))
		}
	})
}

// TestLettersFit: no letter is too great for a posting.
func TestLettersFit(t *testing.T) {
	EachSequence(everyRune(), func(s string) {
		for _, r := range s {
			if r >= 1<<runeBits {
				t.Fatalf("letter %U", r)
			}
		}
	})
}

func everyRune() string {
	var b strings.Builder
	for r := rune(1); r <= 0x10ffff; r++ {
		b.WriteRune(r)
	}
	return b.String()
}
