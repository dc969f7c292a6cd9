package problem

import "errors"

// Error is an error that knows its kind. What is empty is the kind's own.
type Error struct {
	Kind   Kind
	Says   string  // what happened, in Chinese
	Detail string  // what to do, in Chinese
	Faults []Fault // each place that is wrong, where there are such
	Cause  error   // for the log
}

// Fault is one of the things that are wrong with what was given.
type Fault struct {
	Location string `json:"location"` // as the API's query.limit, or --limit, data (a key), a path
	Code     string `json:"code"`
	Message  string `json:"message"` // in Chinese
}

// New makes an error for packages to compare with; english is for the log.
func New(kind Kind, english string) *Error { return &Error{Kind: kind, Cause: errors.New(english)} }

// Error is for the log.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Cause.Error()
	}
	return string(e.Kind) + ": " + e.says()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Unwritten reports whether err says that a medium takes nothing: it is full, or read
// only. nil says so of none.
func Unwritten(err error) bool {
	if err == nil {
		return false
	}
	kind := KindOf(err)
	return kind == DiskFull || kind == ReadOnlyDisk
}

// In says where err happened or in what attempt, in Chinese; nil stays nil.
func In(where string, err error) error {
	if err == nil {
		return nil
	}
	return &placed{where, err}
}

type placed struct {
	where string
	err   error
}

func (p *placed) Error() string { return p.where + ": " + p.err.Error() }
func (p *placed) Unwrap() error { return p.err }
