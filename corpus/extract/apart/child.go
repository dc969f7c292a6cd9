package apart

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/remark"
)

// request is the header of a file to read; Size bytes follow it.
type request struct {
	Path    string
	Size    int
	Options extract.Options
	// Job is the length of a job behind the file, 0 where it is only to be read.
	Job int
}

// answer is what became of it.
type answer struct {
	Sources []corpus.Source
	Refusal *extract.Refusal
	// Annotated is what became of a job; OtherText says that its text is not the file's.
	Annotated *remark.Annotated
	OtherText bool
}

// mostFiles is how many files a child reads before another takes its place, so
// that what a library leaks does not add up.
const mostFiles = 500

// child is a process that reads files one at a time.
type child struct {
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	files   int
	// worn means that it is not to be given another file.
	worn bool
}

func start(command []string) (*child, error) {
	p := exec.Command(command[0], command[1:]...)
	p.Env = childEnvironment()
	in, err := p.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := p.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.Start(); err != nil {
		return nil, err
	}
	return &child{process: p, in: in, out: bufio.NewReader(out)}, nil
}

// ask gives the child a file and waits for the answer, the end of the child or
// a limit. Whatever goes wrong, the child is worn.
func (c *child) ask(ctx context.Context, q request, data []byte, limits Limits) (answer, error) {
	c.files++
	c.worn = true
	done := make(chan error, 1)
	var a answer
	go func() { done <- c.exchange(q, data, limits, &a) }()
	over := c.watch(ctx, limits, done)
	if over != nil {
		return answer{}, over
	}
	c.worn = c.files >= mostFiles
	if a.Refusal != nil {
		return answer{}, a.Refusal
	}
	return a, nil
}

// exchange writes the request and reads the answer.
func (c *child) exchange(q request, data []byte, limits Limits, a *answer) error {
	if err := writeValue(c.in, q); err != nil {
		return err
	}
	if _, err := c.in.Write(data); err != nil {
		return err
	}
	if err := readValue(c.out, limits.Output, a); err != nil {
		return err
	}
	for i := range a.Sources {
		if s := &a.Sources[i]; string(s.Stated) == "null" { // how JSON writes nothing stated
			s.Stated = nil
		}
	}
	return nil
}

// errTooLong means that a value is longer than is allowed.
var errTooLong = errors.New("apart: value too long")

// refusedFor puts the reason that reading was ended for into words.
func refusedFor(err error, limits Limits) error {
	switch {
	case errors.Is(err, errMemory):
		return &extract.Refusal{Code: TooMuchMemory, Message: fmt.Sprintf("读取这个文件用了超过 %d MB 内存，已中止", limits.Memory>>20)}
	case errors.Is(err, errTime):
		return &extract.Refusal{Code: TooMuchTime, Message: "读取这个文件用时太长，已中止"}
	case errors.Is(err, errTooLong):
		return &extract.Refusal{Code: TooMuchText, Message: fmt.Sprintf("这个文件的文字超过 %d MB 的上限，请拆分后导入", limits.Output>>20)}
	}
	return err
}

// watch waits until the exchange is done, and ends the child if that takes more
// than it may. nil means that there is an answer.
func (c *child) watch(ctx context.Context, limits Limits, done <-chan error) error {
	began := time.Now()
	before, _ := usage(c.process.Process.Pid)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var err error
		select {
		case err = <-done:
			return refusedFor(err, limits)
		case <-ctx.Done():
			err = ctx.Err()
		case now := <-tick.C:
			err = exceeded(c.process.Process.Pid, before, now.Sub(began), limits)
		}
		if err != nil {
			_ = c.process.Process.Kill()
			<-done
			return refusedFor(err, limits)
		}
	}
}

// end lets the child go: without input it ends by itself, and if it does not it
// is killed.
func (c *child) end() {
	_ = c.in.Close()
	go func() {
		kill := time.AfterFunc(2*time.Second, func() { _ = c.process.Process.Kill() })
		_ = c.process.Wait()
		kill.Stop()
	}()
}

// writeValue writes v as JSON with its length before it.
func writeValue(w io.Writer, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text)))); err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// readValue reads such a value of at most limit bytes.
func readValue(r io.Reader, limit int64, v any) error {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	size := int64(binary.BigEndian.Uint32(head[:]))
	if size > limit {
		return errTooLong
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}
