// Package apart reads files in child processes, and writes remarks into them there, so that a file which makes a
// reader eat memory, run for ever or fall over costs that one file and nothing
// else. Readers of PDF have been made to do all three, in ways that recover
// cannot catch (Go vulndb 6115).
//
// A child is the same program started with another command; it calls [Serve],
// which reads requests from its standard input and answers on its standard
// output until the input ends. The parent keeps a few of them ([Reader]), gives
// each one file at a time, and ends the one that goes over a limit.
//
// A request is a JSON header with its length before it, then the bytes of the
// file; an answer is a JSON value with its length before it. Both ends are the
// same program, so the form has no version.
package apart

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
)

// Limits are what one file may cost.
type Limits struct {
	// Memory is what a child may have resident, in bytes; CPU is its time on the
	// processor and Wall the time that passes, for one file; Output is the size
	// of an answer in bytes. Zero means the default.
	Memory int64
	CPU    time.Duration
	Wall   time.Duration
	Output int64
}

// defaults are the limits measured to be enough for every real file: the
// largest PDF here takes 190 MB and 4 s, the second reader's compilation in it.
func (l Limits) defaults() Limits {
	if l.Memory == 0 {
		l.Memory = 512 << 20
	}
	if l.CPU == 0 {
		l.CPU = 20 * time.Second
	}
	if l.Wall == 0 {
		l.Wall = 90 * time.Second
	}
	if l.Output == 0 {
		l.Output = 20 << 20
	}
	return l
}

// recogniseWall is how long recognition may take: it is bounded by itself to half
// an hour, in a process of its own.
const recogniseWall = 35 * time.Minute

// archiveOutput is how much text an archive may hold: that of a shelf of books.
const archiveOutput = 64 << 20

// The codes of refusals that a child's end gives, beside those of package extract.
const (
	TooMuchMemory = "too_much_memory"
	TooMuchTime   = "too_much_time"
	TooMuchText   = "too_much_text"
	Died          = "reader_died"
)

// Reader reads files in child processes. It is safe for use by many goroutines.
type Reader struct {
	command []string
	limits  Limits
	slots   chan struct{} // one for each child that may be busy

	mu     sync.Mutex
	idle   []*child
	closed bool
}

// New makes a reader whose children are started with command: a program and its
// arguments. None is started before the first file.
func New(command []string, limits Limits) *Reader {
	return &Reader{command: command, limits: limits.defaults(), slots: make(chan struct{}, runtime.NumCPU())}
}

// Read is extract.ReadWith in a child process. An error is an *extract.Refusal,
// or the context's, or says that no child could be started.
func (r *Reader) Read(ctx context.Context, path string, data []byte, o extract.Options) ([]corpus.Source, error) {
	a, err := r.ask(ctx, request{Path: path, Size: len(data), Options: o}, data, r.limitsOf(path, o))
	return a.Sources, err
}

// ask gives a request to a child, and to a new one if an idle one had ended.
func (r *Reader) ask(ctx context.Context, q request, data []byte, limits Limits) (answer, error) {
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
	for {
		c, err := r.child()
		if err != nil {
			return answer{}, fmt.Errorf("未能启动读取文件的进程：%w", err)
		}
		used := c.files > 0
		a, err := c.ask(ctx, q, data, limits)
		if c.worn {
			c.end()
		} else {
			r.keep(c)
		}
		var refusal *extract.Refusal
		switch {
		case err == nil || errors.As(err, &refusal) || ctx.Err() != nil:
			return a, err
		case !used:
			return answer{}, &extract.Refusal{Code: Died, Message: "读取这个文件的进程意外结束，没有收进这个文件"}
		}
		// An idle child may have been ended by somebody else; the file gets a new one.
	}
}

// limitsOf are the limits on one file: wider for recognition and for an archive,
// which both bound themselves file by file.
func (r *Reader) limitsOf(path string, o extract.Options) Limits {
	l := r.limits
	widen := func(to time.Duration) { l.Wall, l.CPU = max(l.Wall, to), max(l.CPU, to) }
	if o.OCR {
		widen(recogniseWall)
	}
	if strings.HasSuffix(strings.ToLower(path), ".zip") {
		widen(extract.ArchiveDeadline + r.limits.Wall) // the last file has a file's time
		l.Output = max(l.Output, archiveOutput)
	}
	return l
}

// child is an idle child, or a new one.
func (r *Reader) child() (*child, error) {
	r.mu.Lock()
	if n := len(r.idle); n > 0 {
		c := r.idle[n-1]
		r.idle = r.idle[:n-1]
		r.mu.Unlock()
		return c, nil
	}
	r.mu.Unlock()
	return start(r.command)
}

func (r *Reader) keep(c *child) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		c.end()
		return
	}
	r.idle = append(r.idle, c)
}

// Close ends the children; files that are being read finish first.
func (r *Reader) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	for _, c := range r.idle {
		c.end()
	}
	r.idle = nil
}
