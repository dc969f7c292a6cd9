package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/web"
)

// cue is a stream that says when something was written to it.
type cue struct {
	words string
	heard chan struct{}

	mu   sync.Mutex
	text bytes.Buffer
	once sync.Once
}

func newCue(words string) *cue { return &cue{words: words, heard: make(chan struct{})} }

// Write is part of io.Writer.
func (c *cue) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.text.Write(p)
	if strings.Contains(c.text.String(), c.words) {
		c.once.Do(func() { close(c.heard) })
	}
	return len(p), nil
}

// aLibrary is a data folder with one document.
func aLibrary(t *testing.T) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	mustRun(t, "import", "--data", data, write(t, filepath.Join(t.TempDir(), "办法.txt"), "某读书会办法\n第一条　为了办好读书会，制定本办法。\n第二条　读书会每月开一次。\n"))
	return data
}

// starting is a service of a data folder that listens and is not ready.
func starting(t *testing.T, data string) (*listening, *store) {
	t.Helper()
	s, err := lockStore(quiet(data))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	l, err := listen(ctx, "127.0.0.1:0", web.Config{Now: time.Now, Log: quiet(data).log})
	if err != nil {
		t.Fatal(err)
	}
	n, err := announce(data, l.addr, "key")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.withdraw(); stop(); _ = l.end(); s.Close() })
	return l, s
}

// TestWaitsForAService: a command that comes while a service is being started says so,
// and is answered when it is ready.
func TestWaitsForAService(t *testing.T) {
	data := aLibrary(t)
	l, s := starting(t, data)
	for _, args := range [][]string{{"search", "每月开一次"}, {"show", "某读书会办法第二条"}, {"import", write(t, filepath.Join(t.TempDir(), "另.txt"), "另一办法\n第一条　另一件事。\n")}} {
		if args[0] != "search" { // another start
			starting, err := web.Starting(web.Config{Now: time.Now, Log: quiet(data).log})
			if err != nil {
				t.Fatal(err)
			}
			l.door.open(starting)
		}
		var out bytes.Buffer
		errs, done := newCue("正在启动，至多等"), make(chan int)
		go func() {
			done <- run(t.Context(), append(args, "--data", data, "--wait", "1m"), nil, &out, errs, os.Getenv)
		}()
		<-errs.heard
		if args[0] == "search" {
			if err := s.open(t.Context(), quiet(data)); err != nil {
				t.Fatal(err)
			}
		}
		server, err := newServer(s, quiet(data), web.Config{LocalKey: "key"})
		if err != nil {
			t.Fatal(err)
		}
		l.door.open(server.Handler())
		if code := <-done; code != exitOK || out.Len() == 0 {
			t.Errorf("%s: exit code %d, %s%s", args[0], code, &out, &errs.text)
		}
	}
}

// TestWaitsNoLonger: what is not ready in time is told, under the API's own code.
func TestWaitsNoLonger(t *testing.T) {
	data := aLibrary(t)
	starting(t, data)
	for _, command := range []string{"search", "show"} {
		stdout, stderr := failed(t, t.Context(), []string{command, "--data", data, "--wait", "50ms", "读书会", "--json"})
		checkComplaint(t, stdout, failure{code: notReady, message: "还在启动，没有等到它就绪"})
		if !strings.Contains(stderr, "正在启动，至多等 50ms") {
			t.Errorf("%s: %s", command, stderr)
		}
	}
	stdout, _ := failed(t, t.Context(), []string{"search", "--data", data, "--wait", "0s", "读书会", "--json"})
	checkComplaint(t, stdout, failure{code: notReady, message: "还在启动"})
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	failed(t, ctx, []string{"search", "--data", data, "--wait", "10m", "读书会"})
}

// TestWaitsForAnImport: a command that comes while another process has the library, and
// is no service, waits until it has done.
func TestWaitsForAnImport(t *testing.T) {
	data := aLibrary(t)
	s, err := lockStore(quiet(data))
	if err != nil {
		t.Fatal(err)
	}
	stdout, _ := failed(t, t.Context(), []string{"search", "--data", data, "--wait", "0s", "读书会", "--json"})
	checkComplaint(t, stdout, failure{code: problem.InUse, message: "找不到它的服务"})
	errs, done := newCue("正由另一个 tiaowen 进程使用，至多等"), make(chan int)
	go func() {
		done <- run(t.Context(), []string{"search", "--data", data, "--wait", "1m", "每月开一次"}, nil, io.Discard, errs, os.Getenv)
	}()
	<-errs.heard
	s.Close()
	if code := <-done; code != exitOK {
		t.Errorf("exit code %d, %s", code, &errs.text)
	}
}

// TestBesideAService: every command that reads works while a service has the library
// open, eval on a copy that it removes, with the same figures as alone.
func TestBesideAService(t *testing.T) {
	data := aLibrary(t)
	judged := write(t, filepath.Join(t.TempDir(), "judged.jsonl"), `{"id":"a","q":"读书会多久开一次","relevant":[{"document":"某读书会办法","locator":"art_2","grade":2}],"expect":"ok"}`+"\n")
	alone := printed(t, "eval", "--data", data, "--json", judged)
	server := startServer(t, data)
	defer server.end(t)
	before, err := os.ReadDir(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"eval", "--json", judged}, {"search", "每月开一次"}, {"show", "某读书会办法第二条"}, {"verify"}, {"doctor"},
		{"backup", "--to", filepath.Join(t.TempDir(), "b.zip")}} {
		got := printed(t, append(args, "--data", data)...)
		if args[0] == "eval" && got != alone {
			t.Errorf("beside a service %s, alone %s", got, alone)
		}
	}
	after, err := os.ReadDir(data)
	if err != nil || len(after) != len(before) {
		t.Errorf("%v, before %v, %v", after, before, err)
	}
	// What the service takes in is in the next copy.
	mustRun(t, "import", "--data", data, write(t, filepath.Join(t.TempDir(), "新.txt"), "某下棋会办法\n第一条　为了办好下棋会，制定本办法。\n第二条　下棋会每周开一次。\n"))
	write(t, judged, `{"id":"b","q":"下棋会多久开一次","relevant":[{"document":"某下棋会办法","locator":"art_2","grade":2}],"expect":"ok"}`+"\n")
	if got := printed(t, "eval", "--data", data, judged); !strings.Contains(got, "hit@1 1.000") {
		t.Error(got)
	}
}
