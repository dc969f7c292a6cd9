package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"tiaowen/web"
)

type serveCmd struct {
	Addr  string   `help:"监听的地址；端口 0 由系统挑选。" default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"TIAOWEN_ADDR"`
	Host  []string `help:"除本机外，允许用来访问的主机名，可重复。" placeholder:"NAME" env:"TIAOWEN_HOST"`
	Watch []string `help:"监视的文件夹，放进去的文件几秒内自动收进；可重复。" placeholder:"DIR" env:"TIAOWEN_WATCH"`
}

// Limits of a connection: a client that sends or reads too slowly is dropped.
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 5 * time.Minute // a large upload over a slow line
	writeTimeout      = 5 * time.Minute
	idleTimeout       = 2 * time.Minute
	stopTimeout       = 9 * time.Second
)

// Run serves until the context ends, then lets requests in flight finish.
func (c serveCmd) Run(ctx context.Context, e env) error {
	s, err := openStore(ctx, e)
	if errors.Is(err, errHeld) {
		return fmt.Errorf("%w：同一资料库只能有一个服务", err)
	}
	if err != nil {
		return err
	}
	defer s.Close()
	samples, err := s.fillSamples(ctx)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("不能监听 %s，可能已被占用；换一个端口再试，如 --addr 127.0.0.1:0：%w", c.Addr, err)
	}
	token, err := s.token(ctx, listener.Addr())
	if err != nil {
		return err
	}
	key := rand.Text()
	config := web.Config{Context: ctx, Token: token, LocalKey: key, Hosts: c.Host}
	if folders := newWatch(s, c.Watch, e.log); folders != nil {
		config.Watched = folders.State
		watching, stop := context.WithCancel(ctx)
		done := make(chan struct{})
		go func() { folders.Run(watching); close(done) }()
		defer func() { stop(); <-done }()
	}
	server, err := newServer(s, e, config)
	if err != nil {
		return err
	}
	defer server.Wait()
	here, err := announce(e.Data, listener.Addr(), key)
	if err != nil {
		return err
	}
	defer here.withdraw()
	go s.citing.Run(ctx, func(err error) { e.log.Warn("未能统计引用", "cause", err) })
	c.greet(e, listener.Addr(), samples, token)
	return serve(ctx, listener, server.Handler())
}

// greet prints the address for people and programs, and what a newcomer should
// know.
func (c serveCmd) greet(e env, addr net.Addr, samples bool, token string) {
	fmt.Fprintf(e.stdout, "http://%s\n", addr)
	if samples {
		fmt.Fprintln(e.stderr, "资料库是空的，已放入示例文本；导入自己的材料（tiaowen import 文件夹）后示例自动移除。")
	}
	if token != "" {
		fmt.Fprintln(e.stderr, "写入需要管理员口令，见", strings.TrimSuffix(e.Data, "/")+"/token")
	}
}

func newServer(s *store, e env, cfg web.Config) (*web.Server, error) {
	cfg.Library, cfg.Intake, cfg.Searcher, cfg.Lexicon = s.library, s.intake, s.desk, s.lexicon
	cfg.Suggester, cfg.Similarity = s.desk, s.engine
	cfg.Resolver, cfg.Citing, cfg.Collections = s.desk.Resolver(), s.citing, s.library
	cfg.Ready = func() error { return nil }
	cfg.Now, cfg.Log, cfg.Version = time.Now, e.log, version
	return web.New(cfg)
}

func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}
