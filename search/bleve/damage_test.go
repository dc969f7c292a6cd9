package bleve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
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
	for _, path := range []string{half, zap.PartOf(half, 0)} {
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

// TestDirectoryGone: a rebuild in a directory that has become something else is
// an error, and what is open is searched as before.
func TestDirectoryGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	e := openIn(t, dir)
	update(t, e, indexer.Change{Seq: 1, Put: shelf()})
	if err := os.Rename(dir, dir+".away"); err != nil {
		t.Skip("cannot be moved while it is open: ", err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := e.Rebuild(t.Context(), all(shelf()), 2); err == nil || e.Seq() != 1 {
		t.Errorf("error %v, at %d", err, e.Seq())
	}
}

// TestMergeFails: a rebuild ends if its merge fails or is told to end.
func TestMergeFails(t *testing.T) {
	told, tell := context.WithCancel(t.Context())
	tell()
	for _, c := range []struct {
		name  string
		ctx   context.Context
		moved bool
		want  error
	}{{"told to end", told, false, context.Canceled}, {"no file can be made", t.Context(), true, nil}} {
		t.Run(c.name, func(t *testing.T) {
			g, err := createGeneration(t.TempDir(), "gen-1", search.Facets, nil, filling())
			if err != nil {
				t.Fatal(err)
			}
			defer g.release()
			var many strings.Builder
			for letter := '一'; letter < '龥'; letter++ {
				many.WriteRune(letter)
			}
			for _, id := range []string{"甲", "乙"} {
				if err := newWriter(g, false).apply(t.Context(), indexer.Change{Put: []indexer.Entry{entry(id, corpus.Fields{}, 0, many.String())}}); err != nil {
					t.Fatal(err)
				}
			}
			if index := filepath.Join(g.dir, indexDir); c.moved && os.Rename(index, index+".away") != nil {
				t.Skip("cannot be moved while it is open")
			}
			if err := newWriter(g, false).fill(c.ctx, all(nil), 1); err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// TestCutWhileServing: a file that is cut off while it is searched ends no
// process when the index is changed or looked at anew.
func TestCutWhileServing(t *testing.T) {
	for _, file := range []string{"texts", "index/*.zap"} {
		t.Run(file, func(t *testing.T) {
			e := open(t)
			update(t, e, indexer.Change{Seq: 1, Put: shelf()[:1]})
			update(t, e, indexer.Change{Seq: 2, Put: shelf()[1:]})
			if err := e.gen.index.ForceMerge(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			files, _ := filepath.Glob(filepath.Join(e.gen.dir, file))
			for _, f := range files {
				if err := os.Truncate(f, 0); err != nil {
					t.Skip("cannot be cut while it is open: ", err)
				}
			}
			e.freshen()
			if file != "texts" && e.Update(t.Context(), indexer.Change{Seq: 3, Put: shelf()[:1]}) == nil {
				t.Error("an update of a segment that is cut off says nothing")
			}
			if e.Damaged() == nil {
				t.Error("damage is not found")
			}
		})
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
