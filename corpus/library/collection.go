package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"tiaowen/corpus/packet"
	"tiaowen/corpus/problem"
)

// Errors about collections that callers tell apart, beside ErrChanged and
// ErrNothingToUndo.
var (
	ErrNoCollection = problem.New(problem.NoCollection, "library: no such collection")
	ErrNoItem       = problem.New(problem.NoItem, "library: no such item in the collection")
	// ErrTooMany means that a collection would hold more than MaxCollectionItems.
	ErrTooMany = problem.New(problem.TooManyItems, "library: too many items in the collection")
)

const (
	// MaxCollectionItems is the longest collection: more than a course has pages.
	MaxCollectionItems = 10_000
	// keptStates is how many changes of a collection can be taken back.
	keptStates = 20
)

// CollectionHead is a 备课夹 without what is in it.
type CollectionHead struct {
	ID      string
	Name    string
	Created time.Time
	Changed time.Time
	// Version counts changes, also those taken back; ETag is made of it.
	Version int64
	// Items counts everything in it, Passages only what was quoted.
	Items, Passages int
	// Undo is how many changes can be taken back.
	Undo int
	// Removed is set for one that was taken away and can be brought back.
	Removed bool
}

// ETag tells one state of the collection from all others.
func (h CollectionHead) ETag() string { return h.ID + "-" + strconv.FormatInt(h.Version, 10) }

// Collection is a 备课夹: passages, headings and notes in the order they will be
// spoken of. A passage is kept as it was when it was added, so that it outlasts
// its document.
type Collection struct {
	CollectionHead
	// Entries are all of them, or as many as were asked for.
	Entries []Entry
}

// Entry is an item of a collection. N stays the same while the item moves
// within its collection.
type Entry struct {
	N int64
	packet.Item
}

const selectCollection = `SELECT c.id, c.name, c.created, c.changed, c.version, c.items, c.passages, c.removed,
	(SELECT COUNT(*) FROM collection_states s WHERE s.collection = c.id) - 1 FROM collections c `

func scanCollection(from interface{ Scan(...any) error }) (h CollectionHead, err error) {
	var created, changed int64
	err = from.Scan(&h.ID, &h.Name, &created, &changed, &h.Version, &h.Items, &h.Passages, &h.Removed, &h.Undo)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoCollection
	}
	h.Created, h.Changed = time.UnixMilli(created).UTC(), time.UnixMilli(changed).UTC()
	return h, err
}

// Collections lists those that are there, or those that were removed and can be
// brought back; the last changed first.
func (l *Library) Collections(ctx context.Context, removed bool) ([]CollectionHead, error) {
	rows, err := l.reader.QueryContext(ctx, selectCollection+`WHERE c.removed = ? ORDER BY c.changed DESC, c.id`, removed)
	if err != nil {
		return nil, fmt.Errorf("list collections: %w", kinded(err))
	}
	defer rows.Close()
	var out []CollectionHead
	for rows.Next() {
		h, err := scanCollection(rows)
		if err != nil {
			return nil, fmt.Errorf("list collections: %w", kinded(err))
		}
		out = append(out, h)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list collections: %w", kinded(err))
	}
	return out, nil
}

// Collection is a collection with all that is in it.
func (l *Library) Collection(ctx context.Context, id string) (Collection, error) {
	return l.CollectionPart(ctx, id, 0, MaxCollectionItems)
}

// CollectionPart is a collection with at most count of its items, those after
// the first skip. ErrNoCollection if there is none, or it was removed.
func (l *Library) CollectionPart(ctx context.Context, id string, skip, count int) (Collection, error) {
	c, err := l.collectionPart(ctx, id, skip, count)
	if err != nil {
		return Collection{}, fmt.Errorf("read collection %s: %w", id, kinded(err))
	}
	return c, nil
}

// collectionPart reads in one transaction: a change between the list and the
// passages would leave some without their text.
func (l *Library) collectionPart(ctx context.Context, id string, skip, count int) (Collection, error) {
	tx, err := l.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Collection{}, err
	}
	defer tx.Rollback()
	s, err := readState(ctx, tx, id)
	if err != nil {
		return Collection{}, err
	}
	if s.Removed {
		return Collection{}, ErrNoCollection
	}
	cards := s.cards[min(max(skip, 0), len(s.cards)):]
	cards = cards[:min(count, len(cards))]
	passages, err := readPassages(ctx, tx, id, cards)
	if err != nil {
		return Collection{}, err
	}
	held, err := withheldIDs(ctx, tx)
	if err != nil {
		return Collection{}, err
	}
	c := Collection{CollectionHead: s.CollectionHead, Entries: make([]Entry, 0, len(cards))}
	for _, one := range cards {
		e, err := one.entry(passages)
		if err != nil {
			return Collection{}, err
		}
		if e.Passage != nil && held[e.Passage.DocumentID] {
			e.Passage.Text = heldQuote
		}
		c.Entries = append(c.Entries, e)
	}
	return c, nil
}

// readPassages are the passages that cards stand for, by number.
func readPassages(ctx context.Context, q querier, id string, cards []Card) (map[int64][]byte, error) {
	first, last := int64(0), int64(-1)
	for _, c := range cards {
		if c.Kind == packet.KindPassage && (last < first || c.N < first) {
			first = c.N
		}
		last = max(last, c.N)
	}
	rows, err := q.QueryContext(ctx, `SELECT n, passage FROM collection_quotes WHERE collection = ? AND n BETWEEN ? AND ?`, id, first, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64][]byte{}
	for rows.Next() {
		var n int64
		var passage []byte
		if err := rows.Scan(&n, &passage); err != nil {
			return nil, err
		}
		out[n] = passage
	}
	return out, rows.Err()
}

// entry is the item that a card stands for.
func (c Card) entry(passages map[int64][]byte) (Entry, error) {
	e := Entry{N: c.N, Item: packet.Item{Kind: c.Kind, Level: c.Level, Text: c.Text}}
	if c.Kind != packet.KindPassage {
		return e, nil
	}
	var p packet.Passage
	if err := json.Unmarshal(passages[c.N], &p); err != nil {
		return e, fmt.Errorf("item %d: %w", c.N, err)
	}
	p.Note = c.Note
	e.Passage = &p
	return e, nil
}
