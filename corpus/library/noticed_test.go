package library

import (
	"testing"

	"tiaowen/corpus"
)

// TestNoticed: what is in doubt of a document is told as it is now, whatever was told
// before; of one without doubts, or without a place here, nothing is told.
func TestNoticed(t *testing.T) {
	t.Run("among others", func(t *testing.T) { testNoticed(t, open(t, t.TempDir())) })
	t.Run("alone", func(t *testing.T) {
		l, err := Open(t.Context(), t.TempDir(), Clock(ticking()), Alone())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		testNoticed(t, l)
	})
}

func testNoticed(t *testing.T, l *Library) {
	doubtful := func(text, why string) corpus.Source {
		s := essay("", "甲", text)
		s.Diagnostics = []corpus.Diagnostic{{Code: "recognized", Severity: corpus.Warning, Message: why, Objections: []corpus.Objection{{Code: "slip", Message: why}}}}
		return s
	}
	told := func(after, want string) {
		t.Helper()
		for range 2 { // read, and recalled
			got, err := l.Noticed(t.Context(), []string{"甲", "乙", "丙"})
			if err != nil {
				t.Fatal(err)
			}
			why := ""
			for _, d := range got["甲"] {
				why += d.Message
			}
			if why != want || len(got) > 1 {
				t.Errorf("after %s: %q in %d documents, want %q", after, why, len(got), want)
			}
		}
	}
	told("nothing", "")
	put(t, l, file("/b", "0"), essay("", "乙", "零"))
	put(t, l, file("/a", "1"), doubtful("一", "字不清"))
	told("import", "字不清")
	put(t, l, file("/a", "2"), essay("", "甲", "二"))
	told("another text", "")
	if _, err := l.Undo(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	told("undoing it", "字不清")
	if err := l.Remove(t.Context(), "甲", ""); err != nil {
		t.Fatal(err)
	}
	told("removal", "")
}
