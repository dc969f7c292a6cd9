package library

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"tiaowen/corpus"
)

// change is what a file does to the documents of its path.
type change struct {
	records []Record
	// before are the documents that became others, as they were. One that was not
	// there is one that is not in its file.
	before []row
	// seq is the number of the first change, 0 if there was none.
	seq      int64
	restored int
	away     []string
	// same are the documents of other files that rows of this one are.
	same []string
}

// note adds a document that became another.
func (c *change) note(before row, seq int64) {
	c.before = append(c.before, before)
	if c.seq == 0 {
		c.seq = seq
	}
}

// kept says it of a file at a place that was otherwise before.
func (c change) kept(was place, f File, reason string) Kept {
	k := Kept{Records: c.records, Outcome: Updated, Away: c.away, Same: c.same}
	switch {
	case reason != "" && len(c.records) > len(c.same):
		k.Outcome = Quarantined
	case c.restored > 0:
		k.Outcome = Restored
	case len(c.away) > 0 && len(c.records) == 0:
		k.Outcome = Away
	case c.seq == 0 && len(c.same) > 0:
		k.Outcome = Unchanged
	case was.sum == "":
		k.Outcome = Added
	case was.sum == f.sum() && c.seq == 0:
		k.Outcome = Unchanged
	}
	return k
}

// replace makes the texts the documents of their path, withheld if there is a
// reason.
func (t *tx) replace(ctx context.Context, in Incoming, reason string) (c change, err error) {
	path := in.File.Path
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return c, err
	}
	parts := map[string]bool{}
	for _, src := range in.Texts {
		if parts[src.Part] {
			return c, fmt.Errorf("part %q comes twice", src.Part)
		}
		parts[src.Part] = true
	}
	of, stays := matched(rows, in.Texts), map[string]bool{}
	if err := t.shift(ctx, path, in.Texts, of); err != nil {
		return c, err
	}
	for i, src := range in.Texts {
		old, had := of[i]
		stays[old.id], old.part = true, src.Part
		if err := t.keep(ctx, &c, fresh(path, src, reason), old, had, in.Unasked); err != nil {
			return c, err
		}
	}
	for _, r := range rows {
		if stays[r.id] || r.removed == byFile {
			continue
		}
		seq, err := t.vanish(ctx, r)
		if err != nil {
			return c, err
		}
		c.note(r, seq)
	}
	return c, nil
}

func fresh(path string, src corpus.Source, reason string) row {
	state := present
	if reason != "" {
		state = byMark
	}
	return row{path: path, part: src.Part, text: src.Text, paths: []string{path}, removed: state, withheld: reason, wish: src.ID, source: source{
		Name: src.Name, Marks: src.Marks, Pages: src.Pages, Repairs: src.Repairs, Stated: string(src.Stated), Hints: src.Hints, Diagnostics: src.Diagnostics,
	}}
}

// keep adds a document or puts it in the place of old, if there was one.
func (t *tx) keep(ctx context.Context, c *change, r, old row, had, unasked bool) error {
	if !had {
		return t.addOrRestore(ctx, c, r, unasked)
	}
	r.id, r.imported, r.corrections, r.noted, r.paths = old.id, old.imported, old.corrections, old.noted, old.paths
	if old.removed == byPerson {
		if unasked && r.text == old.text {
			r.removed = byPerson
			c.away = append(c.away, r.id)
		} else if err := t.restore(ctx, c, old.id); err != nil {
			return err
		}
	}
	if old.removed == r.removed && sameSource(r, old) {
		if old.shown() {
			c.records = append(c.records, old.record())
		}
		return nil
	}
	rec, err := t.update(ctx, &r, old)
	if err != nil {
		return err
	}
	c.note(old, r.seq)
	return c.show(r, rec)
}

// show adds a document to those that the file has become. One that could be kept
// but not read is none.
func (c *change) show(r row, rec Record) error {
	if rec.Fault != nil {
		return rec.Fault
	}
	if r.shown() {
		c.records = append(c.records, rec)
	}
	return nil
}

// restore notes that a document comes back that a person removed.
func (t *tx) restore(ctx context.Context, c *change, id string) error {
	c.restored++
	return t.voidRemoval(ctx, id)
}

// sameSource compares sources as they are written: an empty list of marks and
// none are the same.
func sameSource(a, b row) bool {
	if a.text != b.text {
		return false
	}
	x, errX := json.Marshal(a.source)
	y, errY := json.Marshal(b.source)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// update puts r in the place of old, which has the same id.
func (t *tx) update(ctx context.Context, r *row, old row) (Record, error) {
	seq, err := t.next(ctx)
	if err != nil {
		return Record{}, err
	}
	if r.changed, err = t.moment(ctx); err != nil {
		return Record{}, err
	}
	r.seq, r.textSeq = seq, old.textSeq
	rec := r.record()
	if old.removed != present || !cutAlike(old.record().Document, rec.Document) {
		r.textSeq = seq
	}
	return rec, t.save(ctx, *r, rec)
}

// vanish removes a document whose part is no longer in its file. A person's
// removal before it can be undone no more, unless this is.
func (t *tx) vanish(ctx context.Context, r row) (seq int64, err error) {
	if err := t.voidRemoval(ctx, r.id); err != nil {
		return 0, err
	}
	gone := r
	gone.removed = byFile
	_, err = t.update(ctx, &gone, r)
	return gone.seq, err
}
