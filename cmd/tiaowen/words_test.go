package main

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestOwnFile: a word file that changes is in force at the next look; one that
// does not parse leaves the last good one; one that goes away leaves the default.
func TestOwnFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "words.txt")
	var taken []string
	o := &ownFile[string]{path: path, log: slog.New(slog.DiscardHandler),
		otherwise: func() *string { s := "default"; return &s },
		taken:     func(s *string) { taken = append(taken, *s) },
		parse: func(r io.Reader) (*string, error) {
			b, err := io.ReadAll(r)
			if s := string(b); s != "bad" {
				return &s, err
			}
			return nil, errors.New("第 1 行")
		}}
	if err := o.open(); err != nil {
		t.Fatal(err)
	}
	stamp := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	put := func(text string) {
		t.Helper()
		stamp = stamp.Add(time.Second)
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chtimes(path, stamp, stamp)); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "default"},
		{func() { put("one") }, "one"},
		{func() { put("bad") }, "one"},
		{func() { put("two") }, "two"},
		{func() { os.Remove(path) }, "default"},
	} {
		step.do()
		if got := *o.get(); got != step.want {
			t.Errorf("%q is in force, want %q", got, step.want)
		}
	}
	if len(taken) != 3 {
		t.Errorf("told of %q", taken)
	}
}
