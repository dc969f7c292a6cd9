package main

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"

	"tiaowen/corpus/problem"
)

// ownFile is a word file that a person may put into the data folder in place of
// the one that comes with the program, and change while the service runs. A
// version that does not parse is told once and not taken: the last good one
// stays.
type ownFile[T any] struct {
	path      string
	parse     func(io.Reader) (*T, error)
	otherwise func() *T
	// taken is called with every version taken after the first.
	taken func(*T)
	log   *slog.Logger

	mu    sync.Mutex
	value *T
	stamp time.Time // of the file that was read last; zero where there is none
	read  bool
}

// open reads the file for the first time; then a fault in it is an error.
func (o *ownFile[T]) open() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.refresh()
}

// get is what is in force now. It costs one look at the file's time.
func (o *ownFile[T]) get() *T {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.refresh(); err != nil {
		o.log.Warn("词表有误，仍用原来的", "cause", err)
	}
	return o.value
}

func (o *ownFile[T]) refresh() error {
	stamp := time.Time{}
	if info, err := os.Stat(o.path); err == nil {
		stamp = info.ModTime()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if o.read && stamp.Equal(o.stamp) {
		return nil
	}
	first := !o.read
	o.read, o.stamp = true, stamp
	value, err := o.load(stamp)
	if err != nil {
		return err
	}
	o.value = value
	if !first && o.taken != nil {
		o.taken(value)
	}
	return nil
}

func (o *ownFile[T]) load(stamp time.Time) (*T, error) {
	if stamp.IsZero() {
		return o.otherwise(), nil
	}
	f, err := os.Open(o.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	value, err := o.parse(f)
	if err != nil {
		return nil, misspelt(o.path, err)
	}
	return value, nil
}

// misspelt is the error of a word file whose parser names what is wrong with it,
// line by line, in words for the person who wrote it.
func misspelt(path string, err error) error {
	told := &problem.Error{Kind: problem.MalformedFile, Detail: "改正所说的那一行，或删除这个文件改用自带的词表。", Cause: err}
	lines := []error{err}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		lines = many.Unwrap()
	}
	for _, line := range lines {
		told.Faults = append(told.Faults, problem.Fault{Location: path, Code: "malformed", Message: line.Error()})
	}
	return problem.In(path, told)
}
