package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"tiaowen/corpus/problem"
)

// openCmd is what a double click asks for: the program without arguments. The
// person who did it sees one window, and has read none of the help.
type openCmd struct {
	Addr string `help:"监听的地址；被占用时另选端口。" default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"TIAOWEN_ADDR"`
}

// Validate says what is wrong with the arguments.
func (c openCmd) Validate() error { return checkAddr(c.Addr) }

// Run starts the service and opens the browser. Where the service of the same
// library runs already, it opens the browser there.
func (c openCmd) Run(ctx context.Context, e env) error {
	if !e.chosen {
		e.Data = dataFolder(e.getenv)
	}
	s, err := lockStore(e)
	if errors.Is(err, errHeld) {
		return c.again(ctx, e)
	}
	if err != nil {
		return err
	}
	return serveCmd{Addr: freeAddr(c.Addr)}.serve(ctx, e, s, func(url string) { showBrowser(ctx, e, url) })
}

// again is a second start: it leaves the running service alone.
func (c openCmd) again(ctx context.Context, e env) error {
	url, err := runningURL(ctx, e)
	if err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, url)
	fmt.Fprintln(e.stderr, "条文已经在运行，资料在", e.Data)
	showBrowser(ctx, e, url)
	return nil
}

func showBrowser(ctx context.Context, e env, url string) {
	if err := browse(ctx, url, e.getenv); err != nil {
		e.log.Info("没有打开浏览器", "cause", err)
		fmt.Fprintln(e.stderr, "没有找到能打开的浏览器，请自己在浏览器里打开上面的地址。")
	}
}

// freeAddr is addr if it can be listened at, else any free one of this machine.
func freeAddr(addr string) string {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "127.0.0.1:0"
	}
	_ = l.Close()
	return addr
}

// A service that has the data folder locked is being started, and says in a
// moment where it listens; an import says nothing.
const (
	startingFor = 10 * time.Second
	askEvery    = 100 * time.Millisecond
)

// runningURL is where the service that holds the data folder listens.
func runningURL(ctx context.Context, e env) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, startingFor)
	defer cancel()
	again := time.NewTicker(askEvery)
	defer again.Stop()
	for {
		if server, err := findServer(e); err == nil && server.lives(ctx) == nil {
			return server.base, nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return "", &problem.Error{Kind: problem.InUse, Detail: "用它的不是网页服务，可能正在导入；请等它做完再打开。", Cause: errHeld}
		}
	}
}

// livesWithin is how long a service may take to say that it lives.
const livesWithin = 5 * time.Second

// lives is nil if the server answers, be it that it is being started.
func (c *client) lives(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, livesWithin)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/healthz", nil)
	if err != nil {
		return err
	}
	_, err = c.once(r)
	return err
}

// holdWindow keeps the window of a program that was opened by a double click
// and failed, so that its last line can be read.
func holdWindow() {
	if !ownWindow() {
		return
	}
	fmt.Fprintln(os.Stderr, "按回车键关闭这个窗口。")
	_, _ = fmt.Fscanln(os.Stdin)
}
