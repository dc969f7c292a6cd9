package bleve

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// manyMeant are documents that say in other words what is asked, each as near as another.
func manyMeant(n int) (entries []indexer.Entry) {
	for i := range n {
		entries = append(entries, entry(fmt.Sprintf("文%02d", i), corpus.Fields{}, 0, fmt.Sprintf("第%d项经费按季核算。", i), "物资凭单领取。"))
	}
	return entries
}

// paged walks on from a query to the end and tells what comes, and on which pages it is
// said that the order has changed.
func paged(t *testing.T, e *Engine, q search.Query, before func(page int)) (names []string, reordered []bool) {
	t.Helper()
	for page := 0; ; page++ {
		before(page)
		res := ask(t, e, q)
		names, reordered = append(names, found(res.Hits)...), append(reordered, res.Reordered)
		if q.Cursor = res.NextCursor; q.Cursor == "" {
			return names, reordered
		}
	}
}

// TestMeaningsArriveOnAWalk: what becomes known between two pages changes the order, which
// is said once; a walk that began by words alone goes on so.
func TestMeaningsArriveOnAWalk(t *testing.T) {
	entries := append(manyMeant(8), entry("词", corpus.Fields{}, 0, "掏钱一次", "掏钱两次", "掏钱三次"))
	q := search.Query{Text: "掏钱怎么办", Limit: 1, Apart: true}
	for _, c := range []struct {
		name  string
		known []string
		off   bool
		hits  int
		said  int // on which page it is said
	}{
		{"some were known", []string{"文00", "文01"}, false, 0, 2},
		{"none was known", nil, false, 3, -1},
		{"known, but not asked", []string{"文00", "文01"}, true, 3, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := open(t)
			update(t, e, indexer.Change{Put: entries, Seq: 1})
			mean(t, e, conceptual{})
			if c.known != nil {
				learn(t, e, c.known...)
			}
			q := q
			if c.off {
				q.Meaning = search.MeaningOff
			}
			names, said := paged(t, e, q, func(page int) {
				if page == 2 {
					learn(t, e)
				}
			})
			if slices.Index(said, true) != c.said || c.said >= 0 && slices.Contains(said[c.said+1:], true) || c.hits > 0 && len(names) != c.hits {
				t.Errorf("%v, reordered: %v", names, said)
			}
		})
	}
}

// TestMeaningsLostOnAWalk: a walk that goes on by words alone because the meanings cannot be
// read any more says that the order has changed.
func TestMeaningsLostOnAWalk(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: append(manyMeant(8), entry("词", corpus.Fields{}, 0, "掏钱一次", "掏钱两次", "掏钱三次")), Seq: 1})
	mean(t, e, conceptual{})
	learn(t, e)
	q := search.Query{Text: "掏钱怎么办", Limit: 1, Apart: true}
	q.Cursor = ask(t, e, q).NextCursor
	if err := os.Truncate(filepath.Join(dir, codesFile), 0); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, e, q); got.Query.Meant != search.MeantOff || !got.Reordered {
		t.Errorf("%q, reordered %t: %v", got.Query.Meant, got.Reordered, found(got.Hits))
	}
}

// TestMeaningWalkKeepsItsMeanings: a walk that began with meanings goes on with them where
// none are asked for any more, is over what is written meanwhile, and holds when the index
// is opened again.
func TestMeaningWalkKeepsItsMeanings(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: manyMeant(9), Seq: 1})
	update(t, e, indexer.Change{Remove: []string{"文03"}, Seq: 2}) // numbers have gaps
	mean(t, e, conceptual{})
	learn(t, e)
	q := search.Query{Text: "掏钱怎么办", Limit: 2, Apart: true, Named: true}
	want, _ := paged(t, e, q, func(int) {})
	if len(want) != 8 {
		t.Fatal(want)
	}
	for name, before := range map[string]func(){
		"written": func() {
			update(t, e, indexer.Change{Put: []indexer.Entry{entry("文00", corpus.Fields{}, 0, "经费")}, Seq: 3})
			learn(t, e)
		},
		"opened again": func() {
			_ = e.Close()
			e = openIn(t, dir)
			mean(t, e, conceptual{})
		},
	} {
		first := ask(t, e, q)
		again, _ := paged(t, e, q, func(int) {})
		before()
		next := q
		next.Cursor, next.Meaning = first.NextCursor, search.MeaningOff
		got, said := paged(t, e, next, func(int) {})
		if diff := cmp.Diff(again[2:], got); diff != "" || slices.Contains(said, true) {
			t.Errorf("%s: %v, %s", name, said, diff)
		}
	}
}

// TestMeaningsAreReleased: when the engine is closed nothing holds what was known, whatever
// was kept for walks, and the file of it is mapped nowhere.
func TestMeaningsAreReleased(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: manyMeant(6), Seq: 1})
	mean(t, e, conceptual{})
	var all []*means
	note := func() {
		if m := e.view.Load().means.Load(); !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	q := search.Query{Text: "掏钱怎么办", Limit: 1}
	for i := range 6 {
		note()
		learn(t, e, fmt.Sprintf("文%02d", i))
		note()
		res := ask(t, e, q)
		update(t, e, indexer.Change{Put: []indexer.Entry{entry("新", corpus.Fields{}, 0, fmt.Sprint("经费", i))}, Seq: int64(2 + i)})
		note()
		later := q
		later.Cursor = res.NextCursor // in a view that was kept
		ask(t, e, later)
		later.Cursor = ask(t, e, q).NextCursor
		learn(t, e, "新")
		ask(t, e, later) // its meanings are gone
		if i == 3 {
			rebuild(t, e, manyMeant(6), int64(3+i))
			note()
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	for i, m := range all {
		if n := m.refs.Load(); n != 0 {
			t.Errorf("meanings %d of %d are held %d times", i, len(all), n)
		}
	}
	if maps, err := os.ReadFile("/proc/self/maps"); err == nil && strings.Contains(string(maps), dir+"/"+codesFile) {
		t.Error("the file is mapped still")
	}
}

// TestMeaningWhileWriting learns, writes, searches and walks at once; -race watches.
func TestMeaningWhileWriting(t *testing.T) {
	e := open(t)
	entries := manyMeant(5)
	update(t, e, indexer.Change{Put: entries, Seq: 1})
	mean(t, e, conceptual{})
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			q := search.Query{Text: "掏钱怎么办", Limit: 2}
			for {
				select {
				case <-done:
					return
				default:
				}
				res, err := e.Search(context.Background(), q)
				if err != nil {
					t.Error(err)
					return
				}
				q.Cursor = res.NextCursor
			}
		})
	}
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			lacking, _ := e.Lacking()
			for _, l := range lacking {
				text, ok, err := e.Encode(context.Background(), l, func(context.Context) error { return nil })
				if err == nil && ok {
					err = e.Keep(text)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
			e.Publish()
		}
	})
	for n := 2; n < 30; n++ {
		entries[n%5] = entry(entries[n%5].Head.ID, corpus.Fields{}, 0, fmt.Sprintf("经费%d。", n))
		if n%10 == 0 {
			rebuild(t, e, entries, int64(n))
		} else {
			update(t, e, indexer.Change{Put: entries[n%5 : n%5+1], Seq: int64(n)})
		}
	}
	close(done)
	wg.Wait()
	// Whoever comes when it is closed is told so.
	wg.Go(func() { _, _ = e.Search(context.Background(), search.Query{Text: "掏钱怎么办"}) })
	wg.Go(func() { _, _ = e.Lacking() })
	wg.Go(e.Publish)
	wg.Go(func() { _ = e.Keep() })
	_ = e.Close()
	wg.Wait()
}
