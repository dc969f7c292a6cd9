package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// taken is Put or, as a watched folder does, without anybody having asked.
func taken(t testing.TB, l *Library, in Incoming) Kept {
	t.Helper()
	if kept, ok, err := l.Again(t.Context(), in); err != nil || ok {
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	kept, err := l.PutAll(t.Context(), []Incoming{in})
	if err != nil {
		t.Fatal(err)
	}
	return kept[0]
}

// TestRemovedComesAgain: what a person removed comes back under its old id on
// every way in, and in one step it is gone again.
func TestRemovedComesAgain(t *testing.T) {
	for _, tt := range []struct {
		name  string
		again File
		text  string
	}{
		{"the same file", file("/a", "1"), "一"},
		{"a copy in another folder", file("/copy/a", "1"), "一"},
		{"an upload", file(BarePath(Uploaded, "a", []byte("1")), "1"), "一"},
		{"saved by another program", file("/a", "1 "), "一"},
		{"saved by another program, elsewhere", file("/x", "1 "), " 一\n"},
		{"changed meanwhile", file("/a", "2"), "二"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			put(t, l, file("/a", "1"), essay("", "甲", "一"))
			correct(t, l, "甲", `{"source":"校对"}`)
			remove(t, l, "甲")
			got := taken(t, l, Incoming{File: tt.again, Texts: []corpus.Source{essay("", "甲", tt.text)}})
			if got.Outcome != Restored || len(got.Records) != 1 || got.Records[0].Document.ID != "甲" {
				t.Fatalf("%s %v, want restored 甲", got.Outcome, ids(got.Records))
			}
			if rec := get(t, l, "甲"); rec.Document.Fields.Source != "校对" || rec.Document.Text != tt.text {
				t.Errorf("back with source %q, text %q", rec.Document.Fields.Source, rec.Document.Text)
			}
			if n := stringAt(t, l, `SELECT count(*) FROM documents`); n != "1" {
				t.Errorf("%s documents", n)
			}
			undo(t, l, "甲")
			if _, err := l.Get(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
				t.Errorf("after undoing: %v", err)
			}
			undo(t, l, "甲") // the removal
			get(t, l, "甲")
			undo(t, l, "甲") // the correction
			if rec := get(t, l, "甲"); rec.Document.Fields.Source != "" {
				t.Errorf("after undoing all: source %q", rec.Document.Fields.Source)
			}
			sound(t, l)
		})
	}
}

// TestRemovedStaysAway: a folder that is followed brings back nothing that a
// person removed, and says so; other text is not the one that was removed.
func TestRemovedStaysAway(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	put(t, l, file("/b", "3"), essay("1", "乙", "二"), essay("2", "丙", "三"))
	remove(t, l, "甲")
	remove(t, l, "乙")
	before := seqOf(t, l)
	for _, tt := range []struct {
		file    File
		texts   []corpus.Source
		outcome Outcome
		away    string
	}{
		{file("/a", "1"), []corpus.Source{essay("", "甲", "一")}, Away, "甲"},
		{file("/copy", "1"), []corpus.Source{essay("", "甲", "一")}, Away, "甲"},
		{file("/a", "1 "), []corpus.Source{essay("", "甲", "一")}, Away, "甲"},
		{file("/other", "1 "), []corpus.Source{essay("", "甲", "一 ")}, Away, "甲"},
		{file("/b", "3"), nil, Unchanged, "乙"},
	} {
		got := taken(t, l, Incoming{File: tt.file, Texts: tt.texts, Unasked: true})
		if got.Outcome != tt.outcome || strings.Join(got.Away, " ") != tt.away {
			t.Errorf("%s: %s, away %v; want %s %s", tt.file.Path, got.Outcome, got.Away, tt.outcome, tt.away)
		}
	}
	if after := seqOf(t, l); after != before {
		t.Errorf("%d changes though nothing came back", after-before)
	}
	if n := stringAt(t, l, `SELECT count(*) FROM files`); n != "2" {
		t.Errorf("%s files, want 2", n)
	}
	got := taken(t, l, Incoming{File: file("/a", "2"), Texts: []corpus.Source{essay("", "甲", "另一篇")}, Unasked: true})
	if got.Outcome != Restored {
		t.Errorf("with other text: %s", got.Outcome)
	}
	sound(t, l)
}

// TestReplacedIsUndone: a file that was replaced is there again, whole, in one step:
// bytes, texts, parts that went and came; corrections stay what they are.
func TestReplacedIsUndone(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("1", "甲", "一"), essay("2", "乙", "二"))
	correct(t, l, "甲", `{"source":"校对"}`)
	before := []Record{get(t, l, "甲"), get(t, l, "乙")}
	put(t, l, file("/a", "2"), essay("1", "新甲", "一改"), essay("3", "丙", "三"))
	correct(t, l, "甲", `{"source":"再校"}`)
	edits, err := l.Edits(t.Context(), 9)
	if err != nil || len(edits) != 3 || edits[1].Action != replacing || edits[1].ID != "甲" {
		t.Fatalf("edits %+v %v", edits, err)
	}
	undo(t, l, "甲") // the second correction
	if e := undo(t, l, "丙"); e.Action != replacing {
		t.Errorf("took back %+v: the replacement is an edit of all documents of the file", e)
	}
	for _, want := range before {
		got := get(t, l, want.Document.ID)
		got.Changed, got.Seq = want.Changed, want.Seq
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-before +undone):\n%s", want.Document.ID, diff)
		}
	}
	if _, err := l.Get(t.Context(), "丙"); !errors.Is(err, ErrNotFound) {
		t.Errorf("what came with the replacement: %v", err)
	}
	if f, err := l.Original(t.Context(), "甲"); err != nil || string(f.Data) != "1" {
		t.Errorf("original %s %v", f.Data, err)
	}
	if _, outcome := put(t, l, file("/a", "1"), essay("1", "甲", "一"), essay("2", "乙", "二")); outcome != Unchanged {
		t.Errorf("the old file again: %s", outcome)
	}
	if _, outcome := put(t, l, file("/a", "2"), essay("1", "新甲", "一改"), essay("3", "丙", "三")); outcome != Updated {
		t.Errorf("the new file again: %s", outcome)
	}
	get(t, l, "丙")
	sound(t, l)
}

// TestUndoneIsRedone: a replacement that was undone is there again in one step, is an
// edit as it was, and so on; each document and the original with it. Two that were
// undone are made again one after the other.
func TestUndoneIsRedone(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("1", "甲", "一"), essay("2", "乙", "二"))
	put(t, l, file("/a", "2"), essay("1", "甲", "一改"), essay("3", "丙", "三"))
	put(t, l, file("/a", "3"), essay("1", "甲", "一再改"))
	texts := func() string {
		f, err := l.Original(t.Context(), "甲")
		if err != nil {
			t.Fatal(err)
		}
		out := string(f.Data)
		for _, id := range []string{"甲", "乙", "丙"} {
			if rec, err := l.Get(t.Context(), id); err == nil {
				out += " " + rec.Document.Text
			}
		}
		return out
	}
	states := []string{"1 一 二", "2 一改 三", "3 一再改"}
	at := 2
	for _, step := range []struct {
		id string
		to int
	}{{"甲", 1}, {"", 2}, {"丙", 1}, {"乙", 0}, {"乙", 1}, {"甲", 2}, {"甲", 1}, {"甲", 0}} {
		if step.to < at {
			undo(t, l, step.id)
		} else if e, err := l.Redo(t.Context(), step.id); err != nil || e.Action != replacing {
			t.Fatalf("redo %+v %v", e, err)
		}
		if at = step.to; texts() != states[at] {
			t.Fatalf("now %s, want %s", texts(), states[at])
		}
		edits, err := l.Edits(t.Context(), 9)
		if err != nil || len(edits) != 2 {
			t.Fatalf("edits %+v %v", edits, err)
		}
		undone := slices.DeleteFunc(edits, func(e Edit) bool { return e.Action != undoing })
		if len(undone) != 2-at {
			t.Errorf("at %d: undone %+v", at, undone)
		}
		sound(t, l)
	}
	correct(t, l, "甲", `{"source":"校对"}`)
	if _, err := l.Redo(t.Context(), "甲"); err != nil {
		t.Errorf("a correction is in the way: %v", err)
	}
	if rec := get(t, l, "甲"); rec.Document.Text != "一改" || rec.Document.Fields.Source != "校对" {
		t.Errorf("%+v", rec.Document)
	}
}

// TestRedoEnds: what happens otherwise to a file or its documents ends what can be made
// again, and the bytes that only that needed are gone.
func TestRedoEnds(t *testing.T) {
	for name, otherwise := range map[string]func(*Library){
		"another text": func(l *Library) { put(t, l, file("/a", "9"), essay("", "甲", "九")) },
		"a removal":    func(l *Library) { remove(t, l, "甲") },
		"a secret":     func(l *Library) { put(t, l, file("/a", "9"), essay("", "甲", secretText)) },
		"one paper with another": func(l *Library) {
			put(t, l, file("/b", "9"), essay("", "乙", "九"))
			if _, err := l.Replace(t.Context(), "甲", "乙"); err != nil {
				t.Fatal(err)
			}
		},
	} {
		l := open(t, t.TempDir())
		put(t, l, file("/a", "1"), essay("", "甲", "一"))
		put(t, l, file("/a", "2"), essay("", "甲", "二"))
		undo(t, l, "甲")
		otherwise(l)
		if _, err := l.Redo(t.Context(), ""); !errors.Is(err, ErrNothingToRedo) {
			t.Errorf("%s: %v", name, err)
		}
		if n := stringAt(t, l, `SELECT count(*) FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM files UNION SELECT sha256 FROM replaced)`); n != "0" {
			t.Errorf("%s: %s originals that nothing needs", name, n)
		}
		sound(t, l)
	}
	l := open(t, t.TempDir()) // a withheld text does not come back by redoing
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	put(t, l, file("/a", "2"), essay("", "甲", secretText))
	undo(t, l, "")
	if _, err := l.Redo(t.Context(), ""); !errors.Is(err, ErrNothingToRedo) {
		t.Errorf("withheld: %v", err)
	}
	if n := stringAt(t, l, `SELECT count(*) FROM states`); n != "0" {
		t.Errorf("%s states of a withheld text", n)
	}
}

// TestRestoredIsRedone: what came back, and was sent away again by undoing, comes back
// once more, and its removal is an edit only while it is away.
func TestRestoredIsRedone(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	remove(t, l, "甲")
	taken(t, l, Incoming{File: file("/a", "1")})
	for range 2 {
		undo(t, l, "甲")
		if _, err := l.Get(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
			t.Fatalf("undone: %v", err)
		}
		if e, err := l.Redo(t.Context(), "甲"); err != nil || e.Action != restoring {
			t.Fatalf("redo %+v %v", e, err)
		}
		get(t, l, "甲")
		sound(t, l)
	}
	undo(t, l, "甲")
	undo(t, l, "甲") // the removal
	get(t, l, "甲")
	if _, err := l.Redo(t.Context(), "甲"); !errors.Is(err, ErrNothingToRedo) {
		t.Errorf("it is there: %v", err)
	}
}

// TestEarlierIsNoSecret: what is withheld is not kept as an earlier state, and
// undoing past it leads to what was there before it. Discarding takes all.
func TestEarlierIsNoSecret(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("1", "甲", "一"), essay("2", "乙", "二"))
	put(t, l, file("/a", "2"), essay("1", "甲", secretText), essay("2", "乙", "二"))
	put(t, l, file("/a", "3"), essay("1", "甲", "三"), essay("2", "乙", "二又"))
	if n := stringAt(t, l, `SELECT count(*) FROM states WHERE text LIKE '%★%'`); n != "0" {
		t.Errorf("%s withheld texts are kept", n)
	}
	undo(t, l, "乙")
	if a, b := get(t, l, "甲").Document.Text, get(t, l, "乙").Document.Text; a != "一" || b != "二" {
		t.Errorf("after undoing: %q %q", a, b)
	}
	put(t, l, file("/a", "2"), essay("1", "甲", secretText), essay("2", "乙", "二"))
	if got := held(t, l); len(got) != 2 {
		t.Fatalf("withheld: %v", got)
	}
	undo(t, l, "")
	if got := held(t, l); len(got) != 0 {
		t.Errorf("withheld after undoing: %v", got)
	}
	put(t, l, file("/a", "2"), essay("1", "甲", secretText), essay("2", "乙", "二"))
	if err := l.Discard(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"files", "documents", "originals", "edits", "replaced", "states"} {
		if n := stringAt(t, l, `SELECT count(*) FROM `+table); n != "0" {
			t.Errorf("%s rows of %s are left", n, table)
		}
	}
	sound(t, l)
}

// TestEarlierIsBounded: of a file that is replaced again and again the last states
// are kept, and can be gone back to one by one; the others are gone, bytes and all.
func TestEarlierIsBounded(t *testing.T) {
	l := open(t, t.TempDir())
	last := mostEarlier + 7
	for i := range last + 1 {
		put(t, l, file("/a", fmt.Sprint("bytes ", i)), essay("", "甲", fmt.Sprint("文本", i)))
	}
	put(t, l, file("/b", "1"), essay("", "乙", "一"))
	put(t, l, file("/b", "2"), essay("", "乙", "二")) // another file's are its own
	for query, want := range map[string]int{`SELECT count(*) FROM replaced WHERE path = '/a'`: mostEarlier, `SELECT count(*) FROM states WHERE id = '甲'`: mostEarlier,
		`SELECT count(*) FROM originals`: mostEarlier + 1 + 2} {
		if n := stringAt(t, l, query); n != fmt.Sprint(want) {
			t.Errorf("%s: %s, want %d", query, n, want)
		}
	}
	sound(t, l)
	for i := range mostEarlier {
		undo(t, l, "甲")
		if got, want := get(t, l, "甲").Document.Text, fmt.Sprint("文本", last-1-i); got != want {
			t.Fatalf("undone %d times: %s, want %s", i+1, got, want)
		}
	}
	if _, err := l.Undo(t.Context(), "甲"); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("beyond the last: %v", err)
	}
	sound(t, l)
}

// TestRestoredIsJudged: a decision about a withheld file holds for what comes back.
func TestRestoredIsJudged(t *testing.T) {
	l := open(t, t.TempDir())
	secret := Incoming{File: file("/a", "1"), Texts: []corpus.Source{essay("", "甲", secretText)}}
	put(t, l, secret.File, secret.Texts...)
	if err := l.Release(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	remove(t, l, "甲")
	if got := taken(t, l, secret); got.Outcome != Restored {
		t.Errorf("released, removed and back: %s", got.Outcome)
	}
	put(t, l, file("/a", "2"), essay("", "甲", "可以公开的一篇"))
	undo(t, l, "甲")
	if got := get(t, l, "甲").Document.Text; got != secretText {
		t.Errorf("undone: %q, want the released text", got)
	}
	put(t, l, file("/b", "3"), essay("", "乙", "一"))
	remove(t, l, "乙")
	if got := taken(t, l, Incoming{File: file("/b", "4"), Texts: []corpus.Source{essay("", "乙", secretText+"又")}}); got.Outcome != Quarantined {
		t.Errorf("back with a mark: %s", got.Outcome)
	}
	sound(t, l)
}

// TestReplace: a text takes the place of another under the other's id.
func TestReplace(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	correct(t, l, "甲", `{"source":"校对"}`)
	put(t, l, file(BarePath(Uploaded, "甲", []byte("2")), "2"), essay("", "甲", "二"))
	put(t, l, file("/c", "3"), essay("1", "丙", "一"), essay("2", "丁", "二"))
	for _, pair := range [][2]string{{"甲", "甲"}, {"甲", "丙"}, {"丙", "甲"}} {
		if _, err := l.Replace(t.Context(), pair[0], pair[1]); !errors.Is(err, ErrPart) {
			t.Errorf("%v: %v", pair, err)
		}
	}
	rec, err := l.Replace(t.Context(), "甲", "甲~2")
	if err != nil || rec.Document.Text != "二" || rec.Document.Fields.Source != "校对" {
		t.Fatalf("%+v %v", rec, err)
	}
	sameAsGet(t, l, []Record{rec})
	if _, err := l.Get(t.Context(), "甲~2"); !errors.Is(err, ErrNotFound) {
		t.Errorf("the one it was taken from: %v", err)
	}
	if recs, outcome := put(t, l, file(BarePath(Uploaded, "又", []byte("2")), "2"), essay("", "甲", "二")); outcome != Unchanged || recs[0].Document.ID != "甲" {
		t.Errorf("the same file again: %s %v", outcome, ids(recs))
	}
	// Nor does it come back by itself: it is one paper now.
	if got := taken(t, l, Incoming{File: file(BarePath(Uploaded, "甲", []byte("2")), "2")}); got.Outcome != Unchanged || got.Records[0].Document.ID != "甲" {
		t.Errorf("the file it was taken from: %s %v", got.Outcome, ids(got.Records))
	}
	undo(t, l, "甲~2")
	if a, b := get(t, l, "甲").Document.Text, get(t, l, "甲~2").Document.Text; a != "一" || b != "二" {
		t.Errorf("undone: %q %q", a, b)
	}
	if f, err := l.Original(t.Context(), "甲"); err != nil || string(f.Data) != "1" {
		t.Errorf("undone: original %s %v", f.Data, err)
	}
	sound(t, l)
}

// TestBareNames: two papers of one name are two; the same paper is one, whatever
// it is called; and what is then found in a folder is followed there.
func TestBareNames(t *testing.T) {
	l := open(t, t.TempDir())
	upload := func(name, data, text string) ([]Record, Outcome) {
		return put(t, l, file(BarePath(Uploaded, name, []byte(data)), data), essay("", "甲", text))
	}
	for _, tt := range []struct {
		name, data, text string
		outcome          Outcome
		id               string
	}{
		{"通知.docx", "1", "一", Added, "甲"},
		{"通知.docx", "2", "二", Added, "甲~2"},
		{"通知.docx", "1", "一", Unchanged, "甲"},
		{"又一份通知.docx", "1", "一", Unchanged, "甲"},
	} {
		if recs, outcome := upload(tt.name, tt.data, tt.text); outcome != tt.outcome || recs[0].Document.ID != tt.id {
			t.Errorf("%s %s: %s %v, want %s %s", tt.name, tt.data, outcome, ids(recs), tt.outcome, tt.id)
		}
	}
	shown := []string{}
	for _, p := range get(t, l, "甲").Paths {
		shown = append(shown, ShownPath(p))
	}
	if diff := cmp.Diff([]string{"upload/通知.docx", "upload/又一份通知.docx"}, sorted(shown)); diff != "" && len(shown) != 2 {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	// Seen in a folder, and changed there.
	if _, outcome := put(t, l, file("/x/通知.docx", "1"), essay("", "甲", "一")); outcome != Unchanged {
		t.Errorf("in a folder: %s", outcome)
	}
	recs, outcome := put(t, l, file("/x/通知.docx", "3"), essay("", "甲", "三"))
	if outcome != Updated || recs[0].Document.ID != "甲" {
		t.Errorf("changed in the folder: %s %v", outcome, ids(recs))
	}
	undo(t, l, "甲")
	if got := get(t, l, "甲"); got.Document.Text != "一" || got.Document.Path != "/x/通知.docx" {
		t.Errorf("undone: %q at %s", got.Document.Text, got.Document.Path)
	}
	// In two folders: what changes in one of them is another paper.
	put(t, l, file("/x/二.docx", "2"), essay("", "甲", "二"))
	put(t, l, file("/y/二.docx", "2"), essay("", "甲", "二"))
	if recs, outcome := put(t, l, file("/y/二.docx", "4"), essay("", "甲", "四")); outcome != Added || recs[0].Document.ID != "甲~3" {
		t.Errorf("changed in one of two folders: %s %v", outcome, ids(recs))
	}
	sound(t, l)
}

// TestRowsAgain: a list that was uploaded comes again with rows more, less or in
// another order: what is the same is left as it is, and only what is new is added.
func TestRowsAgain(t *testing.T) {
	l := open(t, t.TempDir())
	upload := func(data string, texts ...corpus.Source) Kept {
		t.Helper()
		return taken(t, l, Incoming{File: file(BarePath(Uploaded, "表.csv", []byte(data)), data), Texts: texts})
	}
	row := func(part, title, text string) corpus.Source { return essay(part, title, text) }
	upload("1", row("2", "甲", "一"), row("3", "乙", "二"))
	correct(t, l, "甲", `{"source":"校对"}`)
	before := get(t, l, "甲")
	for _, tt := range []struct {
		name, data string
		texts      []corpus.Source
		outcome    Outcome
		ids        string
		same       int
	}{
		{"a row more", "2", []corpus.Source{row("2", "甲", "一"), row("3", "乙", "二"), row("4", "丙", "三")}, Added, "甲 乙 丙", 2},
		{"a row more before", "3", []corpus.Source{row("2", "丁", "四"), row("3", "甲", "一"), row("4", "乙", "二")}, Added, "丁 甲 乙", 2},
		{"a row less", "4", []corpus.Source{row("2", "乙", "二"), row("3", "丙", "三")}, Unchanged, "乙 丙", 2},
		{"another order", "5", []corpus.Source{row("2", "丙", "三"), row("3", "甲", "一\n")}, Unchanged, "丙 甲", 2},
		{"a row changed", "6", []corpus.Source{row("2", "甲", "一改"), row("3", "乙", "二")}, Added, "甲~2 乙", 1},
		{"other rows", "7", []corpus.Source{row("2", "戊", "五"), row("3", "己", "六")}, Added, "戊 己", 0},
		{"the first again", "1", nil, Unchanged, "甲 乙", 0},
	} {
		got := upload(tt.data, tt.texts...)
		if got.Outcome != tt.outcome || strings.Join(ids(got.Records), " ") != tt.ids || len(got.Same) != tt.same {
			t.Errorf("%s: %s %v, %d the same; want %s %s, %d", tt.name, got.Outcome, ids(got.Records), len(got.Same), tt.outcome, tt.ids, tt.same)
		}
	}
	after := get(t, l, "甲")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("a row that came again (-before +after):\n%s", diff)
	}
	if n := stringAt(t, l, `SELECT count(*) FROM files WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.path = files.path)`); n != "0" {
		t.Errorf("%s files without documents", n)
	}
	remove(t, l, "丙")
	if got := upload("8", row("2", "丙", "三"), row("3", "乙", "二")); got.Outcome != Restored {
		t.Errorf("with one that was removed: %s", got.Outcome)
	}
	sound(t, l)
}

// TestBeside: fields that lie beside a file go with what lies there, but a file
// that comes without its folder says nothing of them.
func TestBeside(t *testing.T) {
	l := open(t, t.TempDir())
	with := file("/a", "1")
	with.Beside = []byte(`{"source":"旁注"}`)
	stated := essay("", "甲", "一")
	stated.Stated = []byte(`{"title":"甲","kind":"essay","source":"旁注"}`)
	put(t, l, with, stated)
	again := func(f File) bool {
		ok, err := l.Known(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	loose := file("/a", "1")
	loose.Loose = true
	if !again(with) || !again(loose) || again(file("/a", "1")) {
		t.Errorf("with its fields known %v, loose %v, without %v", again(with), again(loose), again(file("/a", "1")))
	}
	if _, outcome := put(t, l, file("/a", "1"), essay("", "甲", "一")); outcome != Updated || get(t, l, "甲").Document.Fields.Source != "" {
		t.Errorf("without its fields: %s, source %q", outcome, get(t, l, "甲").Document.Fields.Source)
	}
	undo(t, l, "甲")
	if got := get(t, l, "甲").Document.Fields.Source; got != "旁注" || !again(with) {
		t.Errorf("undone: source %q", got)
	}
	// A file from before this was noted is read once more if it had fields.
	if _, err := l.writer.Exec(`UPDATE files SET beside = NULL`); err != nil {
		t.Fatal(err)
	}
	if again(file("/a", "1")) || again(with) || !again(loose) {
		t.Error("a file of an older program")
	}
}

// sound checks that nothing is wrong on the disk, and that no bytes are kept that
// nothing leads to.
func sound(t *testing.T, l *Library) {
	t.Helper()
	var file string
	if err := l.reader.QueryRow(`SELECT file FROM pragma_database_list WHERE name = 'main'`).Scan(&file); err != nil {
		t.Fatal(err)
	}
	faults, err := Verify(context.WithoutCancel(t.Context()), strings.TrimSuffix(file, "/"+fileName))
	if err != nil || len(faults) > 0 {
		t.Errorf("faults: %v %v", faults, err)
	}
	if n := stringAt(t, l, `SELECT count(*) FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM files UNION SELECT sha256 FROM replaced)`); n != "0" {
		t.Errorf("%s originals that nothing leads to", n)
	}
}
