package library

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

func TestReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库 100%#?")
	l := open(t, dir)
	put(t, l, file("/a.txt", "甲"), essay("", "甲文", paragraphs(3)))
	put(t, l, file("/b.txt", "乙"), essay("", "乙文", "乙"))
	if _, err := l.Correct(t.Context(), "甲文", []byte(`{"source":"自办刊物"}`), ""); err != nil {
		t.Fatal(err)
	}
	if err := l.Remove(t.Context(), "乙文", ""); err != nil {
		t.Fatal(err)
	}
	want, seq := get(t, l, "甲文"), seqOf(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}

	again := open(t, dir)
	if diff := cmp.Diff(want, get(t, again, "甲文")); diff != "" {
		t.Errorf("document after reopening (-before +after):\n%s", diff)
	}
	if got := seqOf(t, again); got != seq {
		t.Errorf("Seq = %d, want %d", got, seq)
	}
	if e, err := again.Undo(t.Context(), ""); err != nil || e.ID != "乙文" {
		t.Errorf("Undo = %+v, %v; want the removal of 乙文", e, err)
	}
}

func TestOpenRefusesNewer(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	if _, err := l.writer.Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := Open(t.Context(), dir); !errors.Is(err, ErrNewer) {
		t.Errorf("Open = %v, want ErrNewer", err)
	}
}

func TestOpenKeepsOthersOut(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	st, err := os.Stat(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	if st.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("mode %v: the admin token can be read by others", st.Mode())
	}
}

func TestConnectionSettings(t *testing.T) {
	l := open(t, t.TempDir())
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "20",
	} {
		if got := stringAt(t, l, "PRAGMA "+pragma); got != want {
			t.Errorf("%s = %s, want %s", pragma, got, want)
		}
	}
	if _, err := l.reader.Exec(`DELETE FROM files`); err == nil {
		t.Error("a reader could write")
	}
}

func TestSettings(t *testing.T) {
	l := open(t, t.TempDir())
	for _, want := range []string{"", "first", "second"} {
		if want != "" {
			if err := l.SetSetting(t.Context(), "token", want); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := l.Setting(t.Context(), "token"); got != want || err != nil {
			t.Errorf("Setting = %q, %v; want %q", got, err, want)
		}
	}
	if got := seqOf(t, l); got != 0 {
		t.Errorf("Seq = %d: a setting is no change of the library", got)
	}
}

func TestEverHeld(t *testing.T) {
	l := open(t, t.TempDir())
	held := func() bool {
		ok, err := l.EverHeld(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if held() {
		t.Error("a new library says it held a document")
	}
	src := sampleOf("样例", "正文")
	put(t, l, file("/a.txt", "甲"), src)
	if n, err := l.RemoveSamples(t.Context()); n != 1 || err != nil {
		t.Fatalf("RemoveSamples = %d, %v", n, err)
	}
	if !held() {
		t.Error("a library emptied for good says it never held a document")
	}
}

func TestFull(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a.txt", "甲"), essay("", "甲文", "甲"))
	before := get(t, l, "甲文")
	if _, err := l.writer.Exec(`PRAGMA max_page_count = ` + stringAt(t, l, `PRAGMA page_count`)); err != nil {
		t.Fatal(err)
	}
	_, _, err := l.Put(t.Context(), file("/b.txt", "乙"), []corpus.Source{essay("", "乙文", paragraphs(2000))})
	if !errors.Is(err, ErrFull) {
		t.Fatalf("Put on a full disk = %v, want ErrFull", err)
	}
	if _, err := l.Get(t.Context(), "乙文"); !errors.Is(err, ErrNotFound) {
		t.Errorf("half of a file was kept: %v", err)
	}
	if diff := cmp.Diff(before, get(t, l, "甲文")); diff != "" {
		t.Errorf("reading after the disk filled up:\n%s", diff)
	}
	if got := seqOf(t, l); got != 1 {
		t.Errorf("Seq = %d after a write that failed, want 1", got)
	}
	if _, err := l.writer.Exec(`PRAGMA max_page_count = 1000000`); err != nil {
		t.Fatal(err)
	}
	if _, outcome := put(t, l, file("/b.txt", "乙"), essay("", "乙文", paragraphs(2000))); outcome != Added {
		t.Errorf("after there was room again: %s, want added", outcome)
	}
}

func TestDamageIsNotServed(t *testing.T) {
	for _, tt := range []struct{ name, query string }{
		{"text", `UPDATE documents SET text = replace(text, '应当', '可以')`},
		{"source", `UPDATE documents SET source = replace(source, 'hints', 'Hints')`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			put(t, l, file("/a.txt", "甲"), essay("", "甲文", "支部应当按时开会。"))
			if _, err := l.writer.Exec(tt.query); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Get(t.Context(), "甲文"); err == nil {
				t.Error("a text that is not the one written was served")
			}
		})
	}
	t.Run("original", func(t *testing.T) {
		l := open(t, t.TempDir())
		put(t, l, file("/a.txt", "甲"), essay("", "甲文", "正文"))
		other, err := pack([]byte("乙"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.writer.Exec(`UPDATE originals SET packed = ?`, other); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Original(t.Context(), "甲文"); err == nil {
			t.Error("bytes that are not those written were served")
		}
	})
}
