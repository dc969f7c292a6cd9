package indexer

import (
	"context"
	"sync/atomic"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/library"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Citing keeps the table of who cites what. Making it means reading every text,
// so it is made in the background and swapped in whole; until the first is there
// nothing is known to be cited. It is told of changes as a Watcher, and makes the
// table anew when there were some, because a new title gives old citations a
// place to go.
type Citing struct {
	library  *library.Library
	resolver *resolve.Resolver
	today    func() corpus.Date
	table    atomic.Pointer[resolve.CitedBy]
	stale    chan struct{}
}

// NewCiting makes a keeper that knows nothing yet; Run makes it work.
func NewCiting(l *library.Library, r *resolve.Resolver, today func() corpus.Date) *Citing {
	c := &Citing{library: l, resolver: r, today: today, stale: make(chan struct{}, 1)}
	c.table.Store(resolve.NewCitedBy())
	return c
}

// Of lists who cites a provision; see search.CitedBy.
func (c *Citing) Of(id, locator string) []resolve.CitedByEntry { return c.table.Load().Of(id, locator) }

// Counts tells how often each provision of a document is cited.
func (c *Citing) Counts(id string) map[string]int { return c.table.Load().Counts(id) }

// Put, Remove and Forget mark the table as out of date.
func (c *Citing) Put(...search.Titled) { c.mark() }

// Remove marks the table as out of date.
func (c *Citing) Remove(...string) { c.mark() }

// Forget marks the table as out of date.
func (c *Citing) Forget(string) { c.mark() }

func (c *Citing) mark() {
	select {
	case c.stale <- struct{}{}:
	default:
	}
}

// restTimes is how many times as long as the last table took nothing is done about
// the next one: who adds one text after the other has nine tenths of this work's
// processor to himself.
const restTimes = 9

// Run makes the table anew whenever it is out of date, until the context ends.
// What goes wrong is told to report; the old table stays.
func (c *Citing) Run(ctx context.Context, report func(error)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.stale:
		}
		began := time.Now()
		if err := c.rebuild(ctx); err != nil && ctx.Err() == nil {
			report(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(restTimes * time.Since(began)):
		}
	}
}

func (c *Citing) rebuild(ctx context.Context) error {
	table, given := resolve.NewCitedBy(), shortNames{}
	for r, err := range c.library.All(ctx) {
		if err != nil {
			return err
		}
		d := r.Document
		var entries []resolve.CitedByEntry
		for _, citation := range cite.Find(&d) {
			cited, err := c.resolver.Cite(ctx, &d, citation, "", c.today())
			if err != nil {
				return err
			}
			given.add(d.ID, citation)
			entries = append(entries, cited.Entries(&d)...)
		}
		table.Put(d.ID, entries)
	}
	c.table.Store(table)
	c.resolver.Learn(given.settled())
	return nil
}

// shortNames are the names texts give to titles by 以下简称: name, title, the
// texts that do so.
type shortNames map[string]map[string]map[string]bool

func (n shortNames) add(from string, c corpus.Citation) {
	if c.Kind != corpus.CiteDefined || c.Defined == "" {
		return
	}
	if n[c.Title] == nil {
		n[c.Title] = map[string]map[string]bool{}
	}
	if n[c.Title][c.Defined] == nil {
		n[c.Title][c.Defined] = map[string]bool{}
	}
	n[c.Title][c.Defined][from] = true
}

// settled are the names that at least two texts give, and all to one title: what
// a single text calls 《解释》 is its own affair.
func (n shortNames) settled() map[string]string {
	out := map[string]string{}
	for name, titles := range n {
		if len(titles) != 1 {
			continue
		}
		for title, texts := range titles {
			if len(texts) >= 2 {
				out[name] = title
			}
		}
	}
	return out
}

// Watchers tells several of every change.
type Watchers []Watcher

// Put tells all of them.
func (w Watchers) Put(docs ...search.Titled) {
	for _, one := range w {
		one.Put(docs...)
	}
}

// Remove tells all of them.
func (w Watchers) Remove(ids ...string) {
	for _, one := range w {
		one.Remove(ids...)
	}
}

// Forget tells all of them.
func (w Watchers) Forget(id string) {
	for _, one := range w {
		one.Forget(id)
	}
}
