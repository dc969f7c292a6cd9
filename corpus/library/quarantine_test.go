package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiaowen/corpus"
)

const secretText = "机密★1年\n某事的安排\n支部应当这样办。"

// hidden checks that nothing leads to a document but the list of those withheld.
func hidden(t *testing.T, l *Library, id string) {
	t.Helper()
	if _, err := l.Get(t.Context(), id); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	if _, err := l.Original(t.Context(), id); !errors.Is(err, ErrNotFound) {
		t.Errorf("Original: %v", err)
	}
	if err := l.Remove(t.Context(), id, ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("Remove: %v", err)
	}
	if _, err := l.Correct(t.Context(), id, []byte(`{"source":"校对"}`), ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("Correct: %v", err)
	}
	for rec, err := range l.All(t.Context()) {
		if err != nil || rec.Document.ID == id {
			t.Errorf("All yields %s, %v", rec.Document.ID, err)
		}
	}
	heads, err := l.Heads(t.Context())
	if err != nil || len(heads) > 0 && heads[0].ID == id {
		t.Errorf("Heads: %v, %v", heads, err)
	}
	paths, err := l.Paths(t.Context())
	if err != nil || len(paths["/s"]) > 0 {
		t.Errorf("Paths: %v, %v", paths, err)
	}
	for _, s := range steps(t, l, 0) {
		if s.ID == id && !s.Removed {
			t.Error("an index is told of it")
		}
	}
}

func held(t *testing.T, l *Library) []Withheld {
	t.Helper()
	out, err := l.Quarantined(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestQuarantine(t *testing.T) {
	l := open(t, t.TempDir())
	recs, outcome := put(t, l, file("/s", "1"), essay("", "甲", secretText))
	if outcome != Quarantined || len(recs) != 1 || recs[0].Withheld == "" {
		t.Fatalf("%s %+v", outcome, recs)
	}
	hidden(t, l, "甲")
	want := []Withheld{{ID: "甲", Title: "甲", Path: "/s", Reason: `第 1 行有密级或内部标志“机密★1年”`}}
	if diff := cmp.Diff(want, held(t, l), cmpopts.IgnoreFields(Withheld{}, "Imported")); diff != "" {
		t.Errorf("withheld (-want +got):\n%s", diff)
	}
	if _, outcome := put(t, l, file("/s", "1"), essay("", "甲", secretText)); outcome != Quarantined {
		t.Errorf("the same again: %s", outcome)
	}
	if _, outcome := put(t, l, file("/second", "1"), essay("", "甲", secretText)); outcome != Quarantined {
		t.Errorf("another path: %s", outcome)
	}
	if at, err := l.WithheldAt(t.Context(), "/second"); err != nil || len(at) != 1 {
		t.Errorf("at the second path %v, %v", at, err)
	}
	if at, err := l.WithheldAt(t.Context(), "/other"); err != nil || len(at) != 0 {
		t.Errorf("at another path %v, %v", at, err)
	}
}

func TestRelease(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/s", "1"), essay("1", "甲", secretText), essay("2", "乙", "不密的另一篇。"))
	hidden(t, l, "甲")
	hidden(t, l, "乙") // its file holds the other
	before := seqOf(t, l)
	if err := l.Release(t.Context(), "乙"); err != nil {
		t.Fatal(err)
	}
	get(t, l, "甲")
	get(t, l, "乙")
	if got := held(t, l); len(got) != 0 {
		t.Errorf("still withheld: %v", got)
	}
	for _, s := range steps(t, l, before) {
		if s.Removed || !s.TextChanged {
			t.Errorf("step %+v: want it told as new", s)
		}
	}
	if err := l.Release(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
		t.Errorf("released twice: %v", err)
	}
	if err := l.Release(t.Context(), "没有"); !errors.Is(err, ErrNotFound) {
		t.Errorf("released what is not there: %v", err)
	}
	put(t, l, file("/other", "2"), essay("", "丙", "话"))
	if err := l.Release(t.Context(), "丙"); !errors.Is(err, ErrNotFound) {
		t.Errorf("released what was not withheld: %v", err)
	}
}

// TestReleaseLasts: it holds for the bytes that were looked at, however they
// are read, and for no others.
func TestReleaseLasts(t *testing.T) {
	secret, open1 := essay("", "甲", secretText), essay("", "甲", "平常的一篇。")
	for _, c := range []struct {
		name    string
		then    func(*Library)
		outcome Outcome
		held    bool
	}{
		{"same bytes", func(l *Library) { put(t, l, file("/s", "1"), secret) }, Unchanged, false},
		{"same bytes, read otherwise", func(l *Library) { put(t, l, file("/s", "1"), essay("", "甲", secretText+"又")) }, Updated, false},
		{"other bytes, marked", func(l *Library) { put(t, l, file("/s", "2"), secret) }, Quarantined, true},
		{"other bytes, not marked", func(l *Library) { put(t, l, file("/s", "2"), open1) }, Updated, false},
		{"not marked for a while", func(l *Library) {
			put(t, l, file("/s", "2"), open1)
			put(t, l, file("/s", "1"), secret)
		}, Quarantined, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			put(t, l, file("/s", "1"), secret)
			if err := l.Release(t.Context(), "甲"); err != nil {
				t.Fatal(err)
			}
			c.then(l)
			if got := held(t, l); (len(got) > 0) != c.held {
				t.Errorf("withheld: %v", got)
			}
			if c.held {
				hidden(t, l, "甲")
			} else {
				get(t, l, "甲")
			}
		})
	}
}

// TestHeldLater: a text that was open is withheld when its file gets a mark,
// and is back when the mark goes; what a person did to it stays.
func TestHeldLater(t *testing.T) {
	l := open(t, t.TempDir())
	other := essay("2", "乙", "同一文件里的另一篇。")
	put(t, l, file("/s", "1"), essay("1", "甲", "平常的一篇。"), other)
	correct(t, l, "甲", `{"source":"校对"}`)
	put(t, l, file("/s", "2"), essay("1", "甲", secretText), other)
	hidden(t, l, "甲")
	hidden(t, l, "乙")
	if edits, err := l.Edits(t.Context(), 9); err != nil || len(edits) != 1 || edits[0].Action != replacing {
		t.Errorf("%v %v can be undone: of what nobody sees only that it was replaced", edits, err)
	}
	put(t, l, file("/s", "3"), essay("1", "甲", "平常的一篇。"), other)
	if got := get(t, l, "甲").Document.Fields.Source; got != "校对" {
		t.Errorf("source %q: the correction is gone", got)
	}
	get(t, l, "乙")
	undo(t, l, "甲")
}

// TestHeldAndRemoved: what a person removed does not come back by a release.
func TestHeldAndRemoved(t *testing.T) {
	l := open(t, t.TempDir())
	one := essay("1", "甲", "平常的一篇。")
	put(t, l, file("/s", "1"), one, essay("2", "乙", "又一篇。"))
	remove(t, l, "甲")
	taken(t, l, Incoming{File: file("/s", "2"), Texts: []corpus.Source{one, essay("2", "乙", secretText)}, Unasked: true})
	if err := l.Release(t.Context(), "乙"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Get(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a removed document came back: %v", err)
	}
	undo(t, l, "甲") // the replacement: what was removed stays so
	undo(t, l, "甲")
	get(t, l, "甲")
}

// TestDiscard: nothing of the file is left, not on the disk either; another file
// stays; the same file coming again is a new one, and judged.
func TestDiscard(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	const word = "只此一处的说法"
	secret := essay("1", "甲", secretText+word)
	put(t, l, file("/open", "0"), essay("1", "甲", "平常的一篇。"))
	put(t, l, file("/s", "1"), secret, essay("2", "乙", "同一文件里的另一篇。"))
	put(t, l, file("/again", "1"), secret)
	before := seqOf(t, l)
	if err := l.Discard(t.Context(), "甲~2"); err != nil {
		t.Fatal(err)
	}
	if got := held(t, l); len(got) != 0 {
		t.Errorf("still withheld: %v", got)
	}
	if got := steps(t, l, before); len(got) != 2 || !got[0].Removed || !got[1].Removed {
		t.Errorf("steps %+v", got)
	}
	get(t, l, "甲")
	if n := stringAt(t, l, `SELECT count(*) FROM originals`); n != "1" {
		t.Errorf("%s originals are left", n)
	}
	for _, name := range []string{fileName, fileName + "-wal"} {
		if raw, err := os.ReadFile(filepath.Join(dir, name)); err != nil || strings.Contains(string(raw), word) {
			t.Errorf("%s: %v, or the text is still in it", name, err)
		}
	}
	for id, want := range map[string]error{"甲": ErrNotFound, "乙": ErrNotFound, "没有": ErrNotFound} {
		if err := l.Discard(t.Context(), id); !errors.Is(err, want) {
			t.Errorf("discard %s: %v", id, err)
		}
	}
	if _, outcome := put(t, l, file("/s", "1"), secret); outcome != Quarantined {
		t.Errorf("again: %s", outcome)
	}
}

// TestQuotesOfHeld: what a collection quotes of a file that is withheld is not
// shown, is shown again when the file is released, and goes when it is discarded.
func TestQuotesOfHeld(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	const word = "只此一处的说法"
	put(t, l, file("/s", "1"), essay("1", "甲", "支部应当这样办。"+word))
	h := collect(t, l, "备课", quoteOf("甲", word), quoteOf("乙", "别处的话"))
	quoted := func() (out []string) {
		c, err := l.Collection(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range c.Entries {
			out = append(out, e.Passage.Text)
		}
		return out
	}
	check := func(when string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, quoted()); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
	}
	put(t, l, file("/s", "2"), essay("1", "甲", secretText+word))
	check("withheld", heldQuote, "别处的话")
	if err := l.Release(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	check("released", word, "别处的话")
	put(t, l, file("/s", "3"), essay("1", "甲", secretText+word+"。"))
	if err := l.Discard(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	check("discarded", discardedQuote, "别处的话")
	if raw, err := os.ReadFile(filepath.Join(dir, fileName)); err != nil || strings.Contains(string(raw), word) {
		t.Errorf("the words are still in the file, or %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if faults, err := Verify(t.Context(), dir); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
}

// TestReparseJudges: texts of before a mark was known are withheld when the
// parser is renewed, with their whole file, unless a person has released them.
func TestReparseJudges(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/open", "0"), essay("", "开", "平常的一篇。"))
	put(t, l, file("/s", "1"), essay("1", "甲", "同一文件里的另一篇。"), essay("2", "乙", secretText), essay("3", "丙", "又一篇。"))
	put(t, l, file("/r", "2"), essay("", "丁", secretText+"又"))
	put(t, l, file("/h", "3"), essay("", "戊", secretText+"再"))
	if err := l.Release(t.Context(), "丁"); err != nil {
		t.Fatal(err)
	}
	// As an older program left it, which knew no marks.
	for _, q := range []string{`UPDATE documents SET parser = parser - 1`, `UPDATE documents SET removed = '' WHERE path = '/s'`, `UPDATE files SET held = '' WHERE path = '/s'`} {
		if _, err := l.writer.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	remove(t, l, "丙")
	if _, err := l.writer.Exec(`UPDATE documents SET parser = parser - 1 WHERE id = '丙'`); err != nil {
		t.Fatal(err)
	}
	before := seqOf(t, l)
	if n, files, err := l.Reparse(t.Context()); n != 6 || files != 1 || err != nil {
		t.Errorf("Reparse = %d, %d, %v", n, files, err)
	}
	get(t, l, "开")
	get(t, l, "丁")
	hidden(t, l, "甲")
	hidden(t, l, "乙")
	var got []string
	for _, h := range held(t, l) {
		got = append(got, h.ID+" "+h.Reason)
	}
	const mark = "有密级或内部标志“机密★1年”"
	if diff := cmp.Diff([]string{"甲 第 2 篇第 1 行" + mark, "乙 第 2 篇第 1 行" + mark, "戊 第 1 行" + mark}, got); diff != "" {
		t.Errorf("withheld (-want +got):\n%s", diff)
	}
	for _, s := range steps(t, l, before) {
		if want := s.ID != "开" && s.ID != "丁"; s.Removed != want {
			t.Errorf("step %+v", s)
		}
	}
	if n, files, err := l.Reparse(t.Context()); n != 0 || files != 0 || err != nil {
		t.Errorf("and again: %d, %d, %v", n, files, err)
	}
}
