package library

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus/packet"
)

// modelCollection is a collection as simply as it can be thought of: every state
// it was ever in that can still be gone back to.
type modelCollection struct {
	states  []modelState
	version int64
	next    int64
	removed bool
}

type modelState struct {
	name    string
	entries []Entry
}

func (m *modelCollection) now() modelState { return m.states[len(m.states)-1] }

func (m *modelCollection) lay(s modelState) {
	if cmp.Equal(s.name, m.now().name) && cmp.Equal(s.entries, m.now().entries) {
		return
	}
	m.version++
	m.states = append(m.states, s)
	m.states = m.states[max(0, len(m.states)-keptStates-1):]
}

// entry gives an item its number.
func (m *modelCollection) entry(i packet.Item) Entry {
	m.next++
	return Entry{m.next - 1, i}
}

// TestCollectionModel does at random what can be done, to the library and to a
// plain slice, and compares them after each step.
func TestCollectionModel(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	rapid.Check(t, func(rt *rapid.T) {
		c := collectionRun{t: rt, l: l, models: map[string]*modelCollection{}}
		for range 2 {
			h, err := l.NewCollection(t.Context(), "备课", nil)
			if err != nil {
				rt.Fatal(err)
			}
			c.ids = append(c.ids, h.ID)
			c.models[h.ID] = &modelCollection{states: []modelState{{name: "备课", entries: []Entry{}}}, version: 1, next: 1}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"add": c.add, "replace": c.replace, "arrange": c.arrange, "rename": c.rename, "move": c.move, "undo": c.undo, "remove": c.remove,
			"": c.compare,
		})
	})
	if got := faults(t, dir); len(got) != 0 {
		t.Errorf("faults: %v", got)
	}
	// What no state shows any more is not kept.
	orphans := stringAt(t, l, `SELECT COUNT(*) FROM collection_quotes q WHERE NOT EXISTS (SELECT 1 FROM collections c WHERE c.id = q.collection)`)
	if orphans != "0" {
		t.Errorf("%s quotations without a collection", orphans)
	}
}

type collectionRun struct {
	t      *rapid.T
	l      *Library
	ids    []string
	models map[string]*modelCollection
}

func (c *collectionRun) pick(t *rapid.T) (string, *modelCollection) {
	id := rapid.SampledFrom(c.ids).Draw(t, "id")
	if c.models[id].removed {
		t.Skip("it is removed")
	}
	return id, c.models[id]
}

// match is nothing, the present ETag, or one that is past.
func (c *collectionRun) match(t *rapid.T, id string) (tag string, past bool) {
	m := c.models[id]
	switch rapid.IntRange(0, 3).Draw(t, "match") {
	case 0:
		return CollectionHead{ID: id, Version: m.version}.ETag(), false
	case 1:
		return CollectionHead{ID: id, Version: m.version - 1}.ETag(), true
	}
	return "", false
}

// expect checks the error of a change; false means that nothing may have changed.
func (c *collectionRun) expect(t *rapid.T, err error, past bool) bool {
	if past {
		if !errors.Is(err, ErrChanged) {
			t.Fatalf("a past ETag: %v", err)
		}
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

func (c *collectionRun) add(t *rapid.T) {
	id, m := c.pick(t)
	item := rapid.Custom(func(t *rapid.T) packet.Item {
		text := rapid.SampledFrom([]string{"一", "二<b>", "三\n四"}).Draw(t, "text")
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return packet.NewHeading(rapid.IntRange(1, 4).Draw(t, "level"), text)
		case 1:
			return packet.NewNote(text)
		}
		return quoteOf(rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "document"), text)
	}).Draw(t, "item")
	after := int64(rapid.IntRange(-1, len(m.now().entries)).Draw(t, "after"))
	if after > 0 {
		after = m.now().entries[after-1].N
	}
	tag, past := c.match(t, id)
	_, cards, err := c.l.AddEntries(t.Context(), id, after, []packet.Item{item}, tag)
	if !c.expect(t, err, past) {
		return
	}
	s := m.now()
	if i := slices.IndexFunc(s.entries, func(e Entry) bool { return same(e, item) }); i >= 0 {
		if cards[0].N != s.entries[i].N {
			t.Fatalf("the passage is number %d, told %d", s.entries[i].N, cards[0].N)
		}
		return
	}
	at := len(s.entries)
	if after >= 0 {
		at = slices.IndexFunc(s.entries, func(e Entry) bool { return e.N == after }) + 1
	}
	m.lay(modelState{s.name, slices.Insert(slices.Clone(s.entries), at, m.entry(item))})
}

func same(e Entry, item packet.Item) bool {
	return item.Passage != nil && e.Passage != nil && e.Passage.Address == item.Passage.Address && e.Passage.Hash == item.Passage.Hash
}

func (c *collectionRun) replace(t *rapid.T) {
	id, m := c.pick(t)
	old := m.now().entries
	at := rapid.IntRange(-1, len(old)-1).Draw(t, "at")
	if at >= 0 && old[at].Passage == nil {
		at = -1 // which is the number of nothing
	}
	item := quoteOf(rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "document"), rapid.SampledFrom([]string{"一", "五"}).Draw(t, "text"))
	n := int64(0)
	if at >= 0 {
		n = old[at].N
	}
	tag, past := c.match(t, id)
	_, card, err := c.l.ReplaceEntry(t.Context(), id, n, *item.Passage, tag)
	if !past && at < 0 {
		if !errors.Is(err, ErrNoItem) {
			t.Fatalf("in place of nothing: %v", err)
		}
		return
	}
	if !c.expect(t, err, past) {
		return
	}
	entries := slices.Clone(old)
	if i := slices.IndexFunc(old, func(e Entry) bool { return same(e, item) }); i >= 0 {
		if card.N != old[i].N {
			t.Fatalf("the passage is number %d, told %d", old[i].N, card.N)
		}
		if i != at {
			entries = slices.Delete(entries, at, at+1)
		}
	} else {
		item.Passage.Note = old[at].Passage.Note
		entries[at] = m.entry(item)
	}
	m.lay(modelState{m.now().name, entries})
}

func (c *collectionRun) arrange(t *rapid.T) {
	id, m := c.pick(t)
	order := rapid.Permutation(m.now().entries).Draw(t, "order")
	order = order[:rapid.IntRange(len(order)/2, len(order)).Draw(t, "left")]
	var wanted []Card
	entries := []Entry{}
	for _, e := range order {
		card := Card{N: e.N, Level: 1, Text: e.Text + "改", Note: "注"}
		if rapid.Bool().Draw(t, "as it is") {
			card = Card{N: e.N, Level: e.Level, Text: e.Text, Note: noteOf(e)}
		}
		wanted = append(wanted, card)
		entries = append(entries, edited(e, card))
	}
	tag, past := c.match(t, id)
	_, err := c.l.ArrangeCollection(t.Context(), id, wanted, tag)
	if c.expect(t, err, past) {
		m.lay(modelState{m.now().name, entries})
	}
}

func noteOf(e Entry) string {
	if e.Passage == nil {
		return ""
	}
	return e.Passage.Note
}

// edited is e as a card says it is now.
func edited(e Entry, c Card) Entry {
	switch e.Kind {
	case packet.KindPassage:
		p := *e.Passage
		p.Note = c.Note
		e.Passage = &p
		return e
	case packet.KindHeading:
		e.Level = c.Level
	}
	e.Text = c.Text
	return e
}

func (c *collectionRun) rename(t *rapid.T) {
	id, m := c.pick(t)
	name := rapid.SampledFrom([]string{"备课", "a/b", strings.Repeat("长", 300)}).Draw(t, "name")
	tag, past := c.match(t, id)
	_, err := c.l.RenameCollection(t.Context(), id, name, tag)
	if c.expect(t, err, past) {
		m.lay(modelState{name, m.now().entries})
	}
}

func (c *collectionRun) move(t *rapid.T) {
	id, m := c.pick(t)
	to := c.ids[1-slices.Index(c.ids, id)]
	if c.models[to].removed || len(m.now().entries) == 0 {
		t.Skip("nowhere to go, or nothing to move")
	}
	e := rapid.SampledFrom(m.now().entries).Draw(t, "entry")
	tag, past := c.match(t, id)
	_, err := c.l.MoveEntries(t.Context(), id, to, []int64{e.N}, tag)
	if !c.expect(t, err, past) {
		return
	}
	rest := slices.DeleteFunc(slices.Clone(m.now().entries), func(o Entry) bool { return o.N == e.N })
	m.lay(modelState{m.now().name, rest})
	target := c.models[to]
	target.lay(modelState{target.now().name, append(slices.Clone(target.now().entries), target.entry(e.Item))})
}

func (c *collectionRun) undo(t *rapid.T) {
	id := rapid.SampledFrom(c.ids).Draw(t, "id")
	m := c.models[id]
	tag, past := c.match(t, id)
	_, err := c.l.UndoCollection(t.Context(), id, tag)
	if !past && !m.removed && len(m.states) == 1 {
		if !errors.Is(err, ErrNothingToUndo) {
			t.Fatalf("nothing is left: %v", err)
		}
		return
	}
	if !c.expect(t, err, past) {
		return
	}
	m.version++
	if !m.removed {
		m.states = m.states[:len(m.states)-1]
	}
	m.removed = false
}

func (c *collectionRun) remove(t *rapid.T) {
	id, m := c.pick(t)
	tag, past := c.match(t, id)
	if c.expect(t, c.l.RemoveCollection(t.Context(), id, tag), past) {
		m.version++
		m.removed = true
	}
}

func (c *collectionRun) compare(t *rapid.T) {
	for id, m := range c.models {
		got, err := c.l.Collection(t.Context(), id)
		if m.removed {
			if !errors.Is(err, ErrNoCollection) {
				t.Fatalf("a removed one: %v", err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		want := m.now()
		if diff := cmp.Diff(want.entries, got.Entries); diff != "" || got.Name != want.name {
			t.Fatalf("%s %q, want %q: (-want +got)\n%s", id, got.Name, want.name, diff)
		}
		passages := 0
		for _, e := range want.entries {
			if e.Passage != nil {
				passages++
			}
		}
		if got.Items != len(want.entries) || got.Passages != passages || got.Undo != len(m.states)-1 || got.Version != m.version {
			t.Fatalf("%+v, want version %d with %d states, %d items", got.CollectionHead, m.version, len(m.states), len(want.entries))
		}
	}
}
