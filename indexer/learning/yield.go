package learning

import (
	"context"
	"time"
)

// Yield says when others go first; what is nil never happens.
type Yield struct {
	// Busy reports whether somebody waits for an answer.
	Busy func() bool
	// Loaded reports whether the machine has more to do than it has processors.
	Loaded func() bool
}

const (
	// glance is how often it is looked whether requests have been answered.
	glance = 20 * time.Millisecond
	// patience is how long a passage waits at most: where requests never end, something
	// is learnt all the same.
	patience = 2 * time.Second
)

// pace is what is known of how long passages take.
type pace struct {
	began  time.Time     // of the passage that is worked on; zero if none is
	before time.Time     // when the one before began
	each   time.Duration // a moving mean, with the waiting
}

// meanOf is how many passages the mean is about.
const meanOf = 64

// wait is called before each passage: it takes the time of the one before and lets others
// go first.
func (l *Learner) wait(ctx context.Context) error {
	now := time.Now()
	worked := time.Duration(0)
	l.count()
	if !l.pace.began.IsZero() {
		worked = now.Sub(l.pace.began)
	}
	if !l.pace.before.IsZero() {
		l.took(now.Sub(l.pace.before))
	}
	l.pace.before = now
	if err := l.keepDue(); err != nil {
		return err
	}
	if err := l.letGo(ctx, worked); err != nil {
		return err
	}
	l.pace.began = time.Now()
	return ctx.Err()
}

// count takes up that another passage of the document is begun.
func (l *Learner) count() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.begun++
}

// letGo lets others go first.
func (l *Learner) letGo(ctx context.Context, worked time.Duration) error {
	if worked > 0 && l.yield.Loaded != nil && l.yield.Loaded() {
		if err := pause(ctx, worked); err != nil {
			return err
		}
	}
	for until := time.Now().Add(patience); l.yield.Busy != nil && l.yield.Busy() && time.Now().Before(until); {
		l.set(Yielding)
		if err := pause(ctx, glance); err != nil {
			return err
		}
	}
	l.set(Working)
	return ctx.Err()
}

// took takes the time of a passage into the mean.
func (l *Learner) took(d time.Duration) {
	if l.pace.each == 0 {
		l.pace.each = d
	}
	l.pace.each += (d - l.pace.each) / meanOf
	l.mu.Lock()
	defer l.mu.Unlock()
	l.progress.Each = l.pace.each
}

// forget leaves out of the mean what was not finished.
func (l *Learner) forget() {
	l.pace.began, l.pace.before = time.Time{}, time.Time{}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.begun = 0
}
