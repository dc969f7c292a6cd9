package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/indexer"
)

// shelf is an intake that remembers what it was given.
type shelf struct {
	texts  map[string]string
	stated map[string]string
	taken  chan string
	// elsewhere are paths outside the folder under which files were seen too.
	elsewhere []string
	full      bool
}

func (s *shelf) AddAll(_ context.Context, files []indexer.File) ([]indexer.Outcome, error) {
	if s.full {
		return nil, errors.New("disk full")
	}
	var out []indexer.Outcome
	for _, f := range files {
		o := indexer.Outcome{Path: f.Path, Outcome: "added"}
		if !f.Unasked {
			return nil, errors.New("nobody asked for it")
		}
		if string(f.Data) == "bad" {
			o.Outcome, o.Reason = indexer.Failed, "读不懂"
		} else {
			s.texts[f.Path] = string(f.Data)
			if s.stated != nil {
				s.stated[f.Path] = string(f.Sidecar)
			}
		}
		out = append(out, o)
		if s.taken != nil {
			s.taken <- f.Path
		}
	}
	return out, nil
}

func (s *shelf) known(context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	for path := range s.texts {
		out[path] = []string{filepath.Base(path)}
	}
	for _, path := range s.elsewhere {
		out[path] = []string{filepath.Base(path)}
	}
	return out, nil
}

func list(root string) ([]string, error) {
	if _, err := os.Stat(root); err != nil {
		return nil, err
	}
	return filepath.Glob(filepath.Join(root, "*.txt"))
}

func load(path string) indexer.File {
	data, err := os.ReadFile(path)
	return indexer.File{Path: filepath.ToSlash(path), Data: data, Err: err}
}

func newWatch(t *testing.T, s *shelf, now func() time.Time) (*Watch, string) {
	t.Helper()
	root := t.TempDir()
	return New(s, Options{
		Roots: []string{root}, List: list, Load: load, Known: s.known,
		Rescan: time.Minute, Settle: 10 * time.Millisecond, Now: now,
	}), root
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// later is a clock that stands well after any file was written.
func later() time.Time { return time.Now().Add(time.Hour) }

// TestLook: new and changed files are taken, unchanged ones are not taken again,
// one that went away is missing and stays.
func TestLook(t *testing.T) {
	s := &shelf{texts: map[string]string{}}
	w, root := newWatch(t, s, later)
	a, b := filepath.Join(root, "a.txt"), filepath.Join(root, "b.txt")
	look := func() {
		t.Helper()
		if _, err := w.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	write(t, a, "一")
	write(t, b, "bad")
	look()
	if diff := cmp.Diff(map[string]string{filepath.ToSlash(a): "一"}, s.texts); diff != "" {
		t.Errorf("after the first look (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{b: "读不懂"}, w.State().Failed); diff != "" {
		t.Errorf("failed (-want +got):\n%s", diff)
	}

	s.texts[filepath.ToSlash(a)] = "更正过"
	look()
	if got := s.texts[filepath.ToSlash(a)]; got != "更正过" {
		t.Errorf("an unchanged file was taken again: %s", got)
	}
	write(t, a, "一和二")
	write(t, b, "好了")
	look()
	if got := s.texts[filepath.ToSlash(a)]; got != "一和二" {
		t.Errorf("a changed file was not taken: %s", got)
	}
	if got := w.State().Failed; len(got) != 0 {
		t.Errorf("still failed: %v", got)
	}

	if err := os.Remove(a); err != nil {
		t.Fatal(err)
	}
	look()
	want := []Missing{{"a.txt", []string{filepath.ToSlash(a)}}}
	if diff := cmp.Diff(want, w.State().Missing); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
	s.elsewhere = []string{"/another/a.txt"}
	look()
	if got := w.State().Missing; got != nil {
		t.Errorf("missing though it was seen elsewhere too: %v", got)
	}
	s.elsewhere = nil
	write(t, a, "一和二")
	look()
	if got := w.State().Missing; got != nil {
		t.Errorf("missing though it came back: %v", got)
	}
}

// What is stated beside a file is taken whenever it comes, changes or goes.
func TestBeside(t *testing.T) {
	s := &shelf{texts: map[string]string{}, stated: map[string]string{}}
	w, root := newWatch(t, s, later)
	w.o.Beside = ".json"
	w.o.Load = func(path string) indexer.File {
		f := load(path)
		f.Sidecar, _ = os.ReadFile(path + ".json")
		return f
	}
	path := filepath.Join(root, "a.txt")
	beside := func(text string) func() { return func() { write(t, path+".json", text) } }
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { write(t, path, "一") }, ""}, {beside("甲"), "甲"}, {beside("甲乙"), "甲乙"},
		{func() { _ = os.Remove(path + ".json") }, ""}, {beside("丙"), "丙"},
	} {
		step.do()
		if _, err := w.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := s.stated[filepath.ToSlash(path)]; got != step.want {
			t.Errorf("stated %q, want %q", got, step.want)
		}
	}
	s.stated = map[string]string{}
	if _, err := w.Look(t.Context()); err != nil || len(s.stated) > 0 {
		t.Errorf("%v, taken again though nothing changed: %v", err, s.stated)
	}
}

// A folder that cannot be listed (a share that is away) makes nothing missing.
func TestAbsentRoot(t *testing.T) {
	s := &shelf{texts: map[string]string{}}
	w, root := newWatch(t, s, later)
	write(t, filepath.Join(root, "a.txt"), "一")
	if _, err := w.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(root, root+"-away"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Look(t.Context()); err == nil {
		t.Error("no error though the folder is away")
	}
	if got := w.State(); got.Missing != nil || got.Trouble == "" {
		t.Errorf("state %+v", got)
	}
}

// What is still being written waits; what could not be kept is tried again.
func TestNotYet(t *testing.T) {
	s := &shelf{texts: map[string]string{}, full: true}
	now := time.Now()
	w, root := newWatch(t, s, func() time.Time { return now })
	path := filepath.Join(root, "a.txt")
	write(t, path, "一")
	if err := os.Chtimes(path, now, now.Add(-time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	again, err := w.Look(t.Context())
	if err != nil || !again || len(s.texts) != 0 {
		t.Fatalf("a file just written: again %v, error %v, taken %v", again, err, s.texts)
	}
	now = now.Add(time.Second)
	if _, err := w.Look(t.Context()); err == nil {
		t.Fatal("no error though the disk is full")
	}
	s.full = false
	if _, err := w.Look(t.Context()); err != nil || len(s.texts) != 1 {
		t.Errorf("after the disk has room: %v, taken %v", err, s.texts)
	}
}

// TestEvents: a file that appears while Run waits is taken without a rescan,
// also in a folder made meanwhile.
func TestEvents(t *testing.T) {
	s := &shelf{texts: map[string]string{}, taken: make(chan string, 10)}
	w, root := newWatch(t, s, later)
	w.o.List = func(root string) ([]string, error) {
		deep, err := filepath.Glob(filepath.Join(root, "*", "*.txt"))
		flat, _ := filepath.Glob(filepath.Join(root, "*.txt"))
		return append(flat, deep...), err
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	write(t, filepath.Join(root, "before.txt"), "一")
	go func() { w.Run(ctx); close(done) }()
	defer func() { stop(); <-done }()
	await := func(name string) {
		t.Helper()
		select {
		case got := <-s.taken:
			if filepath.Base(got) != name {
				t.Errorf("took %s, want %s", got, name)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s was not taken", name)
		}
	}
	await("before.txt")
	write(t, filepath.Join(root, "after.txt"), "二")
	await("after.txt")
	deep := filepath.Join(root, "deep")
	if err := os.Mkdir(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(deep, "inside.txt"), "三")
	await("inside.txt")
}
