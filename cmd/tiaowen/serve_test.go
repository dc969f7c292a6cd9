package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// served is a server run by a test, as main would run it.
type served struct {
	url  string
	done chan int
	stop context.CancelFunc
}

func startServer(t *testing.T, data string, more ...string) served {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	s := served{done: make(chan int, 1), stop: stop}
	go func() {
		s.done <- run(ctx, append([]string{"serve", "--data", data, "--addr", "127.0.0.1:0"}, more...), nil, in, io.Discard, os.Getenv)
		in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server printed no address: %v", err)
	}
	s.url = strings.TrimSpace(line)
	t.Cleanup(func() { stop() })
	return s
}

// end stops the server as SIGTERM does and expects a clean end.
func (s served) end(t *testing.T) {
	t.Helper()
	s.stop()
	select {
	case code := <-s.done:
		if code != exitOK {
			t.Errorf("the server ended with %d", code)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the server did not end")
	}
}

// TestServe is the first minute of a newcomer, and then real work: an empty
// folder is filled with samples and answers; an import hands its files to the
// running server, the samples leave, and everything is there after a restart.
func TestServe(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	if got := total(t, s.url, "三会一课"); got == 0 {
		t.Error("the samples are not found")
	}
	texts := t.TempDir()
	if err := os.WriteFile(filepath.Join(texts, "规定.txt"), []byte("某市工作规定\n第一条 为了做好工作，制定本规定。\n第二条 独一无二的说法。\n第三条 本规定自2020年1月1日起施行。"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := run(t.Context(), []string{"import", "--data", data, "--json", texts}, nil, &out, &errs, os.Getenv); code != exitOK || !strings.Contains(out.String(), `"outcome":"added"`) {
		t.Fatalf("import beside the server: %d %s %s", code, out.String(), errs.String())
	}
	if !strings.Contains(out.String(), filepath.ToSlash(texts)) {
		t.Errorf("the path of the file was lost: %s", out.String())
	}
	if got := total(t, s.url, "独一无二的说法"); got != 1 {
		t.Errorf("%d hits for what was imported", got)
	}
	if got := total(t, s.url, "三会一课"); got != 0 {
		t.Errorf("the samples are still there: %d hits", got)
	}
	out.Reset()
	if code := run(t.Context(), []string{"search", "--data", data, "独一无二的说法"}, nil, &out, &errs, os.Getenv); code != exitOK {
		t.Errorf("search beside the server: %d %s", code, errs.String())
	}
	if code := run(t.Context(), []string{"serve", "--data", data, "--addr", "127.0.0.1:0"}, nil, io.Discard, &errs, os.Getenv); code != exitWrong {
		t.Errorf("a second server of one library ended with %d", code)
	}
	s.end(t)
	if err := os.RemoveAll(filepath.Join(data, "index")); err != nil {
		t.Fatal(err)
	}
	again := startServer(t, data)
	if got := total(t, again.url, "独一无二的说法"); got != 1 {
		t.Errorf("%d hits after a restart without an index", got)
	}
	again.end(t)
}

// total asks the API.
func total(t *testing.T, base, q string) int {
	t.Helper()
	answer, err := http.Get(base + "/api/v1/search?q=" + url.QueryEscape(q))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var body struct{ Total int }
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v", q, answer.StatusCode, err)
	}
	return body.Total
}

// TestServeUnheard: a server whose address nobody can be told ends, and waits for
// nothing that would go on for ever.
func TestServeUnheard(t *testing.T) {
	closed, in := io.Pipe()
	_ = closed.Close()
	done := make(chan int, 1)
	go func() {
		done <- run(t.Context(), []string{"serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0"}, nil, in, io.Discard, os.Getenv)
	}()
	select {
	case code := <-done:
		if code == exitOK {
			t.Error("it says that all went well")
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the server goes on")
	}
}
