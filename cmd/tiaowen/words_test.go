package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tiaowen/search"
	"tiaowen/search/naming"
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

// warnings hands on the causes of what is warned of.
type warnings chan string

func (w warnings) Enabled(context.Context, slog.Level) bool { return true }
func (w warnings) WithAttrs([]slog.Attr) slog.Handler       { return w }
func (w warnings) WithGroup(string) slog.Handler            { return w }
func (w warnings) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "cause" {
			w <- a.Value.String()
		}
		return true
	})
	return nil
}

// TestOpenWords: the words of the field come from the data folder, are taken
// into use anew when the file changes, and what does not come through the
// segmenter is named; a file with mistakes changes nothing and its lines are
// named.
func TestOpenWords(t *testing.T) {
	dir, told := t.TempDir(), make(warnings, 10)
	stamp := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	put := func(text string) {
		t.Helper()
		path := filepath.Join(dir, "words.txt")
		stamp = stamp.Add(time.Second)
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o600), os.Chtimes(path, stamp, stamp)); err != nil {
			t.Fatal(err)
		}
	}
	put("甲乙丙工作法\n第三条款\n")
	words, d, err := openWords(dir, slog.New(told))
	if err != nil {
		t.Fatal(err)
	}
	if cause := <-told; !strings.Contains(cause, "第三条款") || !d.Own("甲乙丙工作法") {
		t.Errorf("at the start: %s", cause)
	}
	put("一\n好词\n二\n")
	words.get()
	if cause := <-told; !strings.Contains(cause, "第 1 行") || !strings.Contains(cause, "第 3 行") || !d.Own("甲乙丙工作法") {
		t.Errorf("with mistakes: %s", cause)
	}
	put("丁戊己工作法\n第五条款\n")
	words.get()
	if cause := <-told; !strings.Contains(cause, "第五条款") || d.Own("甲乙丙工作法") || !d.Own("丁戊己工作法") {
		t.Errorf("after a change: %s", cause)
	}
}

// TestMistakenSynonymsAndAliases: a list with mistakes leaves the one before in
// force, and every faulty line is named.
func TestMistakenSynonymsAndAliases(t *testing.T) {
	for _, err := range []error{
		second(search.ParseSynonyms(strings.NewReader("支委会 = 支部委员会\n没有等号\n党课 =\n"))),
		second(naming.ParseAliases(strings.NewReader("某条例 = 小条例\n没有等号\n = 无名\n"))),
	} {
		if err == nil || !strings.Contains(err.Error(), "第 2 行") || !strings.Contains(err.Error(), "第 3 行") {
			t.Errorf("lines are not named: %v", err)
		}
	}
}

func second[T any](_ T, err error) error { return err }
