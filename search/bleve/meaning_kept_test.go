package bleve

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// TestKeptMeanings: what is known outlives whatever becomes of the index beside it, is
// found again in another folder, and is learnt again where it cannot be read.
func TestKeptMeanings(t *testing.T) {
	q := search.Query{Text: "多大收人", Limit: 1}
	for _, c := range []struct {
		name  string
		bend  func(t *testing.T, dir string)
		fault bool // of the codes
		lack  []string
	}{
		{"nothing", func(*testing.T, string) {}, false, nil},
		{"the index is damaged", func(t *testing.T, dir string) { overwrite(t, filepath.Join(dir, currentFile), 0, "gen-99") }, false, nil},
		{"another model", func(t *testing.T, dir string) { overwrite(t, filepath.Join(dir, codesFile), 16, "bge-large") }, true, []string{"致辞", "登记", "章程新", "章程旧"}},
		{"a code is damaged", func(t *testing.T, dir string) { overwrite(t, filepath.Join(dir, codesFile), -3, "xyz") }, true, []string{"章程旧"}},
		{"cut off", func(t *testing.T, dir string) {
			path := filepath.Join(dir, codesFile)
			info, err := os.Stat(path)
			if err == nil {
				err = os.Truncate(path, info.Size()-1)
			}
			if err != nil {
				t.Fatal(err)
			}
		}, false, []string{"章程旧"}},
		{"no file", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, codesFile)); err != nil {
				t.Fatal(err)
			}
		}, false, []string{"致辞", "登记", "章程新", "章程旧"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, dir := t.TempDir(), filepath.Join(t.TempDir(), "moved")
			e := openIn(t, before)
			update(t, e, indexer.Change{Put: meantShelf(), Seq: 1})
			mean(t, e, conceptual{})
			learn(t, e)
			want := ask(t, e, q)
			_ = e.Close()
			if err := os.CopyFS(dir, os.DirFS(before)); err != nil {
				t.Fatal(err)
			}
			c.bend(t, dir)
			e = openIn(t, dir)
			fault, err := e.Mean(conceptual{})
			if err != nil || (fault != nil) != c.fault {
				t.Errorf("fault %v, error %v", fault, err)
			}
			if e.Fault() != nil {
				rebuild(t, e, meantShelf(), 1)
			}
			if diff := cmp.Diff(c.lack, lacks(e)); diff != "" {
				t.Error(diff)
			}
			learn(t, e)
			if diff := cmp.Diff(found(want.Hits), found(ask(t, e, q).Hits)); diff != "" {
				t.Error(diff)
			}
			_ = e.Close()
			e = openIn(t, dir)
			mean(t, e, conceptual{})
			if got := lacks(e); got != nil {
				t.Errorf("what was learnt again is not kept: %v", got)
			}
		})
	}
}

// overwrite puts something else at a place of a file, counted from its end if negative.
func overwrite(t *testing.T, path string, at int, with string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if at < 0 {
		at += len(raw)
	}
	raw = append(raw[:at], append([]byte(with), raw[min(len(raw), at+len(with)):]...)...)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSweptMeanings: what was known of texts that are gone goes when the index is opened,
// once it is most of the file.
func TestSweptMeanings(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: manyMeant(9), Seq: 1})
	mean(t, e, conceptual{})
	learn(t, e)
	update(t, e, indexer.Change{Remove: []string{"文00", "文01", "文02", "文03", "文04", "文05"}, Seq: 2})
	size := func() int64 {
		info, err := os.Stat(filepath.Join(dir, codesFile))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	before := size()
	_ = e.Close()
	e = openIn(t, dir)
	mean(t, e, conceptual{})
	if size() > before/2 || lacks(e) != nil || ask(t, e, search.Query{Text: "掏钱怎么办"}).Total != 3 {
		t.Errorf("%d bytes of %d, %v lack", size(), before, lacks(e))
	}
}

// TestKeepFails: what cannot be written is an error; searches go on with what is known.
func TestKeepFails(t *testing.T) {
	e := meant(t, meantShelf()...)
	q := search.Query{Text: "多大收人"}
	update(t, e, indexer.Change{Put: []indexer.Entry{entry("新", corpus.Fields{}, 0, "周岁")}, Seq: 2})
	before := ask(t, e, q)
	lacking, _ := e.Lacking()
	text := encoded(t, e, lacking[0])
	_ = e.codes.Close() // as if there were no room
	if err := e.Keep(text); err == nil {
		t.Error("kept in a closed file")
	}
	if diff := cmp.Diff(timeless(before), timeless(ask(t, e, q))); diff != "" {
		t.Error(diff)
	}
}

// TestMeaningReading: an index that is opened to be read answers by what is known, and
// learns nothing.
func TestMeaningReading(t *testing.T) {
	dir := t.TempDir()
	e := openIn(t, dir)
	update(t, e, indexer.Change{Put: meantShelf(), Seq: 1})
	_ = e.Close()
	q := search.Query{Text: "多大收人"}
	reading := func() *Engine {
		r, err := OpenReading(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		mean(t, r, conceptual{})
		return r
	}
	if r := reading(); ask(t, r, q).Total != 0 || lacks(r) != nil {
		t.Error("something is known, or lacks")
	} else if _, err := os.Stat(filepath.Join(dir, codesFile)); err == nil {
		t.Error("a file was made")
	} else {
		_ = r.Close()
	}
	e = openIn(t, dir)
	mean(t, e, conceptual{})
	learn(t, e)
	want := ask(t, e, q)
	text := codes.Text{Key: codes.Key{1}, Passages: []uint32{0}, Codes: make([]meaning.Code, 1)}
	_ = e.Close()
	r := reading()
	if err := r.Keep(text); err == nil {
		t.Error("something was kept")
	}
	if diff := cmp.Diff(timeless(want), timeless(ask(t, r, q))); diff != "" {
		t.Error(diff)
	}
}
