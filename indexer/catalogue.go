package indexer

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/topic"
)

// catalogue knows the fields and standings of all documents. They depend on each
// other: a new version changes the status of the one before it. What a change of
// one document can move are the documents of its work, of the works that it
// repeals, and what was made under those or for the time until them, so only theirs is
// told anew, however many others there are.
type catalogue struct {
	lexicon   *topic.Lexicon
	versions  map[string]corpus.Version
	standings map[string]corpus.Standing
	heads     map[string]Head // of documents that were indexed since the start

	works   idsBy // the documents of a work
	repeals idsBy // the documents that repeal a work by its name
	under   idsBy // the documents that depend on a work, as corpus.DependsOn says
	// stale are the works whose standings are to be told anew.
	stale map[string]bool
}

// idsBy are sets of ids by the key of a work.
type idsBy map[string]map[string]bool

func (s idsBy) add(work, id string) {
	if s[work] == nil {
		s[work] = map[string]bool{}
	}
	s[work][id] = true
}

func (s idsBy) remove(work, id string) {
	if delete(s[work], id); len(s[work]) == 0 {
		delete(s, work)
	}
}

func newCatalogue(lexicon *topic.Lexicon) *catalogue {
	return &catalogue{lexicon: lexicon, versions: map[string]corpus.Version{}, standings: map[string]corpus.Standing{},
		heads: map[string]Head{}, works: idsBy{}, repeals: idsBy{}, under: idsBy{}, stale: map[string]bool{}}
}

// loadCatalogue reads the fields of all documents.
func loadCatalogue(ctx context.Context, l *library.Library, lexicon *topic.Lexicon) (*catalogue, error) {
	heads, err := l.Heads(ctx)
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	c := newCatalogue(lexicon)
	for _, h := range heads {
		c.put(corpus.Version{ID: h.ID, Fields: h.Fields})
	}
	c.tell(maps.Keys(c.versions)) // all are stale
	return c, nil
}

// put enters a document, or what it has become. Its standing comes with settle.
func (c *catalogue) put(v corpus.Version) {
	c.leave(v.ID)
	c.versions[v.ID] = v
	c.each(v, c.works.add, c.repeals.add, c.under.add)
}

// remove takes a document out.
func (c *catalogue) remove(id string) {
	c.leave(id)
	delete(c.versions, id)
	delete(c.standings, id)
	delete(c.heads, id)
}

func (c *catalogue) leave(id string) {
	if was, known := c.versions[id]; known {
		c.each(was, c.works.remove, c.repeals.remove, c.under.remove)
	}
}

// each does work with the work of v, repeal with those that v repeals and under
// with those it depends on; the former two become stale.
func (c *catalogue) each(v corpus.Version, work, repeal, under func(key, id string)) {
	key := corpus.WorkKey(v.Fields.Title)
	work(key, v.ID)
	c.stale[key] = true
	for _, r := range v.Fields.Repeals {
		key := corpus.WorkKey(r.Title)
		repeal(key, v.ID)
		c.stale[key] = true
	}
	for _, key := range corpus.DependsOn(v.Fields) {
		under(key, v.ID)
	}
}

// spread makes stale what was made under a stale work, by itself or in turn.
func (c *catalogue) spread() {
	todo := slices.Collect(maps.Keys(c.stale))
	for len(todo) > 0 {
		work := todo[0]
		todo = todo[1:]
		for id := range c.under[work] {
			if child := corpus.WorkKey(c.versions[id].Fields.Title); !c.stale[child] {
				c.stale[child] = true
				todo = append(todo, child)
			}
		}
	}
}

// bearing lists the documents on which the standings of the stale works depend.
func (c *catalogue) bearing() map[string]bool {
	out := map[string]bool{}
	add := func(work string) {
		maps.Copy(out, c.works[work])
		maps.Copy(out, c.repeals[work])
	}
	for work := range c.stale {
		add(work)
		for id := range c.works[work] {
			for _, key := range corpus.DependsOn(c.versions[id].Fields) {
				add(key)
			}
		}
	}
	return out
}

// settle tells the standings of the stale works anew and lists the documents
// whose own has become another.
func (c *catalogue) settle() (moved []string) {
	c.spread()
	return c.tell(maps.Keys(c.bearing()))
}

// tell tells the standings of the stale works anew, which depend on no documents but
// bearing.
func (c *catalogue) tell(bearing iter.Seq[string]) (moved []string) {
	var versions []corpus.Version
	for id := range bearing {
		versions = append(versions, c.versions[id])
	}
	corpus.SortVersions(versions)
	for id, s := range corpus.Standings(versions) {
		if !c.stale[s.Work] || reflect.DeepEqual(c.standings[id], s) {
			continue
		}
		c.standings[id] = s
		moved = append(moved, id)
	}
	clear(c.stale)
	return moved
}
