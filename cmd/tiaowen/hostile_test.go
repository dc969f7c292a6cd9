package main

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"runtime/metrics"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
)

// What one hostile query may take. These are guards, not a benchmark: an
// ordinary query takes a thousandth of the one and a hundredth of the other.
const (
	hostileTime   = time.Second
	hostileMemory = 64 << 20
	// hostileTries is how often a query is asked that was too slow: on a busy
	// machine the first answer says nothing.
	hostileTries = 3
)

// TestHostile asks what breaks search engines, the whole way a text goes: none
// takes long or much memory, and each gets an answer or is told its fault.
func TestHostile(t *testing.T) {
	s := openHere(t)
	if _, err := s.fillSamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	askHostile(t, s)
}

// TestHostileReal does so over real texts: some of the laws, or all of them
// where nothing may be left out.
func TestHostileReal(t *testing.T) {
	if testing.Short() {
		t.Skip("imports much of the law; not in short runs")
	}
	roots := []string{sharedtest.Path(t, "law", "民法典"), sharedtest.Path(t, "law", "刑法"), sharedtest.Path(t, "law", "民法商法"), sharedtest.Path(t, "party", "regulations")}
	if os.Getenv("TIAOWEN_MUST") != "" {
		roots = []string{sharedtest.Path(t, "law"), sharedtest.Path(t, "party", "regulations"), sharedtest.Path(t, "articles")}
	}
	files, err := listFiles(roots)
	if err != nil {
		t.Fatal(err)
	}
	s := openHere(t)
	for batch := range batches(files) {
		if _, err := s.intake.AddAll(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	askHostile(t, s)
}

// openHere opens a store in a folder of the test's own.
func openHere(t *testing.T) *store {
	t.Helper()
	s, err := openStore(t.Context(), env{globals: globals{Data: t.TempDir()}, log: slog.New(slog.DiscardHandler), stdout: t.Output(), stderr: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func askHostile(t *testing.T, s *store) {
	asked := 0
	for _, queries := range []map[string]search.Query{bent(), forged(t, s, search.Query{Text: "规定应当怎么办？", Limit: 1})} {
		for name, q := range queries {
			asked++
			t.Run(name, func(t *testing.T) { checkHostile(t, s, q) })
		}
	}
	for _, a := range attacks() {
		asked += len(a.texts)
		t.Run(a.name, func(t *testing.T) {
			for _, text := range a.texts {
				checkHostile(t, s, search.Query{Text: text})
				checkTyping(t, s, text)
				checkDeadlines(t, s, text)
			}
		})
	}
	if asked < 200 {
		t.Errorf("%d hostile queries, 200 were promised", asked)
	}
}

// checkHostile asks the store and looks at what comes back.
func checkHostile(t *testing.T, s *store, q search.Query) {
	t.Helper()
	q.Today = "2026-11-22"
	var res search.Result
	guard(t, "search "+shown(q.Text), func() (err error) {
		res, err = s.asker.Search(t.Context(), q)
		return err
	})
	for _, h := range res.Hits {
		last := 0
		for _, m := range h.Matches {
			if m.Start < last || m.End <= m.Start || m.End > len(h.Text) {
				t.Errorf("%s: marks %v are not pieces of a text of %d bytes, in order", shown(q.Text), h.Matches, len(h.Text))
				break
			}
			last = m.End
		}
		for _, f := range h.Snippet {
			if !utf8.ValidString(f.Text) {
				t.Errorf("%s: the snippet %q is cut inside a letter", shown(q.Text), f.Text)
			}
		}
	}
	if limit := max(q.Limit, search.DefaultLimit); len(res.Hits) > limit || len(res.Hits) > res.Total {
		t.Errorf("%s: %d hits of %d in all, %d asked for", shown(q.Text), len(res.Hits), res.Total, limit)
	}
}

// guard does what a query asks and holds it to its bounds.
func guard(t *testing.T, what string, do func() error) {
	t.Helper()
	for try := 1; ; try++ {
		before, began := allocated(), time.Now()
		err := do()
		took, memory := time.Since(began), allocated()-before
		var wrong *search.QueryError
		if err != nil && !errors.As(err, &wrong) && !errors.Is(err, search.ErrCursor) {
			t.Errorf("%s: %v", what, err)
		}
		if took > 50*time.Millisecond || memory > 16<<20 {
			t.Logf("%s: %v, %.1f MB", what, took.Round(time.Millisecond), float64(memory)/1e6)
		}
		if took < hostileTime && memory < hostileMemory {
			return
		}
		if try == hostileTries {
			t.Errorf("%s: %v and %d MB of memory", what, took, memory>>20)
			return
		}
	}
}

// forged are cursors of the index's own making with the place in them changed.
func forged(t *testing.T, s *store, q search.Query) map[string]search.Query {
	t.Helper()
	q.Today = "2026-11-22"
	res, err := s.asker.Search(t.Context(), q)
	if err != nil || res.NextCursor == "" {
		t.Fatalf("no second page to forge: %v", err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(res.NextCursor)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]search.Query{}
	for name, place := range map[string][2]uint64{"at the start": {}, "at the end": {math.MaxUint64, math.MaxUint64}, "far below": {1, math.MaxUint64}, "far on": {0, math.MaxUint64}, "far above": {math.MaxUint64, 0}, "half way": {1 << 63, 1 << 63}} {
		bent := binary.BigEndian.AppendUint64(slices.Clone(raw[:len(raw)-16]), place[0])
		q.Cursor = base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(bent, place[1]))
		out["cursor forged "+name] = q
	}
	return out
}

// checkTyping asks for what comes before a search and beside it.
func checkTyping(t *testing.T, s *store, text string) {
	t.Helper()
	guard(t, "suggest "+shown(text), func() error {
		_, err := s.asker.Suggest(t.Context(), text, "2026-11-22", 10)
		return err
	})
	guard(t, "resolve "+shown(text), func() error {
		_, err := s.asker.Resolve(t.Context(), text, "", "2026-11-22")
		return err
	})
}

// checkDeadlines asks with no time and with little: the answer comes in time,
// or it is said that there was none.
func checkDeadlines(t *testing.T, s *store, text string) {
	t.Helper()
	for _, time := range []time.Duration{-time.Second, 50 * time.Millisecond} {
		var ended error
		guard(t, fmt.Sprintf("search within %v %s", time, shown(text)), func() error {
			ctx, cancel := context.WithTimeout(t.Context(), time)
			defer cancel()
			_, ended = s.asker.Search(ctx, search.Query{Text: text, Today: "2026-11-22"})
			if errors.Is(ended, context.DeadlineExceeded) {
				return nil
			}
			return ended
		})
		if ended == nil && time < 0 {
			t.Errorf("%s was answered without any time", shown(text))
		}
	}
}

// allocated is how much memory was taken since the program began.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// shown is a text as a message can hold it.
func shown(text string) string {
	return fmt.Sprintf("%.20q (%d bytes)", text, len(text))
}
