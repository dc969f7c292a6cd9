//go:build unix

package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"tiaowen/search"
	"tiaowen/web"
)

// replaying answers every search as the engine answered it the first time, so that
// what a request takes beside its search can be told from noise.
type replaying struct {
	search.Searcher
	known sync.Map // of replayed, by asking
}

type asking struct {
	text, document, cursor string
	limit                  int
}

type replayed struct {
	result search.Result
	err    error
}

func (r *replaying) Search(ctx context.Context, q search.Query) (search.Result, error) {
	key := asking{q.Text, q.Document, q.Cursor, q.Limit}
	if a, known := r.known.Load(key); known {
		return a.(replayed).result, a.(replayed).err
	}
	result, err := r.Searcher.Search(ctx, q)
	r.known.Store(key, replayed{result, err})
	return result, err
}

// dropping is a client that reads nothing.
type dropping struct {
	header http.Header
	status int
	bytes  int
}

func (d *dropping) Header() http.Header         { return d.header }
func (d *dropping) WriteHeader(status int)      { d.status = status }
func (d *dropping) Write(p []byte) (int, error) { d.bytes += len(p); return len(p), nil }

// inTurn are so many requests as a benchmark makes in turn.
const inTurn = 64

// strings are texts that stand in a document as they are, of four to nine letters.
func (b *servedStore) strings(tb testing.TB) []string {
	tb.Helper()
	var out []string
	for n := range inTurn {
		rec, err := b.library.Get(tb.Context(), b.ids[n*7919%len(b.ids)])
		if err != nil {
			tb.Fatal(err)
		}
		run := []rune{}
		for _, r := range rec.Document.Text[len(rec.Document.Text)/2:] {
			if run = append(run, r); r < 0x4e00 || r > 0x9fff {
				run = run[:0]
			}
			if len(run) == 4+n%6 {
				break
			}
		}
		if len(run) > 0 {
			out = append(out, string(run))
		}
	}
	return out
}

// BenchmarkTransport: what a request takes beside its search, which is replayed: of a
// question and of a string by the API and as a page, and of a document that was read
// before. Metrics are the bytes of an answer as they are and as they are sent.
func BenchmarkTransport(b *testing.B) {
	d := newServedStore(b)
	e := env{globals: globals{Data: d.data}, log: slog.New(slog.DiscardHandler)}
	server, err := web.New(func() web.Config {
		cfg := d.served(e, web.Config{})
		cfg.Searcher = &replaying{Searcher: d.asker}
		return cfg
	}())
	if err != nil {
		b.Fatal(err)
	}
	handler, texts := server.Handler(), d.strings(b)
	question := func(n int) string { return url.QueryEscape(d.queries[n%len(d.queries)]) }
	text := func(n int) string { return url.QueryEscape(texts[n%len(texts)]) }
	for _, kind := range []struct {
		name    string
		address func(n int) string
	}{
		{"api/question", func(n int) string { return "/api/v1/search?limit=10&q=" + question(n) }},
		{"api/string", func(n int) string { return "/api/v1/search?limit=10&q=" + text(n) }},
		{"page/question", func(n int) string { return "/?q=" + question(n) }},
		{"page/string", func(n int) string { return "/?q=" + text(n) }},
		{"document", func(n int) string { return "/documents/" + url.PathEscape(d.ids[n*7919%len(d.ids)]) }},
		{"suggest", func(n int) string { return "/api/v1/suggest?q=" + question(n) }},
		{"healthz", func(int) string { return "/healthz" }},
	} {
		for _, encoding := range []string{"gzip", "identity"} {
			b.Run(fmt.Sprintf("%s/%s", kind.name, encoding), func(b *testing.B) {
				sent, rounds := 0, 0
				ask := func(n int) {
					r, err := http.NewRequest(http.MethodGet, "http://127.0.0.1"+kind.address(n%inTurn), http.NoBody)
					if err != nil {
						b.Fatal(err)
					}
					r.RequestURI = r.URL.RequestURI()
					r.Header.Set("Accept-Encoding", encoding)
					w := &dropping{header: http.Header{}}
					if handler.ServeHTTP(w, r); w.status >= 400 {
						b.Fatalf("%s: %d", r.URL, w.status)
					}
					sent, rounds = sent+w.bytes, rounds+1
				}
				for n := range inTurn {
					ask(n)
				}
				timed(b, ask)
				b.ReportMetric(float64(sent)/float64(rounds), "sent-B/op")
			})
		}
	}
}
