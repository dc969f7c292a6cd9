package learning

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tiaowen/search/meaning/codes"
)

// engine is one of documents that are so many passages long, each of which takes a while.
type engine struct {
	mu        sync.Mutex
	seq       int64
	documents map[string]int    // passages
	versions  map[string]byte   // of the texts
	kept      map[codes.Key]int // how often
	visible   int               // documents that searches know
	batches   []int
	published []time.Duration // since the beginning
	began     time.Time
	encoded   int   // passages
	full      error // what Keep fails of
	damaged   string
}

const passageTakes = 25 * time.Millisecond

func newEngine(documents map[string]int) *engine {
	return &engine{seq: 1, documents: documents, versions: map[string]byte{}, kept: map[codes.Key]int{}, began: time.Now()}
}

func (e *engine) key(id string) codes.Key {
	key := codes.Key{15: e.versions[id]}
	copy(key[:], id)
	return key
}

func (e *engine) Seq() int64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seq
}

func (e *engine) Lacking() (out []codes.Lack, known codes.Known) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, n := range e.documents {
		known.Passages += n
		if e.kept[e.key(id)] > 0 {
			known.Known += n
		} else {
			out = append(out, codes.Lack{ID: id, Passages: n, Key: e.key(id)})
		}
	}
	slices.SortFunc(out, func(a, b codes.Lack) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
	return out, known
}

func (e *engine) Encode(ctx context.Context, l codes.Lack, wait func(context.Context) error) (codes.Text, bool, error) {
	e.mu.Lock()
	gone, damaged := e.key(l.ID) != l.Key, e.damaged == l.ID
	e.mu.Unlock()
	if gone {
		return codes.Text{}, false, nil
	}
	for range l.Passages {
		if err := wait(ctx); err != nil {
			return codes.Text{}, false, err
		}
		<-time.After(passageTakes)
		if damaged {
			return codes.Text{}, false, errors.New("a damaged page")
		}
		e.mu.Lock()
		e.encoded++
		e.mu.Unlock()
	}
	return codes.Text{Key: l.Key}, true, nil
}

func (e *engine) Keep(texts ...codes.Text) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.full != nil {
		return e.full
	}
	for _, t := range texts {
		e.kept[t.Key]++
	}
	e.batches = append(e.batches, len(texts))
	return nil
}

func (e *engine) Publish() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.visible = len(e.kept)
	e.published = append(e.published, time.Since(e.began))
}

// change does something to the documents.
func (e *engine) change(do func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	do()
	e.seq++
}

// documents are so many, each of some passages.
func documents(n, passages int) map[string]int {
	out := map[string]int{}
	for i := range n {
		out[string(rune('a'+i/26))+string(rune('a'+i%26))] = passages
	}
	return out
}

// run starts a learner that is stopped at the end of the test, and gives what it reports.
func run(t *testing.T, e *engine, yield Yield) (*Learner, func() []error) {
	t.Helper()
	l := New(e)
	var mu sync.Mutex
	var faults []error
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		l.Run(ctx, yield, func(err error) { mu.Lock(); faults = append(faults, err); mu.Unlock() })
		close(done)
	}()
	t.Cleanup(func() { stop(); <-done })
	return l, func() []error { mu.Lock(); defer mu.Unlock(); return slices.Clone(faults) }
}

// after lets a while pass.
func after(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// TestAllIsLearnt: everything is encoded once, kept in batches, and published rarely.
func TestAllIsLearnt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(documents(300, 20)) // two and a half minutes
		l, faults := run(t, e, Yield{})
		after(10 * time.Minute)
		p := l.Progress()
		if p.Known != 6000 || p.Passages != 6000 || p.Encoded != 6000 || e.encoded != 6000 || p.State != Idle || e.visible != 300 || faults() != nil {
			t.Errorf("%+v, %d encoded, %d visible, faults %v", p, e.encoded, e.visible, faults())
		}
		if p.Each < passageTakes || p.Each > 2*passageTakes {
			t.Errorf("a passage is said to take %s", p.Each)
		}
		if slices.Max(e.batches) > keepDocuments || len(e.batches) > 30 {
			t.Errorf("kept in batches of %v", e.batches)
		}
		if n := len(e.published); n > 7 || e.published[0] > 10*time.Second {
			t.Errorf("published at %v", e.published)
		}
	})
}

// TestResumed: what ends in the middle of a document has kept those before it, and goes
// on there.
func TestResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(documents(5, 100)) // each 2.5 seconds
		ctx, stop := context.WithTimeout(t.Context(), 6*time.Second)
		defer stop()
		began, l := time.Now(), New(e)
		go func() {
			<-time.After(4 * time.Second)
			if p := l.Progress(); p.Known < 150 || p.Known > 160 {
				t.Errorf("in the middle of the second document %+v", p)
			}
		}()
		if err := l.Work(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 6*time.Second+passageTakes {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		if len(e.kept) != 2 || e.visible != 2 {
			t.Errorf("%d kept, %d visible", len(e.kept), e.visible)
		}
		if err := New(e).Work(t.Context()); err != nil || len(e.kept) != 5 {
			t.Errorf("%v, %d kept", err, len(e.kept))
		}
		for key, n := range e.kept {
			if n != 1 {
				t.Errorf("%s was encoded %d times", key[:2], n)
			}
		}
	})
}

// TestKeptInTheMiddle: what was found out is kept while a document is worked on
// that takes minutes, and where it cannot be written that is no fault of the document.
func TestKeptInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(map[string]int{"a": 2, "b": 2, "c": 12_000}) // the last five minutes
		l, faults := run(t, e, Yield{})
		after(12 * time.Second)
		e.mu.Lock()
		if len(e.kept) != 2 {
			t.Errorf("%d kept", len(e.kept))
		}
		e.mu.Unlock()
		after(10 * time.Minute)
		if p := l.Progress(); p.Known != 12_004 || e.encoded != 12_004 || faults() != nil {
			t.Errorf("%+v, %d encoded, %v", p, e.encoded, faults())
		}
	})
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(map[string]int{"a": 2, "b": 2, "c": 12_000})
		e.full = errors.New("the disk is full")
		l, faults := run(t, e, Yield{})
		after(20 * time.Second)
		e.change(func() { e.full = nil })
		after(10 * time.Minute)
		if p := l.Progress(); p.State != Idle || p.Known != 12_004 || len(faults()) != 1 {
			t.Errorf("%+v, faults %v", p, faults())
		}
	})
}

// TestChanged: a document that comes or changes is known within seconds, also while much
// else is being learnt.
func TestChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(documents(3, 2))
		run(t, e, Yield{})
		after(time.Minute)
		e.change(func() { e.versions["aa"]++ })
		after(4 * time.Second)
		if e.visible != 4 {
			t.Errorf("the changed document is not known: %d", e.visible)
		}
		e.change(func() {
			for id, n := range documents(700, 20) {
				e.documents["z"+id] = n
			}
		})
		after(3 * time.Minute)
		e.change(func() { e.documents["a new one"] = 3 })
		after(9 * time.Second)
		e.mu.Lock()
		defer e.mu.Unlock()
		if e.kept[e.key("a new one")] != 1 || e.visible < 200 {
			t.Errorf("the new one is not known; %d are", e.visible)
		}
	})
}

// TestChangedInTheMiddle: the text of a document that has changed meanwhile is not taken
// for the new one's.
func TestChangedInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(map[string]int{"a": 40, "b": 40, "c": 40})
		run(t, e, Yield{})
		after(500 * time.Millisecond)
		e.change(func() { e.versions["a"]++; e.versions["b"]++ })
		after(time.Minute)
		for _, id := range []string{"a", "b", "c"} {
			if e.kept[e.key(id)] != 1 {
				t.Errorf("%s is not known", id)
			}
		}
	})
}

// TestFull: where nothing can be written it is told once and tried again, rarer and rarer,
// and nothing is encoded for it again.
func TestFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(documents(30, 2))
		e.full = errors.New("the disk is full")
		l, faults := run(t, e, Yield{})
		after(time.Hour)
		if p := l.Progress(); p.State != Failed || !errors.Is(p.Fault, e.full) || len(faults()) != 1 || e.encoded > 2*keepDocuments {
			t.Errorf("%+v, %d encoded, faults %v", p, e.encoded, faults())
		}
		e.mu.Lock()
		e.full = nil
		e.mu.Unlock()
		after(restLast + time.Minute)
		if p := l.Progress(); p.State != Idle || p.Fault != nil || p.Known != 60 || e.encoded != 60 {
			t.Errorf("%+v, %d encoded", p, e.encoded)
		}
	})
}

// TestDamaged: a document that cannot be read keeps no other from being learnt, and is
// tried again.
func TestDamaged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(documents(10, 2))
		e.damaged = "aa"
		l, faults := run(t, e, Yield{})
		after(20 * time.Second)
		if p := l.Progress(); p.State != Failed || p.Known != 18 || e.visible != 9 || len(faults()) != 1 {
			t.Errorf("%+v, %d visible, faults %v", p, e.visible, faults())
		}
		e.mu.Lock()
		e.damaged = ""
		e.mu.Unlock()
		after(10 * time.Minute)
		if p := l.Progress(); p.State != Idle || p.Known != 20 {
			t.Errorf("%+v", p)
		}
	})
}

// TestYields: while somebody waits for an answer next to nothing is learnt, and where the
// machine is loaded half as much.
func TestYields(t *testing.T) {
	learntIn := func(t *testing.T, yield Yield) (n int) {
		synctest.Test(t, func(t *testing.T) {
			e := newEngine(documents(100, 100))
			run(t, e, yield)
			after(time.Minute)
			e.mu.Lock()
			n = e.encoded
			e.mu.Unlock()
		})
		return n
	}
	yes, no := func() bool { return true }, func() bool { return false }
	alone := learntIn(t, Yield{Busy: no, Loaded: no})
	if busy := learntIn(t, Yield{Busy: yes}); busy == 0 || busy > alone/50 {
		t.Errorf("%d passages while requests wait, %d alone", busy, alone)
	}
	if loaded := learntIn(t, Yield{Loaded: yes}); loaded < alone*2/5 || loaded > alone*3/5 {
		t.Errorf("%d passages on a loaded machine, %d alone", loaded, alone)
	}
}

// TestYieldingIsTold: whoever looks at the progress sees that it waits.
func TestYieldingIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEngine(documents(2, 100))
		l, _ := run(t, e, Yield{Busy: func() bool { return true }})
		after(time.Second)
		if p := l.Progress(); p.State != Yielding || p.Passages != 200 {
			t.Errorf("%+v", p)
		}
	})
}
