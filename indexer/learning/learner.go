package learning

import (
	"context"
	"errors"
	"fmt"
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

// Work learns once what lacks now or comes to lack meanwhile. What was found out is kept
// also when the context ends it. A document that cannot be read is left out, which is an
// error at the end.
func (l *Learner) Work(ctx context.Context) (err error) {
	l.begin()
	defer func() {
		if !errors.Is(err, errKeep) {
			err = errors.Join(err, l.keep())
		}
		l.publish()
		l.end(ctx, err)
	}()
	if err := l.keep(); err != nil {
		return err
	}
	var faults error
	failed := map[codes.Key]bool{}
	for {
		seq := l.engine.Seq()
		lacking := l.look(failed)
		if len(lacking) == 0 {
			return faults
		}
		for _, lack := range lacking {
			if l.engine.Seq() != seq {
				l.between = publishFirst // somebody waits for what is new
				break
			}
			switch err := l.learn(ctx, lack); {
			case ctx.Err() != nil:
				return ctx.Err()
			case errors.Is(err, errKeep):
				return err
			case errors.Is(err, errGone):
				failed[lack.Key] = true
			case err != nil:
				failed[lack.Key] = true
				faults = errors.Join(faults, fmt.Errorf("document %s: %w", lack.ID, err))
			}
		}
		if err := l.keep(); err != nil {
			return err
		}
	}
}

// look asks what lacks, but for what has failed.
func (l *Learner) look(failed map[codes.Key]bool) (lacking []codes.Lack) {
	all, known := l.engine.Lacking()
	for _, one := range all {
		if !failed[one.Key] {
			lacking = append(lacking, one)
		}
	}
	l.seen(known)
	return lacking
}

// learn finds out what one document means.
func (l *Learner) learn(ctx context.Context, lack codes.Lack) error {
	text, ok, err := l.engine.Encode(ctx, lack, l.wait)
	if err == nil && !ok {
		err = errGone
	}
	if err != nil {
		l.forget()
		return err
	}
	if l.pending == nil {
		l.oldest = time.Now()
	}
	l.pending = append(l.pending, text)
	l.learnt(lack.Passages)
	if len(l.pending) >= keepDocuments || time.Since(l.oldest) >= keepAfter {
		err = l.keep()
	}
	if time.Since(l.shown) >= l.between {
		err = errors.Join(err, l.keep())
		l.publish()
	}
	return err
}

var (
	// errKeep means that nothing can be written.
	errKeep = errors.New("keep meanings")
	// errGone means that a document is another one by now, which lacks under another key.
	errGone = errors.New("the document has changed")
)

// keep writes down what was found out.
func (l *Learner) keep() error {
	if len(l.pending) == 0 {
		return nil
	}
	if err := l.engine.Keep(l.pending...); err != nil {
		return fmt.Errorf("%w: %w", errKeep, err)
	}
	l.pending, l.hidden = nil, true
	return nil
}

// publish lets searches see what is kept.
func (l *Learner) publish() {
	if l.hidden {
		l.engine.Publish()
		l.hidden = false
	}
	l.shown, l.between = time.Now(), min(2*l.between, publishLast)
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
