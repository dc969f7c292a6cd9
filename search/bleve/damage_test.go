package bleve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/indexer"
	"tiaowen/search"
)

// TestDamage: an index with a flipped bit, a zeroed block or a cut file is
// noticed when it is opened, put aside, and may be built anew.
func TestDamage(t *testing.T) {
	flip := func(raw []byte) []byte { raw[len(raw)/2] ^= 1; return raw }
	zero := func(raw []byte) []byte { clear(raw[len(raw)/3 : len(raw)/2]); return raw }
	cut := func(raw []byte) []byte { return raw[:len(raw)/2] }
	for _, c := range []struct {
		name, file string
		damage     func([]byte) []byte
	}{
		{"segment flipped", "index/*.zap", flip},
		{"segment zeroed", "index/*.zap", zero},
		{"segment cut", "index/*.zap", cut},
		{"texts flipped", "texts", flip},
		{"texts zeroed", "texts", zero},
		{"texts cut", "texts", cut},
		{"root cut", "index/root.bolt", cut},
		{"root empty", "index/root.bolt", func([]byte) []byte { return nil }},
		{"manifest of another schema", "manifest.json", func([]byte) []byte { return []byte(`{"schema":0}`) }},
		{"manifest gone", "manifest.json", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			e := openIn(t, dir)
			rebuild(t, e, shelf(), 7)
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, filepath.Join(dir, "gen-2", c.file), c.damage)
			e = openIn(t, dir)
			if e.Fault() == nil || e.Seq() != 0 {
				t.Fatalf("damage is not noticed: %v, at %d", e.Fault(), e.Seq())
			}
			if res := ask(t, e, search.Query{}); res.Total != 0 {
				t.Errorf("%d passages of a damaged index", res.Total)
			}
			rebuild(t, e, shelf(), 7)
			if res := ask(t, e, search.Query{Text: "党费"}); res.Total != 2 || e.Seq() != 7 {
				t.Errorf("rebuilt: %d hits at %d", res.Total, e.Seq())
			}
		})
	}
}

// TestUnfinishedMerge: what a process that was killed in the middle of a merge
// leaves costs no rebuild.
func TestUnfinishedMerge(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	rebuild(t, e, shelf(), 7)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(dir, "gen-2", "index", "0000000000ff.zap")
	for _, path := range []string{half, partOf(half, 0)} {
		if err := os.WriteFile(path, []byte("half a segment"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e = openIn(t, dir)
	if e.Fault() != nil || e.Seq() != 7 || ask(t, e, search.Query{Text: "党费"}).Total != 2 {
		t.Errorf("put aside: %v, at %d", e.Fault(), e.Seq())
	}
	if left, _ := filepath.Glob(half + "*"); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func damage(t *testing.T, pattern string, change func([]byte) []byte) {
	t.Helper()
	files, _ := filepath.Glob(pattern)
	if len(files) == 0 {
		t.Fatalf("no file %s", pattern)
	}
	if change == nil {
		if err := os.Remove(files[0]); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(files[0])
	if err == nil {
		err = os.WriteFile(files[0], change(raw), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRebuildFails: an index that cannot be rebuilt goes on as it was.
func TestRebuildFails(t *testing.T) {
	e := shelved(t)
	broken := errors.New("library is gone")
	err := e.Rebuild(context.Background(), func(yield func(indexer.Entry, error) bool) {
		_ = yield(shelf()[0], nil) && yield(indexer.Entry{}, broken)
	}, 9)
	if !errors.Is(err, broken) {
		t.Fatalf("error %v", err)
	}
	if res := ask(t, e, search.Query{Text: "党费"}); res.Total != 2 || e.Seq() != 1 {
		t.Errorf("%d hits at %d", res.Total, e.Seq())
	}
	if left, _ := filepath.Glob(filepath.Join(e.dir, "gen-*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// TestOneProcess: a second opener is told that the index is in use.
func TestOneProcess(t *testing.T) {
	e := shelved(t)
	if _, err := Open(e.dir); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("error %v", err)
	}
}

// TestClosed: after Close every call says so.
func TestClosed(t *testing.T) {
	e := shelved(t)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := e.Search(context.Background(), search.Query{})
	for _, err := range []error{err, e.Update(context.Background(), indexer.Change{}), e.Rebuild(context.Background(), all(nil), 1)} {
		if !errors.Is(err, errClosed) {
			t.Errorf("error %v", err)
		}
	}
}
