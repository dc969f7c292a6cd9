package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// world is a library that is written to while somebody walks through it.
type world struct {
	t       *rapid.T
	dir     string
	engine  *Engine
	entries map[string]indexer.Entry
	lines   map[string][]string // names of the passages, by document
	seq     int64
	names   int
	// meaning: what is written is learnt from, and an engine knows of it.
	meaning bool
	// touched are the documents that a write has given another place in some order.
	touched map[string]bool
}

func newWorld(t *rapid.T, dir string) *world {
	w := &world{t: t, dir: dir, meaning: rapid.Bool().Draw(t, "meaning"), entries: map[string]indexer.Entry{}, lines: map[string][]string{}, touched: map[string]bool{}}
	w.reopen()
	for range rapid.IntRange(2, 6).Draw(t, "documents") {
		w.add()
	}
	return w
}

func (w *world) reopen() {
	if w.engine != nil {
		if err := w.engine.Close(); err != nil {
			w.t.Fatal(err)
		}
	}
	var err error
	if w.engine, err = Open(w.dir); err == nil {
		err = w.engine.Fault()
	}
	if err == nil && w.meaning {
		_, err = w.engine.Mean(conceptual{})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// learn finds out what was written means.
func (w *world) learn() {
	lacking, _ := w.engine.Lacking()
	for _, l := range lacking {
		text, ok, err := w.engine.Encode(w.t.Context(), l, func(context.Context) error { return nil })
		if err == nil && ok {
			err = w.engine.Keep(text)
		}
		if err != nil || !ok {
			w.t.Fatal(ok, err)
		}
	}
	w.engine.Publish()
}

var worldDates = []corpus.Date{"", "2019-01-01", "2020-01-01", "2020-05-05"}

// draw is a document of an id whose passages have names that they keep.
func (w *world) entryOf(id string) indexer.Entry {
	f := corpus.Fields{Title: rapid.SampledFrom([]string{"甲法", "乙法", "丙法"}).Draw(w.t, "title"), Effective: rapid.SampledFrom(worldDates).Draw(w.t, "date")}
	if old, there := w.entries[id]; there && rapid.Bool().Draw(w.t, "keeps its place") {
		f = old.Head.Fields
	} else {
		w.touched[id] = true
	}
	var lines []string
	for _, name := range w.lines[id] {
		lines = append(lines, "党费"+name+rapid.SampledFrom([]string{"", "党费", "按月交纳的党费", "缴款", "缴款例行"}).Draw(w.t, "more"))
	}
	e := entry(id, f, 0, lines...)
	for i, name := range w.lines[id] {
		e.Passages[i].Locator, e.Passages[i].Label = name, name
	}
	w.seq++
	e.Head.Seq, e.Head.Changed = w.seq, time.Unix(w.seq, 0)
	return e
}

func (w *world) put(id string) {
	e := w.entryOf(id)
	w.entries[id] = e
	w.write(indexer.Change{Put: []indexer.Entry{e}})
}

func (w *world) write(c indexer.Change) {
	c.Seq = w.seq
	if err := w.engine.Update(w.t.Context(), c); err != nil {
		w.t.Fatal(err)
	}
	w.learn()
}

func (w *world) name() string {
	w.names++
	return fmt.Sprintf("p_%d", w.names)
}

func (w *world) add() {
	id := fmt.Sprintf("文%d", w.names)
	for range rapid.IntRange(1, 4).Draw(w.t, "passages") {
		w.lines[id] = append(w.lines[id], w.name())
	}
	w.put(id)
}

func (w *world) some() string {
	var ids []string
	for id := range w.entries {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return rapid.SampledFrom(ids).Draw(w.t, "which")
}

// change writes something.
func (w *world) change() {
	if len(w.entries) == 0 {
		w.add()
		return
	}
	switch id := w.some(); rapid.SampledFrom([]string{"add", "remove", "longer", "shorter", "fields", "rebuild"}).Draw(w.t, "write") {
	case "add":
		w.add()
	case "remove":
		delete(w.entries, id)
		delete(w.lines, id)
		w.seq++
		w.write(indexer.Change{Remove: []string{id}})
	case "longer":
		at := rapid.IntRange(0, len(w.lines[id])).Draw(w.t, "at")
		w.lines[id] = slices.Insert(slices.Clone(w.lines[id]), at, w.name())
		w.put(id)
	case "shorter":
		n := len(w.lines[id])
		if n == 1 {
			w.add() // every change writes something
			return
		}
		at := rapid.IntRange(0, n-1).Draw(w.t, "at")
		w.lines[id] = slices.Delete(slices.Clone(w.lines[id]), at, at+1)
		w.put(id)
	case "fields":
		head, whole := w.entryOf(id).Head, w.entries[id]
		whole.Head = head
		w.entries[id] = whole
		w.write(indexer.Change{Heads: []indexer.Head{head}})
	case "rebuild":
		if err := w.engine.Rebuild(w.t.Context(), all(w.all()), w.seq); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) all() (out []indexer.Entry) {
	for _, e := range w.entries {
		out = append(out, e)
	}
	return out
}

// held lists what a walk by documents, or by passages, goes through.
func (w *world) held(documents bool) map[string]bool {
	out := map[string]bool{}
	for id := range w.entries {
		if documents {
			out[id] = true
			continue
		}
		for _, name := range w.lines[id] {
			out[id+"#"+name] = true
		}
	}
	return out
}

func (w *world) page(q search.Query) (names []string, res search.Result) {
	q.Today = "2026-11-22"
	res, err := w.engine.Search(w.t.Context(), q)
	if err != nil {
		w.t.Fatalf("%+v: %v", q, err)
	}
	if len(res.Hits) > q.Limit {
		w.t.Fatalf("a page of %d", len(res.Hits))
	}
	for _, h := range res.Hits {
		name := h.Address()
		if q.Group == search.GroupDocument {
			name = h.Document.ID
		}
		names = append(names, name)
	}
	return names, res
}

// TestWalksSurviveWrites: in an order that holds in every state, a walk through a library
// that is written to, made anew and opened again meanwhile comes once, and in order, to
// all that was there all the time and kept its place.
func TestWalksSurviveWrites(t *testing.T) {
	dirs := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(dirs, "")
		if err != nil {
			rt.Fatal(err)
		}
		w := newWorld(rt, dir)
		defer func() { _ = w.engine.Close() }()
		q := search.Query{Limit: rapid.IntRange(1, 5).Draw(rt, "limit"), Sort: rapid.SampledFrom([]search.Sort{"", search.Newest, search.Oldest, search.ByTitle, search.ByID, search.ByChanged}).Draw(rt, "sort")}
		lists := q.Sort == search.ByTitle || q.Sort == search.ByID || q.Sort == search.ByChanged
		if lists || rapid.Bool().Draw(rt, "documents") {
			q.Group = search.GroupDocument
		}
		if q.Sort != "" && !lists {
			q.Text = rapid.SampledFrom([]string{"", "党费"}).Draw(rt, "text")
		}
		documents := q.Group == search.GroupDocument
		stayed := w.held(documents)
		clear(w.touched)
		seen := map[string]int{}
		changed := map[string]bool{}
		for pages := 0; ; pages++ {
			names, res := w.page(q)
			for _, name := range names {
				seen[name]++
			}
			if res.Reordered {
				rt.Fatal("reordered")
			}
			if q.Cursor = res.NextCursor; q.Cursor == "" {
				break
			}
			if pages > 20 {
				continue // it comes to an end
			}
			for range rapid.IntRange(0, 2).Draw(rt, "writes") {
				before := w.seq
				w.change()
				for id, e := range w.entries {
					if e.Head.Seq > before {
						changed[id] = true
					}
				}
				now := w.held(documents)
				for name := range stayed {
					if !now[name] {
						delete(stayed, name)
					}
				}
			}
			if rapid.IntRange(0, 4).Draw(rt, "again") == 0 {
				w.reopen()
			}
		}
		for name := range stayed {
			id, _, _ := cut(name)
			switch {
			case q.Sort == search.ByID:
			case q.Sort == search.ByChanged:
				if changed[id] {
					continue
				}
			case w.touched[id]:
				continue
			}
			if seen[name] != 1 {
				rt.Fatalf("%+v: %s comes %d times", q, name, seen[name])
			}
		}
	})
}

func cut(address string) (id, locator string, found bool) {
	for i, r := range address {
		if r == '#' {
			return address[:i], address[i+1:], true
		}
	}
	return address, "", false
}

// TestWalksByRelevance: a walk by relevance goes on in the state that it began in,
// whatever is written meanwhile; once that is gone it says so, and goes on.
func TestWalksByRelevance(t *testing.T) {
	dirs := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(dirs, "")
		if err != nil {
			rt.Fatal(err)
		}
		w := newWorld(rt, dir)
		defer func() { _ = w.engine.Close() }()
		q := search.Query{Limit: rapid.IntRange(1, 5).Draw(rt, "limit"), Apart: rapid.Bool().Draw(rt, "apart"),
			Text: rapid.SampledFrom([]string{"党费", "党费 按月", "党费应当怎么按月交纳？", "掏钱的聚会怎么办？"}).Draw(rt, "text"), Named: true}
		if rapid.Bool().Draw(rt, "documents") {
			q.Group = search.GroupDocument
		}
		whole := q
		whole.Limit = search.MaxLimit
		want, _ := w.page(whole)
		var got []string
		restarted, written := false, false
		for pages := 0; ; pages++ {
			names, res := w.page(q)
			got = append(got, names...)
			if res.Reordered != (restarted && written) {
				rt.Fatalf("reordered: %v, though written %v and opened again %v", res.Reordered, written, restarted)
			}
			if res.Reordered { // from here on it is a walk in another state
				return
			}
			if q.Cursor = res.NextCursor; q.Cursor == "" {
				break
			}
			if rapid.IntRange(0, 5).Draw(rt, "again") == 0 {
				w.reopen()
				restarted = true
			}
			if !restarted || rapid.Bool().Draw(rt, "still") {
				for range rapid.IntRange(0, 2).Draw(rt, "writes") {
					w.change()
					written = true
				}
			}
			if restarted && written {
				w.reopen()
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("%+v: %s", q, diff)
		}
	})
}

// TestReorderedComesOnce: after a page that is reordered the walk goes on in the state
// of that page.
func TestReorderedComesOnce(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: shelf(), Seq: 1})
	for _, text := range []string{"党员大会", "党员大会多久开一次会议？"} {
		q := search.Query{Text: text, Limit: 1, Apart: true, Named: true}
		q.Cursor = ask(t, e, q).NextCursor
		_ = e.Close()
		e = openIn(t, dir)
		update(t, e, indexer.Change{Remove: []string{"经验"}, Seq: e.Seq() + 1})
		var said []bool
		for q.Cursor != "" {
			res := ask(t, e, q)
			said, q.Cursor = append(said, res.Reordered), res.NextCursor
		}
		if len(said) < 2 || !said[0] || slices.Contains(said[1:], true) {
			t.Errorf("%s: reordered: %v", text, said)
		}
	}
}

// TestOverMidnight: a walk stays in the day on which it began, unless it names one.
func TestOverMidnight(t *testing.T) {
	e := shelved(t)
	q := search.Query{Text: "党员大会", Filter: search.Filter{"status": {"in_force"}}, Limit: 1, Today: "2015-01-01"}
	first := ask(t, e, q)
	q.Today, q.Cursor = "2026-11-22", first.NextCursor
	if first.Hits[0].Document.ID != "条例旧" || q.Cursor == "" {
		t.Fatalf("%+v", first.Hits)
	}
	if next := ask(t, e, q); next.Hits[0].Document.ID != "条例旧" || next.Reordered {
		t.Errorf("%+v", next.Hits)
	}
	q.AsOf = "2015-01-01"
	if _, err := e.Search(t.Context(), q); !errors.Is(err, search.ErrCursor) {
		t.Errorf("a cursor of another query: %v", err)
	}
}

// TestKeeperIsBounded: no more views are kept than that, for no longer, and nothing of
// them is left when they go.
func TestKeeperIsBounded(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: shelf(), Seq: 1})
	q := search.Query{Text: "党员大会", Limit: 1}
	var cursors []string
	for i := range mostKept + 5 {
		cursors = append(cursors, ask(t, e, q).NextCursor)
		update(t, e, indexer.Change{Put: []indexer.Entry{entry(fmt.Sprint("新", i), corpus.Fields{}, 0, "党员大会")}, Seq: int64(2 + i)})
	}
	reordered := func(cursor string) bool {
		q := q
		q.Cursor = cursor
		return ask(t, e, q).Reordered
	}
	if n := len(keptOf(e)); n != mostKept {
		t.Fatalf("%d views are kept", n)
	}
	if !reordered(cursors[0]) || reordered(cursors[len(cursors)-1]) || reordered(cursors[5]) {
		t.Error("not the last are kept")
	}
	v := e.acquire()
	defer v.release()
	now := time.Now()
	if e.kept.trim(v, now.Add(keepFor-time.Minute)); len(keptOf(e)) != mostKept {
		t.Error("they go too early")
	}
	kept := keptOf(e)
	e.kept.trim(v, now.Add(keepFor+time.Minute))
	if len(keptOf(e)) != 0 || !reordered(cursors[len(cursors)-1]) {
		t.Errorf("%d views are kept for ever", len(keptOf(e)))
	}
	for _, k := range kept {
		if k.refs.Load() != 0 {
			t.Fatalf("a view is held %d times", k.refs.Load())
		}
	}
}

// TestPromiseDuringMerge: a cursor that is given while a merge puts another view of the
// same state in the place of the one it was given of is good after the next write.
func TestPromiseDuringMerge(t *testing.T) {
	e := openIn(t, t.TempDir())
	update(t, e, indexer.Change{Put: shelf(), Seq: 1})
	given := e.acquire()
	defer given.release()
	merged, err := e.gen.newView(given, e.weights)
	if err != nil {
		t.Fatal(err)
	}
	e.show(merged)
	e.promise(given)
	update(t, e, indexer.Change{Put: []indexer.Entry{entry("新", corpus.Fields{}, 0, "党员大会")}, Seq: 2})
	if kept := e.kept.find(given.state); kept == nil {
		t.Error("the state of a cursor just given is gone")
	} else {
		kept.release()
	}
}

// keptOf are the views kept; searches of before may still be at work on them.
func keptOf(e *Engine) []*view {
	e.kept.mu.Lock()
	defer e.kept.mu.Unlock()
	return slices.Clone(e.kept.views)
}

// TestKeeperCosts: what a view holds alone is counted, a whole index after a rebuild;
// and what costs more than there is room for goes.
func TestKeeperCosts(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	rebuild(t, e, shelf(), 1)
	q := search.Query{Text: "党员大会", Limit: 1}
	ask(t, e, q)
	update(t, e, indexer.Change{Put: []indexer.Entry{entry("新", corpus.Fields{}, 0, "党员大会")}, Seq: 2})
	first := keptOf(e)[0]
	shared := first.cost(e.view.Load())
	ask(t, e, q)
	rebuild(t, e, shelf(), 3)
	alone := first.cost(e.view.Load())
	if shared <= 0 || alone <= shared {
		t.Errorf("a view costs %d beside one of its index, %d beside another", shared, alone)
	}
	indexes, _ := filepath.Glob(filepath.Join(dir, "gen-*"))
	if len(keptOf(e)) != 2 || len(indexes) != 2 {
		t.Fatalf("%d views and %d indexes are kept", len(keptOf(e)), len(indexes))
	}
	e.kept.trim(nil, time.Now().Add(2*keepFor))
	if indexes, _ = filepath.Glob(filepath.Join(dir, "gen-*")); len(indexes) != 1 {
		t.Errorf("%d indexes are left", len(indexes))
	}
}

// TestForgedCursor: whatever place a cursor names, it leads to a page or to none.
func TestForgedCursor(t *testing.T) {
	e := shelved(t)
	for _, q := range []search.Query{{Text: "党员大会"}, {Text: "党员大会多久开一次会议？"}, {Text: "党员大会", Sort: search.Oldest}, {Group: search.GroupDocument, Sort: search.ByTitle}, {}} {
		q.Limit, q.Today = 2, "2026-11-22"
		done, err := e.complete(q)
		if err != nil {
			t.Fatal(err)
		}
		if done.AsOf = ""; q.Text == "" && done.Sort == search.ByRelevance {
			done.Sort = search.Newest
		}
		base := bookmark{query: queryMark(done), state: e.view.Load().state, day: "2026-11-22", shown: -1}
		for name, bend := range map[string]func(*bookmark){
			"nothing": func(*bookmark) {},
			"far on":  func(b *bookmark) { b.shown = 1 << 40 },
			"above":   func(b *bookmark) { b.high, b.key.number = 1<<64-1, -1<<62 },
			"below":   func(b *bookmark) { b.high, b.key.number = 1, 1<<62 },
			"inside": func(b *bookmark) {
				b.high, b.key, b.part = notApart|1<<30, orderKey{number: -20181028, id: "条例新"}, 1<<32-1
			},
			"a name": func(b *bookmark) {
				b.key, b.locator, b.again = orderKey{number: 20181028, id: "条例新"}, "p_1", 1<<32-1
			},
			"neighbour": func(b *bookmark) { b.key, b.locator, b.before = orderKey{id: "条例新"}, "x", []uint32{1, 2} },
			"before":    func(b *bookmark) { b.day = "0001-01-01" },
			"state":     func(b *bookmark) { b.state++ },
		} {
			forged := base
			bend(&forged)
			q.Cursor = forged.String()
			if res, err := e.Search(t.Context(), q); err != nil || len(res.Hits) > 2 {
				t.Errorf("%+v, %s: %d hits, %v", q, name, len(res.Hits), err)
			}
		}
	}
}
