package library

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
)

func quoteOf(id, text string) packet.Item {
	return packet.NewQuote(packet.NewPassage(id, "p_1", text, "《"+id+"》", corpus.Fields{Title: id, Kind: corpus.Essay}))
}

func collect(t testing.TB, l *Library, name string, items ...packet.Item) CollectionHead {
	t.Helper()
	h, err := l.NewCollection(t.Context(), name, items)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestCollectionLimit: what is too much changes nothing.
func TestCollectionLimit(t *testing.T) {
	l := open(t, t.TempDir())
	many := slices.Repeat([]packet.Item{packet.NewNote("一")}, MaxCollectionItems)
	many[17] = quoteOf("甲", "一")
	h := collect(t, l, "大", many...)
	if _, _, err := l.AddEntries(t.Context(), h.ID, -1, []packet.Item{packet.NewNote("二")}, ""); !errors.Is(err, ErrTooMany) {
		t.Errorf("one too many: %v", err)
	}
	if _, err := l.NewCollection(t.Context(), "过大", append(many, packet.NewNote("二"))); !errors.Is(err, ErrTooMany) {
		t.Errorf("too many at once: %v", err)
	}
	part, err := l.CollectionPart(t.Context(), h.ID, 10, 20)
	if err != nil || len(part.Entries) != 20 || part.Items != MaxCollectionItems || part.Entries[7].Passage == nil {
		t.Errorf("%d items of %d, %v", len(part.Entries), part.Items, err)
	}
	if beyond, err := l.CollectionPart(t.Context(), h.ID, MaxCollectionItems+1, 20); err != nil || len(beyond.Entries) != 0 {
		t.Errorf("beyond the end: %d, %v", len(beyond.Entries), err)
	}
	if got, err := l.Collections(t.Context(), false); err != nil || len(got) != 1 {
		t.Errorf("%d collections, %v", len(got), err)
	}
}

// TestAddOnce: a passage that comes twice in one call, or is there, is one item,
// and every one that was given is told its card.
func TestAddOnce(t *testing.T) {
	l := open(t, t.TempDir())
	h := collect(t, l, "备课", quoteOf("甲", "一"))
	items := []packet.Item{quoteOf("乙", "二"), quoteOf("甲", "一"), packet.NewNote("三"), quoteOf("乙", "二"), packet.NewNote("三")}
	_, added, err := l.AddEntries(t.Context(), h.ID, 0, items, "")
	if diff := cmp.Diff([]int64{2, 1, 3, 2, 4}, numbersOf(added)); diff != "" || err != nil {
		t.Errorf("told %v: %s", err, diff)
	}
	_, cards, err := l.Cards(t.Context(), h.ID)
	if diff := cmp.Diff([]int64{2, 3, 4, 1}, numbersOf(cards)); diff != "" || err != nil {
		t.Errorf("the collection holds %v: %s", err, diff)
	}
}

func numbersOf(cards []Card) []int64 {
	var out []int64
	for _, c := range cards {
		out = append(out, c.N)
	}
	return out
}

// TestCollectionRefuses: numbers that are not there, collections that are not.
func TestCollectionRefuses(t *testing.T) {
	l := open(t, t.TempDir())
	h := collect(t, l, "备课", packet.NewNote("一"))
	other := collect(t, l, "另一个")
	if err := l.RemoveCollection(t.Context(), other.ID, ""); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"after none":        {second(l.AddEntries(t.Context(), h.ID, 99, []packet.Item{packet.NewNote("二")}, "")), ErrNoItem},
		"arrange none":      {first(l.ArrangeCollection(t.Context(), h.ID, []Card{{N: 9}}, "")), ErrNoItem},
		"arrange twice":     {first(l.ArrangeCollection(t.Context(), h.ID, []Card{{N: 1}, {N: 1}}, "")), ErrNoItem},
		"move none":         {first(l.MoveEntries(t.Context(), h.ID, collect(t, l, "三").ID, []int64{9}, "")), ErrNoItem},
		"move nowhere":      {first(l.MoveEntries(t.Context(), h.ID, "nowhere", []int64{1}, "")), ErrNoCollection},
		"move to a removed": {first(l.MoveEntries(t.Context(), h.ID, other.ID, []int64{1}, "")), ErrNoCollection},
		"no collection":     {first(l.RenameCollection(t.Context(), "nowhere", "名", "")), ErrNoCollection},
		"undo nowhere":      {first(l.UndoCollection(t.Context(), "nowhere", "")), ErrNoCollection},
		"remove a removed":  {l.RemoveCollection(t.Context(), other.ID, ""), ErrNoCollection},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	got, err := l.Collection(t.Context(), h.ID)
	if err != nil || got.Version != 1 || len(got.Entries) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if removed, err := l.Collections(t.Context(), true); err != nil || len(removed) != 1 {
		t.Errorf("%d removed, %v", len(removed), err)
	}
}

func first[T any](_ T, err error) error          { return err }
func second[T, U any](_ T, _ U, err error) error { return err }

// TestCollectionBackup: a copy has the collections, with all that can be undone.
func TestCollectionBackup(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	h := collect(t, l, "备课", quoteOf("甲", "一"))
	if _, err := l.ArrangeCollection(t.Context(), h.ID, nil, h.ETag()); err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if err := Backup(t.Context(), dir, filepath.Join(to, fileName)); err != nil {
		t.Fatal(err)
	}
	if got := faults(t, to); len(got) != 0 {
		t.Fatalf("faults: %v", got)
	}
	copied := open(t, to)
	if _, err := copied.UndoCollection(t.Context(), h.ID, ""); err != nil {
		t.Fatal(err)
	}
	got, err := copied.Collection(t.Context(), h.ID)
	if err != nil || len(got.Entries) != 1 || got.Entries[0].Passage.Text != "一" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestCollectionPile: twenty changes can be undone, and what they have left
// behind is not kept for ever.
func TestCollectionPile(t *testing.T) {
	l := open(t, t.TempDir())
	h := collect(t, l, "备课")
	for i := range 3 * keptStates {
		head, cards, err := l.AddEntries(t.Context(), h.ID, -1, []packet.Item{quoteOf("甲", fmt.Sprint(i))}, "")
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 1 {
			if _, err := l.ArrangeCollection(t.Context(), h.ID, []Card{{N: cards[0].N}}, head.ETag()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := stringAt(t, l, `SELECT COUNT(*) FROM collection_states`); got != fmt.Sprint(keptStates+1) {
		t.Errorf("%s states", got)
	}
	if got := stringAt(t, l, `SELECT COUNT(*) FROM collection_quotes`); got > "30" {
		t.Errorf("%s quotations", got)
	}
	for range keptStates {
		if _, err := l.UndoCollection(t.Context(), h.ID, ""); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.UndoCollection(t.Context(), h.ID, ""); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("%v", err)
	}
}
