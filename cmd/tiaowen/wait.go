package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"tiaowen/corpus/problem"
)

// notReady is what a server says of itself that is being started.
const notReady problem.Kind = "not_ready"

// wait is the time that a command gives others to be ready.
type wait struct {
	until  time.Time
	atMost time.Duration
	words  io.Writer
	said   bool
	pause  time.Duration // the last; each is longer, so that a service that starts is left to it
}

func newWait(e env) *wait {
	return &wait{until: time.Now().Add(e.Wait), atMost: e.Wait, words: e.stderr}
}

// more waits a moment and reports whether there was time left to. The first time
// it tells the person why.
func (w *wait) more(ctx context.Context, why string) bool {
	left := time.Until(w.until)
	if left <= 0 || ctx.Err() != nil {
		return false
	}
	if !w.said {
		w.said = true
		fmt.Fprintf(w.words, "%s，至多等 %s……\n", why, w.atMost)
	}
	w.pause = min(max(2*w.pause, askEvery), time.Second)
	again := time.NewTimer(min(w.pause, left))
	defer again.Stop()
	select {
	case <-again.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// openOrFind opens the data folder, or finds the server that has it open. One that
// has just begun has the folder and is not to be found yet; an import has it and never
// is: both are waited for.
func openOrFind(ctx context.Context, e env) (*store, *client, error) {
	wait := newWait(e)
	for {
		s, err := openStore(ctx, e)
		if !errors.Is(err, errHeld) {
			return s, nil, err
		}
		server, err := findServer(e)
		if err != nil && problem.KindOf(err) == problem.MalformedFile {
			return nil, nil, err
		}
		if err == nil {
			if err = server.lives(ctx); err == nil {
				return nil, server, nil
			}
		}
		if !wait.more(ctx, "资料库正由另一个 tiaowen 进程使用") {
			return nil, nil, errors.Join(ctx.Err(), err)
		}
	}
}
