package library

import (
	"errors"
	"testing"
)

// TestSeqOf: the number changes with every change that Get can show, so that who
// kept what Get gave knows when it is old.
func TestSeqOf(t *testing.T) {
	l := open(t, t.TempDir())
	seen := map[int64]string{}
	fresh := func(after string) {
		t.Helper()
		seq, err := l.SeqOf(t.Context(), "甲")
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
