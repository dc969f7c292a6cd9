package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// desktop is a person's screen: a browser that tells which addresses it is asked
// to open, and the folder for the person's data.
type desktop struct {
	t     *testing.T
	asked chan string
	own   string
}

func newDesktop(t *testing.T) desktop {
	t.Helper()
	d := desktop{t, make(chan string), t.TempDir()}
	bin, here := t.TempDir(), t.TempDir()
	pipe := filepath.Join(bin, "asked")
	script := "#!/bin/sh\necho \"$1\" > " + pipe + "\n"
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o700)); err != nil {
		t.Fatal(err)
	}
	// Opened for writing too, so that it never ends.
	f, err := os.OpenFile(pipe, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	go func() {
		for lines := bufio.NewScanner(f); lines.Scan(); {
			d.asked <- lines.Text()
		}
	}()
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("DISPLAY", ":0")
	t.Setenv("XDG_DATA_HOME", d.own)
	t.Setenv("TIAOWEN_ADDR", "127.0.0.1:0")
	t.Chdir(here)
	return d
}

// screen is a window that is read while it is written.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// click starts the program as a double click does.
func (d desktop) click(ctx context.Context, out io.Writer) chan int {
	done := make(chan int, 1)
	go func() { done <- run(ctx, nil, nil, io.Discard, out, os.Getenv) }()
	return done
}

// shown is the address that the browser was asked for.
func (d desktop) shown() string {
	d.t.Helper()
	select {
	case url := <-d.asked:
		return url
	case <-time.After(time.Minute):
		d.t.Fatal("no browser was opened")
		return ""
	}
}

func (d desktop) ends(done chan int) {
	d.t.Helper()
	select {
	case code := <-done:
		if code != exitOK {
			d.t.Errorf("ended with %d", code)
		}
	case <-time.After(time.Minute):
		d.t.Fatal("it does not end")
	}
}

// ready waits until a server that is being started has started.
func ready(t *testing.T, url string) {
	t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; {
		answer, err := http.Get(url + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return
		}
	}
	t.Fatal("the server does not get ready")
}

// TestOpen is a day with the program: a double click, a second one, the way out
// on the page, and the next morning.
func TestOpen(t *testing.T) {
	d := newDesktop(t)
	var said screen
	first := d.click(t.Context(), &said)
	url := d.shown()
	ready(t, url)
	if got := total(t, url, "三会一课"); got == 0 {
		t.Error("the samples are not found")
	}
	data := filepath.Join(d.own, "tiaowen")
	if !exists(filepath.Join(data, libraryName)) || !strings.Contains(said.String(), data) {
		t.Errorf("where the data lie was not said: %s", said.String())
	}

	var again screen
	second := d.click(t.Context(), &again)
	if got := d.shown(); got != url {
		t.Errorf("the second start opens %s, the first %s", got, url)
	}
	d.ends(second)
	if !strings.Contains(again.String(), "已经在运行") {
		t.Errorf("the second start says %s", again.String())
	}

	answer, err := http.Post(url+"/quit", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	d.ends(first)
	if exists(noticePath(data)) {
		t.Error("the server is still announced")
	}

	ctx, closeWindow := context.WithCancel(t.Context())
	third := d.click(ctx, io.Discard)
	d.shown()
	closeWindow()
	d.ends(third)
}

// TestOpenBusy: a folder that something else than a service has open is left
// alone, whatever a killed server left there.
func TestOpenBusy(t *testing.T) {
	e := env{globals: globals{Data: t.TempDir()}, stdout: io.Discard, stderr: io.Discard}
	s, err := lockStore(e)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.WriteFile(noticePath(e.Data), []byte(`{"addr":"127.0.0.1:1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := runningURL(ctx, e); !errors.Is(err, errHeld) {
		t.Errorf("an import is taken for a service: %v", err)
	}
}

func TestFreeAddr(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := l.Addr().String()
	if got := freeAddr(taken); got == taken {
		t.Error("a taken address is free")
	}
	l.Close()
	if got := freeAddr(taken); got != taken {
		t.Errorf("%s is free, not %s", taken, got)
	}
}

func TestBrowsers(t *testing.T) {
	shown := func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }
	none := func(string) string { return "" }
	for _, c := range []struct {
		system string
		getenv func(string) string
		want   string // the first
	}{
		{"linux", shown, "xdg-open"},
		{"linux", none, ""},
		{"windows", none, "rundll32"},
		{"darwin", none, "open"},
	} {
		got := browsers(c.system, c.getenv)
		if c.want == "" && got != nil || c.want != "" && (len(got) == 0 || got[0][0] != c.want) {
			t.Errorf("%s: %v, want %q first", c.system, got, c.want)
		}
	}
}

// TestDataFolder: the data that are there, else a place that lasts.
func TestDataFolder(t *testing.T) {
	own := t.TempDir()
	getenv := func(name string) string { return map[string]string{"XDG_DATA_HOME": own}[name] }
	here := t.TempDir()
	t.Chdir(here)
	if got, want := dataFolder(getenv), filepath.Join(own, "tiaowen"); got != want {
		t.Errorf("a program in a folder that is swept keeps its data in %s, not %s", got, want)
	}
	if err := errors.Join(os.Mkdir("data", 0o700), os.WriteFile(filepath.Join("data", libraryName), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if got, want := dataFolder(getenv), filepath.Join(here, "data"); got != want {
		t.Errorf("the library that is here is left for %s", got)
	}
	if lasting(filepath.Join(os.TempDir(), "a", "tiaowen")) || !lasting("/opt/tiaowen/tiaowen") {
		t.Error("what lasts and what is swept are not told apart")
	}
	if !writable(filepath.Join(here, "new")) || writable(filepath.Join(here, "data", libraryName)) {
		t.Error("what can be written and what cannot are not told apart")
	}
	if got := ownFolder("windows", func(string) string { return `C:\Users\x\AppData\Local` }); got != `C:\Users\x\AppData\Local` {
		t.Errorf("on Windows in %s", got)
	}
}
