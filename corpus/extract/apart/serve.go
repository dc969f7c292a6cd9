package apart

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"

	"tiaowen/corpus/extract"
)

// received is a request as it came, or why none came.
type received struct {
	request
	data []byte
	err  error
}

// errGone means that the parent ended while it was waiting for an answer.
var errGone = errors.New("apart: the parent is gone")

// Serve reads files for a parent until in ends. It is all that a child does. It
// also returns when in ends in the middle of a file: then the parent has been
// killed, and nobody would end this process however long the file takes.
func Serve(in io.Reader, out io.Writer) error { return serve(in, out, read) }

func serve(in io.Reader, out io.Writer, read func(request, []byte) answer) error {
	next := make(chan received, 1) // who sends the end of the input need not be heard
	go receive(bufio.NewReader(in), next)
	for {
		r := <-next
		if errors.Is(r.err, io.EOF) {
			return nil
		}
		if r.err != nil {
			return r.err
		}
		done := make(chan answer, 1)
		go func() { done <- read(r.request, r.data) }()
		select {
		case a := <-done:
			if err := writeValue(out, a); err != nil {
				return err
			}
		case <-next: // a parent that lives sends nothing before it has the answer
			return errGone
		}
	}
}

// receive passes requests on until there are no more.
func receive(in io.Reader, next chan<- received) {
	for {
		var r received
		if r.err = readValue(in, 1<<20, &r.request); r.err == nil {
			r.data = make([]byte, r.Size+r.Job)
			_, r.err = io.ReadFull(in, r.data)
			if errors.Is(r.err, io.EOF) {
				r.err = io.ErrUnexpectedEOF
			}
		}
		next <- r
		if r.err != nil {
			return
		}
	}
}

func read(q request, data []byte) (a answer) {
	if q.Job > 0 {
		return annotate(q, data)
	}
	sources, err := extract.ReadWith(q.Path, data, q.Options)
	if err == nil {
		a.Sources = sources
	} else if !errors.As(err, &a.Refusal) {
		a.Refusal = &extract.Refusal{Code: Died, Message: err.Error()}
	}
	return a
}

// childEnvironment is what a child gets of this process's environment: enough
// to run, and nothing of what is set for the program itself.
func childEnvironment() []string {
	out := []string{"GOMEMLIMIT=400MiB", "GOTRACEBACK=none"}
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		switch strings.ToUpper(name) {
		case "PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "LANG", "LC_ALL", "TESSDATA_PREFIX":
			out = append(out, e)
		}
	}
	return out
}
