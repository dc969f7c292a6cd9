package indexer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
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
	in.unread.forget(at) // also what was put and found unchanged: nothing follows it
	switch {
	case at == seq && in.catalogue != nil:
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
	in.tellAll()
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
	entries := func(yield func(Entry, error) bool) {
		for r, err := range in.library.All(ctx) {
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if !yield(in.entry(c, r), nil) {
				return
			}
		}
	}
	if err := in.fill(ctx, entries, seq); err != nil {
		return fmt.Errorf("rebuild the index: %w", full(err))
	}
	in.catalogue = c
	in.unread.forget(seq)
	in.tellAll()
	return nil
}

// tell tells the watcher of documents that are new or stand differently, or are
// gone.
func (in *Intake) tell(ids iter.Seq[string]) {
	var put []search.Titled
	var gone []string
	for id := range ids {
		if v, held := in.catalogue.versions[id]; held {
			put = append(put, search.Titled{ID: id, Fields: v.Fields, Standing: in.catalogue.standings[id]})
			in.told[id] = true
		} else if in.told[id] {
			gone = append(gone, id)
			delete(in.told, id)
		}
	}
	if len(gone) > 0 {
		in.watcher.Remove(gone...)
	}
	if len(put) > 0 {
		in.watcher.Put(put...)
	}
}

// tellAll tells the watcher of all documents, and of those that are gone.
func (in *Intake) tellAll() {
	all := maps.Clone(in.told)
	for id := range in.catalogue.versions {
		all[id] = true
	}
	in.tell(maps.Keys(all))
}

// follow applies what the library changed after at.
func (in *Intake) follow(ctx context.Context, at, seq int64) (err error) {
	steps, err := in.library.Since(ctx, at)
	if err != nil {
		return fmt.Errorf("list changes since %d: %w", at, err)
	}
	change := Change{Seq: seq}
	touched := map[string]bool{} // and those that stand differently now
	for _, s := range steps {
		touched[s.ID] = true
	}
	if err := in.compose(ctx, &change, steps, touched); err != nil {
		in.catalogue = nil // it is ahead of the index
		return err
	}
	if err := in.update(ctx, change); err != nil {
		in.catalogue = nil
		return in.stumbled(ctx, err)
	}
	in.unread.forget(seq)
	for _, s := range steps {
		in.watcher.Forget(s.ID)
	}
	in.tell(maps.Keys(touched))
	return nil
}

// compose fills in what steps change, and adds to touched the documents that
// stand differently for them.
func (in *Intake) compose(ctx context.Context, change *Change, steps []library.Step, touched map[string]bool) (err error) {
	// How documents stood in the index is not known after a process was ended
	// between library and index: then all heads are written anew.
	anew := in.catalogue == nil
	if anew {
		if in.catalogue, err = loadCatalogue(ctx, in.library, in.lexicon); err != nil {
			return err
		}
	}
	var changed []library.Record
	var cut []bool // whether the passages of changed are others
	for _, s := range steps {
		if s.Removed {
			change.Remove = append(change.Remove, s.ID)
			in.catalogue.remove(s.ID)
			continue
		}
		r, err := in.get(ctx, s)
		if errors.Is(err, library.ErrNotFound) {
			continue // removed since: a later step says so
		}
		if err != nil {
			return fmt.Errorf("read document %s: %w", s.ID, err)
		}
		in.catalogue.put(corpus.Version{ID: s.ID, Fields: r.Document.Fields})
		changed, cut = append(changed, r), append(cut, s.TextChanged)
	}
	moved := in.catalogue.settle()
	for i, r := range changed {
		if e := in.entry(in.catalogue, r); cut[i] {
			change.Put = append(change.Put, e)
		} else {
			change.Heads = append(change.Heads, e.Head)
		}
	}
	if anew {
		moved = slices.Collect(maps.Keys(in.catalogue.versions))
	}
	return in.addMoved(ctx, change, moved, touched)
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

// full makes library.ErrFull of an index that found the disk full.
func full(err error) error {
	if problem.KindOf(err) == problem.DiskFull {
		return fmt.Errorf("%w: %w", library.ErrFull, err)
	}
	return err
}

// addMoved adds the heads of documents that did not change themselves but whose
// standing did.
func (in *Intake) addMoved(ctx context.Context, change *Change, moved []string, touched map[string]bool) error {
	for _, id := range moved {
		if touched[id] {
			continue
		}
		touched[id] = true
		head, known := in.catalogue.heads[id]
		if !known {
			r, err := in.library.Get(ctx, id)
			if errors.Is(err, library.ErrNotFound) {
				continue // removed since
			}
			if err != nil {
				return fmt.Errorf("read document %s: %w", id, err)
			}
			head = in.catalogue.head(r)
		}
		s := in.catalogue.standings[id]
		head.Timeline, head.Successor = s.Timeline, s.Successor
		in.catalogue.heads[id] = head
		change.Heads = append(change.Heads, head)
	}
	return nil
}
