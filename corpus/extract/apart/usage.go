package apart

import (
	"errors"
	"time"
)

// The limits that a child can go over while it works.
var (
	errMemory = errors.New("apart: too much memory")
	errTime   = errors.New("apart: too much time")
)

// cost is what a process has used up so far.
type cost struct {
	memory int64
	cpu    time.Duration
}

// exceeded says which limit a child is over. Where the system does not tell what
// a process costs, only the time that passes counts.
func exceeded(pid int, before cost, passed time.Duration, limits Limits) error {
	if passed > limits.Wall {
		return errTime
	}
	now, ok := usage(pid)
	if !ok {
		return nil
	}
	if now.memory > limits.Memory {
		return errMemory
	}
	if now.cpu-before.cpu > limits.CPU {
		return errTime
	}
	return nil
}
