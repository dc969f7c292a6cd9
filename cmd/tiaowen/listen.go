package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/web"
)

// Limits of a connection: a client that sends or reads too slowly is dropped.
// Package web gives uploads and downloads more time.
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = time.Minute
	idleTimeout       = 2 * time.Minute
	stopTimeout       = 9 * time.Second
)

// listening is a server that answers: until its door is opened, that it is being
// started.
type listening struct {
	addr net.Addr
	door door
	ctx  context.Context // ends with the one it was made of, or when serving fails
	// end stops it, lets requests in flight finish, and says what serving failed of.
	end func() error
}

// door is the handler that answers now.
type door struct{ handler atomic.Pointer[http.Handler] }

func (d *door) open(h http.Handler) { d.handler.Store(&h) }

// ServeHTTP is part of http.Handler.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) { (*d.handler.Load()).ServeHTTP(w, r) }

// openable is the host and port by which this machine reaches what listens at addr:
// one that listens at all addresses is at [::], which no browser can open.
func openable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return addr.String()
}

// listen makes one, to be ended.
func listen(ctx context.Context, addr string, cfg web.Config) (*listening, error) {
	starting, err := web.Starting(cfg)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, &problem.Error{Kind: problem.CannotListen, Says: "不能监听 " + addr + "，" + whyNot(err), Cause: err}
	}
	l := &listening{addr: listener.Addr()}
	l.door.open(starting)
	var stop context.CancelFunc
	l.ctx, stop = context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- serve(l.ctx, listener, &l.door); stop() }()
	l.end = sync.OnceValue(func() error { stop(); return <-served })
	return l, nil
}

// whyNot says why an address cannot be listened at.
func whyNot(err error) string {
	var name *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.As(err, &name):
		return "本机没有这个地址"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限（1024 以下的端口要管理员）"
	}
	return "可能已被占用"
}

// checkAddr says what is wrong with an address to listen at.
func checkAddr(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if number, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || strconv.FormatUint(number, 10) != port {
		return misused("--addr", "malformed", "--addr 要写成 主机:端口，如 127.0.0.1:8080，给的是 %q", addr)
	}
	return nil
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
	if server.Shutdown(stop) == nil {
		return nil
	}
	// Somebody who sends or reads no further keeps nobody from ending: what was
	// acknowledged is on the disk, and what he asked for was not done.
	if err := server.Close(); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}
