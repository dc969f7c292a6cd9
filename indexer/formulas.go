package indexer

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/formula"
	"tiaowen/corpus/library"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Formulas keeps what the texts of the library say of formulas. Nothing is done before
// somebody asks. From then on a text is read for them once, in the background, when it
// is met or has changed; what all say is then put together anew, which costs next to
// nothing, and swapped in. It is told of changes as a Watcher.
type Formulas struct {
	library  *library.Library
	resolver *resolve.Resolver
	own      func() *formula.Own
	today    func() corpus.Date
	known    atomic.Pointer[formula.Formulas]
	used     atomic.Pointer[formula.Own]

	mu      sync.Mutex
	waiting map[string]bool // ids of the texts to be looked at
	working bool
	asked   bool
	stale   chan struct{}

	renewing sync.Mutex // of the book
	book     formula.Book
}

// NewFormulas makes a keeper that knows nothing yet; Run makes it work. own gives the
// list of a person, which may change.
func NewFormulas(l *library.Library, r *resolve.Resolver, own func() *formula.Own, today func() corpus.Date) *Formulas {
	f := &Formulas{library: l, resolver: r, own: own, today: today, waiting: map[string]bool{}, stale: make(chan struct{}, 1)}
	f.known.Store(f.book.All(nil))
	return f
}

// Current are the formulas known, and whether every text was read for them.
func (f *Formulas) Current() (known *formula.Formulas, whole bool) {
	changed := f.own() != f.used.Load()
	f.mu.Lock()
	defer f.mu.Unlock()
	if changed || !f.asked {
		f.wake()
	}
	f.asked = true
	return f.known.Load(), len(f.waiting) == 0 && !f.working && !changed
}

// Put takes up that documents came in or changed.
func (f *Formulas) Put(docs ...search.Titled) {
	ids := make([]string, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	f.look(ids...)
}

// Remove takes up that documents went.
func (f *Formulas) Remove(ids ...string) { f.look(ids...) }

// Forget takes up that a text has changed.
func (f *Formulas) Forget(id string) { f.look(id) }

func (f *Formulas) look(ids ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range ids {
		f.waiting[id] = true
	}
	if f.asked {
		f.wake()
	}
}

// Ready reads what waits, now; whoever asks once has no use for the background.
func (f *Formulas) Ready(ctx context.Context) error {
	var faults []error
	f.renew(ctx, func(err error) { faults = append(faults, err) })
	return errors.Join(append(faults, ctx.Err())...)
}

func (f *Formulas) wake() {
	select {
	case f.stale <- struct{}{}:
	default:
	}
}

// Run reads the texts that changed, until the context ends. What goes wrong is told to
// report; that text is left out.
func (f *Formulas) Run(ctx context.Context, report func(error)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.stale:
		}
		began := time.Now()
		f.renew(ctx, report)
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Since(began)): // half of a processor is for others
		}
	}
}

// renew looks at the texts that wait and puts together what all say.
func (f *Formulas) renew(ctx context.Context, report func(error)) {
	f.renewing.Lock()
	defer f.renewing.Unlock()
	f.mu.Lock()
	batch := f.waiting
	f.waiting, f.working = map[string]bool{}, true
	f.mu.Unlock()
	for id := range batch {
		r, err := f.library.Get(ctx, id)
		switch {
		case ctx.Err() != nil:
			f.giveBack(batch)
			return
		case err == nil:
			f.book.Put(&r.Document)
			continue
		case !errors.Is(err, library.ErrNotFound):
			report(err)
		}
		f.book.Remove(id)
	}
	own := f.own()
	f.known.Store(f.book.All(own, f.added(ctx, own)...))
	f.used.Store(own)
	f.mu.Lock()
	f.working = false
	f.mu.Unlock()
}

// giveBack puts texts back among those that wait.
func (f *Formulas) giveBack(batch map[string]bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id := range batch {
		f.waiting[id] = true
	}
	f.working = false
}

// added are the formulas that a person says which provision spells, as far as the
// library holds it.
func (f *Formulas) added(ctx context.Context, own *formula.Own) (out []formula.Spelled) {
	if own == nil {
		return nil
	}
	for _, a := range own.Added {
		res, err := f.resolver.Resolve(ctx, a.Address, "", f.today())
		if err != nil || res.Status != search.ResolveOK {
			continue
		}
		id, locator, _ := strings.Cut(res.Address, "#")
		d, err := f.resolver.Document(ctx, id)
		if err != nil {
			continue
		}
		node, _ := d.Root.Find(locator)
		if one, ok := formula.ByProvision(a.Name, d, node); ok {
			out = append(out, one)
		}
	}
	return out
}
