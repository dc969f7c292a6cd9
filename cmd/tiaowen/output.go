package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"unicode/utf8"

	"tiaowen/corpus/problem"
)

// output is where a command writes its result. It remembers what writing failed of,
// so that a result which nobody got whole is a failure, whichever command printed it
// and however carelessly.
type output struct {
	to  io.Writer
	err error
}

// Write writes until writing has failed once.
func (o *output) Write(p []byte) (n int, err error) {
	if o.err == nil {
		n, o.err = o.to.Write(p)
	}
	return n, o.err
}

// fault is the error of a result that was not written whole; nil if it was.
func (o *output) fault() error {
	if o.err == nil {
		return nil
	}
	cause := o.err
	var of *fs.PathError // of a file by whose name nobody knows it
	if errors.As(cause, &of) {
		cause = of.Err
	}
	return &problem.Error{Kind: problem.CannotWrite, Says: problem.CannotWrite.Words().Title + "：" + problem.Message(cause), Cause: fmt.Errorf("write the result: %w", o.err)}
}

// outlivePipes lets a write into a pipe whose reader has gone be an error, as any
// other that fails, where Go would end the process without a word.
func outlivePipes() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// readable is nil if all arguments are UTF-8. What is not came from a terminal or a
// script in another encoding, and would be searched for as something else.
func readable(args []string) error {
	var faults []problem.Fault
	for _, a := range args {
		if !utf8.ValidString(a) {
			faults = append(faults, problem.Fault{Location: strconv.Quote(a), Code: "not_utf8", Message: "参数 " + strconv.Quote(a) + " 不是合格的 UTF-8 文本"})
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return &problem.Error{Kind: problem.BadUsage, Faults: faults, Detail: "终端和脚本的编码应是 UTF-8。"}
}
