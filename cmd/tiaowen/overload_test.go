//go:build unix

package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestOverload asks ten times as much of a server as it can answer, whoever is
// still waiting, and reports what became of it. It is run once in a while:
//
//	TIAOWEN_OVERLOAD=1 TIAOWEN_BENCH_DATA=… go test -run TestOverload -v ./cmd/tiaowen
//
// The server is a process of its own; this one, which asks, shares its processors.
func TestOverload(t *testing.T) {
	if os.Getenv("TIAOWEN_OVERLOAD") == "" {
		t.Skip("takes the whole machine; run by TIAOWEN_OVERLOAD=1")
	}
	const lasting = 5 * time.Second
	d := newServedStore(t)
	search := d.kinds()["search"]
	d.Close()
	c := serverOf(t, d.data)
	for n := range 200 { // until it is warm
		_, _ = c.get(search(n))
	}
	began := processorOf(t, c)
	capacity := closedLoop(c, search, 2*runtime.NumCPU(), lasting)
	between := processorOf(t, c)
	t.Logf("closed loop, %d at a time: %s", 2*runtime.NumCPU(), capacity)
	over := openLoop(c, search, 10*capacity.rate(), lasting)
	t.Logf("open loop, %.0f/s: %s", 10*capacity.rate(), over)
	ended := processorOf(t, c)
	t.Logf("answered of capacity: %.0f %%; p99 %.1f times", 100*over.rate()/capacity.rate(), float64(over.p99())/float64(capacity.p99()))
	// What the server does with the processor it gets does not depend on who else
	// is at work on this machine.
	before, under := float64(len(capacity.took))/(between-began), float64(len(over.took))/(ended-between)
	t.Logf("answered in a second of the server's processor: %.0f, overloaded %.0f (%.0f %%)", before, under, 100*under/before)
	if over.failed > 0 || over.silent > 0 {
		t.Errorf("%d requests failed, %d were refused without Retry-After", over.failed, over.silent)
	}
}

// serverOf starts a server of data in a process of its own.
func serverOf(t *testing.T, data string) wire {
	t.Helper()
	cmd := exec.Command(os.Args[0], "serve", "--data", data, "--addr", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "TIAOWEN_AS_COMMAND=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the server says nothing")
	}
	return newWire(strings.TrimSpace(lines.Text()))
}

// processorOf is the processor's time that a server has had, in seconds.
func processorOf(t *testing.T, c wire) float64 {
	t.Helper()
	answer, err := c.client.Get(c.base + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), "process_cpu_seconds_total "); ok {
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil {
				t.Fatal(err)
			}
			return seconds
		}
	}
	t.Fatal("the server does not say what it has used")
	return 0
}

// answers are what became of requests.
type answers struct {
	mu       sync.Mutex
	took     []time.Duration // by those that were answered
	refused  []time.Duration
	silent   int // refused without a word of when to come again
	failed   int
	lasting  time.Duration
	unasked  int // because this process could not keep up
	inFlight atomic.Int64
}

func (a *answers) ask(c wire, address string) {
	began := time.Now()
	status, retry, err := c.ask(address)
	took := time.Since(began)
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case err == nil && status == http.StatusServiceUnavailable:
		a.refused = append(a.refused, took)
		if retry == "" {
			a.silent++
		}
	case err != nil || status >= 500:
		a.failed++
	default:
		a.took = append(a.took, took)
	}
}

func (a *answers) rate() float64      { return float64(len(a.took)) / a.lasting.Seconds() }
func (a *answers) p99() time.Duration { return quantile(a.took, .99) }

func (a *answers) String() string {
	return strings.Join([]string{
		fmt.Sprintf("answered %.0f/s, p50 %v, p99 %v", a.rate(), quantile(a.took, .5), a.p99()),
		fmt.Sprintf("refused %.0f/s, p50 %v, p99 %v", float64(len(a.refused))/a.lasting.Seconds(), quantile(a.refused, .5), quantile(a.refused, .99)),
		fmt.Sprintf("failed %d, not asked %d", a.failed, a.unasked),
	}, "; ")
}

func quantile(of []time.Duration, q float64) time.Duration {
	if len(of) == 0 {
		return 0
	}
	slices.Sort(of)
	return of[int(q*float64(len(of)-1))].Round(10 * time.Microsecond)
}

// closedLoop has so many ask, each again when he is answered.
func closedLoop(c wire, address func(int) string, atOnce int, lasting time.Duration) *answers {
	a := &answers{lasting: lasting}
	var next atomic.Int64
	var asking sync.WaitGroup
	for range atOnce {
		asking.Go(func() {
			for end := time.Now().Add(lasting); time.Now().Before(end); {
				a.ask(c, address(int(next.Add(1))))
			}
		})
	}
	asking.Wait()
	return a
}

// mostInFlight is more than a server that refuses at once lets come about.
const mostInFlight = 2000

// openLoop asks so many times a second, answered or not.
func openLoop(c wire, address func(int) string, rate float64, lasting time.Duration) *answers {
	a := &answers{lasting: lasting}
	var asking sync.WaitGroup
	began, sent := time.Now(), 0
	for now := began; now.Sub(began) < lasting; now = time.Now() {
		for ; float64(sent) < rate*now.Sub(began).Seconds(); sent++ {
			if a.inFlight.Load() >= mostInFlight {
				a.unasked++
				continue
			}
			a.inFlight.Add(1)
			asking.Go(func() {
				defer a.inFlight.Add(-1)
				a.ask(c, address(sent))
			})
		}
		time.Sleep(time.Millisecond)
	}
	asking.Wait()
	return a
}
