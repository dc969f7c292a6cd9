package library

import (
	"errors"
	"slices"
	"testing"
)

// TestSeqOf: the number changes with every change that Get can show, so that who
// kept what Get gave knows when it is old.
func TestSeqOf(t *testing.T) {
	t.Run("among others", func(t *testing.T) { testSeqOf(t, open(t, t.TempDir())) })
	t.Run("alone", func(t *testing.T) {
		l, err := Open(t.Context(), t.TempDir(), Clock(ticking()), Alone())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		testSeqOf(t, l)
	})
}

func testSeqOf(t *testing.T, l *Library) {
	seen := map[int64]string{}
	fresh := func(after string) {
		t.Helper()
		seq, err := l.SeqOf(t.Context(), "甲")
		if again, _ := l.SeqOf(t.Context(), "甲"); again != seq {
			t.Fatalf("after %s: %d, and then %d", after, seq, again)
		}
		if r := get(t, l, "甲"); err != nil || seq != r.Seq || seen[seq] != "" {
			t.Fatalf("after %s: %d, %v; the record says %d, and %q had the same", after, seq, err, r.Seq, seen[seq])
		}
		seen[seq] = after
	}
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	fresh("import")
	put(t, l, file("/a", "2"), essay("", "甲", "二"))
	fresh("another text")
	correct(t, l, "甲", `{"source":"校对"}`)
	fresh("correction")
	if _, err := l.Undo(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	fresh("undoing it")
	if err := l.Remove(t.Context(), "甲", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := l.SeqOf(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed: %v", err)
	}
	if _, err := l.Undo(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	fresh("undoing the removal")
}

// TestPathsOf: a second path of the same bytes is told, though the document is as it was.
func TestPathsOf(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/c", "1"), essay("", "甲", "一"))
	for _, path := range []string{"/b", "/a"} {
		put(t, l, file(path, "1"), essay("", "甲", "一"))
	}
	want := get(t, l, "甲").Paths
	if got, err := l.PathsOf(t.Context(), "甲"); err != nil || len(got) != 3 || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if err := l.Remove(t.Context(), "甲", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := l.PathsOf(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed: %v", err)
	}
}
