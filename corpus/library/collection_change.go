package library

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"strings"

	"tiaowen/corpus/packet"
)

// Every change of a collection is one of those below. ifMatch may be empty, or
// an ETag: then ErrChanged tells the later of two people that the collection is
// no longer what was seen.

// NewCollection makes a collection of items.
func (l *Library) NewCollection(ctx context.Context, name string, items []packet.Item) (CollectionHead, error) {
	s := &collectionState{next: 1, fresh: map[int64]packet.Passage{}}
	s.ID, s.Name = strings.ToLower(rand.Text()[:12]), name
	err := l.write(ctx, "make a collection", func(t *tx) error {
		_, err := t.ExecContext(ctx, `INSERT INTO collections (id, name, created, changed, version, next, items, passages, removed)
			VALUES (?, ?, ?, 0, 0, 1, 0, 0, 0)`, s.ID, name, t.now.UnixMilli())
		if err != nil {
			return err
		}
		if _, err := s.add(-1, items); err != nil {
			return err
		}
		s.Created = t.now.UTC()
		return s.lay(ctx, t)
	})
	return s.CollectionHead, err
}

// changeCollection lets change make a new state.
func (l *Library) changeCollection(ctx context.Context, id, ifMatch, what string, change func(t *tx, s *collectionState) error) (CollectionHead, error) {
	var head CollectionHead
	err := l.write(ctx, what+" of collection "+id, func(t *tx) error {
		s, err := t.collectionState(ctx, id, ifMatch)
		if err != nil {
			return err
		}
		if err := change(t, s); err != nil {
			return err
		}
		err = s.lay(ctx, t)
		head = s.CollectionHead
		return err
	})
	if err != nil {
		return CollectionHead{}, err
	}
	return head, nil
}

// collectionState is the present one of a collection that was not removed.
func (t *tx) collectionState(ctx context.Context, id, ifMatch string) (*collectionState, error) {
	s, err := readState(ctx, t, id)
	switch {
	case err != nil:
		return nil, err
	case s.Removed:
		return nil, ErrNoCollection
	case !matches(ifMatch, s.ETag()):
		return nil, ErrChanged
	}
	return s, nil
}

// RenameCollection gives it another name.
func (l *Library) RenameCollection(ctx context.Context, id, name, ifMatch string) (CollectionHead, error) {
	return l.changeCollection(ctx, id, ifMatch, "change name", func(_ *tx, s *collectionState) error {
		s.Name = name
		return nil
	})
}

// AddEntries puts items behind the one with the number after (0: at the
// beginning, less: at the end), and tells the card of each, in their order. A
// passage that is there already, word for word, or comes twice among them, is
// added once: its card is that of the first.
func (l *Library) AddEntries(ctx context.Context, id string, after int64, items []packet.Item, ifMatch string) (CollectionHead, []Card, error) {
	var cards []Card
	head, err := l.changeCollection(ctx, id, ifMatch, "add items", func(_ *tx, s *collectionState) error {
		for _, item := range items {
			if i := s.find(item); i >= 0 {
				cards = append(cards, s.cards[i])
				continue
			}
			added, err := s.add(after, []packet.Item{item})
			if err != nil {
				return err
			}
			cards = append(cards, added...)
			if after >= 0 {
				after = added[0].N
			}
		}
		return nil
	})
	return head, cards, err
}

// ReplaceEntry puts a passage in the place of the one with the number n, whose
// note it keeps. It is one change: undoing brings the old one back. A passage
// that is there already stays where it is, and the old one goes.
func (l *Library) ReplaceEntry(ctx context.Context, id string, n int64, p packet.Passage, ifMatch string) (CollectionHead, Card, error) {
	var card Card
	head, err := l.changeCollection(ctx, id, ifMatch, "replace an item", func(_ *tx, s *collectionState) (err error) {
		card, err = s.replace(n, p)
		return err
	})
	return head, card, err
}

// ReplaceEntries puts passages in the place of those with these numbers, as
// ReplaceEntry does with one. All of it is one change.
func (l *Library) ReplaceEntries(ctx context.Context, id string, passages map[int64]packet.Passage, ifMatch string) (CollectionHead, error) {
	return l.changeCollection(ctx, id, ifMatch, "replace items", func(_ *tx, s *collectionState) error {
		for _, n := range slices.Sorted(maps.Keys(passages)) {
			if _, err := s.replace(n, passages[n]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *collectionState) replace(n int64, p packet.Passage) (Card, error) {
	at := slices.IndexFunc(s.cards, func(c Card) bool { return c.N == n && c.Kind == packet.KindPassage })
	if at < 0 {
		return Card{}, ErrNoItem
	}
	if i := s.find(packet.NewQuote(p)); i >= 0 {
		card := s.cards[i]
		if i != at {
			s.cards = slices.Delete(s.cards, at, at+1)
		}
		return card, nil
	}
	p.Note = s.cards[at].Note
	before := int64(0)
	if at > 0 {
		before = s.cards[at-1].N
	}
	s.cards = slices.Delete(s.cards, at, at+1)
	added, err := s.add(before, []packet.Item{packet.NewQuote(p)})
	if err != nil {
		return Card{}, err
	}
	return added[0], nil
}

// find is where a passage stands in the state, -1 if it does not.
func (s *collectionState) find(item packet.Item) int {
	return slices.IndexFunc(s.cards, func(c Card) bool {
		return item.Passage != nil && c.Address == item.Passage.Address && c.Hash == item.Passage.Hash
	})
}

// ArrangeCollection makes the items those with the numbers of wanted, in that
// order, with the level, text and note given there; what is not named leaves.
// ErrNoItem if a number is not in the collection, or named twice.
func (l *Library) ArrangeCollection(ctx context.Context, id string, wanted []Card, ifMatch string) (CollectionHead, error) {
	return l.changeCollection(ctx, id, ifMatch, "change items", func(_ *tx, s *collectionState) error {
		return s.arrange(wanted)
	})
}

func (s *collectionState) arrange(wanted []Card) error {
	there := map[int64]Card{}
	for _, c := range s.cards {
		there[c.N] = c
	}
	out := make([]Card, 0, len(wanted))
	for _, w := range wanted {
		c, ok := there[w.N]
		if !ok {
			return ErrNoItem
		}
		delete(there, w.N)
		if c.Kind == packet.KindPassage {
			c.Note = w.Note
		} else {
			c.Text = w.Text
		}
		if c.Kind == packet.KindHeading {
			c.Level = w.Level
		}
		out = append(out, c)
	}
	s.cards = out
	return nil
}

// Cards lists the items of a collection without what they quote.
func (l *Library) Cards(ctx context.Context, id string) (CollectionHead, []Card, error) {
	s, err := readState(ctx, l.reader, id)
	if err == nil && s.Removed {
		err = ErrNoCollection
	}
	if err != nil {
		return CollectionHead{}, nil, err
	}
	return s.CollectionHead, s.cards, nil
}

// MoveEntries moves items to the end of another collection, keeping their order.
// It is one change of both, and undone in each by itself.
func (l *Library) MoveEntries(ctx context.Context, id, to string, numbers []int64, ifMatch string) (CollectionHead, error) {
	return l.changeCollection(ctx, id, ifMatch, "move items", func(t *tx, s *collectionState) error {
		target, err := t.collectionState(ctx, to, "")
		if err != nil || to == id {
			return err
		}
		items, err := s.take(ctx, t, numbers)
		if err != nil {
			return err
		}
		if _, err := target.add(-1, items); err != nil {
			return err
		}
		return target.lay(ctx, t)
	})
}

// take takes cards out of the state and gives what they stand for.
func (s *collectionState) take(ctx context.Context, t *tx, numbers []int64) ([]packet.Item, error) {
	var cards []Card
	rest := slices.DeleteFunc(slices.Clone(s.cards), func(c Card) bool {
		taken := slices.Contains(numbers, c.N)
		if taken {
			cards = append(cards, c)
		}
		return taken
	})
	if len(cards) < len(numbers) {
		return nil, ErrNoItem
	}
	passages, err := readPassages(ctx, t, s.ID, cards)
	if err != nil {
		return nil, err
	}
	var items []packet.Item
	for _, c := range cards {
		e, err := c.entry(passages)
		if err != nil {
			return nil, err
		}
		items = append(items, e.Item)
	}
	s.cards = rest
	return items, nil
}

// RemoveCollection takes a collection away; UndoCollection brings it back.
func (l *Library) RemoveCollection(ctx context.Context, id, ifMatch string) error {
	return l.write(ctx, "remove collection "+id, func(t *tx) error {
		s, err := t.collectionState(ctx, id, ifMatch)
		if err != nil {
			return err
		}
		s.Removed = true
		s.Version++
		return s.keepHead(ctx, t)
	})
}

// UndoCollection takes back the last change of a collection, or its removal.
func (l *Library) UndoCollection(ctx context.Context, id, ifMatch string) (CollectionHead, error) {
	var head CollectionHead
	err := l.write(ctx, "undo in collection "+id, func(t *tx) error {
		s, err := readState(ctx, t, id)
		if err != nil {
			return err
		}
		if !matches(ifMatch, s.ETag()) {
			return ErrChanged
		}
		head, err = s.undo(ctx, t)
		return err
	})
	if err != nil {
		return CollectionHead{}, err
	}
	return head, nil
}

func (s *collectionState) undo(ctx context.Context, t *tx) (CollectionHead, error) {
	if !s.Removed {
		steps, err := s.steps(ctx, t)
		if err != nil {
			return CollectionHead{}, err
		}
		if len(steps) < 2 {
			return CollectionHead{}, ErrNothingToUndo
		}
		if err := s.drop(ctx, t, steps[len(steps)-1], steps[len(steps)-2]); err != nil {
			return CollectionHead{}, err
		}
		if err := s.reread(ctx, t); err != nil {
			return CollectionHead{}, err
		}
	}
	s.Removed = false
	s.Version++
	return s.CollectionHead, s.keepHead(ctx, t)
}

// reread takes name and cards from the topmost state.
func (s *collectionState) reread(ctx context.Context, t *tx) error {
	var packed []byte
	err := t.QueryRowContext(ctx, `SELECT sheet FROM collection_states WHERE collection = ? ORDER BY step DESC LIMIT 1`, s.ID).Scan(&packed)
	if err != nil {
		return err
	}
	w, err := unpackState(packed)
	s.Name, s.cards = w.Name, w.Cards
	s.Undo--
	return err
}
