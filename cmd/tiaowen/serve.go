package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/search/check"
	"tiaowen/web"
)

type serveCmd struct {
	Addr   string   `help:"监听的地址；端口 0 由系统挑选。" default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"TIAOWEN_ADDR"`
	Host   []string `help:"除本机外，允许用来访问的主机名，可重复。" placeholder:"NAME" env:"TIAOWEN_HOST"`
	Origin []string `help:"允许这些来源的网页从浏览器里调用接口，如 https://oa.example；可重复。" placeholder:"ORIGIN" env:"TIAOWEN_ORIGIN"`
	Watch  []string `help:"监视的文件夹，放进去的文件几秒内自动收进；可重复。" placeholder:"DIR" env:"TIAOWEN_WATCH"`
}

// Validate says what is wrong with the arguments.
func (c serveCmd) Validate() error {
	for _, origin := range c.Origin {
		if !web.IsOrigin(origin) {
			return misused("--origin", "malformed", "--origin 要写成 https://主机 或 https://主机:端口（小写，后面什么也没有），给的是 %q", origin)
		}
	}
	return checkAddr(c.Addr)
}

// slowStart is how long a start may take before the person who waits is told.
const slowStart = 2 * time.Second

// Run serves until the context ends, then lets requests in flight finish.
func (c serveCmd) Run(ctx context.Context, e env) error {
	s, err := lockStore(e)
	if errors.Is(err, errHeld) {
		return &problem.Error{Kind: problem.InUse, Detail: "同一资料库只能有一个服务。", Cause: err}
	}
	if err != nil {
		return err
	}
	return c.serve(ctx, e, s, nil)
}

// serve listens before the library and its index are open, which may have to be
// made anew, and answers until then that it is being started. Where a person
// opened the program, show is given the address once there is something to see,
// and the pages offer to end it.
func (c serveCmd) serve(ctx context.Context, e env, s *store, show func(url string)) error {
	defer s.Close()
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	l, err := listen(ctx, c.Addr, web.Config{Hosts: c.Host, Origins: c.Origin, Now: time.Now, Log: e.log, Version: version})
	if err != nil {
		return err
	}
	defer l.end()
	here, err := announce(e.Data, l.addr, rand.Text())
	if problem.Unwritten(err) {
		e.log.Warn("别的命令找不到这个服务", "cause", err)
	} else if err != nil {
		return err
	}
	defer here.withdraw()
	fmt.Fprintf(e.stderr, "资料在 %s，正在打开……\n", e.Data)
	config := web.Config{Context: l.ctx, LocalKey: here.Key, Hosts: c.Host, Origins: c.Origin}
	shown := func() {}
	if show != nil {
		config.Quit = quit
		shown = sync.OnceFunc(func() { go show("http://" + here.Addr) })
	}
	if err := c.work(e, s, l, config, shown); err != nil && l.ctx.Err() == nil {
		return err
	}
	return l.end()
}

// work opens the store, lets requests in, and returns when all that goes on
// beside them has ended.
func (c serveCmd) work(e env, s *store, l *listening, config web.Config, shown func()) error {
	slow := time.AfterFunc(slowStart, func() {
		fmt.Fprintf(e.stderr, "还在打开资料库和索引；就绪之前，http://%s 只回答“请稍候”。\n", openable(l.addr))
		shown()
	})
	defer slow.Stop()
	ctx, stop := context.WithCancel(l.ctx)
	defer stop()
	if err := s.openOrRead(ctx, e); err != nil {
		return err
	}
	if held, err := s.library.EverHeld(ctx); err == nil && !held {
		fmt.Fprintln(e.stderr, "资料库是空的，先放入示例文本……")
	}
	samples, err := s.fillSamples(ctx)
	if err != nil {
		return err
	}
	if config.Token, err = s.token(ctx, l.addr); err != nil {
		return err
	}
	if folders := newWatch(s, c.Watch, e.log); folders != nil {
		config.Watched = folders.State
		watching, end := context.WithCancel(ctx)
		done := make(chan struct{})
		go func() { folders.Run(watching); close(done) }()
		defer func() { end(); <-done }()
	}
	server, err := newServer(s, e, config)
	if err != nil {
		return err
	}
	defer server.Wait()
	go collectSeldom(ctx)
	go s.citing.Run(ctx, func(err error) { e.log.Warn("未能统计引用", "cause", err) })
	go s.formulas.Run(ctx, func(err error) { e.log.Warn("未能从文献中找提法", "cause", err) })
	go s.mending.Run(ctx)
	learnt := s.learn(ctx, e, server)
	defer func() { <-learnt }()
	redrawn := make(chan struct{})
	go func() { s.redraw(ctx, e.log); close(redrawn) }()
	defer func() { <-redrawn }()
	defer stop() // what is waited for above ends also where this one ends early
	l.door.open(server.Handler())
	slow.Stop()
	if err := c.greet(e, l.addr, samples, config); err != nil {
		return err
	}
	shown()
	<-ctx.Done()
	return l.end()
}

// greet prints the address for people and programs, and what a newcomer should
// know.
func (c serveCmd) greet(e env, addr net.Addr, samples bool, config web.Config) error {
	if _, err := fmt.Fprintf(e.stdout, "http://%s\n", openable(addr)); err != nil {
		return err
	}
	for _, name := range config.Hosts {
		if _, port, err := net.SplitHostPort(addr.String()); err == nil {
			fmt.Fprintf(e.stderr, "别的机器上打开 http://%s\n", net.JoinHostPort(name, port))
		}
	}
	if samples {
		fmt.Fprintln(e.stderr, "导入自己的材料（在网页“资料库”，或 tiaowen import 文件夹）后，示例自动移除。")
	}
	stop := "停止：按 Ctrl+C。"
	if config.Quit != nil {
		stop = "停止：关闭这个窗口，或按网页最下面的“退出条文”。"
	}
	fmt.Fprintln(e.stderr, stop)
	if config.Token != "" {
		fmt.Fprintln(e.stderr, "写入需要管理员口令，见", strings.TrimSuffix(e.Data, "/")+"/token")
	}
	return nil
}

func newServer(s *store, e env, cfg web.Config) (*web.Server, error) {
	return web.New(s.served(e, cfg))
}

// served is cfg with what the store has.
func (s *store) served(e env, cfg web.Config) web.Config {
	cfg.Library, cfg.Readings, cfg.Intake, cfg.Searcher, cfg.Lexicon = s.library, s.readings, s.intake, s.asker, s.lexicon
	cfg.Suggester, cfg.Similarity, cfg.Heads = s.asker, s.mending, s.mending
	cfg.Checker = check.New(s.asker.Resolver(), s.mending).WithFormulas(s.formulas)
	cfg.Remarker = s.apart
	cfg.Resolver, cfg.Citing, cfg.Collections, cfg.Requirements = s.asker.Resolver(), s.citing, s.library, s.duties
	cfg.Procedures = s.procedures
	if s.learner != nil {
		cfg.Learning = s.learner.Progress
	}
	cfg.Now, cfg.Log, cfg.Version = time.Now, e.log, version
	cfg.Unwritable = func() string { return s.unwritableNow(e.Data) }
	cfg.Lost = func() string {
		if l, err := openLoss(e.Data); err == nil && l != nil {
			return l.says()
		}
		return ""
	}
	return cfg
}
