package learning

import (
	"context"
	"math"
	"sync"
	"time"

	"tiaowen/search/meaning/codes"
)

// Engine is an index of whose passages it is to be known what they mean: *bleve.Engine.
type Engine interface {
	// Seq changes when documents do.
	Seq() int64
	// Lacking are the documents that lack meanings, those first that matter most.
	Lacking() ([]codes.Lack, codes.Known)
	// Encode finds out what the passages of a document mean, and calls wait before each;
	// ok is false if the document is another one by now.
	Encode(ctx context.Context, l codes.Lack, wait func(context.Context) error) (t codes.Text, ok bool, err error)
	// Keep writes down what was found out, Publish lets searches see it.
	Keep(texts ...codes.Text) error
	Publish()
}

const (
	// What was found out is written down when it is of so many documents, or so old.
	keepDocuments = 20
	keepAfter     = 10 * time.Second
	// Who walks through the hits of a question is told at each publishing that the order
	// has changed. So they get rarer and rarer, until documents change.
	publishFirst = 5 * time.Second
	publishLast  = 10 * time.Minute
	// lookEvery is how often it is asked whether documents have changed.
	lookEvery = 2 * time.Second
	// After a fault nothing is done for a while, each time for twice as long.
	restFirst = 30 * time.Second
	restLast  = 30 * time.Minute
)

// Learner finds out what passages mean. Run and Work are for one goroutine, Progress is
// for any.
type Learner struct {
	engine Engine
	yield  Yield
	pace   pace

	pending []codes.Text // found out and not written down
	oldest  time.Time    // when the first of these was
	shown   time.Time    // when it was published last
	between time.Duration
	hidden  bool // something is kept that searches do not see

	mu       sync.Mutex
	progress Progress
	begun    int // passages of the document that is worked on
}

// New makes a learner that has nothing to do yet.
func New(engine Engine) *Learner { return &Learner{engine: engine} }

// Run learns whatever lacks, until the context ends. The first of several faults is told
// to report; after a rest it is tried again.
func (l *Learner) Run(ctx context.Context, yield Yield, report func(error)) {
	l.yield = yield
	rest, told := restFirst, false
	for ctx.Err() == nil {
		seq := l.engine.Seq()
		err := l.Work(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			rest, told = restFirst, false
			l.awaitChange(ctx, seq, forever)
			continue
		}
		if !told {
			report(err)
			told = true
		}
		l.awaitChange(ctx, seq, rest)
		rest = min(2*rest, restLast)
	}
}

// forever is longer than any program runs.
const forever = math.MaxInt64

// awaitChange returns when the documents are others than at seq, or after a while.
func (l *Learner) awaitChange(ctx context.Context, seq int64, atMost time.Duration) {
	for since := time.Now(); l.engine.Seq() == seq && time.Since(since) < atMost; {
		if pause(ctx, lookEvery) != nil {
			return
		}
	}
}

// pause waits for a while, or until the context ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
