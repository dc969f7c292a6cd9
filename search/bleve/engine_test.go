package bleve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

func drawEntry(t *rapid.T) indexer.Entry {
	var lines []string
	for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
		lines = append(lines, searchtest.DrawLine(t, fmt.Sprint("line", i)))
	}
	id := rapid.SampledFrom([]string{"甲", "乙", "丙", "丁", "戊"}).Draw(t, "id")
	return entry(id, corpus.Fields{}, rapid.IntRange(0, 9).Draw(t, "tail"), lines...)
}

func drawChange(t *rapid.T, seq int64) indexer.Change {
	c := indexer.Change{Seq: seq}
	for range rapid.IntRange(0, 3).Draw(t, "puts") {
		c.Put = append(c.Put, drawEntry(t))
	}
	if rapid.Bool().Draw(t, "remove") {
		c.Remove = append(c.Remove, rapid.SampledFrom([]string{"甲", "乙", "丙"}).Draw(t, "removed"))
	}
	return c
}

// drawString cuts a string out of what is in the index, or makes one up.
func drawString(t *rapid.T, w twin) string {
	ids := make([]string, 0, len(w))
	for id := range w {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if len(ids) == 0 || rapid.IntRange(0, 4).Draw(t, "made up") == 0 {
		return searchtest.DrawLine(t, "string")
	}
	text := []rune(w[rapid.SampledFrom(ids).Draw(t, "from")].Text)
	from := rapid.IntRange(0, len(text)-1).Draw(t, "at")
	return string(text[from:min(len(text), from+rapid.IntRange(1, 8).Draw(t, "length"))])
}

// TestTwin: whatever is put, replaced and removed, a string in quotes is found
// in exactly the passages in which a scan finds it, before and after a merge by
// scorch, a rebuild and a restart, and the marks are the string.
func TestTwin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		e, err := Open(dir)
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = e.Close() }()
		w := twin{}
		for seq := range int64(rapid.IntRange(1, 6).Draw(rt, "changes")) {
			c := drawChange(rt, seq+1)
			update(t, e, c)
			w.apply(c)
			switch rapid.IntRange(0, 4).Draw(rt, "then") {
			case 0:
				if err := e.Close(); err != nil {
					rt.Fatal(err)
				}
				if e, err = Open(dir); err != nil || e.Fault() != nil {
					rt.Fatal(err, e.Fault())
				}
			case 1:
				var entries []indexer.Entry
				for _, entry := range w {
					entries = append(entries, entry)
				}
				rebuild(t, e, entries, c.Seq)
			case 2:
				if err := e.gen.index.ForceMerge(t.Context(), nil); err != nil {
					rt.Fatal(err)
				}
				e.freshen()
			}
			if e.Seq() != c.Seq {
				rt.Fatalf("index stands at %d, want %d", e.Seq(), c.Seq)
			}
			compareAll(rt, t, e, w)
			compareHeads(rt, t, e, w)
			for range 4 {
				compareTwin(rt, t, e, w, drawString(rt, w))
			}
		}
	})
}

// compareAll: what is browsed is every passage there is, once.
func compareAll(rt *rapid.T, t *testing.T, e *Engine, w twin) {
	want := 0
	for _, entry := range w {
		want += len(entry.Passages)
	}
	if got := ask(t, e, search.Query{}).Total; got != want {
		rt.Fatalf("%d passages are browsed, want %d", got, want)
	}
}

// TestKeysAreNotUsedAgain: a document that is added after the newest was removed
// and the index opened again does not take over the passages of that one, which
// still lie in a segment, deleted. What a segment holds is read when an index is
// opened, so it is opened once more.
func TestKeysAreNotUsedAgain(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	stays := entry("甲", corpus.Fields{}, 0, "党支部", "党小组")
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{stays, entry("乙", corpus.Fields{}, 0, "一", "二", "三")}})
	update(t, e, indexer.Change{Seq: 2, Remove: []string{"乙"}})
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = openIn(t, dir)
	update(t, e, indexer.Change{Seq: 3, Put: []indexer.Entry{entry("丙", corpus.Fields{}, 0, "四", "五", "六")}})
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = openIn(t, dir)
	for document, want := range map[string]int{"": 5, "甲": 2, "丙": 3} {
		if got := ask(t, e, search.Query{Document: document}).Total; got != want {
			t.Errorf("%q: %d passages, want %d", document, got, want)
		}
	}
}

func compareTwin(rt *rapid.T, t *testing.T, e *Engine, w twin, s string) {
	if strings.IndexFunc(corpus.Fold(s), search.IsLetter) < 0 {
		return
	}
	got := walk(t, e, search.Query{Text: `"` + s + `"`, Limit: 3})
	sorted := slices.Clone(got)
	slices.Sort(sorted)
	if diff := cmp.Diff(w.finds(s), sorted); diff != "" {
		rt.Fatalf("%q (-scan +index):\n%s", s, diff)
	}
	for _, h := range ask(t, e, search.Query{Text: `"` + s + `"`}).Hits {
		if !strings.HasPrefix(h.Text, h.Passage.Text(w[h.Document.ID].Text)) {
			rt.Fatalf("text %q does not begin with the passage", h.Text)
		}
		if len(h.Matches) == 0 {
			rt.Fatalf("%q in %q: no matches", s, h.Text)
		}
		for _, m := range h.Matches {
			if !strings.HasPrefix(corpus.Fold(m.In(h.Text)), corpus.Fold(s)) {
				rt.Fatalf("%q marks %q", s, m.In(h.Text))
			}
		}
		var joined string
		for _, f := range h.Snippet {
			joined += f.Text
		}
		if !strings.Contains(h.Text, joined) {
			rt.Fatalf("snippet %q is no piece of %q", joined, h.Text)
		}
	}
}
