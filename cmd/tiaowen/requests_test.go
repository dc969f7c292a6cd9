//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
	"tiaowen/web"
)

// The requests that BenchmarkRequests and TestOverload make, to a real server on
// a real library: the folder that TIAOWEN_BENCH_DATA names (a copy, it is opened
// for writing), or one of the party texts and essays, imported on the spot.

// servedStore is a store with a server of it.
type servedStore struct {
	*store
	data    string
	handler http.Handler
	queries []string
	ids     []string // of documents
	titles  []string
}

func newServedStore(tb testing.TB) *servedStore {
	tb.Helper()
	e := env{globals: globals{Data: os.Getenv("TIAOWEN_BENCH_DATA")}, log: slog.New(slog.DiscardHandler), stdout: tb.Output(), stderr: tb.Output()}
	fresh := e.Data == ""
	if fresh {
		e.Data = tb.TempDir()
	}
	s, err := openStore(tb.Context(), e)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.Close)
	if fresh {
		files, err := listFiles([]string{sharedtest.Path(tb, "seeds"), sharedtest.Path(tb, "party"), sharedtest.Path(tb, "articles")})
		if err != nil {
			tb.Fatal(err)
		}
		for batch := range batches(files) {
			if _, err := s.intake.AddAll(tb.Context(), batch); err != nil {
				tb.Fatal(err)
			}
		}
	}
	server, err := newServer(s, e, web.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	b := &servedStore{store: s, data: e.Data, handler: server.Handler(), queries: judgedQueries(tb)}
	heads, err := s.library.Heads(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	for _, h := range heads {
		b.ids, b.titles = append(b.ids, h.ID), append(b.titles, h.Fields.Title)
	}
	return b
}

// judgedQueries are the questions of the judged queries.
func judgedQueries(tb testing.TB) []string {
	f, err := os.Open(sharedtest.Path(tb, "queries", "party.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct{ Q string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			tb.Fatal(err)
		}
		out = append(out, q.Q)
	}
	return out
}

// kinds are the addresses asked for, by kind; the nth of each.
func (b *servedStore) kinds() map[string]func(n int) string {
	query := func(n int) string { return url.QueryEscape(b.queries[n%len(b.queries)]) }
	typed := func(n int) string { q := []rune(b.queries[n%len(b.queries)]); return string(q[:min(len(q), 1+n%4)]) }
	return map[string]func(n int) string{
		"search": func(n int) string { return "/api/v1/search?limit=10&q=" + query(n) },
		"page":   func(n int) string { return "/?q=" + query(n) },
		"resolve": func(n int) string {
			return "/api/v1/resolve?q=" + url.QueryEscape("发展党员工作细则第十二条")
		},
		// An address in another text each time: none of them is kept by then.
		"resolve-cold": func(n int) string {
			title := b.titles[n*7919%len(b.titles)]
			return "/api/v1/resolve?q=" + url.QueryEscape("《"+title+"》第"+strconv.Itoa(1+n%20)+"条")
		},
		"suggest":  func(n int) string { return "/api/v1/suggest?q=" + url.QueryEscape(typed(n)) },
		"document": func(n int) string { return "/documents/" + url.PathEscape(b.ids[n*7919%len(b.ids)]) },
	}
}

// mixed is the nth of a day's requests: for every page of results a question by a
// program, two documents, an address and as many suggestions as keys are pressed.
func (b *servedStore) mixed() func(n int) string {
	kinds := b.kinds()
	order := []string{"suggest", "page", "suggest", "document", "search", "suggest", "resolve", "document"}
	return func(n int) string { return kinds[order[n%len(order)]](n) }
}

// processor is the time that this process has had of the processors. Where others
// work on the same machine it says more than the clock.
func processor(tb testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// timed is b.Loop with the processors' time of one round as a metric.
func timed(b *testing.B, round func(n int)) {
	b.ReportAllocs()
	began, n := processor(b), 0
	for b.Loop() {
		round(n)
		n++
	}
	b.ReportMetric(float64((processor(b)-began).Microseconds())/float64(n), "cpu-µs/op")
}

// BenchmarkRequests: what a request costs, by kind, in the handler alone and over
// a connection, beside what its search costs by itself; and mixed ones.
func BenchmarkRequests(b *testing.B) {
	d := newServedStore(b)
	b.Run("engine", func(b *testing.B) {
		timed(b, func(n int) {
			if _, err := d.asker.Search(b.Context(), search.Query{Text: d.queries[n%len(d.queries)], Limit: 10}); err != nil {
				b.Fatal(err)
			}
		})
	})
	for kind, address := range d.kinds() {
		b.Run(kind, func(b *testing.B) {
			timed(b, func(n int) {
				r := httptest.NewRequest("GET", "http://127.0.0.1"+address(n), nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				if d.handler.ServeHTTP(w, r); w.Code >= 400 {
					b.Fatalf("%s: %d", r.URL, w.Code)
				}
			})
		})
	}
	b.Run("mixed", func(b *testing.B) {
		c := d.serve(b)
		var next atomic.Int64
		mixed := d.mixed()
		b.ReportAllocs()
		began := processor(b)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if status, err := c.get(mixed(int(next.Add(1)))); err != nil || status >= 500 {
					b.Errorf("%d, %v", status, err)
					return
				}
			}
		})
		cost := (processor(b) - began) / time.Duration(b.N)
		b.ReportMetric(float64(cost.Microseconds()), "cpu-µs/op")
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	})
}

// wire is a client of a server on this machine.
type wire struct {
	client *http.Client
	base   string
}

func (b *servedStore) serve(tb testing.TB) wire {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	server := &http.Server{Handler: b.handler, ReadHeaderTimeout: readHeaderTimeout}
	go func() { _ = server.Serve(l) }()
	tb.Cleanup(func() { _ = server.Close() })
	return newWire("http://" + l.Addr().String())
}

func newWire(base string) wire {
	return wire{&http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: mostInFlight, DisableCompression: true}}, base}
}

func (c wire) get(address string) (status int, err error) {
	status, _, err = c.ask(address)
	return status, err
}

// ask reads an answer as a browser would, but for unpacking it; retry is its
// Retry-After.
func (c wire) ask(address string) (status int, retry string, err error) {
	r, err := http.NewRequest(http.MethodGet, c.base+address, nil)
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := c.client.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, answer.Header.Get("Retry-After"), err
}
