package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiaowen/corpus"
)

func correct(t testing.TB, l *Library, id, patch string) Record {
	t.Helper()
	rec, err := l.Correct(t.Context(), id, json.RawMessage(patch), "")
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func remove(t testing.TB, l *Library, id string) {
	t.Helper()
	if err := l.Remove(t.Context(), id, ""); err != nil {
		t.Fatal(err)
	}
}

func undo(t testing.TB, l *Library, id string) Edit {
	t.Helper()
	e, err := l.Undo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestCorrect(t *testing.T) {
	for _, tt := range []struct {
		name        string
		patches     []string
		corrections string
		source      string
		title       string
	}{
		{"one field", []string{`{"source":"校对"}`}, `{"source":"校对"}`, "校对", "甲"},
		{"two patches", []string{`{"source":"校对"}`, `{"title":"新甲"}`}, `{"source":"校对","title":"新甲"}`, "校对", "新甲"},
		{"the later wins", []string{`{"source":"校对"}`, `{"source":"再校"}`}, `{"source":"再校"}`, "再校", "甲"},
		{"null takes back", []string{`{"source":"校对","title":"新甲"}`, `{"source":null}`}, `{"title":"新甲"}`, "网站", "新甲"},
		{"null for the last", []string{`{"source":"校对"}`, `{"source":null}`}, "", "网站", "甲"},
		{"null for none", []string{`{"source":null}`}, "", "网站", "甲"},
		{"empty empties", []string{`{"source":""}`}, `{"source":""}`, "", "甲"},
		{"empty patch", []string{`{}`}, "", "网站", "甲"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			src := essay("", "甲", "一")
			src.Hints.Source = "网站"
			put(t, l, file("/a", "1"), src)
			read := get(t, l, "甲").Document.Fields
			for _, p := range tt.patches {
				sameAsGet(t, l, []Record{correct(t, l, "甲", p)})
			}
			rec := get(t, l, "甲")
			if string(rec.Corrections) != tt.corrections {
				t.Errorf("corrections %s, want %s", rec.Corrections, tt.corrections)
			}
			if f := rec.Document.Fields; f.Source != tt.source || f.Title != tt.title {
				t.Errorf("source %q title %q, want %q %q", f.Source, f.Title, tt.source, tt.title)
			}
			if diff := cmp.Diff(read, rec.Read); diff != "" {
				t.Errorf("the fields as read changed:\n%s", diff)
			}
			heads, err := l.Heads(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(rec.Document.Fields, heads[0].Fields); diff != "" {
				t.Errorf("fields in the list (+) are others:\n%s", diff)
			}
		})
	}
}

func TestCorrectRefuses(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	for patch, field := range map[string]string{
		`{"effective":"2018-02-30"}`:          "effective",
		`{"effective":"去年"}`:                  "effective",
		`{"kind":"poem"}`:                     "kind",
		`{"genre":"诗"}`:                       "genre",
		`{"title":"  "}`:                      "title",
		`{"title":7}`:                         "title",
		`{"issuer":"某局"}`:                     "issuer",
		`{"no_such":"x"}`:                     "no_such",
		`{"no_such":null}`:                    "no_such",
		`{"Title":"x"}`:                       "Title",
		`{"source":"好","sample":"yes"}`:       "sample",
		`[]`:                                  "",
		`null`:                                "",
		`{"title":"甲"`:                        "",
		``:                                    "",
		`{"source":"好"} {"effective":"2018"}`: "",
		`{"source":"好","published":"18-1-1"}`: "published",
		`{"source":"好","published":["2018"]}`: "published",
		`{"status":"in_force","source":"derived"}`: "status",
	} {
		_, err := l.Correct(t.Context(), "甲", json.RawMessage(patch), "")
		var fe *corpus.FieldError
		if !errors.As(err, &fe) {
			t.Errorf("%s: %v, want a FieldError", patch, err)
		} else if fe.Field != field {
			t.Errorf("%s: error in field %q, want %q", patch, fe.Field, field)
		}
	}
	if got := seqOf(t, l); got != 1 {
		t.Errorf("Seq = %d after refusals only, want 1", got)
	}
	if _, err := l.Correct(t.Context(), "没有", json.RawMessage(`{}`), ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("Correct of no document = %v", err)
	}
}

func TestIfMatch(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	tag := func() string { return get(t, l, "甲").ETag }
	first := tag()
	n := 0
	patch := func() json.RawMessage { n++; return json.RawMessage(fmt.Sprintf(`{"source":"第%d次"}`, n)) }
	for _, tt := range []struct {
		name    string
		ifMatch func() string
		want    error
	}{
		{"none", func() string { return "" }, nil},
		{"old", func() string { return first }, ErrChanged},
		{"old in quotes", func() string { return `"` + first + `"` }, ErrChanged},
		{"bare", tag, nil},
		{"in quotes", func() string { return `"` + tag() + `"` }, nil},
		{"any", func() string { return "*" }, nil},
	} {
		if _, err := l.Correct(t.Context(), "甲", patch(), tt.ifMatch()); !errors.Is(err, tt.want) {
			t.Errorf("%s: Correct = %v, want %v", tt.name, err, tt.want)
		}
	}
	if err := l.Remove(t.Context(), "甲", first); !errors.Is(err, ErrChanged) {
		t.Errorf("Remove with an old tag = %v", err)
	}
	if err := l.Remove(t.Context(), "甲", tag()); err != nil {
		t.Errorf("Remove with the tag = %v", err)
	}
	undo(t, l, "甲")
	put(t, l, file("/a", "2"), essay("", "甲", "二"))
	textTag := tag()
	correct(t, l, "甲", `{"source":null}`)
	if tag() == first || tag() == textTag {
		t.Error("the tag does not follow both text and fields")
	}
}

func TestCorrectionsSurviveImport(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	correct(t, l, "甲", `{"title":"正名","kind":"speech"}`)
	put(t, l, file("/a", "2"), essay("", "又一名", "二"))
	rec := get(t, l, "甲")
	if f := rec.Document.Fields; f.Title != "正名" || f.Kind != corpus.Speech {
		t.Errorf("fields after a new import: %q %q", f.Title, f.Kind)
	}
	if rec.Read.Title != "又一名" || rec.Document.Text != "二" {
		t.Errorf("read title %q, text %q: not the new ones", rec.Read.Title, rec.Document.Text)
	}
	undo(t, l, "")
	if rec := get(t, l, "甲"); rec.Document.Text != "一" || rec.Document.Fields.Title != "正名" || rec.Read.Title != "甲" {
		t.Errorf("with the text of before: %+v", rec.Document.Fields)
	}
	undo(t, l, "")
	if got := get(t, l, "甲").Document.Fields.Title; got != "甲" {
		t.Errorf("title without the correction: %q", got)
	}
}

func TestRemoved(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	remove(t, l, "甲")
	if _, err := l.Get(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get = %v", err)
	}
	if err := l.Remove(t.Context(), "甲", ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("second Remove = %v", err)
	}
	if _, err := l.Correct(t.Context(), "甲", json.RawMessage(`{}`), ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("Correct = %v", err)
	}
	if recs, _ := put(t, l, file("/b", "3"), essay("", "甲", "三")); recs[0].Document.ID != "甲~2" {
		t.Errorf("a removed document's id was given away: %v", ids(recs))
	}
}

func TestUndo(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	put(t, l, file("/b", "2"), essay("", "乙", "二"))
	untouched := get(t, l, "甲")
	correct(t, l, "甲", `{"source":"一校"}`)
	correct(t, l, "乙", `{"source":"乙校"}`)
	correct(t, l, "甲", `{"source":"二校"}`)
	correct(t, l, "甲", `{"source":"二校"}`) // says nothing new: no edit
	remove(t, l, "甲")

	edits, err := l.Edits(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []Edit{
		{Seq: 6, ID: "甲", Title: "甲", Action: "remove"},
		{Seq: 5, ID: "甲", Title: "甲", Action: "correct"},
		{Seq: 4, ID: "乙", Title: "乙", Action: "correct"},
	}
	if diff := cmp.Diff(want, edits, cmpopts.IgnoreFields(Edit{}, "At")); diff != "" {
		t.Errorf("edits (-want +got):\n%s", diff)
	}

	undone := []Edit{undo(t, l, ""), undo(t, l, "甲"), undo(t, l, "甲"), undo(t, l, "")}
	for i, want := range []int64{6, 5, 3, 4} {
		if undone[i].Seq != want {
			t.Errorf("undo %d took back edit %d, want %d", i, undone[i].Seq, want)
		}
	}
	if got := get(t, l, "甲"); got.ETag != untouched.ETag || got.Corrections != nil {
		t.Errorf("after all is undone: etag %s, corrections %s", got.ETag, got.Corrections)
	}
	for _, id := range []string{"", "甲", "没有"} {
		if _, err := l.Undo(t.Context(), id); !errors.Is(err, ErrNothingToUndo) {
			t.Errorf("Undo(%q) = %v, want ErrNothingToUndo", id, err)
		}
	}
	if got := seqOf(t, l); got != 10 {
		t.Errorf("Seq = %d: every undo has a number of its own, want 10", got)
	}
}

func TestUndoLeavesVanishedPartsAlone(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("1", "甲", "一"), essay("2", "乙", "二"))
	correct(t, l, "甲", `{"source":"校对"}`)
	remove(t, l, "乙")
	put(t, l, file("/a", "2"))
	edits, err := l.Edits(t.Context(), 9)
	if err != nil || len(edits) != 1 || edits[0].Action != replacing {
		t.Errorf("%v %v can be undone: but for the replacement nobody would see it", edits, err)
	}
	put(t, l, file("/a", "3"), essay("1", "甲", "一"), essay("2", "乙", "二"))
	if got := get(t, l, "甲").Document.Fields.Source; got != "校对" {
		t.Errorf("the correction did not come back with its document: %q", got)
	}
	get(t, l, "乙")
	for _, want := range []string{replacing, replacing, removing, correcting} {
		if e := undo(t, l, ""); e.Action != want {
			t.Errorf("undo took back %+v, want %s", e, want)
		}
	}
}

func TestEditsAreDated(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	rec := correct(t, l, "甲", `{"source":"校对"}`)
	if rec.Imported != begin.Add(time.Second) || rec.Changed != begin.Add(2*time.Second) {
		t.Errorf("imported %v, changed %v", rec.Imported, rec.Changed)
	}
	edits, err := l.Edits(t.Context(), 10)
	if err != nil || len(edits) != 1 || edits[0].At != rec.Changed {
		t.Errorf("edits %+v, %v; want one of %v", edits, err, rec.Changed)
	}
}
