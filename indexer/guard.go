package indexer

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"tiaowen/corpus/library"
)

// One text may fell what reads or indexes it: a panic somewhere below. That must
// not fell the process, nor keep the other texts out of the index for good. Such a
// document is indexed without its text, so that it is there by its title, and its
// outcome says so.

// felledError is a panic of what was called.
type felledError struct{ fault any }

func (e *felledError) Error() string { return fmt.Sprintf("felled: %v", e.fault) }

// guarded is do(), with a panic made an error.
func guarded(do func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &felledError{fault}
		}
	}()
	return do()
}

func felled(err error) bool {
	var f *felledError
	return errors.As(err, &f)
}

// entry is that of the catalogue, or one without text.
func (in *Intake) entry(c *catalogue, r library.Record) (e Entry) {
	if err := guarded(func() error { e = c.entry(r); return nil }); err != nil {
		in.fellen(r.Document.ID, err)
		d := r.Document
		s := c.standings[d.ID]
		return Entry{Head: Head{ID: d.ID, Fields: d.Fields, Timeline: s.Timeline, Successor: s.Successor}}
	}
	return e
}

// fellen notes a document that cannot be indexed.
func (in *Intake) fellen(id string, err error) {
	if in.fallen == nil {
		in.fallen = map[string]error{}
	}
	in.fallen[id] = err
}

// titleOnly is an entry without its text.
func titleOnly(e Entry) Entry { return Entry{Head: e.Head} }

// update is the engine's. If something fells it, the documents are put one by one,
// to find which.
func (in *Intake) update(ctx context.Context, c Change) error {
	for i, e := range c.Put {
		if in.fallen[e.Head.ID] != nil && len(e.Passages) > 0 {
			delete(in.fallen, e.Head.ID) // another text, perhaps
		}
		c.Put[i] = e
	}
	err := guarded(func() error { return in.engine.Update(ctx, c) })
	if !felled(err) {
		return err
	}
	for _, e := range c.Put {
		at := in.engine.Seq()
		err := guarded(func() error { return in.engine.Update(ctx, Change{Put: []Entry{e}, Seq: at}) })
		if felled(err) {
			in.fellen(e.Head.ID, err)
			err = guarded(func() error { return in.engine.Update(ctx, Change{Put: []Entry{titleOnly(e)}, Seq: at}) })
		}
		if err != nil {
			return err
		}
	}
	c.Put = nil
	return guarded(func() error { return in.engine.Update(ctx, c) })
}

// mostFallen is how many documents a rebuild may find to fell the engine.
const mostFallen = 20

// fill is the engine's Rebuild. What it was given last when it fell is left out
// of the next try.
func (in *Intake) fill(ctx context.Context, entries iter.Seq2[Entry, error], seq int64) (err error) {
	in.fallen = nil
	for range mostFallen {
		given := ""
		safe := func(yield func(Entry, error) bool) {
			for e, err := range entries {
				if given = e.Head.ID; in.fallen[given] != nil {
					e = titleOnly(e)
				}
				if !yield(e, err) {
					return
				}
			}
		}
		err = guarded(func() error { return in.engine.Rebuild(ctx, safe, seq) })
		if !felled(err) || given == "" || in.fallen[given] != nil {
			return err
		}
		in.fellen(given, err)
	}
	return err
}

// noteFallen makes failures of the outcomes whose documents cannot be indexed.
func (in *Intake) noteFallen(outcomes []Outcome) {
	in.indexing.Lock()
	defer in.indexing.Unlock()
	for i, o := range outcomes {
		for _, d := range o.Documents {
			if in.fallen[d.ID] != nil {
				outcomes[i].Outcome, outcomes[i].Code = Failed, CodeUnindexed
				outcomes[i].Reason = "收进了资料库，但《" + d.Title + "》的文字编不进索引，只能按标题找到"
			}
		}
	}
}
