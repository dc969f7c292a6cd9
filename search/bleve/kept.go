package bleve

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"tiaowen/search"
)

// A walk in the order of relevance goes on in the state that it began in. So a view of
// which a cursor was given is kept when another takes its place: for a while, and as long
// as there are not too many. What it costs is what nobody else holds any more: segments
// that were merged since, its tables, and after a rebuild the whole index before it.
const (
	keepFor  = 10 * time.Minute // after the last cursor
	mostKept = 64
	// mostKeptBytes bounds all of them, in memory and on the disk.
	mostKeptBytes = 256 << 20
)

// keeper holds the views kept.
type keeper struct {
	mu     sync.Mutex
	views  []*view // each acquired, none twice
	alarm  *time.Timer
	closed bool
}

// viewOf is the view that a walk goes on in, to be released; nil after Close.
func (e *Engine) viewOf(w *journey, q search.Query) *view {
	v := e.acquire()
	if v == nil || w.from == nil || q.Sort != search.ByRelevance {
		return v
	}
	for {
		m, is := v.isOf(w.from.state)
		if is {
			w.means, w.wordsOnly = m, m == nil
			return v
		}
		kept := e.kept.find(w.from.state)
		if kept == nil {
			w.moved = true
			return v
		}
		v.release()
		v = kept
	}
}

// isOf reports whether a cursor's state is that of the view, and if so what its walk knew
// of meanings, to be released; nil if it went by words alone.
func (v *view) isOf(state uint64) (*means, bool) {
	if state == v.state {
		return nil, true
	}
	m := v.acquireMeans()
	if m != nil && state == v.state^m.mark {
		return m, true
	}
	m.release()
	return nil, false
}

// promise notes that a cursor was given that is to go on in a view.
func (e *Engine) promise(v *view) {
	now := time.Now()
	v.promisedAt(now)
	// Another may have taken its place meanwhile, without knowing of this: one of the
	// same state takes the promise over, beside one of another the view is kept.
	for {
		current := e.acquire()
		if current == nil {
			return
		}
		if current.state == v.state {
			current.promisedAt(now)
		} else {
			e.kept.add(v, current, now)
		}
		current.release()
		if e.view.Load() == current {
			return
		}
	}
}

// promisedAt notes when a cursor of a view was given; it never puts the time back.
func (v *view) promisedAt(at time.Time) {
	for {
		was := v.promised.Load()
		if was >= at.UnixNano() || v.promised.CompareAndSwap(was, at.UnixNano()) {
			return
		}
	}
}

// replaced is what becomes of a view when another has taken its place. It takes over the
// reference to it.
func (e *Engine) replaced(old, by *view) {
	now := time.Now()
	if old.state == by.state {
		by.promisedAt(time.Unix(0, old.promised.Load()))
	} else if !old.expired(now) {
		e.kept.add(old, by, now)
	}
	e.kept.trim(by, now)
	old.release()
}

// expired reports whether nobody is to go on in a view any more.
func (v *view) expired(now time.Time) bool {
	return now.UnixNano()-v.promised.Load() > int64(keepFor)
}

// find is the view of a state, to be released; nil if it is not kept.
func (k *keeper) find(state uint64) *view {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, v := range k.views {
		m, is := v.isOf(state)
		m.release()
		if is && v.acquire() {
			return v
		}
	}
	return nil
}

// add keeps a view beside the current one.
func (k *keeper) add(v, current *view, now time.Time) {
	k.mu.Lock()
	known := k.closed || slices.ContainsFunc(k.views, func(other *view) bool { return other.state == v.state })
	if !known && v.acquire() {
		k.views = append(k.views, v)
	}
	k.mu.Unlock()
	k.trim(current, now)
}

// trim lets go of what has expired, and of those asked for longest ago while there are
// too many, or they cost too much.
func (k *keeper) trim(current *view, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	slices.SortFunc(k.views, func(a, b *view) int { return cmp.Compare(b.promised.Load(), a.promised.Load()) })
	left, bytes := 0, int64(0)
	for _, v := range k.views {
		bytes += v.cost(current)
		if v.expired(now) || left == mostKept || bytes > mostKeptBytes {
			break
		}
		left++
	}
	k.drop(left)
	k.wake(now)
}

// drop lets go of the views from a number on.
func (k *keeper) drop(from int) {
	for i := from; i < len(k.views); i++ {
		k.views[i].release()
		k.views[i] = nil
	}
	k.views = k.views[:from]
}

// wake sees to it that views go when their time is up though nothing is written.
func (k *keeper) wake(now time.Time) {
	if k.alarm != nil {
		k.alarm.Stop()
	}
	if len(k.views) == 0 {
		return
	}
	last := time.Unix(0, k.views[len(k.views)-1].promised.Load())
	k.alarm = time.AfterFunc(last.Add(keepFor).Sub(now)+time.Second, func() { k.trim(nil, time.Now()) })
}

// close lets go of all, and keeps none any more.
func (k *keeper) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	k.drop(0)
	k.wake(time.Time{})
}

// What a view takes for each passage and each document, in bytes, about, and beside.
const (
	costOfPassage  = 6
	costOfDocument = 64
	costOfView     = 256 << 10
	// costOfHead is what a document takes in memory that only an index before has.
	costOfHead = 1 << 10
)

// cost is how many bytes in memory and on the disk are held for a view alone, about,
// while another is the current one; nil if that is not known, and it is told as little.
func (v *view) cost(current *view) int64 {
	n := int64(costOfView + costOfPassage*v.size + costOfDocument*len(v.table.rows))
	if current == nil {
		return n
	}
	if current.gen != v.gen {
		n += int64(len(v.texts.data) + costOfHead*len(v.table.rows))
	}
	held := map[any]bool{}
	for _, s := range current.segs {
		held[s.snap.Segment()] = true
	}
	for _, s := range v.segs {
		if !held[s.snap.Segment()] {
			n += max(s.snap.FileSize(), int64(s.snap.Size())) + int64(columnBytes*len(s.ordinal))
		}
	}
	return n
}

// columnBytes is what the columns take for a passage.
const columnBytes = 40
