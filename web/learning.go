package web

import (
	"fmt"

	"tiaowen/corpus/problem"
	"tiaowen/indexer/learning"
)

// Learning is how far it is known what the passages mean.
type Learning struct {
	State    learning.State `json:"state"`
	Known    int            `json:"known"`
	Passages int            `json:"passages"`
	// Seconds are those left, about; left out if that is not known.
	Seconds int `json:"seconds_left,omitempty"`
	// Fault is why nothing is learnt at the moment, in Chinese; left out if nothing is wrong.
	Fault string `json:"fault,omitempty"`
}

// NewLearning puts the progress into the words of the API.
func NewLearning(p learning.Progress) Learning {
	l := Learning{State: p.State, Known: p.Known, Passages: p.Passages, Seconds: int(p.Rest().Seconds())}
	if p.Fault != nil {
		l.Fault = problem.Message(p.Fault)
	}
	return l
}

// learning is how far it is; nil if nobody finds out.
func (s *Server) learning() *Learning {
	if s.cfg.Learning == nil {
		return nil
	}
	l := NewLearning(s.cfg.Learning())
	return &l
}

// Words say it to a reader, without a full stop.
func (l Learning) Words() string {
	if l.Known >= l.Passages {
		return fmt.Sprintf(msgLearntAll, thousands(l.Passages))
	}
	words := fmt.Sprintf(msgLearning, thousands(l.Known), thousands(l.Passages))
	switch {
	case l.State == learning.Failed:
		return words + fmt.Sprintf(msgLearningHalt, l.Fault)
	case l.Seconds > 0:
		return words + fmt.Sprintf(msgLearningRest, lengthOf(l.Seconds))
	}
	return words
}

// lengthOf says how long so many seconds are, about.
func lengthOf(seconds int) string {
	switch {
	case seconds < 60:
		return msgMinute
	case seconds < 90*60:
		return fmt.Sprintf(msgMinutes, (seconds+30)/60)
	}
	return fmt.Sprintf(msgHours, float64(seconds)/3600)
}
