package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"tiaowen/indexer/learning"
	"tiaowen/web"
)

type learnCmd struct {
	JSON bool `help:"输出 JSON。" name:"json"`
}

// Run finds out now what the passages mean; a server does it by itself, in the background.
func (c learnCmd) Run(ctx context.Context, e env) error {
	if err := hasLibrary(e); err != nil {
		return err
	}
	s, server, err := openOrFind(ctx, e)
	if err != nil {
		return err
	}
	if server != nil {
		return c.served(ctx, e, server)
	}
	defer s.Close()
	switch {
	case s.reading != nil:
		return s.reading
	case s.learner == nil:
		return misused("--meaning", "not_together", "按意思检索没有开启，没有要理解的；去掉 --meaning=off")
	}
	stop := c.watch(e, s.learner)
	began := time.Now()
	err = s.learner.Work(ctx)
	stop()
	p := s.learner.Progress()
	if ctx.Err() != nil {
		fmt.Fprintln(e.stderr, "停下了；已经理解的都记下了，下次接着做。")
	}
	if err != nil {
		return err
	}
	if !c.JSON {
		fmt.Fprintf(e.stderr, "理解了 %d 段，用时 %s\n", p.Encoded, time.Since(began).Round(time.Second))
	}
	return c.print(e, web.NewLearning(p))
}

// served says how far the server is.
func (c learnCmd) served(ctx context.Context, e env, server *client) error {
	body, err := server.get(ctx, "/readyz", nil)
	if err != nil {
		return err
	}
	var ready struct{ Meaning *web.Learning }
	if err := understand(body, &ready); err != nil {
		return err
	}
	if ready.Meaning == nil {
		return misused("--meaning", "not_together", "服务 %s 没有开启按意思检索，或者资料库只能读", server.base)
	}
	fmt.Fprintf(e.stderr, "服务 %s 正在后台做这件事，不必另做。\n", server.base)
	return c.print(e, *ready.Meaning)
}

func (c learnCmd) print(e env, l web.Learning) error {
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(l)
	}
	_, err := fmt.Fprintln(e.stdout, l.Words())
	return err
}

// watch shows how far the learner is until it is stopped: a bar to a person, else a line
// in a while.
func (c learnCmd) watch(e env, l *learning.Learner) (stop func()) {
	out, lines, every := io.Discard, e.stderr, time.Minute
	if isTerminal(e.stderr) {
		out, lines, every = e.stderr, io.Discard, time.Second
	}
	bar := progressbar.NewOptions(1, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("理解"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		clock := time.NewTicker(every)
		defer clock.Stop()
		for {
			select {
			case <-ended:
				_ = bar.Finish()
				return
			case <-clock.C:
			}
			p := l.Progress()
			bar.ChangeMax(p.Passages)
			_ = bar.Set(p.Known)
			fmt.Fprintln(lines, web.NewLearning(p).Words())
		}
	}()
	return func() { close(ended); <-done }
}
