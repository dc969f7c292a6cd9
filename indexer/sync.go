package indexer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"syscall"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// Sync brings the engine to where the library stands: it rebuilds an index that
// is new or unreadable, and applies to any other what has changed since.
func (in *Intake) Sync(ctx context.Context) error {
	in.indexing.Lock()
	defer in.indexing.Unlock()
	return in.sync(ctx)
}

func (in *Intake) sync(ctx context.Context) error {
	seq, err := in.library.Seq(ctx)
	if err != nil {
		return fmt.Errorf("read the library's sequence: %w", err)
	}
	at := in.engine.Seq()
	switch {
	case at == seq && in.standing != nil:
		return nil
	case at == seq && at > 0:
		return in.load(ctx)
	case at == 0 || at > seq:
		// An index ahead of its library is of another one.
		return in.rebuild(ctx)
	}
	return in.follow(ctx, at, seq)
}

// load reads the catalogue of an index that is up to date; nobody changes the
// library meanwhile, or the standings would be those of another state.
func (in *Intake) load(ctx context.Context) error {
	in.changing.Lock()
	seq, err := in.library.Seq(ctx)
	if err == nil {
		in.catalogue, err = loadCatalogue(ctx, in.library, in.lexicon)
	}
	in.changing.Unlock()
	if err != nil {
		return fmt.Errorf("load what the library holds: %w", err)
	}
	if at := in.engine.Seq(); at != seq { // changed before it was held
		in.catalogue = nil
		return in.follow(ctx, at, seq)
	}
	in.stand(in.catalogue.standings())
	return nil
}

// Rebuild makes the index anew from the library and swaps it in whole.
func (in *Intake) Rebuild(ctx context.Context) error {
	in.indexing.Lock()
	defer in.indexing.Unlock()
	return in.rebuild(ctx)
}

// rebuild makes the index of the library as it stands, which nobody changes
// meanwhile.
func (in *Intake) rebuild(ctx context.Context) error {
	in.changing.Lock()
	defer in.changing.Unlock()
	seq, err := in.library.Seq(ctx)
	if err != nil {
		return fmt.Errorf("read the library's sequence: %w", err)
	}
	c, err := loadCatalogue(ctx, in.library, in.lexicon)
	if err != nil {
		return err
	}
	standings := c.standings()
	entries := func(yield func(Entry, error) bool) {
		for r, err := range in.library.All(ctx) {
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if !yield(c.entry(r, standings[r.Document.ID]), nil) {
				return
			}
		}
	}
	if err := in.engine.Rebuild(ctx, iter.Seq2[Entry, error](entries), seq); err != nil {
		return fmt.Errorf("rebuild the index: %w", full(err))
	}
	in.catalogue = c
	in.stand(standings)
	return nil
}

// stand takes over the standings of all documents and tells the watcher of
// those that are new or stand differently.
func (in *Intake) stand(standings map[string]corpus.Standing) {
	before := in.standing
	in.standing = standings
	if in.watcher == nil {
		return
	}
	var put []search.Titled
	for id, s := range standings {
		fields := in.catalogue.versions[id].Fields
		if was, known := before[id]; !known || !reflect.DeepEqual(was, s) || !reflect.DeepEqual(in.told[id], fields) {
			put = append(put, search.Titled{ID: id, Fields: fields, Standing: s})
			in.told[id] = fields
		}
	}
	for id := range in.told {
		if _, held := standings[id]; !held {
			in.watcher.Remove(id)
			delete(in.told, id)
		}
	}
	in.watcher.Put(put...)
}

// follow applies what the library changed after at.
func (in *Intake) follow(ctx context.Context, at, seq int64) error {
	steps, err := in.library.Since(ctx, at)
	if err != nil {
		return fmt.Errorf("list changes since %d: %w", at, err)
	}
	if in.catalogue == nil {
		if in.catalogue, err = loadCatalogue(ctx, in.library, in.lexicon); err != nil {
			return err
		}
	}
	change := Change{Seq: seq}
	touched := map[string]bool{}
	var present []library.Step
	var changed []library.Record // of present
	for _, s := range steps {
		touched[s.ID] = true
		if s.Removed {
			change.Remove = append(change.Remove, s.ID)
			delete(in.catalogue.versions, s.ID)
			delete(in.catalogue.heads, s.ID)
			continue
		}
		r, err := in.library.Get(ctx, s.ID)
		if errors.Is(err, library.ErrNotFound) {
			continue // removed since: a later step says so
		}
		if err != nil {
			return fmt.Errorf("read document %s: %w", s.ID, err)
		}
		present = append(present, s)
		in.catalogue.versions[s.ID] = corpus.Version{ID: s.ID, Fields: r.Document.Fields}
		changed = append(changed, r)
	}
	standings := in.catalogue.standings()
	for i, s := range present {
		e := in.catalogue.entry(changed[i], standings[s.ID])
		if s.TextChanged {
			change.Put = append(change.Put, e)
		} else {
			change.Heads = append(change.Heads, e.Head)
		}
	}
	if err := in.addMoved(ctx, &change, standings, touched); err != nil {
		return err
	}
	if err := in.engine.Update(ctx, change); err != nil {
		return in.stumbled(ctx, err)
	}
	if in.watcher != nil {
		for id := range touched {
			in.watcher.Forget(id)
		}
	}
	in.stand(standings)
	return nil
}

// stumbled is what follows an update that failed: an index that cannot go on,
// as one whose disk was full for a moment, is made anew. A write that found the
// disk full rarely comes here, because the library is written first.
func (in *Intake) stumbled(ctx context.Context, err error) error {
	err = fmt.Errorf("update the index: %w", full(err))
	if ctx.Err() != nil {
		return err
	}
	if again := in.rebuild(ctx); again != nil {
		return errors.Join(err, again)
	}
	return nil
}

// full makes library.ErrFull of an index that found the disk full. Engines tell
// it in words only.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), syscall.ENOSPC.Error()) {
		return fmt.Errorf("%w: %w", library.ErrFull, err)
	}
	return err
}

// addMoved adds the heads of documents that did not change themselves but whose
// standing did. Where the standings before the change are not known (a process
// was ended between library and index), all heads are written anew.
func (in *Intake) addMoved(ctx context.Context, change *Change, standings map[string]corpus.Standing, touched map[string]bool) error {
	before := in.standing
	if before == nil {
		before = make(map[string]corpus.Standing, len(standings))
		for id := range standings {
			before[id] = corpus.Standing{}
		}
	}
	for _, id := range moved(before, standings, touched) {
		head, known := in.catalogue.heads[id]
		if !known {
			r, err := in.library.Get(ctx, id)
			if errors.Is(err, library.ErrNotFound) {
				continue // removed since
			}
			if err != nil {
				return fmt.Errorf("read document %s: %w", id, err)
			}
			head = in.catalogue.head(r.Document, standings[id])
		}
		head.Timeline, head.Successor = standings[id].Timeline, standings[id].Successor
		in.catalogue.heads[id] = head
		change.Heads = append(change.Heads, head)
	}
	return nil
}
