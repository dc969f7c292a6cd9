package library

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus/packet"
)

// A collection is kept as a pile of states, one a change, of which the topmost
// counts; undoing takes it away. A state lists cards. What a card quotes is kept
// beside the pile, once, and goes when no state has the card any more: a card
// that has left a state is in none above it, for nothing brings it back but
// undoing.

// Card is an item without the text it quotes.
type Card struct {
	N     int64           `json:"n"`
	Kind  packet.ItemKind `json:"kind"`
	Level int             `json:"level,omitempty"`
	Text  string          `json:"text,omitempty"`
	Note  string          `json:"note,omitempty"`
	// Address and Hash are those of the passage.
	Address string `json:"address,omitempty"`
	Hash    string `json:"hash,omitempty"`
}

// DocumentID is that of the document that a passage is from.
func (c Card) DocumentID() string {
	id, _, _ := strings.Cut(c.Address, "#")
	return id
}

// collectionState is one state of a collection.
type collectionState struct {
	CollectionHead
	next  int64 // the number of the next new item
	cards []Card
	// fresh are the passages of the cards that came with this change.
	fresh map[int64]packet.Passage
}

// written is the form of a state in the file. Names are part of it, so that a
// renaming can be undone.
type written struct {
	Name  string `json:"name"`
	Cards []Card `json:"cards"`
}

func readState(ctx context.Context, q querier, id string) (*collectionState, error) {
	head, err := scanCollection(q.QueryRowContext(ctx, selectCollection+`WHERE c.id = ?`, id))
	if err != nil {
		return nil, err
	}
	s := &collectionState{CollectionHead: head, fresh: map[int64]packet.Passage{}}
	var packed []byte
	err = q.QueryRowContext(ctx, `SELECT c.next, s.sheet FROM collections c JOIN collection_states s ON s.collection = c.id
		WHERE c.id = ? ORDER BY s.step DESC LIMIT 1`, id).Scan(&s.next, &packed)
	if err != nil {
		return nil, err
	}
	w, err := unpackState(packed)
	s.cards = w.Cards
	return s, err
}

func packState(name string, cards []Card) ([]byte, error) {
	plain, err := json.Marshal(written{name, slices.Concat([]Card{}, cards)}) // empty in one form only
	if err != nil {
		return nil, err
	}
	return pack(plain)
}

func unpackState(packed []byte) (w written, err error) {
	plain, err := unpack(packed)
	if err != nil {
		return w, err
	}
	return w, json.Unmarshal(plain, &w)
}

// add puts items behind the card with the number after: 0 for the beginning,
// less for the end.
func (s *collectionState) add(after int64, items []packet.Item) ([]Card, error) {
	if len(s.cards)+len(items) > MaxCollectionItems {
		return nil, ErrTooMany
	}
	at := len(s.cards)
	if after >= 0 {
		i := slices.IndexFunc(s.cards, func(c Card) bool { return c.N == after })
		if i < 0 && after > 0 {
			return nil, ErrNoItem
		}
		at = i + 1
	}
	var out []Card
	for _, item := range items {
		c := Card{N: s.next, Kind: item.Kind, Level: item.Level, Text: item.Text}
		s.next++
		if p := item.Passage; p != nil {
			c.Note, c.Address, c.Hash = p.Note, p.Address, p.Hash
			s.fresh[c.N] = *p
		}
		out = append(out, c)
	}
	s.cards = slices.Insert(s.cards, at, out...)
	return out, nil
}

// lay puts the state on top of the pile, unless it says what the topmost says.
func (s *collectionState) lay(ctx context.Context, t *tx) error {
	packed, err := packState(s.Name, s.cards)
	if err != nil {
		return err
	}
	var top []byte
	err = t.QueryRowContext(ctx, `SELECT sheet FROM collection_states WHERE collection = ? ORDER BY step DESC LIMIT 1`, s.ID).Scan(&top)
	if err == nil && bytes.Equal(top, packed) || err != nil && err != sql.ErrNoRows {
		return err
	}
	s.Version++
	if err := s.keepHead(ctx, t); err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, `INSERT INTO collection_states (key, collection, step, sheet) VALUES (?, ?, ?, ?)`,
		rowKey(s.ID, s.Version), s.ID, s.Version, packed)
	if err != nil {
		return err
	}
	if err := s.keepFresh(ctx, t); err != nil {
		return err
	}
	return s.trim(ctx, t)
}

// keepHead writes what a list shows.
func (s *collectionState) keepHead(ctx context.Context, t *tx) error {
	s.Changed, s.Items, s.Passages = t.now.UTC(), len(s.cards), 0
	for _, c := range s.cards {
		if c.Kind == packet.KindPassage {
			s.Passages++
		}
	}
	_, err := t.ExecContext(ctx, `UPDATE collections SET name = ?, changed = ?, version = ?, next = ?, items = ?, passages = ?, removed = ? WHERE id = ?`,
		s.Name, t.now.UnixMilli(), s.Version, s.next, s.Items, s.Passages, s.Removed, s.ID)
	return err
}

func (s *collectionState) keepFresh(ctx context.Context, t *tx) error {
	for n, p := range s.fresh {
		p.Note = "" // the card has it
		passage, err := json.Marshal(p)
		if err != nil {
			return err
		}
		_, err = t.ExecContext(ctx, `INSERT INTO collection_quotes (key, collection, n, passage) VALUES (?, ?, ?, ?)`, rowKey(s.ID, n), s.ID, n, passage)
		if err != nil {
			return err
		}
	}
	return nil
}

// trim takes the lowest states away if the pile is too high.
func (s *collectionState) trim(ctx context.Context, t *tx) error {
	steps, err := s.steps(ctx, t)
	if err != nil {
		return err
	}
	for ; len(steps) > keptStates+1; steps = steps[1:] {
		if err := s.drop(ctx, t, steps[0], steps[1]); err != nil {
			return err
		}
	}
	s.Undo = len(steps) - 1
	return nil
}

// steps are those of the states, the lowest first.
func (s *collectionState) steps(ctx context.Context, t *tx) (out []int64, err error) {
	rows, err := t.QueryContext(ctx, `SELECT step FROM collection_states WHERE collection = ? ORDER BY step`, s.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	err = scanEach(rows, func(row []any) { out = append(out, row[0].(int64)) })
	return out, err
}

// drop takes a state away, with what is quoted on it and not on the one beside
// it.
func (s *collectionState) drop(ctx context.Context, t *tx, step, beside int64) error {
	states := [2]written{}
	for i, n := range []int64{step, beside} {
		var packed []byte
		err := t.QueryRowContext(ctx, `SELECT sheet FROM collection_states WHERE key = ?`, rowKey(s.ID, n)).Scan(&packed)
		if err == nil {
			states[i], err = unpackState(packed)
		}
		if err != nil {
			return err
		}
	}
	kept := map[int64]bool{}
	for _, c := range states[1].Cards {
		kept[c.N] = true
	}
	for _, c := range states[0].Cards {
		if c.Kind != packet.KindPassage || kept[c.N] {
			continue
		}
		if _, err := t.ExecContext(ctx, `DELETE FROM collection_quotes WHERE key = ?`, rowKey(s.ID, c.N)); err != nil {
			return err
		}
	}
	_, err := t.ExecContext(ctx, `DELETE FROM collection_states WHERE key = ?`, rowKey(s.ID, step))
	return err
}

// rowKey is the one column that the checksum of a row is kept under.
func rowKey(id string, n int64) string { return fmt.Sprintf("%s/%d", id, n) }
