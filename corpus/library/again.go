package library

import (
	"context"
	"fmt"
)

// Again is what becomes of a file that is held as it is: its path is remembered,
// and documents of it that a person removed come back. ok is false if it is not
// held, and is to be read and put.
func (l *Library) Again(ctx context.Context, in Incoming) (k Kept, ok bool, err error) {
	h, err := holding(ctx, l.reader, in.File)
	if err == nil && h.path != "" && h.remembered && !h.removed { // nothing to write
		var rows []row
		if rows, err = ofFile(ctx, l.reader, h.path); err == nil {
			return Kept{Records: shownOf(rows), Outcome: outcomeOf(rows)}, true, nil
		}
	}
	if err != nil {
		return Kept{}, false, fmt.Errorf("look up file %s: %w", in.File.Path, kinded(err))
	}
	if h.path == "" {
		return Kept{}, false, nil
	}
	err = l.write(ctx, "take again "+in.File.Path, func(t *tx) error {
		h, err := holding(ctx, t, in.File)
		if ok = err == nil && h.path != ""; !ok {
			return err
		}
		k, err = t.again(ctx, h, in)
		return err
	})
	return k, ok && err == nil, err
}

// again is Again of a file that h holds.
func (t *tx) again(ctx context.Context, h holder, in Incoming) (Kept, error) {
	was, err := placeAt(ctx, t, h.path)
	if err != nil {
		return Kept{}, err
	}
	rows, err := ofFile(ctx, t, h.path)
	if err != nil {
		return Kept{}, err
	}
	var c change
	for i, old := range rows {
		if old.removed != byPerson {
			continue
		}
		if in.Unasked {
			c.away = append(c.away, old.id)
			continue
		}
		if err := t.voidRemoval(ctx, old.id); err != nil {
			return Kept{}, err
		}
		rows[i].removed = present
		if was.held != "" {
			rows[i].removed = byMark
		}
		if _, err := t.update(ctx, &rows[i], old); err != nil {
			return Kept{}, err
		}
		c.note(old, rows[i].seq)
		c.restored++
	}
	if err := t.keepEarlier(ctx, was, c); err != nil {
		return Kept{}, err
	}
	k := Kept{Records: shownOf(rows), Outcome: outcomeOf(rows), Away: c.away}
	if k.Outcome == Unchanged && c.restored > 0 {
		k.Outcome = Restored
	}
	switch {
	case k.Outcome == Unchanged && len(c.away) > 0 && len(k.Records) == 0:
		k.Outcome = Away
	case !h.remembered:
		if err = t.remember(ctx, in.File.Path, h.path); err == nil {
			rows, err = ofFile(ctx, t, h.path)
		}
		k.Records = shownOf(rows)
	}
	return k, err
}

// shownOf are the documents that a file is said to have become.
func shownOf(rows []row) []Record {
	var out []Record
	for _, r := range rows {
		if r.shown() {
			out = append(out, r.record())
		}
	}
	return out
}

// outcomeOf is what becomes of a file whose bytes are known.
func outcomeOf(rows []row) Outcome {
	for _, r := range rows {
		if r.removed == byMark {
			return Quarantined
		}
	}
	return Unchanged
}
