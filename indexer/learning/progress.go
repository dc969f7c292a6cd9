package learning

import (
	"context"
	"time"

	"tiaowen/search/meaning/codes"
)

// State says what a learner is about.
type State string

// The states: there is nothing to learn or it has not begun, it works, it lets requests go
// first, it rests after a fault.
const (
	Idle     State = "idle"
	Working  State = "working"
	Yielding State = "yielding"
	Failed   State = "failed"
)

// Progress is how far it is.
type Progress struct {
	// Of so many passages it is known what they mean, and so many there are.
	Known, Passages int
	State           State
	// Encoded counts the passages that were encoded since the program was started.
	Encoded int
	// Each is what a passage takes, with all waiting; 0 if that is not known yet.
	Each time.Duration
	// Fault is why nothing is learnt at the moment.
	Fault error
}

// Rest is how long it takes until all is known, about; 0 if that is not known.
func (p Progress) Rest() time.Duration { return time.Duration(p.Passages-p.Known) * p.Each }

// Progress is how far it is now.
func (l *Learner) Progress() Progress {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.progress.State == "" {
		return Progress{State: Idle}
	}
	p := l.progress
	done := max(0, l.begun-1) // of the document that is worked on
	p.Known, p.Encoded = p.Known+done, p.Encoded+done
	return p
}

func (l *Learner) set(s State) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.progress.State = s
}

// begin is at the beginning of a piece of work.
func (l *Learner) begin() {
	l.forget()
	l.shown, l.between = time.Now(), publishFirst
	l.set(Working)
}

// end is at its end.
func (l *Learner) end(ctx context.Context, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.progress.State, l.progress.Fault = Idle, nil
	if err != nil && ctx.Err() == nil {
		l.progress.State, l.progress.Fault = Failed, err
	}
}

// seen takes up what the engine says is known.
func (l *Learner) seen(known codes.Known) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.progress.Known, l.progress.Passages = known.Known, known.Passages
}

// learnt takes up that something became known.
func (l *Learner) learnt(passages int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.progress.Known += passages
	l.progress.Encoded += passages
	l.begun = 0
}
